"""A cell's value as its column's type reads it. Nothing is guessed in silence: what can't be read is said to be."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kpi_sheets.model import (
    Accumulation,
    Cell,
    Direction,
    ErrorValue,
    FieldValue,
    OutOfRangeDate,
    Period,
    Quantity,
)
from kpi_sheets.register.quantity_text import read_text
from kpi_sheets.register.words import fold, split

if TYPE_CHECKING:
    from kpi_sheets.register.lexicon import Lexicon
    from kpi_sheets.register.schema import Column, Spellings

EXACT = 12  # significant digits that a percentage keeps when it is brought to percent points
LONGEST_ENTRY = 60  # characters of a text in which an entry of a list is looked for
ENUMS: dict[str, type[Direction] | type[Accumulation] | type[Period]] = {
    "direction": Direction,
    "accumulation": Accumulation,
    "period": Period,
    "frequency": Period,
}

_QUOTED = re.compile(r'"([^"]*)"|\[\$([^\]-]*)[^\]]*\]')
_FOOTNOTE = re.compile(r"(?<=\d)\s*(?:\(\*+\)|\(\d\)|\*+|[¹²³†‡])\s*$")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_DAY_NAMED = re.compile(r"(?:(\d{1,2})\W+)?([^\W\d_]{3,10})\W+(?:(\d{1,2})\W+)?(\d{4})")
CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "EUR": "EUR", "USD": "USD", "GBP": "GBP"}


class Reading(NamedTuple):
    """A value, or the kind of problem that kept it from being read: see `model.Problem`. Both are None for a blank."""

    value: FieldValue = None
    problem: str | None = None


UNREADABLE = Reading(None, "unreadable")
MISSING = Reading(None, "missing_word")
ReadText = Callable[[str], Quantity | None]


class ValueReader:
    """Reads the cells of one table, in the language of its sheet."""

    def __init__(self, lexicon: Lexicon, language: str, read_text: ReadText, percent: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._language = language
        self._read_text = read_text
        self._percent = percent

    def read(self, column: Column, cell: Cell, unit: str = "") -> Reading:
        """Read a cell as its column's type; `unit` is what the unit column or the header says."""
        value = cell.value
        if value is None:
            return Reading(None, "not_calculated")
        if isinstance(value, ErrorValue):
            return Reading(None, "formula_error")
        if isinstance(value, str) and column.type != "text" and self._lexicon.is_missing(value):
            return MISSING
        reader = _READERS.get(column.type, ValueReader._read_plain)
        return reader(self, column, cell, unit)

    def unit(self, text: str) -> str | None:
        """Return a unit in the form quantities use: "%", a currency code, or the noun as written."""
        text = text.strip()
        if not text:
            return None
        if text == "%" or fold(text) in self._percent:
            return "%"
        return CURRENCIES.get(text, CURRENCIES.get(text.upper(), text))

    def _read_plain(self, _: Column, cell: Cell, __: str) -> Reading:
        text = plain_text(cell)
        if isinstance(cell.value, str) and self._lexicon.is_missing(text):
            return MISSING
        return Reading(text)

    def _read_quantity(self, _: Column, cell: Cell, unit: str) -> Reading:
        value = cell.value
        if isinstance(value, str):
            return self._quantity_in_text(value, unit)
        if not isinstance(value, (int, float)) or isinstance(value, (bool, OutOfRangeDate)):
            return self._duration(value)
        if is_percent(cell):
            return Reading(Quantity(in_percent(value), "%"))
        return Reading(Quantity(float(value), unit_of_format(cell.number_format) or self.unit(unit)))

    def _quantity_in_text(self, text: str, unit: str) -> Reading:
        quantity = self._read_text(_FOOTNOTE.sub("", text.strip()))
        if quantity is None:
            return UNREADABLE
        return Reading(quantity if quantity.unit else quantity._replace(unit=self.unit(unit)))

    def _duration(self, value: object) -> Reading:
        if isinstance(value, dt.timedelta):
            return Reading(Quantity(value.total_seconds() / 3600, "hour"))
        if isinstance(value, dt.time):
            return Reading(Quantity(value.hour + value.minute / 60 + value.second / 3600, "hour"))
        return UNREADABLE

    def _read_number(self, column: Column, cell: Cell, unit: str) -> Reading:
        value = cell.value
        if isinstance(value, (int, float)) and not isinstance(value, (bool, OutOfRangeDate)):
            return Reading(float(value))
        if not isinstance(value, str):
            return UNREADABLE
        quantity = self._read_text(_FOOTNOTE.sub("", value.strip()))
        if quantity is None or quantity.high is not None:
            return UNREADABLE
        return Reading(quantity.value / 100 if quantity.unit == "%" else quantity.value)

    def _read_date(self, _: Column, cell: Cell, __: str) -> Reading:
        value = cell.value
        if isinstance(value, dt.datetime):
            return Reading(value.date())
        if isinstance(value, dt.date):
            return Reading(value)
        if isinstance(value, str):
            written = read_date(value, self._lexicon)
            if written is not None:
                return Reading(written)
        mark = self._lexicon.periods.read(value) if not isinstance(value, OutOfRangeDate) else None
        end = mark.end() if mark is not None else None
        return Reading(end) if end is not None else UNREADABLE

    def _read_list(self, column: Column, cell: Cell, _: str) -> Reading:
        entries = self._lexicon.spellings.get(column.key)
        if entries is None:
            return self._read_plain(column, cell, _)
        if isinstance(cell.value, bool):
            return self._flag(column, cell.value)
        text = plain_text(cell)
        entry = self._lexicon.entry(column.key, text) or only_entry_in(text, entries)
        if entry is None and column.key in ("period", "frequency"):
            mark = self._lexicon.periods.read(cell.value)
            return Reading(mark.period) if mark is not None else Reading(None, "not_in_list")
        if entry is None:
            return Reading(None, "not_in_list")
        return Reading(_member(column.key, entry))

    def _flag(self, column: Column, value: bool) -> Reading:
        if column.key != "direction":
            return Reading(None, "not_in_list")
        return Reading(Direction.HIGHER if value else Direction.LOWER)

    def _read_numbers(self, _: Column, cell: Cell, __: str) -> Reading:
        try:
            numbers = tuple(
                float(part.replace(",", ".")) for part in re.split(r"[;\s]+", plain_text(cell)) if part
            )
        except ValueError:
            return UNREADABLE
        return Reading(numbers) if numbers else UNREADABLE


_READERS = {
    "quantity": ValueReader._read_quantity,
    "number": ValueReader._read_number,
    "date": ValueReader._read_date,
    "list": ValueReader._read_list,
    "numbers": ValueReader._read_numbers,
}


def plain_text(cell: Cell) -> str:
    """Return a cell's value as text: 5.0 as "5", a date as "2026-12-31"."""
    value = cell.value
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return "" if value is None else str(value).strip()


def is_percent(cell: Cell) -> bool:
    """True when a number is shown as a percentage."""
    return "%" in _QUOTED.sub("", cell.number_format)


def in_percent(value: float) -> float:
    """Return a fraction in percent points, without the noise of the multiplication: 0.07 → 7.0."""
    return float(f"{value * 100:.{EXACT}g}")


def unit_of_format(number_format: str) -> str | None:
    """Return the unit that a number format shows: "EUR" for a currency, "uur" for 0" uur"."""
    if number_format == "General":
        return None
    section = number_format.split(";")[0]
    for quoted, symbol in _QUOTED.findall(section):
        text = (quoted or symbol).strip()
        if text in CURRENCIES:
            return CURRENCIES[text]
        if text and any(char.isalpha() for char in text):
            return text
    return next(
        (
            code
            for symbol, code in CURRENCIES.items()
            if symbol in "€$£" and symbol in _QUOTED.sub("", section)
        ),
        None,
    )


def only_entry_in(text: str, entries: dict[str, str]) -> str | None:
    """Return the one list entry that a longer text holds ("weekly, on Monday" → "week"); None for none or several."""
    if len(text) > LONGEST_ENTRY:
        return None
    words = split(text)
    found = {
        entries[phrase]
        for length in (1, 2, 3)
        for start in range(len(words) - length + 1)
        if (phrase := " ".join(words[start : start + length])) in entries and len(phrase) > 2
    }
    return found.pop() if len(found) == 1 else None


def read_date(text: str, lexicon: Lexicon) -> dt.date | None:
    """Return the day a text names: 2026-12-31, 31-12-2026, 31 december 2026; None for 01/02/2026, which is two days."""
    text = text.strip()
    try:
        return dt.date.fromisoformat(text[:10]) if len(text) in (10, 19) else _written_date(text, lexicon)
    except ValueError:
        return _written_date(text, lexicon)


def _written_date(text: str, lexicon: Lexicon) -> dt.date | None:
    numeric = _DAY_FIRST.fullmatch(text)
    if numeric:
        return _numeric_date(int(numeric[1]), int(numeric[2]), numeric[3])
    named = _DAY_NAMED.fullmatch(text)
    if named is None or not (named[1] or named[3]):
        return None
    mark, rest = lexicon.periods.take(f"{named[2]} {named[4]}")
    if mark is None or rest or not mark.number or mark.year is None:
        return None
    return _day(mark.year, mark.number, int(named[1] or named[3]))


def _numeric_date(first: int, second: int, year: str) -> dt.date | None:
    whole = int(year) if len(year) == 4 else 2000 + int(year)
    if first > 12 or first == second:
        return _day(whole, second, first)
    return _day(whole, first, second) if second > 12 else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _member(key: str, entry: str) -> FieldValue:
    kind = ENUMS.get(key)
    return kind(entry) if kind is not None and entry in set(kind) else entry


def value_reader(lexicon: Lexicon, language: str, words: Mapping[str, Spellings]) -> ValueReader:
    """Return a reader for the cells of a sheet in a language."""
    decimal = words.get("decimal", {}).get(language, (".",))[0]
    percent = lexicon.vocabulary.all_words("percent")
    return ValueReader(lexicon, language, lambda text: read_text(text, decimal), percent)
