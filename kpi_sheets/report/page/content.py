"""What the page says, as texts and numbers in their place; the formats only have to write it down."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kpi_sheets.language import available, load
from kpi_sheets.model import Direction, Finding, Freshness, LintedWorkbook, Status
from kpi_sheets.report.escape import sheet_reference
from kpi_sheets.report.page.chart import Chart, chart
from kpi_sheets.report.page.described import described
from kpi_sheets.report.page.series import series
from kpi_sheets.report.page.track import Track, track
from kpi_sheets.report.page.wording import Wording, cut, signed, text
from kpi_sheets.report.standings import SIGNS
from kpi_sheets.statement.quantity import read_quantity
from kpi_sheets.status import Settings, Team, Trend, coverage, explain, headline, label
from kpi_sheets.status.columns import ARROWS
from kpi_sheets.status.freshness import due
from kpi_sheets.status.measure import Measure
from kpi_sheets.status.standing import Standing, StandingBook
from kpi_sheets.status.writing import ROUNDED
from kpi_sheets.typed import NamedTuple

TONES: Mapping[int | None, str] = MappingProxyType({1: "good", 0: "amber", -1: "red", None: "grey"})
COMPARED = MappingProxyType({Direction.HIGHER: "≥", Direction.LOWER: "≤"})
FALLBACK = "en"
FULL_BAR = 1.25  # the attainment at which a bar is full


class Row(NamedTuple):
    """One KPI. `tone` is "good", "amber", "red" or "grey"; `attained` 0…1 is how far its bar is filled."""

    anchor: str
    name: str
    team: str
    tone: str
    sign: str
    status: str
    actual: str
    target: str
    attainment: str
    attained: float | None
    trend: str
    direction: str
    why: str
    chart: Chart | None
    track: Track | None
    described: str
    figures: tuple[tuple[str, str], ...]


class Count(NamedTuple):
    """How many KPIs have one tone."""

    tone: str
    sign: str
    word: str
    number: int


class Card(NamedTuple):
    """One team: its counts are by tone."""

    name: str
    headline: str
    coverage: str
    score: str
    filled: float
    counts: tuple[Count, ...]
    worst: Row | None


class Late(NamedTuple):
    """A KPI whose figure is missing or overdue."""

    row: Row
    measured: str
    due: str


class Remark(NamedTuple):
    """A finding of the linter."""

    severity: str
    word: str
    cell: str
    kpi: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Page:
    """All of it. `groups` holds the rows by team, as the charts stand; `rows` all of them, the worst first."""

    wording: Wording
    title: str
    file: str
    as_of: str
    measured: str
    counts: tuple[Count, ...]
    cards: tuple[Card, ...]
    rows: tuple[Row, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    late: tuple[Late, ...]
    remarks: tuple[Remark, ...]


def build(book: StandingBook, linted: LintedWorkbook, language: str, settings: Settings) -> Page:
    """Return what the page says in a language, English when it has no report in that.

    `settings` are those by which the KPIs of the book were judged.
    """
    wording = Wording(language if _is_known(language) else FALLBACK, book.as_of)
    ordered = book.worst_first
    rows = tuple(_row(number, standing, settings, wording) for number, standing in enumerate(ordered, 1))
    counts = _counts(rows, wording)
    teams = {team.name: team for team in book.teams}
    members = _by_team(zip(ordered, rows, strict=True), teams)
    return Page(
        wording=wording,
        title=_title(rows, counts, wording),
        file=text(Path(book.path).name),
        as_of=wording.date(book.as_of),
        measured=wording.say(
            "page.measured", total=len(rows), with_data=sum(team.with_data for team in teams.values())
        ),
        counts=counts,
        cards=tuple(_card(team, members[name], wording) for name, team in teams.items()) if any(teams) else (),
        rows=rows,
        groups=tuple((_team_name(name, wording) if any(teams) else "", found) for name, found in members.items()),
        late=tuple(_late(zip(ordered, rows, strict=True), settings, wording)),
        remarks=tuple(_remark(finding, wording) for finding in linted.findings),
    )


def _is_known(language: str) -> bool:
    """Tell whether a language has the words of a page; of some only the headers are known."""
    return language in available() and bool(load(language).table("report"))


def _by_team(pairs: Iterable[tuple[Standing, Row]], teams: Iterable[str]) -> dict[str, tuple[Row, ...]]:
    members: dict[str, list[Row]] = {name: [] for name in teams}
    for standing, row in pairs:
        members[standing.result.measure.team].append(row)
    return {name: tuple(rows) for name, rows in members.items()}


def _team_name(name: str, wording: Wording) -> str:
    return text(name) or wording.say("teams.no_team")


def _title(rows: tuple[Row, ...], counts: tuple[Count, ...], wording: Wording) -> str:
    if not rows:
        return wording.say("headline.empty")
    numbers = {count.tone: count.number for count in counts}
    for tone, key in (("red", "off_track"), ("amber", "at_risk"), ("good", "on_track")):
        if numbers[tone]:
            return wording.say(f"headline.{key}", number=numbers[tone], total=len(rows), worst=rows[0].name)
    return wording.say("headline.grey")


def _counts(rows: Iterable[Row], wording: Wording) -> tuple[Count, ...]:
    numbers = Counter(row.tone for row in rows)
    words = wording.part("counts")
    return tuple(Count(tone, SIGNS[code], words[tone], numbers[tone]) for code, tone in TONES.items())


def _card(team: Team, rows: tuple[Row, ...], wording: Wording) -> Card:
    score = wording.say("teams.no_score")
    if team.score is not None:
        score = wording.say("teams.score", score=wording.ratio(team.score))
    return Card(
        name=_team_name(team.name, wording),
        headline=headline(team, wording.pack) if team.with_data else wording.say("teams.no_verdict"),
        coverage=wording.say("teams.coverage", coverage=coverage(team, wording.pack)),
        score=score,
        filled=team.score or 0.0,
        counts=_counts(rows, wording),
        worst=None if rows[0].tone == "good" else rows[0],
    )


def _row(number: int, standing: Standing, settings: Settings, wording: Wording) -> Row:
    kpi, result, unit = standing.kpi, standing.result, _unit(standing, wording)
    measure, data = result.measure, series(standing, settings, wording)
    drawn = chart(data, measure.unit, wording)
    return Row(
        anchor=f"kpi-{number}",
        name=text(kpi.name),
        team=_team_name(measure.team, wording) if measure.team else "",
        tone=TONES[result.code],
        sign=SIGNS[result.code],
        status=label(result.status, wording.pack),
        actual=_actual(measure, unit, wording),
        target=_target(measure, unit, wording),
        attainment=wording.ratio(result.attainment),
        attained=None if result.attainment is None else min(max(result.attainment, 0.0), FULL_BAR) / FULL_BAR,
        trend=_trend(result.trend, wording),
        direction=wording.say(f"charts.{measure.direction}"),
        why=signed(explain(result, wording.pack)),
        chart=drawn,
        track=None if drawn else track(data, result, wording),
        described=described(data, measure, wording),
        figures=tuple((figure.when, wording.quantity(figure.value, unit)) for figure in data.figures),
    )


def _unit(standing: Standing, wording: Wording) -> str | None:
    """Return the unit as the sheet writes it ("Tage"), where that is what the figures are in."""
    unit, written = standing.result.measure.unit, standing.kpi.text("unit")
    if unit in (None, "%") or unit in wording.currencies or not written:
        return unit
    read = read_quantity(f"1 {written}", load(standing.language))
    return written if read and read.unit == unit else unit


def _actual(measure: Measure, unit: str | None, wording: Wording) -> str:
    if measure.actual is None or not measure.together:
        return wording.quantity(measure.actual, unit)
    return wording.quantity(cut(measure.actual, ROUNDED), unit)  # a mean has more digits than anybody wants to read


def _target(measure: Measure, unit: str | None, wording: Wording) -> str:
    if measure.direction is Direction.BAND:
        if not measure.has_target:
            return wording.quantity(None, unit)
        return f"{wording.quantity(measure.low, None)}–{wording.quantity(measure.high, unit)}"
    return wording.quantity(measure.target, unit, COMPARED[measure.direction])


def _trend(trend: Trend | None, wording: Wording) -> str:
    if trend is None:
        return "–"
    words = wording.status["trend"]
    verdict = {1: "better", 0: "steady", -1: "worse", None: "provisional"}[trend.code]
    return f"{ARROWS[trend.arrow]} {words[verdict]}"


def _late(pairs: Iterable[tuple[Standing, Row]], settings: Settings, wording: Wording) -> Iterator[Late]:
    """Yield what should be in by now, first what was due first; a KPI that was never measured stands at the end."""
    found = [(due(standing.result.measure, settings), standing, row) for standing, row in pairs if _is_late(standing)]
    for day, standing, row in sorted(found, key=lambda entry: entry[0] or dt.date.max):
        measured = standing.result.measure.measured_through
        yield Late(row, wording.date(measured) or wording.say("late.never"), wording.date(day) or "–")


def _is_late(standing: Standing) -> bool:
    return standing.result.freshness is Freshness.STALE or standing.result.status is Status.NO_DATA


def _remark(finding: Finding, wording: Wording) -> Remark:
    hint = f" → {finding.suggestion}" if finding.suggestion else ""
    return Remark(
        severity=finding.severity.value,
        word=wording.say(f"findings.{finding.severity}"),
        cell=text(sheet_reference(finding.sheet, finding.cell)),
        kpi=text(finding.kpi),
        rule=f"{finding.code} {finding.name}",
        message=text(finding.message + hint),
    )
