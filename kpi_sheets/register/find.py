"""Find the KPI tables of a sheet: where a header stands, and down to which row its table runs.

A row is a header when its words name the fields of a KPI *and* the cells beneath fit those names. The search
looks at a bounded number of rows: the top of the sheet, and the rows that follow a gap further down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kpi_sheets.model import Cell, ErrorValue
from kpi_sheets.register.grid import Grid, text_of
from kpi_sheets.register.headers import HeaderColumn
from kpi_sheets.register.judge import Candidate, Judge
from kpi_sheets.register.lexicon import Lexicon
from kpi_sheets.register.vocabulary import SURE
from kpi_sheets.typed import NamedTuple

TOP = 60  # rows of a sheet that are tried as headers
GAPS = 300  # gaps further down after which a row is tried
AFTER_GAP = 4  # rows tried after a gap: title, merged parents, header
LIKELY = 0.5  # score from which a word makes a row worth judging as a header
TALLEST = 3  # rows of a header
WIDEST = 100  # cells of a row that tell whether it may be a header
LONGEST = 120  # characters of a header cell; longer ones are prose
TITLE_LINES = 6  # rows above a header that may be its own title and labels
BETTER = 0.3  # evidence by which the next row must beat a header to be it instead
AS_GOOD = 0.6  # share of the evidence of the table above that starts another table


class Region(NamedTuple):
    """A table on a sheet; `last_row` is the last row that may belong to it."""

    candidate: Candidate
    last_row: int


def find_regions(grid: Grid, lexicon: Lexicon) -> tuple[Region, ...]:
    """Return the KPI tables of a sheet from top to bottom."""
    found = _Finder(grid, lexicon).find()
    if not found:
        return ()
    ends = [end_before(grid, candidate.header_rows[0]) for candidate in found[1:]] + [grid.row_numbers[-1]]
    return tuple(
        Region(table, end)
        for candidate, end in zip(found, ends, strict=True)
        for table in sorted((candidate, *candidate.beside), key=lambda table: table.headers[0].column)
    )


def end_before(grid: Grid, header: int) -> int:
    """Return the last row of the table above a header: what stands between a gap and the header belongs to
    the latter."""
    for row in range(header - 1, max(0, header - TITLE_LINES), -1):
        if not grid.row(row):
            return row
    return header - 1


class _Finder:
    """Looks for headers on one sheet, from top to bottom."""

    def __init__(self, grid: Grid, lexicon: Lexicon) -> None:
        self._grid = grid
        self._lexicon = lexicon
        self._judge = Judge(grid, lexicon)
        self._found: list[Candidate] = []

    def find(self) -> list[Candidate]:
        for row in self._rows_to_try():
            if not self._found:
                best = self._best_at(row) if self._may_be_header(row) else None
                if best is not None:
                    self._found.append(best)
            elif row > self._found[-1].header_rows[-1]:
                self._try_below(row)
        return self._found

    def _try_below(self, row: int) -> None:
        """Try a row beneath a table that was found: it may be the better header, or the start of another
        table."""
        last = self._found[-1]
        close = row <= last.header_rows[-1] + 2
        again = self._repeats(row, last)
        apart = row in self._grid.list_headers or self._after_gap(row, last.first_row)
        if not (close or again or apart) or not self._may_be_header(row):
            return
        if close and not again and not self._could_beat(last, row):
            return
        best = self._best_at(row)
        if best is None or best.header_rows[0] <= last.header_rows[-1]:
            return
        if close and not again:
            if best.evidence > last.evidence + BETTER:
                self._found[-1] = best
        elif not (again and _places(best) == _places(last)) and best.evidence >= AS_GOOD * last.evidence:
            self._found.append(best)

    def _could_beat(self, last: Candidate, row: int) -> bool:
        """False when the words of a row, alone or with the row below, promise too little to be the better header."""
        promise = max(self._judge.promise((row,)), self._judge.promise((row, row + 1)))
        return promise > last.evidence + BETTER

    def _rows_to_try(self) -> Iterator[int]:
        """Yield the rows that may hold a header: those at the top, then those that follow a gap."""
        tried = gaps = left = previous = 0
        for row in self._grid.row_numbers:
            if not self._grid.row(row):
                continue
            if row > previous + 1:
                gaps += 1
                left = AFTER_GAP if gaps <= GAPS else 0
            previous = row
            if tried < TOP or left or row in self._grid.list_headers:
                yield row
            tried += 1
            left = max(0, left - 1)

    def _best_at(self, row: int) -> Candidate | None:
        """Return the best header that ends in this row, one to three rows tall."""
        rows: tuple[int, ...] = (row,)
        best = self._judge.weigh(rows)
        while len(rows) < TALLEST and self._belongs_above(rows[0], best):
            rows = (rows[0] - 1, *rows)
            taller = self._judge.weigh(rows)
            if taller is not None and (best is None or taller.evidence >= best.evidence - 0.01) and _speaks(taller):
                best = taller
        return best and self._with_row_below(best)

    def _may_be_header(self, row: int) -> bool:
        """A header holds words, few numbers that aren't years, and a word that names a field, or periods."""
        cells = list(self._grid.row(row).values())[:WIDEST]
        texts = [text for cell in cells if (text := text_of(cell))]
        marks = sum(self._lexicon.periods.read(cell.value) is not None for cell in cells)
        if not texts or (len(texts) + marks) * 5 < len(cells) * 3:
            return False
        if len(cells) < 2 and not marks and not self._heads_list(row, cells[0].column):
            return False
        short = [text for text in texts if len(text) <= LONGEST]
        if len(short) * 5 < len(texts) * 4 or self._is_form_row(row):
            return False
        return marks > 1 or any(self._names_field(text) for text in short)

    def _heads_list(self, row: int, column: int) -> bool:
        """True for a lone header over a list that has no other column."""
        sample = self._judge.sample(row)
        return len(sample) > 1 and all(cells.keys() == {column} for cells in sample)

    def _names_field(self, text: str) -> bool:
        matches = () if self._lexicon.is_verdict(text) else self._lexicon.vocabulary.match_text(text)
        return bool(matches) and matches[0].score > LIKELY

    def _is_form_row(self, row: int) -> bool:
        """True for a line of a form: the name of a field with its number beside it."""
        cells = self._grid.row(row)
        for column, cell in cells.items():
            if any(name.belief == SURE for name in self._lexicon.vocabulary.is_name(text_of(cell).rstrip(": "))):
                merge = self._grid.merge(row, column)
                beside = cells.get((merge.last_column if merge else column) + 1)
                if beside is not None and _is_figure(beside) and self._lexicon.periods.read(beside.value) is None:
                    return True
        return False

    def _belongs_above(self, row: int, best: Candidate | None) -> bool:
        """True when the row above is part of the same header: merged parents, periods, or words over most
        columns."""
        above, below = self._grid.row(row - 1), self._grid.row(row)
        if best is not None and below.keys() - best.columns:  # another table stands beside it
            above = {column: cell for column, cell in above.items() if column in best.columns}
            below = {column: cell for column, cell in below.items() if column in best.columns}
        if not above or any(text_of(cell).endswith(":") or len(text_of(cell)) > LONGEST for cell in above.values()):
            return False
        periods = sum(self._lexicon.periods.read(cell.value) is not None for cell in above.values())
        words = sum(bool(text_of(cell)) for cell in above.values())
        if (words + periods) * 2 < len(above) or self._is_form_row(row - 1):
            return False
        known = (
            below
            if best is None or best.layout.series
            else {place: below[place] for place in best.known if place in below}
        )
        if self._groups(row - 1, known):
            return True
        return len(above) > 1 and (periods > 0 or len(above) * 2 >= len(below))

    def _groups(self, row: int, below: Mapping[int, Cell]) -> bool:
        """True when a merged area of this row spans some, not all, of the columns below it, or reaches down
        to them."""
        for column in self._grid.row(row):
            merge = self._grid.merge(row, column)
            if merge is None:
                continue
            covered = sum(merge.first_column <= other <= merge.last_column for other in below)
            if (merge.last_row > row and covered < 2) or 1 < covered < len(below):
                return True
        return False

    def _with_row_below(self, best: Candidate) -> Candidate:
        """Take in a second header row beneath, which has words but no name of a KPI."""
        row = best.first_row
        cells = self._grid.row(row)
        name = best.layout.naming
        if name is None or len(best.header_rows) == TALLEST or len(cells) < 2 or name.header.column in cells:
            return best
        if not all(self._is_word(cell) for cell in cells.values()):
            return best
        following = next(iter(self._judge.sample(row)), {})
        if name.header.column not in following:
            return best
        taller = self._judge.weigh((*best.header_rows, row))
        return taller if taller is not None and taller.evidence >= best.evidence - BETTER else best

    def _is_word(self, cell: Cell) -> bool:
        if isinstance(cell.value, ErrorValue):
            return True
        return 0 < len(text_of(cell)) <= LONGEST or self._lexicon.periods.read(cell.value) is not None

    def _repeats(self, row: int, previous: Candidate) -> bool:
        """True when a row says the same as the header of the table above it."""
        name = previous.layout.naming
        return name is not None and self._says(row, name.header)

    def _says(self, row: int, header: HeaderColumn) -> bool:
        cell = self._grid.cell(row, header.column)
        return cell is not None and cell.value == header.cell.value

    def _after_gap(self, row: int, first: int) -> bool:
        """True when a row close above, though not above the table itself, is empty."""
        return any(not self._grid.row(above) for above in range(max(first, row - AFTER_GAP), row))


def _is_figure(cell: Cell) -> bool:
    return isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)


def _places(candidate: Candidate) -> dict[str, int]:
    """Return the columns of the fields that a table's rows are read by: a repeated header has the same."""
    fields = candidate.layout.fields
    return {key: fields[key].header.column for key in ("name", "target", "actual") if key in fields}


def _speaks(candidate: Candidate) -> bool:
    """True when the lowest header row has words of its own that name fields or periods: a row of data has
    none."""
    own = [header for header in candidate.headers if header.cell.row == candidate.header_rows[-1]]
    sure = sum(bool(header.matches) and header.matches[0].sure and header.matches[0].score > 0.8 for header in own)
    return sure > 0 or sum(header.mark is not None for header in candidate.headers) > 1
