"""A single figure between where it came from and where it should go: a line with marks on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kpi_sheets.report.page.chart import CHARACTER, LEFT, WIDTH, Tick, scale
from kpi_sheets.report.page.series import Series
from kpi_sheets.report.page.wording import Wording
from kpi_sheets.status import Measure, Result, Shape

HEIGHT, MIDDLE = 64, 34
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
    """Return the line of a KPI with an actual and a target; None when it lacks one of them, or they are too far apart.

    It comes from its baseline; a sum comes from 0, where each period starts.
    """
    measure, shape = result.measure, result.shape
    if measure.actual is None or not data.goals:
        return None
    areas = [(green[-1][1], red[-1][1]) for green, red in data.zones]
    values = [measure.actual, *data.goals, *(end for area in areas for end in area)]
    origin = 0.0 if shape is Shape.ACCUMULATING else measure.baseline
    values += [] if origin is None else [origin]
    x = scale(values, LEFT, WIDTH - LEFT)
    if x is None:
        return None
    return Track(
        actual=_tick(x(measure.actual), MIDDLE - 14, wording.number(measure.actual, measure.unit)),
        targets=tuple(x(goal) for goal in data.goals),
        zones=tuple((min(x(g), x(r)), abs(x(g) - x(r))) for g, r in areas),
        origin=None if origin is None else x(origin),
        texts=_apart(_tick(x(value), HEIGHT - 7, text) for value, text in _named(data, measure, origin, wording)),
    )


def _named(data: Series, measure: Measure, origin: float | None, wording: Wording) -> Iterator[tuple[float, str]]:
    words = wording.part("charts")
    for goal in data.goals:
        yield goal, f"{words['target']} {wording.number(goal, measure.unit)}"
    if origin is not None:
        name = words["baseline"] if origin == measure.baseline else ""
        yield origin, f"{name} {wording.number(origin, measure.unit)}".strip()


def _apart(ticks: Iterable[Tick]) -> tuple[Tick, ...]:
    """Return the texts that leave each other room; of two that don't, the first."""
    found: list[Tick] = []
    for tick in ticks:
        left, right = _ends(tick)
        if all(right < start or end < left for start, end in map(_ends, found)):
            found.append(tick)
    return tuple(found)


def _ends(tick: Tick) -> tuple[float, float]:
    width = CHARACTER * len(tick.text)
    left = tick.x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[tick.anchor]
    return left, left + width


def _tick(x: float, y: float, text: str) -> Tick:
    anchor = "start" if x < LEFT + EDGE else "end" if x > WIDTH - LEFT - EDGE else "middle"
    return Tick(x, y, text, anchor)
