"""Sheets of cells → tables of KPIs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from kpi_sheets.register.assemble import assemble
from kpi_sheets.register.grid import Grid, SheetLike
from kpi_sheets.register.history import attach
from kpi_sheets.register.locate import locate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_sheets.model import Table
    from kpi_sheets.register.schema import WorkbookSchema


OWN_SHEET = "kpi-sheets:"  # stands in the first cell of a sheet with findings


class BookLike(Protocol):
    """A workbook: anything with sheets."""

    @property
    def sheets(self) -> Sequence[SheetLike]: ...


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
        table, is_measured = assemble(place, schema.words, language)
        (measured if is_measured else kept).append(table)
    order = {grid.name: number for number, grid in enumerate(grids)}
    return tuple(sorted(attach(kept, measured), key=lambda table: (order[table.sheet], table.header_rows)))


def open_grids(book: BookLike | Iterable[SheetLike], *, hidden: bool) -> list[Grid]:
    """Return the sheets that are to be read; a list of findings that we wrote ourselves is none."""
    sheets = book if isinstance(book, Iterable) else book.sheets
    return [Grid(sheet) for sheet in sheets if (hidden or sheet.visibility == "visible") and not is_own(sheet)]


def is_own(sheet: SheetLike) -> bool:
    """Tell whether a sheet is one that we wrote: its first cell says so."""
    first = sheet.rows.get(1, {}).get(1)
    return first is not None and OWN_SHEET in str(first.value)
