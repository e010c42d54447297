"""Assurance: will the process, left as it is, meet its target?"""

from __future__ import annotations

import datetime as dt

from kpi_sheets.model import Assurance, Direction
from kpi_sheets.status.compare import at_least
from kpi_sheets.status.measure import Measure
from kpi_sheets.status.shape import Shape, shape_of
from kpi_sheets.status.trend import FULL_POINTS, complete
from kpi_sheets.status.xmr import Limits, limits


def assurance(measure: Measure, as_of: dt.date) -> Assurance | None:
    """Return where the target lies against the XmR limits: ALWAYS met, NEVER met, or it VARIES.

    Blank with fewer than twelve complete periods, without a target, and for a sum that is measured more often than
    its period (a month's value can't be held against a quarter's target).
    """
    values = complete(measure, as_of)
    if len(values) < FULL_POINTS or not measure.has_target:
        return None
    if shape_of(measure) is Shape.ACCUMULATING and measure.measured_every is not measure.period:
        return None
    return _against(limits(values), *_wanted(measure))


def _wanted(measure: Measure) -> tuple[float | None, float | None]:
    """Return the wanted range; None is open-ended."""
    if measure.direction is Direction.BAND:
        return measure.low, measure.high
    return (None, measure.target) if measure.direction is Direction.LOWER else (measure.target, None)


def _against(process: Limits, low: float | None, high: float | None) -> Assurance:
    if (low is not None and not at_least(process.upper, low)) or (
        high is not None and not at_least(high, process.lower)
    ):
        return Assurance.NEVER
    if (low is None or at_least(process.lower, low)) and (high is None or at_least(high, process.upper)):
        return Assurance.ALWAYS
    return Assurance.VARIES
