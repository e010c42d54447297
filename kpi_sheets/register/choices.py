"""The lists that cells choose from (Data, Validation, List), where a sheet holds them."""

from __future__ import annotations

import re

from kpi_sheets.register.grid import text_of
from kpi_sheets.typed import TYPE_CHECKING, NamedTuple
from kpi_sheets.workbook import Range
from kpi_sheets.workbook.address import block, column_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kpi_sheets.model import Table
    from kpi_sheets.register.book_like import ListLike, RangeLike, SheetLike

LONGEST = 1000  # entries of a list; no person chooses from more
CHOSEN = ("team",)  # the fields whose lists anybody asks for
_INDIRECT = r"(?i)INDIRECT\(\s*\"([^\"]+)\"\s*\)"
_COLUMN = r"([^\[\]!]+)\[([^\[\]]+)\]"
_CELLS = r"(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?(\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?)"


class Lists(NamedTuple):
    """Where lists can stand: all sheets, hidden ones too, by name, and the workbook's names."""

    sheets: Mapping[str, SheetLike]
    names: Mapping[str, str]


def with_choices(tables: Iterable[Table], lists: Lists) -> tuple[Table, ...]:
    """Return the tables, each with the lists that its columns choose from."""
    return tuple(_with_choices(table, lists) for table in tables)


def _with_choices(table: Table, lists: Lists) -> Table:
    sheet = lists.sheets[table.sheet]
    found = {key: entries for key in CHOSEN if (entries := _entries(table, key, sheet, lists))}
    return table._replace(choices=found) if found else table


def _entries(table: Table, key: str, sheet: SheetLike, lists: Lists) -> tuple[str, ...]:
    if key not in table.columns or not table.kpis:
        return ()
    row, column = table.kpis[0].row, column_number(table.columns[key])
    for validation in sheet.validations:
        inside = any(area.holds(row, column) for area in validation.ranges)
        if inside and validation.kind == "list" and validation.formulas:
            return tuple(_listed(validation.formulas[0].strip().removeprefix("="), sheet, lists))[:LONGEST]
    return ()


def _listed(formula: str, sheet: SheetLike, lists: Lists) -> Iterator[str]:
    """Yield what a list's formula means: "a,b,c", cells, a name for cells, or a column of an Excel table."""
    if formula.startswith('"'):
        yield from (entry for part in formula.strip('"').split(",") if (entry := part.strip()))
        return
    indirect = re.fullmatch(_INDIRECT, formula)
    formula = indirect[1] if indirect else formula
    formula = lists.names.get(formula, formula).removeprefix("=")
    cells, column = re.fullmatch(_CELLS, formula), re.fullmatch(_COLUMN, formula)
    if cells:
        name = (cells[1] or "").replace("''", "'") or cells[2]
        source = lists.sheets.get(name) if name else sheet
        area = _area(cells[3])
        yield from _texts(source, area) if source and area else ()
    elif column:
        yield from _of_table(column[1], column[2], lists)


def _area(reference: str) -> RangeLike | None:
    try:
        return block(reference)
    except ValueError:
        return None


def _of_table(name: str, column: str, lists: Lists) -> Iterator[str]:
    for sheet in lists.sheets.values():
        for table in sheet.tables:
            if table.name == name and column in table.columns:
                yield from _texts(sheet, _below(table, column))
                return


def _below(table: ListLike, column: str) -> RangeLike:
    area = table.range
    at = area.first_column + table.columns.index(column)
    return Range(area.first_row + table.header_rows, at, area.last_row - table.totals_rows, at)


def _texts(sheet: SheetLike, area: RangeLike) -> Iterator[str]:
    last = min(area.last_row, area.first_row + LONGEST)
    for row in range(area.first_row, last + 1):
        cells = sheet.rows.get(row, {})
        for column in range(area.first_column, min(area.last_column, area.first_column + LONGEST) + 1):
            if text := text_of(cells.get(column)):
                yield text
