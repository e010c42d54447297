"""A single figure between where it came from and where it should go: a line with marks on it."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_sheets.report.page.chart import LEFT, ROOM, WIDTH, Scale, Tick
from kpi_sheets.report.page.series import Series
from kpi_sheets.report.page.wording import Wording
from kpi_sheets.status.measure import Measure

HEIGHT = 64
CLOSE = 88.0  # two texts nearer than this would run into each other
EDGE = 50.0  # a text this near to an end of the line starts or ends there


@dataclass(frozen=True, slots=True)
class Track:
    """Places along a line, in units of the frame, WIDTH × HEIGHT."""

    actual: Tick
    targets: tuple[float, ...]
    zones: tuple[tuple[float, float], ...]
    baseline: float | None
    texts: tuple[Tick, ...]
    start: float = LEFT
    end: float = WIDTH - LEFT


def track(data: Series, measure: Measure, wording: Wording) -> Track | None:
    """Return the line of a KPI with an actual and a target; None when it lacks one of them."""
    if measure.actual is None or not data.goals:
        return None
    areas = [(green[-1][1], red[-1][1]) for green, red in data.zones]
    values = [measure.actual, *data.goals, *(end for area in areas for end in area)]
    values += [] if measure.baseline is None else [measure.baseline]
    low, high = min(values), max(values)
    room = (high - low) * ROOM or abs(high) * ROOM or 1.0
    x = Scale(low - room, high + room, LEFT, WIDTH - LEFT)
    words = wording.part("charts")
    named = [(goal, f"{words['target']} {wording.number(goal, measure.unit)}") for goal in data.goals]
    if measure.baseline is not None:
        named.append((measure.baseline, f"{words['baseline']} {wording.number(measure.baseline, measure.unit)}"))
    texts: list[Tick] = []
    for value, text in named:
        if all(abs(x(value) - other.x) >= CLOSE for other in texts):
            texts.append(_tick(x(value), text))
    return Track(
        actual=_tick(x(measure.actual), wording.number(measure.actual, measure.unit)),
        targets=tuple(x(goal) for goal in data.goals),
        zones=tuple((min(x(g), x(r)), abs(x(g) - x(r))) for g, r in areas),
        baseline=None if measure.baseline is None else x(measure.baseline),
        texts=tuple(texts),
    )


def _tick(x: float, text: str) -> Tick:
    anchor = "start" if x < LEFT + EDGE else "end" if x > WIDTH - LEFT - EDGE else "middle"
    return Tick(x, text, anchor)
