"""Numbers, dates and words as the language of a report has them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping

from kpi_sheets.language import Pack, load
from kpi_sheets.model import Period, Quantity
from kpi_sheets.report.escape import for_csv, for_terminal
from kpi_sheets.statement.quantity import with_unit
from kpi_sheets.status.writing import Writing
from kpi_sheets.typed import Any

DIGITS = 6  # significant digits of a number on the page; whole numbers are never cut
MINUS = "−"  # the sign itself: a hyphen at the front would make a spreadsheet calculate what follows
LONGEST = 400  # characters of a text from a cell; what is longer is no text for a page
SHORT = 20  # of one that stands behind a number, or beneath an axis


class Wording:
    """Writes for a page in one language. Dates on an axis show no year when it is that of `as_of`."""

    def __init__(self, language: str, as_of: dt.date) -> None:
        self.pack: Pack = load(language)
        self.status: Mapping[str, Any] = self.pack.table("status")
        self.currencies: Mapping[str, Any] = self.pack.table("pack")["units"]["currency"]
        self._texts = self.pack.table("report")
        self._writing = Writing.of(self.status["writing"])
        self._as_of = as_of

    def say(self, key: str, /, **words: object) -> str:
        """Return a text of the page by its place, "list.why", with its words filled in."""
        part, _, name = key.partition(".")
        return str(self._texts[part][name]).format_map(words)

    def part(self, name: str) -> Mapping[str, Any]:
        """Return all texts of a part of the page."""
        part: Mapping[str, Any] = self._texts[name]
        return part

    def number(self, value: float, unit: str | None = None, span: float = 0.0) -> str:
        """Write a number, a percentage with its sign; with a `span`, no finer than a hundredth part of that."""
        if span > 0:
            value = round(value, 2 - math.floor(math.log10(span)))
        return signed(self._writing.number(cut(value), "%" if unit == "%" else None))

    def quantity(self, value: float | None, unit: str | None, sign: str = "") -> str:
        """Write a number with its unit and what stands before it: "≥ 90%"; blank as "–"."""
        if value is None:
            return "–"
        written = self.number(value, unit)
        if unit and unit != "%":
            written = with_unit(written, Quantity(value, text(unit, SHORT)), self.pack)
        return f"{sign} {written}".strip()

    def ratio(self, value: float | None) -> str:
        """Write a ratio as whole percents; blank as "–"."""
        return "–" if value is None else signed(self._writing.number(round(value * 100), "%"))

    def date(self, day: dt.date | None) -> str:
        """Write a date with its year, whatever the as-of date."""
        return self._writing.date(day, dt.date.min)

    def moment(self, day: dt.date, every: Period) -> str:
        """Write the end of a period as an axis does: "okt 26"; of days and weeks the date itself."""
        if every in (Period.DAY, Period.WEEK):
            return self._writing.date(day, self._as_of)
        if every is Period.YEAR:
            return f"{day:%Y}"
        if every is Period.QUARTER:
            return self.say("charts.quarter", number=(day.month + 2) // 3) + f" {day:%y}"
        return f"{self._texts['charts']['months'][day.month - 1]} {day:%y}"


def signed(written: str) -> str:
    """Return what starts with a number, with a minus sign in place of a hyphen."""
    return f"{MINUS}{written[1:]}" if written.startswith("-") else written


def text(written: str, longest: int = LONGEST) -> str:
    """Return what stands in a workbook as a page may hold it.

    It stays on one line and shows its control characters, ends before it fills the page, and starts no formula when
    the page is opened in a spreadsheet. Escaping for HTML or Markdown comes on top.
    """
    shown = written if len(written) <= longest else f"{written[:longest].rstrip()}…"
    return for_csv(for_terminal(shown))


def cut(value: float, digits: int = DIGITS) -> float:
    """Return a number to so many significant digits; whole numbers are never cut."""
    return float(round(value)) if abs(value) >= 10**digits else float(f"{value:.{digits}g}")
