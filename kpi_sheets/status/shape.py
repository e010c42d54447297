"""The three shapes a KPI can have. Most wrong verdicts elsewhere come from mixing them up."""

from __future__ import annotations

from enum import StrEnum

from kpi_sheets.model import Accumulation, Direction, Period
from kpi_sheets.status.measure import Measure


class Shape(StrEnum):
    """How an actual grows towards its target."""

    ACCUMULATING = "accumulating"  # starts at 0 each period: "50 new customers per quarter"
    LEVEL = "level"  # holds at any time: "response time below 2 hours"
    TRAJECTORY = "trajectory"  # moves once from a baseline: "absence from 5.8% to 4.5% by 31 December"


def shape_of(measure: Measure) -> Shape:
    """Return the KPI's shape. A once-KPI without a baseline, and a band that is no sum, are levels."""
    if measure.accumulation is Accumulation.SUM:
        return Shape.ACCUMULATING
    once = measure.period is Period.ONCE and measure.accumulation is Accumulation.LAST
    if once and measure.baseline is not None and measure.direction is not Direction.BAND:
        return Shape.TRAJECTORY
    return Shape.LEVEL


def is_cap(measure: Measure) -> bool:
    """Return whether the sum may not pass its target, as a cost budget: once exceeded it can't recover.

    That is a sum that counts away from the wanted side: lower is better with a target of 0 or more, or higher is
    better with a negative target (a loss that may not grow beyond a bound).
    """
    if measure.accumulation is not Accumulation.SUM or measure.target is None:
        return False
    lower = measure.direction is Direction.LOWER
    return measure.target >= 0 if lower else measure.direction is Direction.HIGHER and measure.target < 0
