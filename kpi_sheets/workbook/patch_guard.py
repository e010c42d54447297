"""Cells that may not be written: they belong to something larger, which would break."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kpi_sheets.model import column_letter
from kpi_sheets.workbook.address import MAX_COLUMN, MAX_ROW, block
from kpi_sheets.workbook.book import Range
from kpi_sheets.workbook.errors import WorkbookError
from kpi_sheets.workbook.package import Package
from kpi_sheets.workbook.patch_scan import FoundCell, Scan
from kpi_sheets.workbook.patch_table import Cells, Table
from kpi_sheets.workbook.patch_tree import Part, Tree, load, parse
from kpi_sheets.workbook.patch_values import unwritable
from kpi_sheets.workbook.relationships import relationships

Place = tuple[int, int]
ELSEWHERE = "write somewhere else"


@dataclass(frozen=True, slots=True)
class Guard:
    """Says no, with one line, before anything of a sheet is written. `sheet` is what the sheet is called."""

    package: Package
    sheet: str
    part: Part
    tables: Sequence[Table]

    def check_values(self, wanted: Cells, date_1904: bool) -> None:
        """Raise WorkbookError for a cell outside the sheet, and for a value that no cell can hold."""
        for (row, column), cell in wanted.items():
            if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
                raise self._refusal(f"row {row}, column {column} lies outside the sheet", ELSEWHERE)
            reason = unwritable(cell.value, date_1904)
            if reason:
                raise self._refusal(f"{_address((row, column))} can't be written: {reason}", "change the value")

    def check_places(self, tree: Tree, found: Scan, places: Iterable[Place]) -> None:
        """Raise WorkbookError when a cell lies in a merge, a range that one formula or a pivot table fills, or a
        table's header or totals row."""
        rows_of: dict[int, list[int]] = defaultdict(list)
        for row, column in sorted(places):
            rows_of[column].append(row)
        for what, mend, ranges in self._taken(tree, found):
            for cells in ranges:
                hit = _first_inside(cells, rows_of)
                if hit:
                    raise self._refusal(f"{_address(hit)} {what}", mend)

    def check_room(self, cells: Mapping[Place, FoundCell]) -> None:
        """Raise WorkbookError when the place of a table's new column isn't free: of values and of other tables."""
        for table in self.tables:
            new = table.new_columns
            if new is None:
                continue
            filled = next((place for place, cell in cells.items() if new.holds(*place) and not cell.is_blank), None)
            rival = next((other for other in self.tables if other is not table and _overlap(other.range, new)), None)
            if filled or rival:
                there = f"{_address(filled)} is filled" if filled else f"table {rival.name if rival else ''} is there"
                what = f"table {table.name} has no room for a column at its right: {there}"
                raise self._refusal(what, "make room, or move the table")

    def _taken(self, tree: Tree, found: Scan) -> Iterator[tuple[str, str, Iterable[Range]]]:
        merges = tree.root.first("mergeCells")
        references = [node.attributes.get("ref", "") for node in merges.children] if merges else []
        yield "is part of merged cells", "unmerge them first", map(self._block, references)
        yield "is part of a range that one formula fills", ELSEWHERE, found.filled
        fixed = (cells for table in self.tables for cells in table.fixed())
        yield "is in the header or the totals row of a table", ELSEWHERE, fixed
        yield "is filled by a pivot table", ELSEWHERE, self._pivots()

    def _pivots(self) -> Iterator[Range]:
        for link in relationships(self.package, self.part.name).values():
            if link.kind == "pivotTable":
                location = parse(load(self.package, link.target)).root.first("location")
                if location:
                    yield self._block(location.attributes.get("ref", ""))

    def _block(self, reference: str) -> Range:
        try:
            return block(reference)
        except ValueError:
            raise self.part.problem(f'"{reference[:20]}" is no range of cells') from None

    def _refusal(self, what: str, mend: str) -> WorkbookError:
        return self.package.problem(self.sheet, what, mend)


def _first_inside(cells: Range, rows_of: Mapping[int, list[int]]) -> Place | None:
    """Return the first of the places, given as ascending rows by column, that lies in a range."""
    for column, rows in rows_of.items():
        if cells.first_column <= column <= cells.last_column:
            at = bisect_left(rows, cells.first_row)
            if at < len(rows) and rows[at] <= cells.last_row:
                return rows[at], column
    return None


def _overlap(one: Range, other: Range) -> bool:
    rows = one.first_row <= other.last_row and other.first_row <= one.last_row
    return rows and one.first_column <= other.last_column and other.first_column <= one.last_column


def _address(place: Place) -> str:
    return f"{column_letter(place[1])}{place[0]}"
