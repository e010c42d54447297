"""Is this a table of KPIs? Judge some rows as a header by their words and by what stands beneath them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from kpi_sheets.model import Cell
from kpi_sheets.register.columns import CORE, EVIDENCE, Layout, Mapped, arrange, infer_name
from kpi_sheets.register.grid import Grid, text_of
from kpi_sheets.register.headers import HeaderColumn, read_headers
from kpi_sheets.register.lexicon import Lexicon
from kpi_sheets.register.periods import dated, spacing
from kpi_sheets.register.profile import Profile, fit
from kpi_sheets.register.vocabulary import SURE
from kpi_sheets.typed import NamedTuple

SAMPLE = 40  # rows beneath a header that are looked at
ENOUGH = 2.0  # evidence that makes a table one of KPIs
LABEL_COLUMNS = 2  # columns at the left in which the labels of a form may stand
ENOUGH_UNNAMED = 2.5  # the same, when neither a header nor the title of figures over time speaks of KPIs
TITLE_ROWS = 4  # rows above a header that may hold its title
TITLED, MEASURED, FIGURES, TIMED = 0.5, 0.6, 0.3, 0.8  # evidence beside that of the fields
MEASURED_FIELDS = {"id", "measured_through", "actual"}  # what a history by id holds
MOST_BESIDE = TITLED + MEASURED + FIGURES + TIMED
MOST_UNSAID = 2.0  # evidence that no word of a header shows: a name that is inferred, colours that are targets


class Candidate(NamedTuple):
    """A possible table: its header rows, its columns, and how much tells that it is one.

    `shape` is "rows" for a row per KPI, "measurements" for a history by id, "periods" for a row per period;
    `when` is then the column of the periods.
    """

    header_rows: tuple[int, ...]
    headers: tuple[HeaderColumn, ...]
    layout: Layout
    evidence: float
    shape: str = "rows"
    when: HeaderColumn | None = None
    beside: tuple[Candidate, ...] = ()  # tables with the same header rows, to the left or right of this one

    @property
    def first_row(self) -> int:
        """The first row beneath the header."""
        return self.header_rows[-1] + 1

    @property
    def known(self) -> set[int]:
        """The columns whose field was recognised."""
        return {mapped.header.column for mapped in self.layout.fields.values()}

    @property
    def columns(self) -> set[int]:
        """The columns the table takes up."""
        return {header.column for header in self.headers}


class Judge:
    """Judges the rows of one sheet; what stands beneath a row is looked at once."""

    def __init__(self, grid: Grid, lexicon: Lexicon) -> None:
        self.grid = grid
        self.lexicon = lexicon
        self._beneath: dict[int, tuple[list[Mapping[int, Cell]], dict[int, Profile]]] = {}

    def weigh(self, rows: tuple[int, ...]) -> Candidate | None:
        """Judge some rows as a header; None when too little speaks of KPIs."""
        headers = read_headers(self.grid, rows, self.lexicon)
        if not _promises(headers):
            return None
        headers = self._one_each(headers, rows[-1])
        sample = self.sample(rows[-1])
        whole = self._weigh_block(rows, headers, sample)
        blocks = _blocks(headers, sample)
        if len(blocks) < 2 or (whole is not None and whole.shape == "rows" and not _parted(whole, blocks)):
            return whole
        parts = [part for block in blocks if (part := self._weigh_block(rows, block, sample))]
        if not parts:
            return whole
        best = max(parts, key=lambda part: part.evidence)
        return best._replace(beside=tuple(part for part in parts if part is not best))

    def promise(self, rows: tuple[int, ...]) -> float:
        """Return more evidence than there can be when some rows are a header, by their words alone."""
        headers = read_headers(self.grid, rows, self.lexicon)
        best = {match.key: match.score for header in headers for match in reversed(header.matches)}
        best |= {match.key: 1.0 for header in headers if header.mark for match in header.matches}
        return sum(EVIDENCE.get(key, 0.1) * score for key, score in best.items()) + MOST_BESIDE + MOST_UNSAID

    def arranged(self, rows: tuple[int, ...]) -> Layout:
        """Return the columns beneath some rows that are known to be a header."""
        headers = self._one_each(read_headers(self.grid, rows, self.lexicon), rows[-1])
        return self._arrange(headers, rows[-1])

    def sample(self, row: int) -> list[Mapping[int, Cell]]:
        """Return the first rows beneath a header."""
        return self._look_beneath(row)[0]

    def profiles(self, row: int, columns: Sequence[int]) -> dict[int, Profile]:
        """Return what stands beneath a row, by column."""
        sample, known = self._look_beneath(row)
        for column in columns:
            if column not in known:
                known[column] = self.lexicon.profiler.draw([cells.get(column) for cells in sample])
        return {column: known[column] for column in columns}

    def titled(self, rows: tuple[int, ...]) -> bool:
        """True when the sheet's name or a line above the header speaks of KPIs."""
        above = range(max(1, rows[0] - TITLE_ROWS), rows[0])
        titles = [text_of(cell) for row in above for cell in self.grid.row(row).values()]
        return any(self.lexicon.speaks_of_kpis(title) for title in (self.grid.name, *titles))

    def _arrange(self, headers: Sequence[HeaderColumn], row: int) -> Layout:
        return arrange(headers, self.profiles(row, [header.column for header in headers]))

    def _one_each(self, headers: Sequence[HeaderColumn], row: int) -> tuple[HeaderColumn, ...]:
        """Let a header that is merged over several columns stand over the one that fits it best."""
        kept: list[HeaderColumn] = []
        for header in headers:
            same = kept and (kept[-1].cell, kept[-1].parents) == (header.cell, header.parents)
            if not same:
                kept.append(header)
            elif self._suits(header, row) > self._suits(kept[-1], row):
                kept[-1] = header
        return tuple(kept)

    def _suits(self, header: HeaderColumn, row: int) -> float:
        profile = self.profiles(row, [header.column])[header.column]
        return profile.filled * (fit(header.matches[0].key, profile) if header.matches else 1.0)

    def _look_beneath(self, row: int) -> tuple[list[Mapping[int, Cell]], dict[int, Profile]]:
        if row not in self._beneath:
            start = bisect_right(self.grid.row_numbers, row)
            numbers = self.grid.row_numbers[start : start + SAMPLE]
            self._beneath[row] = ([cells for number in numbers if (cells := self.grid.spanned(number))], {})
        return self._beneath[row]

    def _weigh_block(
        self, rows: tuple[int, ...], headers: Sequence[HeaderColumn], sample: Sequence[Mapping[int, Cell]]
    ) -> Candidate | None:
        layout = self._arrange(headers, rows[-1])
        if layout.naming is None or not layout.naming.sure:
            periods = self._weigh_periods(rows, tuple(headers), layout, sample)
            if periods is not None:
                return periods
        if "name" not in layout.fields and layout.fields.keys() >= MEASURED_FIELDS:
            fields = {**layout.fields, "name": layout.fields["id"]}
            return Candidate(rows, tuple(headers), layout._replace(fields=fields), ENOUGH, "measurements")
        if layout.naming is None:
            layout = infer_name(layout, self.lexicon.speaks_of_kpis)
        name = layout.naming
        labels = [header.column for header in headers[:LABEL_COLUMNS]]
        if name is None or any(self._is_form(column, sample) for column in {name.header.column, *labels}):
            return None
        evidence, certain = self._evidence(rows, layout, sample)
        spoken_of = name.languages or (layout.series and self.titled(rows))
        enough = ENOUGH if spoken_of else ENOUGH_UNNAMED
        return Candidate(rows, tuple(headers), layout, evidence) if certain and evidence >= enough else None

    def _evidence(
        self, rows: tuple[int, ...], layout: Layout, sample: Sequence[Mapping[int, Cell]]
    ) -> tuple[float, bool]:
        """Return how much tells that a table is about KPIs, and whether anything tells it for certain."""
        name = layout.naming
        if name is None:
            return 0.0, False
        named = "name" in layout.fields
        titled, measured = self.titled(rows), self._measured(name.header.column, sample)
        figures = any(layout.profiles[header.column].numbers > 0.6 for header in layout.unknown)
        timed = len(layout.series) > 2
        evidence = layout.evidence + named * EVIDENCE["name"] * name.score * (1.0 if name.sure else 0.6)
        evidence += TITLED * titled + MEASURED * measured + FIGURES * figures + TIMED * timed
        if len(layout.fields) == 1 and layout.unknown and not (titled or measured or figures or timed):
            return evidence, False  # a lone word among columns of who knows what
        sure = {key for key, mapped in layout.fields.items() if mapped.sure and mapped.score > 0.5}
        spoken = ((titled or measured) and timed) or (titled and measured and len(sure) > 1)
        return evidence, bool(sure & CORE) or "name" in sure or spoken

    def _measured(self, column: int, sample: Sequence[Mapping[int, Cell]]) -> bool:
        """True when three in ten of the names sound like something measured."""
        names = [text for row in sample if (text := text_of(row.get(column)))]
        return bool(names) and sum(map(self.lexicon.is_metric, names)) * 10 >= len(names) * 3

    def _is_form(self, column: int, sample: Sequence[Mapping[int, Cell]]) -> bool:
        """True when the would-be names are names of fields: a form with its labels down the side."""
        cells = [row[column] for row in sample if column in row]
        labels = [self.lexicon.labels(cell.value) for cell in cells if isinstance(cell.value, str)]
        named = sum(bool(names) and names[0].belief == SURE for names in labels)
        return named >= 2 and named * 2 >= len(cells)

    def _weigh_periods(
        self,
        rows: tuple[int, ...],
        headers: tuple[HeaderColumn, ...],
        layout: Layout,
        sample: Sequence[Mapping[int, Cell]],
    ) -> Candidate | None:
        """Judge a table with a row per period: it holds a target, an actual, or figures at regular times."""
        when = _period_column(layout)
        if when is None or len(layout.series) > 1 or not self._starts_with_period(when.column, sample):
            return None
        figures = [mapped for key, mapped in layout.fields.items() if key in ("target", "actual")]
        languages = next((match.languages for match in when.matches if match.key == "measured_through"), ())
        timed = {"measured_through": Mapped(when, 1.0, sure=False, languages=languages)}
        if any(mapped.sure and mapped.score > 0.5 for mapped in figures):
            kept = {key: mapped for key, mapped in layout.fields.items() if mapped.header != when}
            layout = layout._replace(fields={**kept, **timed})
            return Candidate(rows, headers, layout, ENOUGH + layout.evidence, "periods", when)
        if self._is_regular(when.column, sample) and _all_figures(layout, when.column):
            return Candidate(rows, headers, layout._replace(fields=timed), ENOUGH, "periods", when)
        return None

    def _starts_with_period(self, column: int, sample: Sequence[Mapping[int, Cell]]) -> bool:
        first = next((row[column] for row in sample if column in row), None)
        return first is not None and self.lexicon.periods.read(first.value) is not None

    def _is_regular(self, column: int, sample: Sequence[Mapping[int, Cell]]) -> bool:
        """True for weeks, months, quarters or years one after another; days are a log of anything."""
        marks = [mark for row in sample if column in row and (mark := self.lexicon.periods.read(row[column].value))]
        dates = [mark.date or mark.end(2000) for mark in dated(marks)]
        step = spacing([date for date in dates if date is not None])
        return len(marks) > 2 and step is not None and step != "day"


def _promises(headers: Sequence[HeaderColumn]) -> bool:
    """False when the words of a header alone rule out that enough could be found beneath it."""
    best = {match.key: match for header in headers for match in reversed(header.matches)}
    most = sum(EVIDENCE.get(key, 0.1) * match.score for key, match in best.items())
    marks = sum(header.mark is not None for header in headers)
    certain = any(match.sure for match in best.values()) or marks > 2 or "measured_through" in best
    return certain and most + MOST_BESIDE >= ENOUGH


def _period_column(layout: Layout) -> HeaderColumn | None:
    """Return the column whose cells name periods, row by row, or None."""
    known = layout.fields.get("measured_through")
    placed = sorted(
        (*layout.unknown, *(mapped.header for mapped in layout.fields.values())),
        key=lambda header: header.column,
    )
    for header in [known.header, *placed[:1]] if known else placed[:1]:
        profile = layout.profiles[header.column]
        if profile.filled >= 3 and profile.periods >= 0.8 and profile.distinct >= 0.8:
            return header
    return None


def _all_figures(layout: Layout, when: int) -> bool:
    """True when all other columns hold figures: two or more, under short headers."""
    others = [profile for column, profile in layout.profiles.items() if column != when and profile.filled]
    return len(others) > 1 and all(profile.numbers + profile.missing > 0.8 for profile in others)


def _blocks(headers: Sequence[HeaderColumn], sample: Sequence[Mapping[int, Cell]]) -> list[tuple[HeaderColumn, ...]]:
    """Split the headers where a column is empty from the header down: tables that stand side by side."""
    filled = {column for row in sample for column in row}
    blocks: list[list[HeaderColumn]] = []
    for header in headers:
        if blocks and (header.column - 1 in filled or header.column - 1 == blocks[-1][-1].column):
            blocks[-1].append(header)
        else:
            blocks.append([header])
    return [tuple(block) for block in blocks]


def _parted(whole: Candidate, blocks: Sequence[Sequence[HeaderColumn]]) -> bool:
    """True when more than one block has what makes a table: a name of its own for its rows."""
    naming = [block for block in blocks if any(_names(header) for header in block)]
    return len(naming) > 1 and whole.shape == "rows"


def _names(header: HeaderColumn) -> bool:
    return any(match.key == "name" and match.sure and match.score > 0.6 for match in header.matches)
