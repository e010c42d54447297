"""Tables with a row per period: one KPI with its target and actual, or a KPI per column."""

from __future__ import annotations

from kpi_sheets.model import Cell, Field, Kpi, Measurement, Period, Problem, Quantity, Source
from kpi_sheets.register.columns import SERIES_KEYS
from kpi_sheets.register.grid import Grid, text_of
from kpi_sheets.register.kpis import Built, TableContext, problem
from kpi_sheets.register.periods import Mark, dated, spacing
from kpi_sheets.register.rows import body
from kpi_sheets.register.words import close_up, split
from kpi_sheets.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from kpi_sheets.register.find import Region
    from kpi_sheets.register.headers import HeaderColumn
    from kpi_sheets.register.judge import Candidate
    from kpi_sheets.register.lexicon import Lexicon

SAID = 0.4  # score from which a header says that its column is a target or an actual


class Group(NamedTuple):
    """The columns of one KPI by what they hold; `name` is where its name stands, None when only the sheet has
    one."""

    name: Cell | None
    text: str
    columns: Mapping[str, HeaderColumn]


class Stretch(NamedTuple):
    """One row: its period and its cells."""

    mark: Mark
    end: dt.date | None
    cells: Mapping[int, Cell]


class Figure(NamedTuple):
    """What one period holds for one KPI."""

    stretch: Stretch
    actual: Field | None
    target: Field | None

    @property
    def holds_any(self) -> bool:
        return self.actual is not None or self.target is not None

    def measurement(self) -> Measurement:
        """Return the figure as a part of a history."""
        mark, end = self.stretch.mark, self.stretch.end
        label = end.isoformat() if end else f"{mark.period.value} {mark.number}"
        cell = (self.actual or self.target or Field(None)).cell
        return Measurement(end, _number(self.actual), cell, label, _number(self.target))


def _number(field: Field | None) -> float | None:
    return field.value.value if field is not None and isinstance(field.value, Quantity) else None


def build_periods(grid: Grid, region: Region, context: TableContext, title: Cell | None) -> list[Built]:
    """Return the KPIs of a table with a row per period; `title` names a KPI that has no header of its own."""
    candidate = region.candidate
    if candidate.when is None:
        return []
    stretches = _stretches(grid, region, candidate.when.column, context)
    step = _step(stretches)
    found = groups(candidate, context.lexicon, title, grid.name)
    built = [_build(group, stretches, step, candidate, context) for group in found]
    return [entry for entry in built if entry.kpi.history]


def groups(candidate: Candidate, lexicon: Lexicon, title: Cell | None, sheet: str = "") -> list[Group]:
    """Return the columns of each KPI: those under one parent, or every column by itself when none is a
    target."""
    others = [header for header in candidate.headers if header != candidate.when and _has_figures(header, candidate)]
    keyed = [(header, _key(header)) for header in others]
    if not {"target", "actual"} & candidate.layout.fields.keys():
        figure = "target" if any(speaks_of_targets(text, lexicon) for text in (sheet, text_of(title))) else "actual"
        return [Group(header.cell, header.text, {figure: header}) for header, _ in keyed if text_of(header.cell)]
    found: dict[str, Group] = {}
    for header, key in keyed:
        if key is None:
            continue
        name, text = _name(header, key, lexicon, title)
        group = found.setdefault(text, Group(name, text, {}))
        found[text] = group._replace(columns={key: header, **group.columns})
    if not any({"target", "actual"} <= group.columns.keys() for group in found.values()):
        columns = {key: header for header, key in reversed(keyed) if key is not None}
        return [Group(title, close_up(text_of(title)), columns)]
    return [group for group in found.values() if {"target", "actual"} & group.columns.keys()]


def speaks_of_targets(text: str, lexicon: Lexicon) -> bool:
    """True for a sheet or title that says its figures are targets: "Targets 2026"."""
    return any(
        match.key == "target" and match.sure and match.score > SAID for match in lexicon.vocabulary.match_text(text)
    )


def _has_figures(header: HeaderColumn, candidate: Candidate) -> bool:
    profile = candidate.layout.profiles[header.column]
    return profile.numbers + profile.missing + profile.digits > 0.5 or not profile.filled


def _key(header: HeaderColumn) -> str | None:
    return next((match.key for match in header.matches[:1] if match.key in SERIES_KEYS and match.score > SAID), None)


def _name(header: HeaderColumn, key: str, lexicon: Lexicon, title: Cell | None) -> tuple[Cell | None, str]:
    """Return where a KPI's name stands: over its columns, within their headers ("Sales target"), or in the
    title."""
    if header.parents and text_of(header.parents[-1]):
        return header.parents[-1], close_up(text_of(header.parents[-1]))
    names = {match.key for match in header.matches if match.score > 0.9}
    rest = [word for word in text_of(header.cell).split() if not _means(word, key, lexicon)]
    if key not in names and rest:
        return header.cell, " ".join(rest)
    return title, close_up(text_of(title))


def _means(word: str, key: str, lexicon: Lexicon) -> bool:
    names = lexicon.vocabulary.is_name(word)
    return any(name.key == key for name in names) or not split(word)


def _stretches(grid: Grid, region: Region, when: int, context: TableContext) -> list[Stretch]:
    rows = [grid.spanned(number) for number in body(grid, region)]
    read = [(mark, row) for row in rows if when in row and (mark := context.lexicon.periods.read(row[when].value))]
    marks = dated([mark for mark, _ in read])
    return [Stretch(mark, mark.end(context.year), row) for mark, (_, row) in zip(marks, read, strict=True)]


def _step(stretches: Sequence[Stretch]) -> Period | None:
    if not stretches:
        return None
    dates = [stretch.mark.date for stretch in stretches if stretch.mark.date is not None]
    return spacing(dates) if dates else stretches[0].mark.period


def _build(
    group: Group,
    stretches: Sequence[Stretch],
    step: Period | None,
    candidate: Candidate,
    context: TableContext,
) -> Built:
    problems: list[Problem] = []
    figures = [figure for stretch in stretches if (figure := _figure(group, stretch, context, problems)).holds_any]
    fields = _fields(group, figures, step, context)
    history = tuple(figure.measurement() for figure in figures)
    row = candidate.header_rows[-1]
    return Built(Kpi(fields, context.sheet, row, context.language, history), tuple(problems))


def _figure(group: Group, stretch: Stretch, context: TableContext, problems: list[Problem]) -> Figure:
    actual, target = (_read(group, key, stretch, context, problems) for key in ("actual", "target"))
    return Figure(stretch, actual, target)


def _read(group: Group, key: str, stretch: Stretch, context: TableContext, problems: list[Problem]) -> Field | None:
    header = group.columns.get(key)
    cell = stretch.cells.get(header.column) if header is not None else None
    if header is None or cell is None:
        return None
    unit = context.defaults.get("unit")
    reading = context.values.read(
        context.lexicon.column(key), cell, header.bracket or (str(unit.value) if unit else "")
    )
    if reading.problem is not None:
        problems.append(problem(reading.problem, key, "quantity", cell, cell.row, context))
    return Field(reading.value, cell) if isinstance(reading.value, Quantity) else None


def _fields(group: Group, figures: Sequence[Figure], step: Period | None, context: TableContext) -> dict[str, Field]:
    """Return what the table says of its KPI: the latest figure is the actual, held against its own period's
    target."""
    fields = dict(context.defaults)
    if group.text or "name" not in fields:
        fields["name"] = Field(group.text or context.sheet, group.name, Source.DEFAULT)
    latest = next((figure for figure in reversed(figures) if figure.actual), None)
    targeted = next((figure for figure in reversed(figures) if figure.target), None)
    if latest is not None and latest.actual is not None:
        fields["actual"] = latest.actual
        if latest.stretch.end is not None:
            fields["measured_through"] = Field(latest.stretch.end, None, Source.INFERRED)
    current = latest if latest is not None and latest.target is not None else targeted
    if current is not None and current.target is not None:
        fields["target"] = current.target
    if step is not None:
        fields["period"] = fields["frequency"] = Field(step, None, Source.INFERRED)
    return fields
