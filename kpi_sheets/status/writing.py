"""Numbers and dates as a language writes them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass

from kpi_sheets.typed import Any

EXACT = 10  # significant digits of a number that someone entered
ROUNDED = 3  # of one that was computed; whole numbers are never cut


@dataclass(frozen=True, slots=True)
class Writing:
    """How a language writes: its separators, and its patterns for a percentage and for a date with and without year."""

    decimal: str
    thousands: str
    percent: str
    with_year: str
    without_year: str
    months: tuple[str, ...]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Writing:
        """Read the [writing] table of a language's `status.toml`."""
        return cls(
            table["decimal"],
            table["thousands"],
            table["percent"],
            table["date"],
            table["day"],
            tuple(table["months"]),
        )

    def number(self, value: float | None, unit: str | None = None) -> str:
        """Write a number as it was entered: 10000.5 → "10.000,5"; a percentage with its sign; blank as ""."""
        return self._number(value, EXACT, unit)

    def rounded(self, value: float | None, unit: str | None = None) -> str:
        """Write a computed number to three significant digits, or whole: 29.8913 → "29,9", 1234.5 → "1.234"."""
        return self._number(value, ROUNDED, unit)

    def date(self, day: dt.date | None, as_of: dt.date) -> str:
        """Write a date, without the year when it is that of the as-of date; blank as ""."""
        if day is None:
            return ""
        pattern = self.without_year if day.year == as_of.year else self.with_year
        name = self.months[day.month - 1] if self.months else ""
        return pattern.format(day=day.day, month=day.month, year=day.year, name=name)

    def _number(self, value: float | None, digits: int, unit: str | None) -> str:
        if value is None:
            return ""
        text = self._separated(value, digits)
        return self.percent.format(number=text) if unit == "%" else text

    def _separated(self, value: float, digits: int) -> str:
        size = math.floor(math.log10(abs(value))) if value else 0
        places = max(digits - 1 - size, 0)
        whole, _, fraction = f"{abs(value):,.{places}f}".partition(".")
        fraction = fraction.rstrip("0")
        text = whole.replace(",", self.thousands) + (self.decimal + fraction if fraction else "")
        return f"-{text}" if value < 0 and text.strip("0" + self.decimal) else text
