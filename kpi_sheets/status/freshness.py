"""Freshness: is the next figure overdue? Lateness stands apart, so that it never colours a status."""

from __future__ import annotations

import datetime as dt

from kpi_sheets.model import Freshness, Period
from kpi_sheets.status.measure import Measure, Settings
from kpi_sheets.status.periods import following, shifted


def due(measure: Measure, settings: Settings, figures: int = 1) -> dt.date | None:
    """Return the day by which the n-th figure after the last one should be in.

    That is the end of the n-th frequency period after the one that holds the measured day, plus the days of grace;
    for a KPI measured once its deadline plus grace. None when no more is due: nothing measured yet, or measured
    through the deadline.
    """
    day, deadline, every = measure.measured_through, measure.deadline, measure.measured_every
    if day is None or (deadline is not None and day >= deadline):
        return None
    if every is Period.ONCE:
        return shifted(deadline, settings.grace_for(every)) if deadline and figures == 1 else None
    for _ in range(figures):
        day = following(every, day, measure.year_start).last
    return shifted(day, settings.grace_for(every))


def freshness(measure: Measure, as_of: dt.date, settings: Settings) -> Freshness | None:
    """Return CURRENT while the as-of date is not past the due date, else STALE; blank without a measured day."""
    if measure.measured_through is None:
        return None
    return Freshness.STALE if _passed(due(measure, settings), as_of) else Freshness.CURRENT


def lapsed(measure: Measure, as_of: dt.date, settings: Settings) -> bool:
    """Return whether so many figures (two, by default) were missed that the last one says nothing any more."""
    return _passed(due(measure, settings, settings.lapse), as_of)


def _passed(day: dt.date | None, as_of: dt.date) -> bool:
    return day is not None and as_of > day
