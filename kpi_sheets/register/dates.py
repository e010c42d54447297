"""Days that people type as text."""

from __future__ import annotations

import datetime as dt
import re

from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi_sheets.register.periods import PeriodReader

LONGEST = 40  # characters

_ISO = r"(?a)(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?"
_NUMERIC = r"(?a)(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})"
_DAY_NAMED = r"(\d{1,2})\W{0,3}([^\W\d_]{3,10})\W{1,3}(\d{4})"
_NAMED_DAY = r"([^\W\d_]{3,10})\W{1,3}(\d{1,2})\W{1,3}(\d{4})"


def read_date(text: str, periods: PeriodReader) -> dt.date | None:
    """Return the day a text names: 2026-12-31, 31-12-2026, 31 december 2026.

    None for 01/02/2026, which is one day here and another there, and for anything else.
    """
    text = text.strip()
    if len(text) > LONGEST or not (text[:1].isdecimal() or text[-4:].isdecimal()):
        return None
    iso = re.fullmatch(_ISO, text)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    numeric = re.fullmatch(_NUMERIC, text)
    if numeric:
        return _numeric(int(numeric[1]), int(numeric[2]), numeric[3])
    named = re.fullmatch(_DAY_NAMED, text)
    if named:
        return _named(named[2], int(named[1]), named[3], periods)
    named = re.fullmatch(_NAMED_DAY, text)
    return _named(named[1], int(named[2]), named[3], periods) if named else None


def _numeric(first: int, second: int, year: str) -> dt.date | None:
    whole = int(year) if len(year) == 4 else 2000 + int(year)
    if first > 12 or first == second:
        return _day(whole, second, first)
    return _day(whole, first, second) if second > 12 else None


def _named(month: str, day: int, year: str, periods: PeriodReader) -> dt.date | None:
    mark = periods.read(f"{month} {year}")
    return _day(int(year), mark.number, day) if mark is not None and mark.number else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
