"""Find the KPI tables of a sheet: where a header stands, and down to which row its table runs.

A row is a header when its words name the fields of a KPI *and* the cells beneath fit those names. The search looks at
a bounded number of rows: the top of the sheet, and the rows that follow a gap further down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kpi_sheets.model import Cell
from kpi_sheets.register.columns import CORE, EVIDENCE, Layout, arrange, infer_name
from kpi_sheets.register.grid import Grid, is_filled, text_of
from kpi_sheets.register.headers import HeaderColumn, read_headers
from kpi_sheets.register.lexicon import Lexicon

TOP = 120  # rows of a sheet that are tried as headers
GAPS = 300  # gaps further down after which a row is tried
AFTER_GAP = 4  # rows tried after a gap: title, merged parents, header
TALLEST = 3  # rows of a header
SAMPLE = 40  # rows beneath a header that are looked at
LONGEST = 160  # characters of a header cell; longer ones are prose
ENOUGH = 2.0  # evidence that makes a table one of KPIs
TITLE_ROWS = 4  # rows above a header that may hold its title


class Candidate(NamedTuple):
    """A possible table: its header rows, its columns, and how much tells that it is one. `shape` is "rows" for a row
    per KPI and "periods" for a row per period."""

    header_rows: tuple[int, ...]
    headers: tuple[HeaderColumn, ...]
    layout: Layout
    evidence: float
    shape: str

    @property
    def first_row(self) -> int:
        """The first row beneath the header."""
        return self.header_rows[-1] + 1


class Region(NamedTuple):
    """A table on a sheet; `last_row` is the last row that may belong to it."""

    candidate: Candidate
    last_row: int


def find_regions(grid: Grid, lexicon: Lexicon) -> tuple[Region, ...]:
    """Return the KPI tables of a sheet from top to bottom."""
    found: list[Candidate] = []
    for row in _rows_to_try(grid):
        if not found:
            found.extend(filter(None, (_best_at(grid, row, lexicon),)))
        elif row > found[-1].header_rows[-1]:
            _try_below(grid, row, found, lexicon)
    if not found:
        return ()
    ends = [candidate.header_rows[0] - 1 for candidate in found[1:]] + [grid.row_numbers[-1]]
    return tuple(Region(candidate, end) for candidate, end in zip(found, ends, strict=True))


def _try_below(grid: Grid, row: int, found: list[Candidate], lexicon: Lexicon) -> None:
    """Try a row beneath a table that was found: it may be the better header, or the start of another table."""
    last = found[-1]
    close = row <= last.header_rows[-1] + 2
    if not (close or _repeats(grid, row, last) or _after_gap(grid, row)):
        return
    best = _best_at(grid, row, lexicon)
    if best is None or best.header_rows[0] <= last.header_rows[-1]:
        return
    if close and best.evidence > last.evidence + 0.3:
        found[-1] = best
    elif not close and (_repeats(grid, row, last) or best.evidence >= 0.6 * last.evidence):
        found.append(best)


def weigh(grid: Grid, rows: tuple[int, ...], lexicon: Lexicon) -> Candidate | None:
    """Judge some rows as a header; None when nothing beneath or beside them speaks of KPIs."""
    headers = read_headers(grid, rows, lexicon)
    sample = sample_below(grid, rows[-1])
    layout = arrange(headers, sample, lexicon)
    periods = _period_column(layout)
    if periods is not None and "name" not in layout.fields:
        return _weigh_periods(grid, rows, headers, layout, lexicon)
    if "name" not in layout.fields:
        layout = infer_name(layout)
    name = layout.fields.get("name")
    if name is None or _is_form(name.header.column, sample, lexicon):
        return None
    evidence, core = _evidence(grid, rows, layout, sample, lexicon)
    if evidence < ENOUGH or not core:
        return None
    return Candidate(rows, headers, layout, evidence, "rows")


def sample_below(grid: Grid, row: int) -> list[dict[int, Cell]]:
    """Return the first rows beneath a header."""
    return [cells for number in _numbers_after(grid, row, SAMPLE) if (cells := grid.unfolded(number))]


def _numbers_after(grid: Grid, row: int, count: int) -> Sequence[int]:
    from bisect import bisect_right  # noqa: PLC0415

    start = bisect_right(grid.row_numbers, row)
    return grid.row_numbers[start : start + count]


def _rows_to_try(grid: Grid) -> Iterator[int]:
    """Yield the rows that may hold a header: those at the top, then those that follow a gap."""
    tried = gaps = 0
    left = 0
    previous = 0
    for row in grid.row_numbers:
        if not any(is_filled(cell) for cell in grid.sheet.rows[row].values()):
            continue
        if row > previous + 1:
            gaps += 1
            left = AFTER_GAP if gaps <= GAPS else 0
        previous = row
        if tried < TOP or left:
            yield row
        tried += 1
        left = max(0, left - 1)


def _best_at(grid: Grid, row: int, lexicon: Lexicon) -> Candidate | None:
    """Return the best header that ends in this row, one to three rows tall."""
    if not _may_be_header(grid, row, lexicon):
        return None
    rows: tuple[int, ...] = (row,)
    best = weigh(grid, rows, lexicon)
    while len(rows) < TALLEST and _belongs_above(grid, rows[0], lexicon):
        rows = (rows[0] - 1, *rows)
        taller = weigh(grid, rows, lexicon)
        if (
            taller is not None
            and (best is None or taller.evidence >= best.evidence - 0.01)
            and _speaks(taller)
        ):
            best = taller
    if best is None:
        return None
    return _with_row_below(grid, best, lexicon)


def _speaks(candidate: Candidate) -> bool:
    """True when the lowest header row has words of its own that name fields or periods: a row of data has none."""
    own = [header for header in candidate.headers if header.cell.row == candidate.header_rows[-1]]
    sure = sum(
        bool(header.matches) and header.matches[0].sure and header.matches[0].score > 0.8 for header in own
    )
    marks = sum(header.mark is not None for header in candidate.headers)
    return sure > 0 or marks > 1


def _may_be_header(grid: Grid, row: int, lexicon: Lexicon) -> bool:
    """A header holds words, few numbers that aren't years, and at least one word that names a field or a period."""
    cells = list(grid.row(row).values())[:100]
    texts = [text for cell in cells if (text := text_of(cell))]
    marks = sum(lexicon.periods.read(cell.value) is not None for cell in cells)
    if len(cells) < 2 and marks == 0:
        return False
    if not texts or (len(texts) + marks) * 5 < len(cells) * 3:
        return False
    short = [text for text in texts if len(text) <= LONGEST]
    if len(short) * 5 < len(texts) * 4:
        return False
    return marks > 1 or any(lexicon.vocabulary.match_text(text) for text in short)


def _belongs_above(grid: Grid, row: int, lexicon: Lexicon) -> bool:
    """True when the row above is part of the same header: merged parents, periods, or words over most columns."""
    above, below = grid.row(row - 1), grid.row(row)
    if not above or len(above) < 2 and not _spans(grid, row - 1, below):
        return False
    if any(text_of(cell).endswith(":") for cell in above.values()):
        return False
    words = [cell for cell in above.values() if text_of(cell) or lexicon.periods.read(cell.value)]
    if len(words) * 2 < len(above) or any(len(text_of(cell)) > LONGEST for cell in above.values()):
        return False
    periods = sum(lexicon.periods.read(cell.value) is not None for cell in above.values())
    return periods > 0 or _spans(grid, row - 1, below) or len(above) * 2 >= len(below)


def _spans(grid: Grid, row: int, below: dict[int, Cell]) -> bool:
    """True when a merged area of this row groups some, not all, of the columns below it, or reaches down into them."""
    for column in grid.row(row):
        merge = grid.merge(row, column)
        if merge is None:
            continue
        covered = sum(merge.first_column <= other <= merge.last_column for other in below)
        if merge.last_row > row or 1 < covered < len(below):
            return True
    return False


def _with_row_below(grid: Grid, best: Candidate, lexicon: Lexicon) -> Candidate:
    """Take in a second header row beneath, which has words but no name of a KPI."""
    row = best.first_row
    cells = grid.row(row)
    name = best.layout.fields.get("name")
    if name is None or len(best.header_rows) == TALLEST or len(cells) < 2:
        return best
    if name.header.column in cells or not _all_words(cells, lexicon):
        return best
    following = next((grid.row(number) for number in _numbers_after(grid, row, 5) if grid.row(number)), {})
    if name.header.column not in following:
        return best
    taller = weigh(grid, (*best.header_rows, row), lexicon)
    return taller if taller is not None and taller.evidence >= best.evidence - 0.3 else best


def _all_words(cells: dict[int, Cell], lexicon: Lexicon) -> bool:
    return all(
        0 < len(text_of(cell)) <= LONGEST
        or lexicon.periods.read(cell.value) is not None
        or cell.value != cell.value
        for cell in cells.values()
    )


def _is_form(column: int, sample: Sequence[dict[int, Cell]], lexicon: Lexicon) -> bool:
    """True when the would-be names are themselves names of fields: a form with its labels down the side."""
    texts = [text for row in sample if (text := text_of(row.get(column)))]
    named = sum(
        any(name.belief == 1.0 for name in lexicon.vocabulary.is_name(text.rstrip(":"))) for text in texts
    )
    return bool(texts) and named * 5 >= len(texts) * 2 and named >= 2


def _evidence(
    grid: Grid, rows: tuple[int, ...], layout: Layout, sample: Sequence[dict[int, Cell]], lexicon: Lexicon
) -> tuple[float, bool]:
    """Return how much tells that a table is about KPIs, and whether anything tells it for certain."""
    name = layout.fields["name"]
    names = [text for row in sample if (text := text_of(row.get(name.header.column)))]
    measured = sum(map(lexicon.is_metric, names[:SAMPLE])) * 10 >= len(names[:SAMPLE]) * 3 and bool(names)
    titled = _titled(grid, rows, lexicon)
    evidence = layout.evidence + EVIDENCE["name"] * name.score * (1.0 if name.sure else 0.8)
    evidence += 0.5 * titled + 0.6 * measured + 0.3 * _has_figures(layout)
    if len(layout.series) >= 3:
        evidence += 0.8
    sure = {key for key, mapped in layout.fields.items() if mapped.sure and mapped.score > 0.5}
    timed = len(layout.series) >= 3 and (titled or measured)
    core = bool(sure & CORE) or (name.sure and name.score > 0.5) or timed
    return evidence, core or (titled and measured and len(sure) > 1)


def _has_figures(layout: Layout) -> bool:
    return any(layout.profiles[header.column].numbers > 0.6 for header in layout.unknown)


def _titled(grid: Grid, rows: tuple[int, ...], lexicon: Lexicon) -> bool:
    """True when the sheet's name or a line above the header speaks of KPIs."""
    above = range(max(1, rows[0] - TITLE_ROWS), rows[0])
    titles = [text_of(cell) for row in above for cell in grid.row(row).values()]
    return any(lexicon.speaks_of_kpis(title) for title in (grid.name, *titles))


def _period_column(layout: Layout) -> HeaderColumn | None:
    """Return the column whose cells name periods, row by row, or None."""
    for header in _by_likeliness(layout):
        profile = layout.profiles[header.column]
        if profile.filled >= 3 and profile.periods >= 0.8 and profile.distinct >= 0.8:
            return header
    return None


def _by_likeliness(layout: Layout) -> list[HeaderColumn]:
    known = layout.fields.get("measured_through")
    rest = sorted(
        (*layout.unknown, *(mapped.header for mapped in layout.fields.values())),
        key=lambda header: header.column,
    )
    return [known.header, *rest] if known else rest[:1]


def _weigh_periods(
    grid: Grid, rows: tuple[int, ...], headers: tuple[HeaderColumn, ...], layout: Layout, lexicon: Lexicon
) -> Candidate | None:
    """Judge a table with a row per period: it holds a target or an actual, or figures at regular times."""
    sure = {key for key in ("target", "actual") if key in layout.fields and layout.fields[key].score > 0.5}
    if sure:
        return Candidate(rows, headers, layout, ENOUGH + layout.evidence, "periods")
    del grid, lexicon
    return None


def _repeats(grid: Grid, row: int, previous: Candidate) -> bool:
    """True when a row says the same as the header of the table above it."""
    name = previous.layout.fields.get("name")
    return name is not None and _says(grid, row, name.header)


def _says(grid: Grid, row: int, header: HeaderColumn) -> bool:
    cell = grid.cell(row, header.column)
    return cell is not None and cell.value == header.cell.value


def _after_gap(grid: Grid, row: int) -> bool:
    return any(not grid.row(above) for above in range(max(1, row - AFTER_GAP), row))
