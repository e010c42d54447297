"""Which stretch of time a header or a cell names: "Jan-24", "Q1'15", "week 12", 2019, a date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from kpi_sheets.model import CellValue, ErrorValue, Period, last_day
from kpi_sheets.register.median import median
from kpi_sheets.register.vocabulary import Vocabulary
from kpi_sheets.register.words import fold, read_header, remembered
from kpi_sheets.typed import NamedTuple

FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST_LABEL = 40  # characters; longer texts are sentences
MOST_WORDS_BESIDE = 3  # words beside a period in a header: "Jan 24 target"

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_LETTER_NUMBER = re.compile(r"([a-z]+)(\d{1,2})")
_ORDINAL = re.compile(r"(\d{1,2})(?:e|de|ste|st|nd|rd|th|er|eme|re|o|a)")

# days between two neighbours, and the period they are then
_SPACINGS = ((1, 1, Period.DAY), (6, 8, Period.WEEK), (28, 31, Period.MONTH), (89, 92, Period.QUARTER))
_LONG_SPACINGS = ((181, 184, Period.HALF_YEAR), (365, 366, Period.YEAR))


class Mark(NamedTuple):
    """A stretch of time as a header names it. `number` is the month, quarter, half or ISO week, 0 for a year
    or day; `year` is None when the header leaves it open; `date` is given when the cell holds one."""

    period: Period
    number: int = 0
    year: int | None = None
    date: dt.date | None = None

    def end(self, year: int | None = None) -> dt.date | None:
        """Return the last day; `year` is used when the header names none. None while the year is open."""
        if self.date is not None:
            return _end_of_dated(self.period, self.date)
        year = self.year or year
        return None if year is None else _end(self.period, self.number, year)


class PeriodReader:
    """Reads the names of periods in all languages of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._months = {name: int(number) for name, number in vocabulary.pairs("months")}
        self._units = {period: vocabulary.all_words(purpose) for period, purpose in _UNITS}
        self.take = remembered(self._take)
        self._in_text = remembered(self._read_text)

    def read(self, value: CellValue) -> Mark | None:
        """Return the period a cell as a whole names, or None."""
        if isinstance(value, dt.datetime):
            return Mark(Period.MONTH, value.month, value.year, value.date())
        if isinstance(value, dt.date):
            return Mark(Period.MONTH, value.month, value.year, value)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            is_year = FIRST_YEAR <= value < LAST_YEAR and value == int(value)
            return Mark(Period.YEAR, 0, int(value)) if is_year else None
        if not isinstance(value, str) or isinstance(value, ErrorValue) or len(value) > LONGEST_LABEL:
            return None
        return self._in_text(value)

    def _read_text(self, text: str) -> Mark | None:
        if not any(char.isdecimal() for char in text) and fold(text).strip(" .") not in self._months:
            return None
        mark, rest = self.take(text)
        return mark if not rest else None

    def _take(self, text: str) -> tuple[Mark | None, tuple[str, ...]]:
        numeric = _numeric(text.strip())
        if numeric is not None:
            return numeric, ()
        header = read_header(text)
        rest = list(header.words + header.aside)
        found = self._take_named(rest)
        year = header.year if header.year is not None else _short_year(rest, after=found is not None)
        if found is not None and len(rest) <= MOST_WORDS_BESIDE:
            return Mark(found[0], found[1], year), tuple(rest)
        if year is not None and all(word in self._units[Period.YEAR] for word in rest):
            return Mark(Period.YEAR, 0, year), ()
        return None, tuple(rest)

    def _take_named(self, words: list[str]) -> tuple[Period, int] | None:
        for place, word in enumerate(words):
            month = self._months.get(word)
            if month:
                del words[place]
                return Period.MONTH, month
            following = words[place + 1] if place + 1 < len(words) else ""
            joined, ordinal = _LETTER_NUMBER.fullmatch(word), _ORDINAL.fullmatch(word)
            if joined:
                name, number = joined[1], joined[2]
            else:
                name, number = (following, ordinal[1]) if ordinal else (word, following)
            period = self._unit(name, number)
            if period is not None:
                del words[place : place + (1 if joined else 2)]
                return period, int(number)
        return None

    def _unit(self, name: str, number: str) -> Period | None:
        if not number.isdecimal() or len(number) > 2:
            return None
        for period, most in ((Period.QUARTER, 4), (Period.HALF_YEAR, 2), (Period.WEEK, 53)):
            if name in self._units[period] and 1 <= int(number) <= most:
                return period
        return None


_UNITS = (
    (Period.QUARTER, "quarter"),
    (Period.HALF_YEAR, "half_year"),
    (Period.WEEK, "week"),
    (Period.YEAR, "year"),
)


def spacing(dates: Sequence[dt.date]) -> Period | None:
    """Return the period that a run of dates steps by, or None when it is not regular."""
    steps = [(after - before).days for before, after in pairwise(dates)]
    if not steps or min(steps) <= 0:
        return None
    step = median(steps)
    for least, most, period in (*_SPACINGS, *_LONG_SPACINGS):
        if least <= step <= most:
            regular = sum(least <= days <= most for days in steps)
            return period if regular * 5 >= len(steps) * 4 else None
    return None


def dated(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Give marks that hold dates the period that their spacing shows."""
    dates = [mark.date for mark in marks if mark.date is not None]
    period = spacing(dates) if len(dates) == len(marks) else None
    return tuple(mark._replace(period=period) for mark in marks) if period else tuple(marks)


def _end(period: Period, number: int, year: int) -> dt.date | None:
    if not 1 <= year <= 9998:
        return None
    if period is Period.WEEK:
        try:
            return dt.date.fromisocalendar(year, number, 7)
        except ValueError:
            return None
    months = {Period.MONTH: number, Period.QUARTER: 3 * number, Period.HALF_YEAR: 6 * number}.get(period, 12)
    return last_day(year, months)


def _end_of_dated(period: Period, date: dt.date) -> dt.date:
    """A date at the start of a period stands for the whole of it; any other date is its own end."""
    if period is Period.WEEK:
        return date + dt.timedelta(days=6) if date.weekday() == 0 and date < dt.date(9999, 12, 1) else date
    months = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF_YEAR: 6, Period.YEAR: 12}.get(period)
    if months is None or date.day != 1:
        return date
    last = date.month + months - 1
    year, month = date.year + (last - 1) // 12, (last - 1) % 12 + 1
    return last_day(year, month) if year <= 9999 else date


def _numeric(text: str) -> Mark | None:
    iso = _ISO.fullmatch(text)
    if iso:
        year, month, day = int(iso[1]), int(iso[2]), iso[3]
        if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
            return None
        if day is None:
            return Mark(Period.MONTH, month, year)
        try:
            return Mark(Period.MONTH, month, year, dt.date(year, month, int(day)))
        except ValueError:
            return None
    pair = _MONTH_YEAR.fullmatch(text)
    if pair and 1 <= int(pair[1]) <= 12 and FIRST_YEAR <= int(pair[2]) <= LAST_YEAR:
        return Mark(Period.MONTH, int(pair[1]), int(pair[2]))
    return None


def _short_year(words: list[str], *, after: bool) -> int | None:
    """Take a year of two digits out of the words: only beside a period, as in "Jan 24"."""
    if not after:
        return None
    for place, word in enumerate(words):
        if word.isdecimal() and len(word) == 2:
            del words[place]
            return 2000 + int(word)
    return None
