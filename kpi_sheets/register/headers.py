"""Header rows → header columns: one to three rows of cells, merged areas unfolded, read as one header."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kpi_sheets.model import Cell, Period
from kpi_sheets.register.grid import Grid, text_of
from kpi_sheets.register.lexicon import Lexicon
from kpi_sheets.register.periods import Mark, dated
from kpi_sheets.register.vocabulary import Match
from kpi_sheets.register.words import Header, read_header
from kpi_sheets.typed import NamedTuple

WIDEST = 400  # columns of a header that are looked at
FOREIGN = 0.25  # how far a word of another language than the other headers is believed
EVERYWHERE = "en"  # English words head columns in every language
CLEAR = 1.0  # votes, a sure header each, that settle the language of a header
FROM_PARENT = 0.8  # how far the merged header above is believed to name the column itself
IN_CONTEXT = 0.9  # the same, when the column's own word is only a hint


class HeaderColumn(NamedTuple):
    """One column's header. `mark` is the period it is about ("Jan-24"), `year` a year within its name."""

    column: int
    cell: Cell
    parents: tuple[Cell, ...]
    matches: tuple[Match, ...]
    mark: Mark | None = None
    year: int | None = None
    bracket: str = ""

    @property
    def text(self) -> str:
        """The header as it is written, from top to bottom."""
        return " ".join(str(cell.value) for cell in (*self.parents, self.cell) if cell.value is not None)


def read_headers(grid: Grid, rows: tuple[int, ...], lexicon: Lexicon) -> tuple[HeaderColumn, ...]:
    """Read the header rows, from top to bottom, into one header per column."""
    stacked = [grid.unfolded(row) for row in rows]
    places = sorted({column for row in stacked for column in row})[:WIDEST]
    headers = [_compose(_stack(stacked, column), column, lexicon) for column in places]
    return _dated(_in_one_language(headers))


def _stack(rows: list[Mapping[int, Cell]], column: int) -> list[Cell]:
    """Return the different cells over a column, from top to bottom."""
    cells: list[Cell] = []
    for row in rows:
        cell = row.get(column)
        if cell is not None and (not cells or cells[-1] != cell):
            cells.append(cell)
    return cells


def _compose(cells: list[Cell], column: int, lexicon: Lexicon) -> HeaderColumn:
    mark: Mark | None = None
    year: int | None = None
    named: list[Header] = []
    for cell in reversed(cells):
        found, header = _read_cell(cell, lexicon)
        mark = _join(mark, found)
        if header is not None:
            named.append(header)
            year = year or header.year
    bracket = (named[0].bracket or _percent(named[0])) if named else ""
    return HeaderColumn(column, cells[-1], tuple(cells[:-1]), _matches(named, lexicon), mark, year, bracket)


def _percent(header: Header) -> str:
    """Return the unit that a header without brackets shows: "Target %"."""
    return "%" if "%" in header.words else ""


def _read_cell(cell: Cell, lexicon: Lexicon) -> tuple[Mark | None, Header | None]:
    text = text_of(cell)
    if not text:
        return lexicon.periods.read(cell.value), None
    if lexicon.is_verdict(text):
        return None, None
    mark, rest = lexicon.periods.take(text)
    if mark is not None:
        return mark, Header(rest) if rest else None
    return None, read_header(text)


def _join(mark: Mark | None, above: Mark | None) -> Mark | None:
    """Add the year of the header above: November under 2019."""
    if mark is None or above is None:
        return mark or above
    if mark.year is None and above.period is Period.YEAR:
        return mark._replace(year=above.year)
    return mark


def _matches(named: list[Header], lexicon: Lexicon) -> tuple[Match, ...]:
    """Return what the header means: its own words first, then the words above them."""
    if not named:
        return ()
    own = lexicon.vocabulary.match(named[0])
    if len(named) == 1 or (own and own[0].sure):
        return own
    above = lexicon.vocabulary.match(named[1])
    if own and above and above[0].sure:
        return (*_scaled(above[:1], IN_CONTEXT), *own)
    joined = lexicon.vocabulary.match(Header(named[1].words + named[0].words))
    return own or _scaled(joined, 1.0) or _scaled(above, FROM_PARENT)


def _scaled(matches: tuple[Match, ...], factor: float) -> tuple[Match, ...]:
    return tuple(match._replace(score=match.score * factor) for match in matches)


def _in_one_language(headers: list[HeaderColumn]) -> list[HeaderColumn]:
    """Doubt words of other languages than most headers are in: "Service" is a department in French alone."""
    votes: defaultdict[str, float] = defaultdict(float)
    for header in headers:
        best = header.matches[:1]
        for match in best:
            for language in match.languages:
                votes[language] += match.score * match.sure / len(match.languages)
    spoken = max(votes, key=lambda code: (votes[code], code), default=None)
    if spoken is None or votes[spoken] < CLEAR:
        return headers
    known = {spoken, EVERYWHERE}
    return [
        header._replace(matches=_doubted(header.matches, known)) if header.matches else header for header in headers
    ]


def _doubted(matches: tuple[Match, ...], spoken: set[str]) -> tuple[Match, ...]:
    scaled = [
        match if spoken.intersection(match.languages) else match._replace(score=match.score * FOREIGN)
        for match in matches
    ]
    return tuple(sorted(scaled, key=lambda match: (-match.score, match.key)))


def _dated(headers: list[HeaderColumn]) -> tuple[HeaderColumn, ...]:
    """Let the dates in a header tell by their spacing whether they stand for weeks, months or quarters."""
    marks: dict[object, Mark] = {}
    for header in headers:
        if header.mark is not None and header.mark.date is not None:
            marks.setdefault(header.mark.date, header.mark)
    if not marks:
        return tuple(headers)
    spaced = dict(zip(marks, dated(tuple(marks.values())), strict=True))
    return tuple(
        header._replace(mark=spaced[header.mark.date]) if header.mark and header.mark.date else header
        for header in headers
    )
