"""Forecast: where the actual ends when it goes on as it does."""

from __future__ import annotations

from kpi_sheets.status.compare import at_least, same
from kpi_sheets.status.measure import Measure
from kpi_sheets.status.shape import Shape


def forecast(measure: Measure, shape: Shape, time: float, share: float, early: float) -> float | None:
    """Return A/P(f) for a sum, B + (A − B)/P(f) for a trajectory, A for a level or a complete period.

    In the KPI's unit. Blank without an actual, and while a sum or trajectory is younger than `early` (f).
    """
    actual = measure.actual
    if actual is None or shape is Shape.LEVEL or time >= 1.0:
        return actual
    if not at_least(time, early) or same(share, 0.0):
        return None
    start = measure.baseline if shape is Shape.TRAJECTORY and measure.baseline is not None else 0.0
    return start + (actual - start) / share
