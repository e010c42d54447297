"""Where a figure is amber: between missing the target and being off track, in the KPI's own unit."""

from __future__ import annotations

from kpi_sheets.model import Direction
from kpi_sheets.status.compare import meets, same, sign
from kpi_sheets.status.figures import thresholds
from kpi_sheets.status.measure import Measure, Settings
from kpi_sheets.status.shape import Shape, shape_of
from kpi_sheets.typed import NamedTuple


class Zone(NamedTuple):
    """From where green ends to where red begins; either may be the higher one."""

    green: float
    red: float


def zones(measure: Measure, settings: Settings) -> tuple[Zone, ...]:
    """Return where the figure of a complete period is amber: one zone, two around a band, none where amber has no size.

    An amber limit bounds it where there is one, else the thresholds do.
    """
    if not measure.has_target:
        return ()
    limit = measure.amber_limit
    found = _of_thresholds(measure, settings) if limit is None else _of_limit(measure, limit)
    return tuple(zone for zone in found if not same(*zone))


def _of_limit(measure: Measure, limit: float) -> tuple[Zone, ...]:
    """A limit on the wanted side of its target leaves no room for amber."""
    if measure.direction is Direction.BAND:
        low, high = measure.low or 0.0, measure.high or 0.0
        return () if low <= limit <= high else (Zone(low if limit < low else high, limit),)
    target = measure.target or 0.0
    return () if meets(limit, target, measure.direction) else (Zone(target, limit),)


def _of_thresholds(measure: Measure, settings: Settings) -> tuple[Zone, ...]:
    bounds = thresholds(measure, settings)
    if measure.direction is Direction.BAND:
        low, high = measure.low or 0.0, measure.high or 0.0
        return Zone(*(_reached(low, 1, ratio) for ratio in bounds)), Zone(*(_reached(high, -1, r) for r in bounds))
    target, side = measure.target or 0.0, sign(measure.direction)
    start = measure.baseline
    by_progress = shape_of(measure) is Shape.TRAJECTORY or same(target, 0.0)
    if by_progress and start is not None and side * (target - start) > 0:
        return (Zone(*(start + ratio * (target - start) for ratio in bounds)),)
    return (Zone(*(_reached(target, side, ratio) for ratio in bounds)),)


def _reached(target: float, side: int, ratio: float) -> float:
    """Return the actual with this attainment: A of ratio = 1 + s·(A − T)/|T|."""
    return target + side * (ratio - 1) * abs(target)
