"""Expected to date: what the actual should be on the measured day."""

from __future__ import annotations

from kpi_sheets.model import Direction
from kpi_sheets.status.measure import Measure
from kpi_sheets.status.shape import Shape


def expected(measure: Measure, shape: Shape, share: float) -> float | None:
    """Return T·P(f) for a sum, B + (T − B)·P(f) for a trajectory and T for a level, in the KPI's unit.

    Blank for a band (it has no single number) and without a target.
    """
    target = measure.target
    if target is None or measure.direction is Direction.BAND:
        return None
    if shape is Shape.ACCUMULATING:
        return target * share
    if shape is Shape.TRAJECTORY and measure.baseline is not None:
        return measure.baseline + (target - measure.baseline) * share
    return target
