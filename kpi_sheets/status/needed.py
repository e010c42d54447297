"""Needed: what must still be added in each remaining unit of time."""

from __future__ import annotations

from kpi_sheets.model import Direction
from kpi_sheets.status.compare import meets
from kpi_sheets.status.measure import Measure
from kpi_sheets.status.shape import Shape, is_cap


def needed(measure: Measure, shape: Shape, units: float) -> float | None:
    """Return (T − A) per remaining unit of time, in the KPI's unit; `units` is the time left.

    A unit is the KPI's frequency, for a once-KPI a month. With less than one unit left all of it is still needed.
    Blank for a level, a band or a cap, when the target is met, and when no time is left.
    """
    actual, target = measure.actual, measure.target
    if actual is None or target is None or shape is Shape.LEVEL or units <= 0.0:
        return None
    if measure.direction is Direction.BAND or is_cap(measure) or meets(actual, target, measure.direction):
        return None
    return (target - actual) / max(units, 1.0)
