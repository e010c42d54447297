"""Which periods the sample figures are for, counted back from the as-of date."""

from __future__ import annotations

import datetime as dt

from kpi_sheets.model import Period
from kpi_sheets.status.periods import holding, shifted

SCHOOL_YEAR_ENDS = (7, 31)


def last_ends(period: Period, as_of: dt.date, count: int) -> tuple[dt.date, ...]:
    """Return the last days of the last complete periods before the as-of date, oldest first.

    A year is a school year, the only one among the samples; what is measured for good is measured every month.
    """
    every = Period.MONTH if period is Period.ONCE else period
    if every is Period.YEAR:
        latest = as_of.year - (as_of <= dt.date(as_of.year, *SCHOOL_YEAR_ENDS))
        return tuple(dt.date(year, *SCHOOL_YEAR_ENDS) for year in range(latest - count + 1, latest + 1))
    ends, day = [], as_of
    for _ in range(count):
        day = shifted(holding(every, day).first, -1)
        ends.append(day)
    return tuple(reversed(ends))


def month_start(day: dt.date, months: int) -> dt.date:
    """Return the first day of the month so many months later."""
    years, month = divmod(day.month - 1 + months, 12)
    return dt.date(day.year + years, month + 1, 1)
