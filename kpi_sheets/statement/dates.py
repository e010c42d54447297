"""Calendar arithmetic: months, working days, fiscal years and quarters."""

from __future__ import annotations

import datetime as dt

from kpi_sheets.model import Period, last_day

MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF_YEAR: 6, Period.YEAR: 12}


def add_months(day: dt.date, months: int) -> dt.date | None:
    """Return the same day so many months later, or the month's last day; None beyond the year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= dt.MAXYEAR:
        return None
    return dt.date(year, month + 1, min(day.day, last_day(year, month + 1).day))


def add(day: dt.date, number: float, unit: str) -> dt.date | None:
    """Return the day a duration later; `unit` is a unit of time. None when it is out of the calendar."""
    try:
        if unit in ("day", "week"):
            return day + dt.timedelta(days=round(number * (7 if unit == "week" else 1)))
        if unit == "working_day":
            return _add_working_days(day, round(number))
        if unit in MONTHS:
            return add_months(day, round(number * MONTHS[Period(unit)]))
    except OverflowError:
        pass
    return None


def _add_working_days(day: dt.date, number: int) -> dt.date:
    weeks, rest = divmod(number, 5)
    day += dt.timedelta(weeks=weeks)
    while rest > 0:
        day += dt.timedelta(days=1)
        rest -= day.weekday() < 5
    return day


def month_end(year: int, month: int) -> dt.date | None:
    """Return a month's last day; months beyond 12 count on into the next years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= dt.MAXYEAR:
        return None
    return last_day(year, month)


def fiscal_start(year: int, fiscal_year_start: int) -> tuple[int, int]:
    """Return the year and month in which the fiscal year that ends in `year` starts."""
    return (year, 1) if fiscal_year_start == 1 else (year - 1, fiscal_year_start)


def fiscal_year(day: dt.date, fiscal_year_start: int) -> int:
    """Return the fiscal year a day lies in, named by the year in which it ends."""
    return day.year + (fiscal_year_start > 1 and day.month >= fiscal_year_start)


def part_start(year: int, months: int, number: int, fiscal_year_start: int) -> dt.date | None:
    """Return the first day of the `number`-th part of `months` months of a fiscal year."""
    first_year, first_month = fiscal_start(year, fiscal_year_start)
    first = exact(first_year, first_month, 1)
    return add_months(first, months * (number - 1)) if first else None


def last_before(day: dt.date | None) -> dt.date | None:
    """Return the day before; None stays None."""
    return add(day, -1, "day") if day else None


def period_end(day: dt.date, period: Period, ahead: int, fiscal_year_start: int) -> dt.date | None:
    """Return the last day of the period that holds `day` (`ahead` 0) or of one so many periods later."""
    if period is Period.DAY:
        return add(day, ahead, "day")
    if period is Period.WEEK:
        return add(day, 6 - day.weekday() + 7 * ahead, "day")
    months = MONTHS[period]
    offset = (day.year * 12 + day.month - fiscal_year_start) % months
    return month_end(day.year, day.month - offset + months * (ahead + 1) - 1)


def exact(year: int, month: int, day: int) -> dt.date | None:
    """Return the date, or None when there is no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def written(digits: str, order: str) -> dt.date | None:
    """Read "31-12-2026", "2026-12-31", "31/12/26"; `order` "dmy" or "mdy" decides where both would do."""
    mark = next(character for character in digits if not character.isdigit())
    parts = [int(part) for part in digits.split(mark)]
    if parts[0] > 31:
        return exact(*parts)
    first, second, year = parts
    year += 2000 if year < 100 else 0
    day, month = (first, second) if order == "dmy" else (second, first)
    return exact(year, month, day) or exact(year, day, month)
