"""Sheets of cells → tables of KPIs."""

from __future__ import annotations

from collections.abc import Iterable

from kpi_sheets.register.assemble import assemble
from kpi_sheets.register.grid import Grid
from kpi_sheets.register.history import attach
from kpi_sheets.register.locate import locate
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpi_sheets.model import Table
    from kpi_sheets.register.book_like import BookLike, SheetLike
    from kpi_sheets.register.schema import WorkbookSchema

ASIDE = "not_kpis"  # how a defined name begins that points at a sheet without a register
OWN_SHEET = "kpi-sheets:"  # stands in the first cell of a sheet with findings


def read_tables(
    book: BookLike | Iterable[SheetLike],
    schema: WorkbookSchema,
    language: str = "auto",
    *,
    hidden: bool = False,
) -> tuple[Table, ...]:
    """Return the KPI tables of a workbook, in the order of its sheets; none when it has none.

    `language` is a code, or "auto" to let each table's own words decide. Hidden sheets are read when `hidden`
    is true.
    """
    grids = open_grids(book, hidden=hidden)
    kept: list[Table] = []
    measured: list[Table] = []
    for place in locate(grids, schema):
        table, is_measured = assemble(place, language)
        (measured if is_measured else kept).append(table)
    order = {grid.name: number for number, grid in enumerate(grids)}
    found = sorted(attach(kept, measured), key=lambda table: (order[table.sheet], table.header_rows))
    sheets = {sheet.name: sheet for sheet in _sheets(book)}
    if not any(sheets[table.sheet].validations for table in found):
        return tuple(found)
    from kpi_sheets.register.choices import Lists, with_choices

    return with_choices(found, Lists(sheets, _names(book)))


def may_hold_tables(sheet: SheetLike, schema: WorkbookSchema, *, hidden: bool = False) -> bool:
    """Tell by the first rows of a large sheet whether it is one to read: a dump of figures has no KPI table there.

    A table further down, which starts below these rows, has to be an Excel table to be seen.
    """
    grids = open_grids([sheet], hidden=hidden)
    if not grids or not grids[0].row_numbers:
        return False
    last = grids[0].row_numbers[-1]
    below = any(table.range.first_row > last for table in sheet.tables)
    return below or bool(locate(grids, schema))


def open_grids(book: BookLike | Iterable[SheetLike], *, hidden: bool) -> list[Grid]:
    """Return the sheets that are to be read: none that says itself that it holds no register."""
    aside = _set_aside(_names(book))
    shown = (sheet for sheet in _sheets(book) if hidden or sheet.visibility == "visible")
    return [Grid(sheet) for sheet in shown if sheet.name not in aside and not is_own(sheet)]


def is_own(sheet: SheetLike) -> bool:
    """Tell whether a sheet is one that we wrote findings on: its first cell says so."""
    first = sheet.rows.get(1, {}).get(1)
    return first is not None and OWN_SHEET in str(first.value)


def _set_aside(names: Mapping[str, str]) -> frozenset[str]:
    """Return the sheets that the workbook itself says hold no register: a dashboard, a list of choices.

    A defined name says so, for it follows its sheet when that is renamed.
    """
    refers_to = (formula for name, formula in names.items() if name.startswith(ASIDE))
    return frozenset(formula.rpartition("!")[0].strip("'").replace("''", "'") for formula in refers_to)


def _sheets(book: BookLike | Iterable[SheetLike]) -> Iterable[SheetLike]:
    return book.sheets if hasattr(book, "sheets") else book


def _names(book: BookLike | Iterable[SheetLike]) -> Mapping[str, str]:
    return book.defined_names if hasattr(book, "defined_names") else {}
