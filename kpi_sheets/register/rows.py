"""Which rows beneath a header are KPIs: not the totals, headings, examples, notes and repeated headers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from kpi_sheets.register.grid import Grid, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpi_sheets.model import Cell
    from kpi_sheets.register.columns import Layout
    from kpi_sheets.register.find import Region
    from kpi_sheets.register.lexicon import Lexicon
    from kpi_sheets.register.profile import Profile

LONGEST_NAME = 400  # characters; a longer text in the name's column is a note
SAMPLE = 40  # rows that tell whether a table is well filled
WELL_FILLED = 0.8  # share of rows with more than a name, above which a lone name is a heading
GROUP_KEYS = ("category", "goal", "team", "segment")
FIGURE_KEYS = ("target", "actual", "statement", "low", "high")
LABEL_KEYS = ("name", "category", "segment", "team")  # a total stands in one of these


class Row(NamedTuple):
    """One KPI's cells by field, and its row number."""

    number: int
    cells: Mapping[str, Cell]
    all_cells: Mapping[int, Cell]


def kpi_rows(grid: Grid, region: Region, lexicon: Lexicon) -> Iterator[Row]:
    """Yield the rows that hold a KPI, from top to bottom, with blank group cells filled from above."""
    reader = _RowReader(grid, region, lexicon)
    for number in body(grid, region):
        row = reader.read(number)
        if row is not None:
            yield row


def body(grid: Grid, region: Region) -> list[int]:
    """Return the numbers of the rows of a table that hold anything."""
    numbers = grid.row_numbers
    start = bisect_left(numbers, region.candidate.first_row)
    return numbers[start : bisect_right(numbers, region.last_row)]


class _RowReader:
    """Reads one table's rows in order; it remembers what the group columns said last."""

    def __init__(self, grid: Grid, region: Region, lexicon: Lexicon) -> None:
        layout = region.candidate.layout
        self._grid = grid
        self._lexicon = lexicon
        self._places = {key: mapped.header.column for key, mapped in layout.fields.items()}
        self._headers = {mapped.header.column: mapped.header.cell.value for mapped in layout.fields.values()}
        self._used = region.candidate.columns
        self._groups = _group_columns(layout)
        self._lonely_is_heading = _is_well_filled(grid, region)
        header = layout.fields["name"].header.cell
        merge = grid.merge(header.row, header.column)
        self._name_ends = merge.last_column if merge else header.column
        self._carried: dict[str, Cell] = {}

    def read(self, number: int) -> Row | None:
        """Return the KPI in a row, or None when there is none."""
        cells = self._grid.spanned(number)
        if not cells:
            return None
        found = {key: cells[place] for key, place in self._places.items() if place in cells}
        for key in self._groups:
            if key in found:
                self._carried[key] = found[key]
        if not self._is_kpi(number, cells, found):
            return None
        return Row(number, {**self._inherited(found), **found}, cells)

    def _is_kpi(self, number: int, cells: Mapping[int, Cell], found: Mapping[str, Cell]) -> bool:
        name = found.get("name")
        if name is None:
            return "statement" in found
        if name.value is None or isinstance(name.value, bool) or self._repeats_header(cells):
            return False
        if name.row != number and not _own_figures(number, found):
            return False
        text = text_of(name)
        if len(text) > LONGEST_NAME or self._lexicon.is_template(text):
            return False
        if any(self._lexicon.is_total(text_of(found.get(key))) for key in LABEL_KEYS):
            return False
        return not self._is_heading(number, name, cells)

    def _is_heading(self, number: int, name: Cell, cells: Mapping[int, Cell]) -> bool:
        """True for a lone text that heads the rows beneath it, or remarks on those above it."""
        merge = self._grid.merge(number, name.column)
        ends = merge.last_column if merge else name.column
        if any(column in self._used for column in cells if not name.column <= column <= ends):
            return False
        if ends > self._name_ends:
            return True
        return self._lonely_is_heading or self._lexicon.is_note(text_of(name)) or text_of(name).endswith(":")

    def _repeats_header(self, cells: Mapping[int, Cell]) -> bool:
        return all(cells[column].value == value for column, value in self._headers.items() if column in cells)

    def _inherited(self, found: Mapping[str, Cell]) -> dict[str, Cell]:
        return {key: cell for key, cell in self._carried.items() if key not in found}


def _own_figures(number: int, found: Mapping[str, Cell]) -> bool:
    """True when a row under a merged name states a target or figure of its own."""
    return any(found[key].row == number for key in FIGURE_KEYS if key in found)


def _group_columns(layout: Layout) -> tuple[str, ...]:
    """Return the fields that are written once for several rows: columns left of the name, with blanks."""
    name = layout.fields["name"].header.column
    filled = layout.profiles[name].filled
    return tuple(
        key
        for key in GROUP_KEYS
        if key in layout.fields
        and layout.fields[key].header.column < name
        and _is_grouped(layout.profiles[layout.fields[key].header.column], filled)
    )


def _is_grouped(profile: Profile, rows: int) -> bool:
    """True for cells with blanks between them; a list that merely ends sooner groups nothing."""
    return profile.filled < rows and (profile.filled == 1 or profile.gaps > 0)


def _is_well_filled(grid: Grid, region: Region) -> bool:
    """True when nearly every row with a name says more than the name."""
    candidate = region.candidate
    name = candidate.layout.fields["name"].header.column
    rows = [grid.spanned(number) for number in body(grid, region)[:SAMPLE]]
    named = [row for row in rows if name in row]
    fuller = sum(len(candidate.columns & row.keys()) > 1 for row in named)
    return len(named) > 2 and fuller >= WELL_FILLED * len(named)
