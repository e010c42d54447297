"""A sheet as the register sees it: cells in rows, merged areas unfolded."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial

from kpi_sheets.model import Cell, ErrorValue
from kpi_sheets.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kpi_sheets.register.book_like import SheetLike

ROWS_KEPT = 128  # rows that are looked at again and again: those around a header
_EMPTY: Mapping[int, Cell] = {}
MOST_MERGED_ROWS = 200_000  # in all merged areas of a sheet together: more is no table but an attack


class Merge(NamedTuple):
    """A merged area as one of its rows sees it."""

    first_column: int
    last_column: int
    first_row: int
    last_row: int


class Grid:
    """A sheet's cells that hold something, with quick access by row; blank text counts as nothing."""

    def __init__(self, sheet: SheetLike) -> None:
        self.sheet = sheet
        self.name = sheet.name
        self.row_numbers = sorted(sheet.rows)
        self.list_headers = frozenset(table.range.first_row for table in sheet.tables if table.header_rows)
        self.totals = frozenset(table.range.last_row for table in sheet.tables if table.totals_rows)
        self._row = lru_cache(ROWS_KEPT)(partial(_filled, sheet.rows))
        self._merges = _merges_by_row(sheet)
        self._anchors: dict[Merge, Cell | None] = {}

    def row(self, number: int) -> Mapping[int, Cell]:
        """Return the filled cells of a row by column."""
        return self._row(number)

    def unfolded(self, number: int) -> Mapping[int, Cell]:
        """Return a row in which every cell of a merged area shows what the area shows."""
        merges = self._merges.get(number)
        if merges is None:
            return self.row(number)
        row = {**self.row(number)}
        for merge in merges:
            anchor = self._anchor(merge)
            if anchor is not None:
                row.update(dict.fromkeys(range(merge.first_column, merge.last_column + 1), anchor))
        return row

    def spanned(self, number: int) -> Mapping[int, Cell]:
        """Return a row in which cells merged over several rows show what the area shows, those merged across
        don't."""
        merges = self._merges.get(number)
        if merges is None:
            return self.row(number)
        row = {**self.row(number)}
        for merge in merges:
            if merge.first_row < number and merge.first_column == merge.last_column:
                anchor = self._anchor(merge)
                if anchor is not None:
                    row[merge.first_column] = anchor
        return row

    def cell(self, row: int, column: int) -> Cell | None:
        """Return the filled cell at a place, or None."""
        return self.row(row).get(column)

    def _anchor(self, merge: Merge) -> Cell | None:
        """Return the cell that a merged area shows; found once, for areas may be tall and rows wide."""
        if merge not in self._anchors:
            self._anchors[merge] = self.cell(merge.first_row, merge.first_column)
        return self._anchors[merge]

    def merge(self, row: int, column: int) -> Merge | None:
        """Return the merged area a place lies in, or None."""
        for merge in self._merges.get(row, ()):
            if merge.first_column <= column <= merge.last_column:
                return merge
        return None


def is_filled(cell: Cell) -> bool:
    """True when a cell shows something, or holds a formula that was never calculated."""
    value = cell.value
    if value is None:
        return cell.formula is not None
    return not isinstance(value, str) or bool(value.strip())


def _filled(rows: Mapping[int, Mapping[int, Cell]], number: int) -> Mapping[int, Cell]:
    """Return the cells of a row that are filled: nearly always all of them, and then no copy."""
    cells = rows.get(number, _EMPTY)
    return cells if all(map(is_filled, cells.values())) else {at: cell for at, cell in cells.items() if is_filled(cell)}


def text_of(cell: Cell | None) -> str:
    """Return the text a cell holds, "" for a number, a date, an error or nothing."""
    if cell is None or not isinstance(cell.value, str) or isinstance(cell.value, ErrorValue):
        return ""
    return cell.value.strip()


def _merges_by_row(sheet: SheetLike) -> dict[int, list[Merge]]:
    rows = sheet.rows
    by_row: dict[int, list[Merge]] = {}
    left = MOST_MERGED_ROWS
    for area in sheet.merges:
        last_row = min(area.last_row, area.first_row + left)
        last_column = min(area.last_column, area.first_column + 1000)
        merge = Merge(area.first_column, last_column, area.first_row, area.last_row)
        left -= last_row - area.first_row + 1
        if left < 0:
            break
        for number in range(area.first_row, last_row + 1):
            if number in rows:
                by_row.setdefault(number, []).append(merge)
    return by_row
