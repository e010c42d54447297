"""Definition errors: a KPI that contradicts itself gets no verdict but a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from kpi_sheets.model import Direction, Period
from kpi_sheets.status.compare import at_least, sign
from kpi_sheets.status.measure import Defect, Measure, Reason
from kpi_sheets.status.shape import Shape, shape_of

MONTHS_A_YEAR = 12
CLEARLY_PERCENT = 10  # from here up nobody takes a number for a fraction
SAME_SIZE = 3  # a fraction × 100 within this factor of a percentage is the same measure on another scale


def defect(measure: Measure, as_of: dt.date) -> Defect | None:
    """Return the first thing that is wrong with the definition, or None. What was met while reading comes first."""
    if measure.defect is not None:
        return measure.defect
    if measure.measured_through is not None and measure.measured_through > as_of:
        return Defect(Reason.MEASURED_IN_FUTURE, "measured_through")
    for broken, reason, field in CHECKS:
        if broken(measure):
            return Defect(reason, field)
    return None


def _band_reversed(measure: Measure) -> bool:
    if measure.direction is not Direction.BAND or measure.low is None or measure.high is None:
        return False
    return not at_least(measure.high, measure.low)


def _dates_missing(measure: Measure) -> bool:
    """A once-KPI needs its deadline, and its start too when it grows from there; a level holds without a start."""
    if measure.period is not Period.ONCE:
        return False
    return measure.deadline is None or (measure.start is None and shape_of(measure) is not Shape.LEVEL)


def _dates_reversed(measure: Measure) -> bool:
    return measure.start is not None and measure.deadline is not None and measure.start > measure.deadline


def _wrong_side(measure: Measure) -> bool:
    if shape_of(measure) is not Shape.TRAJECTORY or measure.target is None or measure.baseline is None:
        return False
    return at_least(0.0, sign(measure.direction) * (measure.target - measure.baseline))


def _percent_mixed(measure: Measure) -> bool:
    """Return whether a percentage and a fraction stand side by side, as 0.9 beside 90: never guessed at.

    Judged on a KPI in % whose cells' formats leave it open: next to a number that nobody takes for a fraction stands
    one that, a hundred times as large, would be about the same. So a true 0.5 % beside 2 % or 5 % passes.
    """
    if measure.unit != "%" or measure.percent_cells:
        return False
    numbers = (measure.target, measure.low, measure.high, measure.baseline, measure.actual)
    sizes = [abs(number) for number in numbers if number]
    percents = [size for size in sizes if size >= CLEARLY_PERCENT]
    fractions = [size for size in sizes if size <= 1]
    return any(1 / SAME_SIZE <= 100 * small / large <= SAME_SIZE for small in fractions for large in percents)


def _bad_profile(measure: Measure) -> bool:
    profile = measure.profile
    return profile is not None and (len(profile) != MONTHS_A_YEAR or min(profile) < 0 or sum(profile) <= 0)


def _bad_weight(measure: Measure) -> bool:
    return measure.weight < 0


CHECKS: tuple[tuple[Callable[[Measure], bool], Reason, str], ...] = (
    (_band_reversed, Reason.BAND_REVERSED, "low"),
    (_dates_missing, Reason.DATES_MISSING, "deadline"),
    (_dates_reversed, Reason.DATES_REVERSED, "deadline"),
    (_percent_mixed, Reason.PERCENT_MIXED, "actual"),
    (_wrong_side, Reason.WRONG_SIDE, "baseline"),
    (_bad_profile, Reason.BAD_PROFILE, "profile"),
    (_bad_weight, Reason.BAD_WEIGHT, "weight"),
)
