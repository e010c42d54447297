"""A single figure between where it came from and where it should go: a line with marks on it."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_sheets.report.page.chart import LEFT, ROOM, WIDTH, Scale, Tick
from kpi_sheets.report.page.series import Series
from kpi_sheets.report.page.wording import Wording
from kpi_sheets.status import Result, Shape

HEIGHT, MIDDLE = 64, 34
CLOSE = 88.0  # two texts nearer than this would run into each other
EDGE = 50.0  # a text this near to an end of the line starts or ends there


@dataclass(frozen=True, slots=True)
class Track:
    """Places along a line, in units of the frame, WIDTH × HEIGHT."""

    actual: Tick
    targets: tuple[float, ...]
    zones: tuple[tuple[float, float], ...]
    origin: float | None
    texts: tuple[Tick, ...]
    start: float = LEFT
    end: float = WIDTH - LEFT


def track(data: Series, result: Result, wording: Wording) -> Track | None:
    """Return the line of a KPI with an actual and a target; None when it lacks one of them.

    It comes from its baseline; a sum comes from 0, where each period starts.
    """
    measure, shape = result.measure, result.shape
    if measure.actual is None or not data.goals:
        return None
    areas = [(green[-1][1], red[-1][1]) for green, red in data.zones]
    values = [measure.actual, *data.goals, *(end for area in areas for end in area)]
    origin = 0.0 if shape is Shape.ACCUMULATING else measure.baseline
    values += [] if origin is None else [origin]
    low, high = min(values), max(values)
    room = (high - low) * ROOM or abs(high) * ROOM or 1.0
    x = Scale(low - room, high + room, LEFT, WIDTH - LEFT)
    words = wording.part("charts")
    named = [(goal, f"{words['target']} {wording.number(goal, measure.unit)}") for goal in data.goals]
    if origin is not None:
        name = "" if shape is Shape.ACCUMULATING else words["baseline"]
        named.append((origin, f"{name} {wording.number(origin, measure.unit)}".strip()))
    texts: list[Tick] = []
    for value, text in named:
        if all(abs(x(value) - other.x) >= CLOSE for other in texts):
            texts.append(_tick(x(value), HEIGHT - 7, text))
    return Track(
        actual=_tick(x(measure.actual), MIDDLE - 14, wording.number(measure.actual, measure.unit)),
        targets=tuple(x(goal) for goal in data.goals),
        zones=tuple((min(x(g), x(r)), abs(x(g) - x(r))) for g, r in areas),
        origin=None if origin is None else x(origin),
        texts=tuple(texts),
    )


def _tick(x: float, y: float, text: str) -> Tick:
    anchor = "start" if x < LEFT + EDGE else "end" if x > WIDTH - LEFT - EDGE else "middle"
    return Tick(x, y, text, anchor)
