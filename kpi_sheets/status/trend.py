"""Trend: does the history show a real change, and is it for the better?"""

from __future__ import annotations

import datetime as dt

from kpi_sheets.model import Direction, Period, TrendBasis
from kpi_sheets.status.compare import same, sign
from kpi_sheets.status.measure import Measure
from kpi_sheets.status.periods import holding
from kpi_sheets.status.xmr import limits, signal
from kpi_sheets.typed import NamedTuple

TRIAL_POINTS = 6
FULL_POINTS = 12


class Trend(NamedTuple):
    """`code`: +1 better, 0 no change beyond noise, -1 worse, None no verdict yet. `arrow`: the number's own movement,
    +1 up, 0 level, -1 down; an arrow down may be better."""

    code: int | None
    arrow: int
    basis: TrendBasis


def complete(measure: Measure, as_of: dt.date) -> tuple[float, ...]:
    """Return the history's values in order of time, without periods that still ran on the as-of date."""
    every = measure.measured_every
    return tuple(
        point.value
        for point in sorted(measure.history)
        if (point.end if every is Period.ONCE else holding(every, point.end, measure.year_start).last) <= as_of
    )


def trend(measure: Measure, as_of: dt.date) -> Trend | None:
    """Return the trend over the complete periods; blank with fewer than two.

    From six on by XmR signals at the latest value, called a trial below twelve; from two to five a plain arrow
    against the previous value.
    """
    values = complete(measure, as_of)
    if len(values) < 2:
        return None
    if len(values) < TRIAL_POINTS:
        return Trend(None, _movement(values[-2], values[-1]), TrendBasis.PROVISIONAL)
    side = signal(values)
    basis = TrendBasis.TRIAL if len(values) < FULL_POINTS else TrendBasis.LIMITS
    return Trend(_verdict(measure, side, limits(values).mean), side, basis)


def reach(measure: Measure, as_of: dt.date) -> tuple[float, float] | None:
    """Return the natural limits of the history, lowest and highest; None with fewer than twelve complete periods."""
    values = complete(measure, as_of)
    if len(values) < FULL_POINTS:
        return None
    found = limits(values)
    return found.lower, found.upper


def _movement(earlier: float, later: float) -> int:
    return 0 if same(earlier, later) else (1 if later > earlier else -1)


def _verdict(measure: Measure, side: int, mean: float) -> int:
    """Upwards is better, unless lower is; for a band the way towards it is, and from inside it every way is worse."""
    if measure.direction is not Direction.BAND:
        return side * sign(measure.direction)
    if measure.low is not None and mean < measure.low:
        return side
    return -side if measure.high is not None and mean > measure.high else -abs(side)
