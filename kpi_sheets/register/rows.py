"""Which rows beneath a header are KPIs: not the totals, headings, examples, notes and repeated headers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import pairwise

from kpi_sheets.model import Cell
from kpi_sheets.register.columns import Layout
from kpi_sheets.register.find import Region
from kpi_sheets.register.grid import Grid, text_of
from kpi_sheets.register.headers import HeaderColumn
from kpi_sheets.register.lexicon import Lexicon
from kpi_sheets.register.profile import Profile
from kpi_sheets.typed import NamedTuple

LONGEST_NAME = 400  # characters; a longer text in the name's column is a note
GROUP_KEYS = ("category", "goal", "team", "segment")
FIGURE_KEYS = ("target", "actual", "statement", "low", "high")
SAMPLE = 40  # rows that tell whether a table has headings between its rows
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


class Headings:
    """Tells a lone text that heads the rows beneath it from a KPI of which only the name is filled in."""

    def __init__(self, grid: Grid, region: Region) -> None:
        self._grid = grid
        self._columns = region.candidate.columns
        self._name = _naming(region.candidate.layout).column
        self._rows = body(grid, region)
        sample = [self._is_lone(number) for number in self._rows[:SAMPLE]]
        together = any(one and other for one, other in pairwise(sample))
        self._may_occur = not together and sum(sample) * 2 < len(sample)
        self._begins_with_one = sample[:1] == [True]

    def is_heading(self, number: int, text: str) -> bool:
        """True for a lone text before a fuller row, when it is set apart or the table begins with one like
        it."""
        if not self._may_occur:
            return False
        place = bisect_right(self._rows, number)
        if place >= len(self._rows) or self._is_lone(self._rows[place]):
            return False
        return self._begins_with_one or text.isupper() or not self._grid.row(number - 1)

    def _is_lone(self, number: int) -> bool:
        filled = self._grid.spanned(number).keys() & self._columns
        return filled == {self._name}


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
        self._headings = Headings(grid, region)
        header = _naming(layout).cell
        self._name = _naming(layout).column
        merge = grid.merge(header.row, header.column)
        self._name_ends = merge.last_column if merge else header.column
        self._carried: dict[str, Cell] = {}
        self._heads = False  # whether the row read last is a heading of those beneath it

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
            if self._heads and "category" not in self._places and self._name in cells:
                self._carried["category"] = cells[self._name]
            return None
        return Row(number, {**self._inherited(found), **found}, cells)

    def _is_kpi(self, number: int, cells: Mapping[int, Cell], found: Mapping[str, Cell]) -> bool:
        name = found.get("name") or found.get("statement")
        self._heads = False
        if name is None:
            return False
        if name.value is None or isinstance(name.value, bool) or self._repeats_header(found):
            return False
        if number in self._grid.totals:
            return False
        if name.row != number and not _own_figures(number, found):
            return False
        text = text_of(name)
        if len(text) > LONGEST_NAME or self._lexicon.is_template(text):
            return False
        if any(self._lexicon.is_total(text_of(found[key])) for key in LABEL_KEYS if key in found):
            return False
        self._heads = self._is_heading(number, name, cells)
        return not self._heads

    def _is_heading(self, number: int, name: Cell, cells: Mapping[int, Cell]) -> bool:
        """True for a lone text that heads the rows beneath it, or remarks on those above it."""
        merge = self._grid.merge(number, name.column)
        ends = merge.last_column if merge else name.column
        if any(column in self._used for column in cells if not name.column <= column <= ends):
            return False
        if ends > self._name_ends:
            return True
        text = text_of(name)
        return self._lexicon.is_note(text) or text.endswith(":") or self._headings.is_heading(number, text)

    def _repeats_header(self, found: Mapping[str, Cell]) -> bool:
        """True for a row whose name or id is what its column is headed: the header again, perhaps of other periods."""
        marks = (found[key] for key in ("name", "statement", "id") if key in found)
        return any(cell.value == self._headers.get(cell.column) for cell in marks)

    def _inherited(self, found: Mapping[str, Cell]) -> dict[str, Cell]:
        return {key: cell for key, cell in self._carried.items() if key not in found}


def _naming(layout: Layout) -> HeaderColumn:
    """Return the header of the column that says which KPI a row is about."""
    if layout.naming is None:
        raise ValueError("a table without a naming column has no rows of KPIs")
    return layout.naming.header


def _own_figures(number: int, found: Mapping[str, Cell]) -> bool:
    """True when a row under a merged name states a target or figure of its own."""
    return any(found[key].row == number for key in FIGURE_KEYS if key in found)


def _group_columns(layout: Layout) -> tuple[str, ...]:
    """Return the fields that are written once for several rows: columns left of the name, with blanks."""
    name = _naming(layout).column
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
