"""What a date expression means, given a reference date.

A deadline is the last day of what is named:
  "2026", "eind 2026"            31 December 2026
  "Q3", "eind Q3", "juli"        30 September; 31 July
  "begin Q3", "medio Q3"         the end of its first month; the 15th of its second month
  "begin 2026", "medio 2026"     31 March; 30 June
  "dit jaar", "this quarter"     the end of the period that holds the reference date
  "komend kwartaal", "next year" the end of the period after that one
  "FY26"                         the end of the fiscal year that ends in 2026
  "vóór 31-12-2026"              that day: people mean the day they name
  "vóór Q3", "vóór juli"         the day before it starts
  "voor de zomer"                30 June: summer starts on 1 July, other seasons as the pack says
Without a year the first such day on or after the reference date is meant. Quarters and halves are those of
the fiscal year; so are "this" and "next" year, quarter and half.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from kpi_sheets.model import Period
from kpi_sheets.statement import dates
from kpi_sheets.statement.draft import Token
from kpi_sheets.statement.lexicon import Lexicon
from kpi_sheets.typed import Any, NamedTuple


class Calendar(NamedTuple):
    """What dates are counted from: a reference date and the first month (1-12) of the fiscal year."""

    as_of: dt.date
    fiscal_year_start: int = 1


class Stretch(NamedTuple):
    """The first and the last day of what is named."""

    first: dt.date
    last: dt.date


def first_day(tokens: Sequence[Token], lexicon: Lexicon, when: Calendar) -> dt.date | None:
    """Return the first day of what the tokens name, or None when they name no date."""
    stretch = _stretch(tokens, lexicon, when)
    return stretch.first if stretch else None


def last_day(tokens: Sequence[Token], lexicon: Lexicon, when: Calendar) -> dt.date | None:
    """Return the last day of what the tokens name, or None when they name no date."""
    stretch = _stretch(tokens, lexicon, when)
    if stretch is None:
        return None
    before = any(token.key in lexicon.sets["strictly_before"] for token in tokens[:2])
    by_season = any(token.kind == "season" for token in tokens) and tokens[0].kind == "by"
    names_an_edge = any(token.kind in ("end", "edge") for token in tokens)
    if (before or by_season) and stretch.first != stretch.last and not names_an_edge:
        return dates.add(stretch.first, -1, "day")
    return stretch.last


def _stretch(tokens: Sequence[Token], lexicon: Lexicon, when: Calendar) -> Stretch | None:
    values = {token.kind: token.value for token in tokens}
    if "date" in values:
        return _single(dates.written(values["date"], lexicon.date_order))
    if "weekday" in values:
        return None
    year = _year(tokens)
    if year is not None:
        return _in_year(tokens, values, year, when)
    relative = _relative(tokens, values, when)
    if relative:
        return relative
    this_year = dates.fiscal_year(when.as_of, when.fiscal_year_start) if _is_fiscal(values) else when.as_of.year
    for candidate in (this_year, this_year + 1):
        stretch = _in_year(tokens, values, candidate, when)
        if stretch is None or stretch.last >= when.as_of:
            return stretch
    return None


def _in_year(tokens: Sequence[Token], values: Mapping[str, Any], year: int, when: Calendar) -> Stretch | None:
    day = _day(tokens, values, year)
    if day:
        return _single(day)
    if "season" in values:
        month, first = map(int, values["season"].split("-"))
        begin = dates.exact(year, month, first)
        return _ordered(begin, dates.add(begin, 91, "day")) if begin else None
    months = _months(tokens, values, year, when)
    return _cut(_edge(tokens), *months) if months else None


def _day(tokens: Sequence[Token], values: Mapping[str, Any], year: int) -> dt.date | None:
    if "month_name" in values:
        numbers = [token.value for token in tokens if token.kind in ("number", "word_number", "ordinal")]
        number = next((value for value in numbers if value is not None), None)
        if number is not None and 1 <= number <= 31:
            return dates.exact(year, values["month_name"], int(number))
    return None


def _months(
    tokens: Sequence[Token], values: Mapping[str, Any], year: int, when: Calendar
) -> tuple[dt.date, int] | None:
    """Return the first day and the number of months of what is named in a year."""
    start = when.fiscal_year_start
    if "month_name" in values:
        return _from(dates.exact(year, values["month_name"], 1), 1)
    for kind, length in (("quarter", 3), ("half", 6)):
        if kind in values:
            return _from(dates.part_start(year, length, values[kind], start), length)
    ordinal = _ordinal(tokens)
    if ordinal and values.get("calendar") in ("quarter", "half_year"):
        length = 3 if values["calendar"] == "quarter" else 6
        return _from(dates.part_start(year, length, ordinal, start), length)
    if "year" not in values:
        return None
    fiscal = _is_fiscal_year(tokens)
    return _from(dates.part_start(year, 12, 1, start if fiscal else 1), 12)


def _cut(edge: str | None, begin: dt.date, months: int) -> Stretch | None:
    """Return the whole stretch, or the begin or middle of it (see the module's docstring)."""
    if edge == "begin":
        if months == 1:
            return _ordered(begin, dates.add(begin, 9, "day"))
        return _ordered(begin, dates.last_before(dates.add_months(begin, 3 if months == 12 else 1)))
    if edge == "mid":
        middle = dates.add_months(begin, months // 2)
        if middle and months % 2:
            return _single(middle.replace(day=15))
        return _single(dates.last_before(middle))
    return _ordered(begin, dates.last_before(dates.add_months(begin, months)))


def _relative(tokens: Sequence[Token], values: Mapping[str, Any], when: Calendar) -> Stretch | None:
    """Read "dit jaar", "next quarter", "end of the month", "year-end"."""
    unit = values.get("edge") or values.get("calendar") or ("year" if "fiscal" in values else None)
    if unit is None or _ordinal(tokens) or "number" in values:
        return None
    ahead = int("next" in values or "next_window" in values)
    if values.get("next") is None and not values.keys() & {"this", "next", "next_window", "edge", "end"}:
        return None
    end = dates.period_end(when.as_of, Period(unit), ahead, when.fiscal_year_start)
    begin = dates.period_end(when.as_of, Period(unit), ahead - 1, when.fiscal_year_start)
    if begin is None or end is None:
        return None
    begin += dt.timedelta(days=1)
    edge = _edge(tokens)
    if edge in ("begin", "mid") and Period(unit) in dates.MONTHS:
        return _cut(edge, begin, dates.MONTHS[Period(unit)])
    return Stretch(begin, end)


def _year(tokens: Sequence[Token]) -> int | None:
    """Return the year named; the later of "2025/26" and "2025-2026"."""
    year = None
    for at, token in enumerate(tokens):
        if token.kind == "year":
            year = int(token.value)
        elif token.kind == "number" and at and tokens[at - 1].kind == "fiscal":
            year = 2000 + int(token.value) % 100
        elif token.kind == "number" and year and at and tokens[at - 1].kind in ("slash", "dash"):
            year = year // 100 * 100 + int(token.value) if token.value < 100 else year
    return year


def _ordinal(tokens: Sequence[Token]) -> int | None:
    for at, token in enumerate(tokens):
        if token.kind == "ordinal":
            value = token.value if token.value is not None else tokens[at - 1].value
            return int(value) if value is not None and 1 <= value <= 4 else None
    return None


def _edge(tokens: Sequence[Token]) -> str | None:
    return next((token.value for token in tokens if token.kind == "end"), None)


def _is_fiscal(values: Mapping[str, Any]) -> bool:
    return bool(values.keys() & {"quarter", "half", "fiscal", "ordinal"})


def _is_fiscal_year(tokens: Sequence[Token]) -> bool:
    return any(
        token.kind == "fiscal" or (token.kind == "year" and not token.key.lstrip("'").isdigit()) for token in tokens
    )


def _single(day: dt.date | None) -> Stretch | None:
    return Stretch(day, day) if day else None


def _ordered(first: dt.date | None, last: dt.date | None) -> Stretch | None:
    return Stretch(first, last) if first and last else None


def _from(first: dt.date | None, months: int) -> tuple[dt.date, int] | None:
    return (first, months) if first else None
