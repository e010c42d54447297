"""A cell's value as its column's type reads it.

Nothing is guessed in silence: what can't be read is said to be so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import lru_cache

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
from kpi_sheets.register.dates import read_date
from kpi_sheets.register.lexicon import Lexicon
from kpi_sheets.register.quantities import QuantityReader, in_percent, is_percent, unit_of_format
from kpi_sheets.register.schema import Column
from kpi_sheets.register.words import split
from kpi_sheets.typed import NamedTuple

LONGEST_ENTRY = 60  # characters of a text in which an entry of a list is looked for
MEMBERS: dict[str, dict[str, FieldValue]] = {
    "direction": {member.value: member for member in Direction},
    "accumulation": {member.value: member for member in Accumulation},
    "period": {member.value: member for member in Period},
    "frequency": {member.value: member for member in Period},
}
NO_NUMBERS = (bool, OutOfRangeDate)  # they are int and float to Python
PERIOD_KEYS = ("period", "frequency")


class Reading(NamedTuple):
    """A value, or the kind of problem that kept it from being read (see `model.Problem`)."""

    value: FieldValue = None
    problem: str | None = None


UNREADABLE = Reading(None, "unreadable")
MISSING = Reading(None, "missing_word")
NOT_IN_LIST = Reading(None, "not_in_list")
TWO_VALUES = Reading(None, "two_values")


class ValueReader:
    """Reads the cells of one table, in the language of its sheet."""

    def __init__(self, lexicon: Lexicon, quantities: QuantityReader) -> None:
        self._lexicon = lexicon
        self._quantities = quantities
        self._readers: dict[str, Callable[[Column, Cell, str], Reading]] = {
            "quantity": self._quantity,
            "number": self._number,
            "date": self._date,
            "list": self._entry,
            "numbers": self._numbers,
        }

    def read(self, column: Column, cell: Cell, unit: str = "") -> Reading:
        """Read a cell as its column's type; `unit` is what the unit column or the header says."""
        value = cell.value
        if value is None:
            return Reading(None, "not_calculated")
        if isinstance(value, str):
            if isinstance(value, ErrorValue):
                return Reading(None, "formula_error")
            if self._lexicon.is_missing(value):
                return MISSING
        reader = self._readers.get(column.type)
        return reader(column, cell, unit) if reader is not None else Reading(plain_text(cell))

    def unit(self, text: str) -> str | None:
        """Return a unit in the form quantities use: "%", a currency code, "day", or the noun as written."""
        return self._quantities.unit(text)

    def _quantity(self, _column: Column, cell: Cell, unit: str) -> Reading:
        value = cell.value
        if isinstance(value, (int, float)) and not isinstance(value, NO_NUMBERS):
            if is_percent(cell.number_format):
                return Reading(Quantity(in_percent(float(value)), "%"))
            return Reading(Quantity(float(value), unit_of_format(cell.number_format) or self.unit(unit)))
        if isinstance(value, str):
            return self._quantity_in_text(value, unit)
        if isinstance(value, dt.timedelta):
            return Reading(Quantity(value.total_seconds() / 3600, "hour"))
        if isinstance(value, dt.time):
            return Reading(Quantity(value.hour + value.minute / 60 + value.second / 3600, "hour"))
        return UNREADABLE

    def _quantity_in_text(self, text: str, unit: str) -> Reading:
        if self._quantities.holds_several(text):
            return TWO_VALUES
        quantity = self._quantities.read(text)
        if quantity is None:
            return UNREADABLE
        return Reading(quantity if quantity.unit else quantity._replace(unit=self.unit(unit)))

    def _number(self, _column: Column, cell: Cell, _unit: str) -> Reading:
        value = cell.value
        if isinstance(value, (int, float)) and not isinstance(value, NO_NUMBERS):
            return Reading(float(value))
        quantity = self._quantities.read(value) if isinstance(value, str) else None
        if quantity is None or quantity.high is not None:
            return UNREADABLE
        return Reading(quantity.value / 100 if quantity.unit == "%" else quantity.value)

    def _date(self, _column: Column, cell: Cell, _unit: str) -> Reading:
        value = cell.value
        if isinstance(value, dt.datetime):
            return Reading(value.date())
        if isinstance(value, dt.date):
            return Reading(value)
        written = read_date(value, self._lexicon.periods) if isinstance(value, str) else None
        if written is not None:
            return Reading(written)
        mark = None if isinstance(value, OutOfRangeDate) else self._lexicon.periods.read(value)
        end = mark.end() if mark is not None else None
        return Reading(end) if end is not None else UNREADABLE

    def _entry(self, column: Column, cell: Cell, _unit: str) -> Reading:
        entries = self._lexicon.spellings.get(column.key)
        if entries is None:
            return Reading(plain_text(cell))
        if isinstance(cell.value, bool):
            return _flag(column, cell.value)
        text = plain_text(cell)
        entry = self._lexicon.entry(column.key, text) or only_entry_in(text, entries)
        if entry is not None:
            return Reading(_member(column.key, entry))
        mark = self._lexicon.periods.read(cell.value) if column.key in PERIOD_KEYS else None
        return Reading(mark.period) if mark is not None else NOT_IN_LIST

    def _numbers(self, _column: Column, cell: Cell, _unit: str) -> Reading:
        parts = [part for part in re.split(r"[;\s]+", plain_text(cell)) if part]
        found = [self._quantities.read(part) for part in parts]
        values = tuple(quantity.value for quantity in found if quantity is not None)
        return Reading(values) if values and len(values) == len(parts) else UNREADABLE


@lru_cache(maxsize=16)
def value_reader(lexicon: Lexicon, language: str) -> ValueReader:
    """Return a reader for the cells of a sheet in a language."""
    decimal = lexicon.words.get("decimal", {}).get(language, (".",))[0]
    percent = lexicon.vocabulary.all_words("percent")
    return ValueReader(lexicon, QuantityReader(language, decimal, percent))


def plain_text(cell: Cell) -> str:
    """Return a cell's value as text: 5.0 as "5", a date as "2026-12-31"."""
    value = cell.value
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return "" if value is None else str(value)


def only_entry_in(text: str, entries: Mapping[str, str]) -> str | None:
    """Return the one entry a longer text holds ("weekly, on Monday" → "week"); None for none or several."""
    if len(text) > LONGEST_ENTRY:
        return None
    words = split(text)
    runs = (words[start : start + length] for length in (1, 2, 3) for start in range(len(words) - length + 1))
    phrases = (" ".join(run) for run in runs)
    found = {entries[phrase] for phrase in phrases if len(phrase) > 2 and phrase in entries}
    return found.pop() if len(found) == 1 else None


def _flag(column: Column, value: bool) -> Reading:
    if column.key != "direction":
        return NOT_IN_LIST
    return Reading(Direction.HIGHER if value else Direction.LOWER)


def _member(key: str, entry: str) -> FieldValue:
    return MEMBERS.get(key, {}).get(entry, entry)
