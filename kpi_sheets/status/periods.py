"""Where a day stands within its period."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from kpi_sheets.model import Period, last_day
from kpi_sheets.typed import NamedTuple

MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF_YEAR: 6, Period.YEAR: 12}


class Stretch(NamedTuple):
    """A stretch of days, both ends included."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        """Its length in days, at least 1 when the ends are in order."""
        return (self.last - self.first).days + 1


def shifted(day: dt.date, days: int) -> dt.date:
    """Return the day so many days later, held within the calendar (years 1…9999)."""
    ordinal = min(max(day.toordinal() + days, 1), dt.date.max.toordinal())
    return dt.date.fromordinal(ordinal)


@lru_cache(maxsize=4096)  # a register asks about few days, thousands of times each
def holding(period: Period, day: dt.date, year_start: int = 1) -> Stretch:
    """Return the calendar period that holds a day. Weeks start on Monday; ONCE has no calendar length.

    `year_start` is the month (1…12) in which the year begins, and with it its halves and quarters. Raises KeyError for
    ONCE.
    """
    if period is Period.DAY:
        return Stretch(day, day)
    if period is Period.WEEK:
        monday = shifted(day, -day.weekday())
        return Stretch(monday, shifted(monday, 6))
    months = MONTHS[period]
    month = day.year * MONTHS[Period.YEAR] + day.month - 1
    first = month - (day.month - year_start) % months
    return Stretch(_month(first).first, _month(first + months - 1).last)


def following(period: Period, day: dt.date, year_start: int = 1) -> Stretch:
    """Return the calendar period after the one that holds a day."""
    return holding(period, shifted(holding(period, day, year_start).last, 1), year_start)


def stretch_of(
    period: Period | None, day: dt.date | None, start: dt.date | None, deadline: dt.date | None, year_start: int = 1
) -> Stretch | None:
    """Return [p0, p1]: the period that holds the measured day; start…deadline for a once-KPI.

    None when nothing says how long it lasts.
    """
    if period is Period.ONCE:
        return Stretch(start, deadline) if start and deadline else None
    return holding(period, day, year_start) if period and day else None


def elapsed(stretch: Stretch | None, measured: dt.date | None) -> float:
    """Return f = (m − p0 + 1)/(p1 − p0 + 1) in days, clipped to 0…1.

    1 when the measured day or the stretch is blank: the figure is then taken to cover its whole period.
    Elapsed time comes from the measured day, never from the clock, or KPIs turn red while data entry lags.
    """
    if stretch is None or measured is None:
        return 1.0
    return min(max(Stretch(stretch.first, measured).days / stretch.days, 0.0), 1.0)


def remaining(stretch: Stretch | None, measured: dt.date | None, unit: Period, year_start: int = 1) -> float:
    """Return the time left after the measured day, in units (a month for ONCE): six days of November are 0.2 month."""
    if stretch is None or measured is None or measured >= stretch.last:
        return 0.0
    unit = Period.MONTH if unit is Period.ONCE else unit
    units, day = 0.0, max(shifted(measured, 1), stretch.first)
    while True:
        whole = holding(unit, day, year_start)
        part = Stretch(day, min(whole.last, stretch.last))
        units += part.days / whole.days
        if part.last >= stretch.last:
            return units
        day = shifted(part.last, 1)


def _month(number: int) -> Stretch:
    """Return a month by the number of months since year 0, held within the calendar."""
    year, month = divmod(min(max(number, 12 * dt.MINYEAR), 12 * dt.MAXYEAR + 11), 12)
    return Stretch(dt.date(year, month + 1, 1), last_day(year, month + 1))
