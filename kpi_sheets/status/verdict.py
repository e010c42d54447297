"""Status: the decision order, and what the code of a status is."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from kpi_sheets.model import Direction, Period, Status
from kpi_sheets.status.compare import at_least, meets
from kpi_sheets.status.figures import Figures
from kpi_sheets.status.shape import Shape, is_cap

CODES = MappingProxyType(
    {
        Status.ON_TRACK: 1,
        Status.ACHIEVED: 1,
        Status.AT_RISK: 0,
        Status.OFF_TRACK: -1,
        Status.MISSED: -1,
    }
)


def verdict(figures: Figures) -> Status:
    """Return the status of a KPI: the first row of DECISIONS whose condition holds, adjusted for acceptance."""
    found = next(status for holds, status in DECISIONS if holds(figures))
    until = figures.measure.accepted_until
    if CODES.get(found, 1) < 1 and until is not None and until >= figures.as_of:
        return Status.ACCEPTED
    return found


def code(status: Status) -> int | None:
    """Return +1, 0 or -1, a number that icon sets can stand on; None for the grey statuses."""
    return CODES.get(status)


def _defective(figures: Figures) -> bool:
    return figures.defect is not None


def _without_target(figures: Figures) -> bool:
    return not figures.measure.has_target


def _not_started(figures: Figures) -> bool:
    start = figures.measure.start
    return figures.measure.actual is None and start is not None and figures.as_of < start


def _without_data(figures: Figures) -> bool:
    return figures.measure.actual is None or figures.lapsed


def _already_met(figures: Figures) -> bool:
    """A sum or a trajectory keeps what it has reached; a cap or a band can still be passed."""
    measure = figures.measure
    keeps = figures.shape is not Shape.LEVEL and not is_cap(measure) and measure.direction is not Direction.BAND
    return keeps and _met(figures)


def _cap_exceeded(figures: Figures) -> bool:
    measure = figures.measure
    if measure.direction is Direction.BAND:
        past = measure.actual is not None and measure.high is not None and not at_least(measure.high, measure.actual)
        return figures.shape is Shape.ACCUMULATING and past
    return is_cap(measure) and not _met(figures)


def _cap_exceeded_within_limit(figures: Figures) -> bool:
    return _cap_exceeded(figures) and _within_limit(figures)


def _early(figures: Figures) -> bool:
    return figures.shape is not Shape.LEVEL and not at_least(figures.time, figures.early)


def _limit_and_met(figures: Figures) -> bool:
    return _limit_decides(figures) and _met(figures)


def _limit_and_near(figures: Figures) -> bool:
    return _limit_decides(figures) and _within_limit(figures)


def _green(figures: Figures) -> bool:
    return _scores(figures, figures.thresholds.green)


def _amber(figures: Figures) -> bool:
    return _scores(figures, figures.thresholds.amber)


def _cap_with_limit(figures: Figures) -> bool:
    """A cap that is not passed can't do worse than one passed within its amber limit."""
    return is_cap(figures.measure) and _within_limit(figures) and not _limit_decides(figures)


def _past_deadline(figures: Figures) -> bool:
    deadline = figures.measure.deadline
    return figures.measure.period is Period.ONCE and deadline is not None and deadline < figures.as_of


def _otherwise(_figures: Figures) -> bool:
    return True


# First match wins. What a row says about the rows above it: they did not hold.
DECISIONS: tuple[tuple[Callable[[Figures], bool], Status], ...] = (
    (_defective, Status.INVALID),
    (_without_target, Status.NO_TARGET),
    (_not_started, Status.NOT_STARTED),
    (_without_data, Status.NO_DATA),
    (_already_met, Status.ACHIEVED),
    (_cap_exceeded_within_limit, Status.AT_RISK),
    (_cap_exceeded, Status.MISSED),
    (_early, Status.TOO_EARLY),
    (_limit_and_met, Status.ON_TRACK),
    (_limit_and_near, Status.AT_RISK),
    (_green, Status.ON_TRACK),
    (_amber, Status.AT_RISK),
    (_cap_with_limit, Status.AT_RISK),
    (_past_deadline, Status.MISSED),
    (_otherwise, Status.OFF_TRACK),
)


def _met(figures: Figures) -> bool:
    measure = figures.measure
    if measure.actual is None:
        return False
    if measure.direction is not Direction.BAND:
        return measure.target is not None and meets(measure.actual, measure.target, measure.direction)
    above = measure.low is not None and at_least(measure.actual, measure.low)
    return above and measure.high is not None and at_least(measure.high, measure.actual)


def _limit_decides(figures: Figures) -> bool:
    """An amber limit, in the KPI's unit, replaces the relative thresholds once the figure is final."""
    final = figures.shape is Shape.LEVEL or figures.time >= 1.0
    return figures.measure.amber_limit is not None and final


def _within_limit(figures: Figures) -> bool:
    """Not beyond the amber limit; for a band on the side of the band where the limit lies."""
    measure = figures.measure
    limit, actual = measure.amber_limit, measure.actual
    if limit is None or actual is None:
        return False
    if measure.direction is not Direction.BAND:
        return meets(actual, limit, measure.direction)
    below = measure.low is not None and limit < measure.low
    return _between(limit, actual, measure.high) if below else _between(measure.low, actual, limit)


def _between(low: float | None, value: float, high: float | None) -> bool:
    return (low is None or at_least(value, low)) and (high is None or at_least(high, value))


def _scores(figures: Figures, threshold: float) -> bool:
    """Return whether the ratio reaches a threshold; where an amber limit decides, no ratio does."""
    return not _limit_decides(figures) and figures.ratio is not None and at_least(figures.ratio, threshold)
