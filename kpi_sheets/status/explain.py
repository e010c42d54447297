"""Why: one sentence that says how a verdict came about, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kpi_sheets.language import Pack
from kpi_sheets.model import Accumulation, Direction, Status
from kpi_sheets.status.compare import same
from kpi_sheets.status.judge import Result
from kpi_sheets.status.shape import Shape, is_cap
from kpi_sheets.status.team import Team
from kpi_sheets.status.writing import Writing
from kpi_sheets.typed import Any

SIGNS = {Direction.HIGHER: "≥", Direction.LOWER: "≤"}


def explain(result: Result, pack: Pack) -> str:
    """Return the why sentence: "30 van 50; op 24-11 verwacht 29,9 → op schema". It is never blank.

    Notes follow in brackets: a missing measuring date, a target of 0, the end of an acceptance, what was inferred.
    """
    texts = pack.table("status")
    words = _words(result, Writing.of(texts["writing"]), texts)
    facts = _facts(result, texts).format_map(words)
    notes = "; ".join(texts["notes"][note].format_map(words) for note in _notes(result))
    verdict = texts["verdict"][result.status]
    return f"{facts} → {verdict} ({notes})" if notes else f"{facts} → {verdict}"


def label(status: Status, pack: Pack) -> str:
    """Return what a status is called: "Op schema"."""
    return str(pack.table("status")["status"][status])


def coverage(team: Team, pack: Pack) -> str:
    """Return how many of a team's KPIs have data: "7 van 9"."""
    return _team_text("coverage", team, pack)


def headline(team: Team, pack: Pack) -> str:
    """Return how many of a team's KPIs with data are on track: "1 van 3 op schema"."""
    return _team_text("headline", team, pack)


def _team_text(key: str, team: Team, pack: Pack) -> str:
    return str(pack.table("status")["team"][key]).format_map(team._asdict())


def _facts(result: Result, texts: Mapping[str, Any]) -> str:
    if result.defect is not None:
        return str(texts["reasons"][result.defect.reason])
    return str(texts["why"][_story(result)])


def _story(result: Result) -> str:
    """Return which sentence of the pack's [why] tells it."""
    measure = result.measure
    band = measure.direction is Direction.BAND
    if result.status is Status.NO_TARGET:
        return "empty" if measure.actual is None else "aimless"
    if result.status is Status.NOT_STARTED:
        return "starts"
    if measure.actual is None:
        return "unmeasured_band" if band else "unmeasured"
    if result.status is Status.NO_DATA:
        return "lapsed"
    if band:
        return "band"
    return _growing(result) if result.shape is not Shape.LEVEL else "level"


def _growing(result: Result) -> str:
    if is_cap(result.measure) and result.status is Status.MISSED:
        return "exceeded"
    running = result.elapsed < 1.0
    if result.shape is Shape.TRAJECTORY:
        return "on_the_way" if running else "arrived"
    return "running" if running else "complete"


def _notes(result: Result) -> Iterator[str]:
    measure = result.measure
    if result.status is Status.ACCEPTED:
        yield "accepted"
    if result.status is Status.TOO_EARLY:
        yield "early"
    if result.judged and result.attainment is None and measure.target is not None and same(measure.target, 0.0):
        yield "zero"
    if result.judged and measure.together:
        yield "summed" if measure.accumulation is Accumulation.SUM else "averaged"
    if result.judged and measure.measured_through is None:
        yield "undated"
    if result.judged and {"direction", "accumulation"} & set(measure.inferred):
        yield "inferred"


def _words(result: Result, writing: Writing, texts: Mapping[str, Any]) -> dict[str, str]:
    """Return what the sentences can name, each written the language's way."""
    measure, defect = result.measure, result.defect
    numbers = ("actual", "target", "baseline", "low", "high")
    words = {name: writing.number(getattr(measure, name), measure.unit) for name in numbers}
    if measure.together:  # a mean has more digits than anybody wants to read
        words["actual"] = writing.rounded(measure.actual, measure.unit)
    words["together"] = str(measure.together)
    words["expected"] = writing.rounded(result.expected, measure.unit)
    words["elapsed"] = writing.rounded(result.elapsed * 100, "%")
    days = {
        "measured": measure.measured_through,
        "start": measure.start,
        "deadline": measure.deadline,
        "accepted": measure.accepted_until,
        "as_of": result.as_of,
    }
    words |= {name: writing.date(day, result.as_of) for name, day in days.items()}
    words["sign"] = SIGNS.get(measure.direction, "")
    words["items"] = ", ".join(_inferred(result, texts))
    words["field"] = texts["fields"].get(defect.field, defect.field) if defect else ""
    words["cell"] = f" ({defect.cell})" if defect and defect.cell else ""
    return words


def _inferred(result: Result, texts: Mapping[str, Any]) -> Iterator[str]:
    for key in ("direction", "accumulation"):
        if key in result.measure.inferred:
            yield str(texts["inferred"][getattr(result.measure, key)])
