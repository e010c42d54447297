"""Turn a number that a cell shows as a date or time into that date or time."""

from __future__ import annotations

import datetime as dt
import re
from enum import Enum
from functools import lru_cache

from kpi_sheets.model import OutOfRangeDate

LETTERS = frozenset("ymdhs")  # of which a date or a time is made
# What is no part of a date in a number format, though it may hold its letters: "text", \x, _x, *x, [Red].
LITERAL = r'"[^"]*(?:"|$)|[\\_*].|\[(?!h+\]|m+\]|s+\])[^\]]*(?:\]|$)|general'
ELAPSED = r"\[(h+|m+|s+)\]"

LONGEST = 255  # characters of a number format; Excel takes no more
DAY = 86_400_000  # in milliseconds, which is as fine as Excel computes with dates
LEAP_DAY_THAT_NEVER_WAS = 60  # 29 February 1900, kept by Excel for the sake of Lotus 1-2-3
EPOCH_1900 = dt.datetime(1899, 12, 30)
EPOCH_1904 = dt.datetime(1904, 1, 1)
BEYOND_9999 = 2_958_466
SHIFT_1904 = 1462


class Shown(Enum):
    """As what a number format shows a number."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    DATE_TIME = "date and time"
    DURATION = "duration"


@lru_cache(maxsize=1024)
def shown_as(number_format: str) -> Shown:
    """Return as what a number format shows a number; "dd-mm-yyyy" is a date, "[h]:mm" a duration."""
    code = number_format[:LONGEST].lower()
    if LETTERS.isdisjoint(code):
        return Shown.NUMBER
    code = re.sub(LITERAL, "", code)
    if re.search(ELAPSED, code):
        return Shown.DURATION
    calendar = "y" in code or "d" in code or "mmm" in code
    if "h" in code or "s" in code:
        return Shown.DATE_TIME if calendar else Shown.TIME
    return Shown.DATE if calendar or "m" in code else Shown.NUMBER


def moment(
    serial: float, shown: Shown, date_1904: bool = False
) -> dt.date | dt.datetime | dt.time | dt.timedelta | OutOfRangeDate:
    """Return what a serial number, in days since the workbook's epoch, stands for when shown as a date.

    A whole day shown without a clock is a date, a part of a day shown without a calendar is a time.
    """
    if shown is Shown.DURATION:
        return _duration(serial)
    if shown is Shown.TIME and 0 <= serial < 1:
        return (dt.datetime.min + dt.timedelta(milliseconds=min(round(serial * DAY), DAY - 1))).time()
    first, beyond = (0, BEYOND_9999 - SHIFT_1904) if date_1904 else (1, BEYOND_9999)
    if not first <= serial < beyond or (not date_1904 and int(serial) == LEAP_DAY_THAT_NEVER_WAS):
        return OutOfRangeDate(serial)
    stamp = _stamp(serial, date_1904)
    return stamp.date() if shown is Shown.DATE and serial == int(serial) else stamp


def _stamp(serial: float, date_1904: bool) -> dt.datetime:
    day, part = divmod(serial, 1)
    if not date_1904 and day < LEAP_DAY_THAT_NEVER_WAS:
        day += 1
    epoch = EPOCH_1904 if date_1904 else EPOCH_1900
    return epoch + dt.timedelta(days=day, milliseconds=min(round(part * DAY), DAY - 1))


def _duration(serial: float) -> dt.timedelta | OutOfRangeDate:
    try:
        return dt.timedelta(milliseconds=round(serial * DAY))
    except OverflowError:
        return OutOfRangeDate(serial)
