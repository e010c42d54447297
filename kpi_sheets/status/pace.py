"""Pace %: how the actual stands against what was expected by now."""

from __future__ import annotations

from kpi_sheets.model import Direction
from kpi_sheets.status.attainment import attainment, band_attainment
from kpi_sheets.status.measure import Measure
from kpi_sheets.status.progress import progress
from kpi_sheets.status.shape import Shape


def pace(measure: Measure, shape: Shape, time: float, share: float, expectation: float | None) -> float | None:
    """Return the actual against Expected, a ratio (1 = as expected).

    A sum: its attainment with Expected as the target, for a band with both bounds in proportion. A trajectory:
    (A − B)/(Expected − B). Blank for a level, for a complete period (f = 1), and when there is no ratio because
    Expected is 0 (a trajectory: the baseline) and the actual is not on its wanted side.
    """
    if shape is Shape.LEVEL or time >= 1.0:
        return None
    if shape is Shape.TRAJECTORY:
        return progress(measure.actual, measure.baseline, expectation)
    if measure.direction is Direction.BAND:
        return band_attainment(measure.actual, _part(measure.low, share), _part(measure.high, share))
    return attainment(measure.actual, expectation, measure.direction)


def _part(bound: float | None, share: float) -> float | None:
    return None if bound is None else bound * share
