"""Quantities in cells: what a text says, and what a number format adds to a number."""

from __future__ import annotations

import re

from kpi_sheets.language import available, load
from kpi_sheets.register.words import fold
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi_sheets.language import Pack
    from kpi_sheets.model import Quantity

EXACT = 12  # significant digits a percentage keeps when it is brought to percent points
LONGEST = 200  # characters; a longer text is a paragraph, not a value
MOST_BARE_WORDS = 3  # words around a number that has neither unit nor comparator
MOST_KEPT = 10_000  # texts whose quantity is remembered
WRITES_COMMA, WRITES_POINT = "nl", "en"  # whose numbers a language without a pack writes like
CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}

UNIT_KINDS = ("time", "currency", "measure")

_PER = r"\s(?:per|par|por|pro|/)\s"
_QUOTED = r'"([^"]*)"|\[\$([^\]-]*)[^\]]*\]'
_SEPARATOR = re.compile(r"[;\n]|,\s(?=\D)|\s(?:and|en|und|et|e|y|/)\s")


class QuantityReader:
    """Reads quantities in texts as one language writes them; the same text is read once."""

    def __init__(self, language: str, decimal: str, percent: frozenset[str]) -> None:
        """`decimal` is the language's decimal sign; `percent` holds the words for percent, folded."""
        self._language = language
        self._decimal = decimal
        self._percent = percent
        self._pack: Pack | None = None
        self._known: dict[str, Quantity | None] = {}
        self._units: dict[str, str | None] = {"": None}

    def read(self, text: str) -> Quantity | None:
        """Return the quantity a text states, or None: for prose too, in which a number may mean anything."""
        if text in self._known:
            return self._known[text]
        quantity = self._read(text.strip())
        if len(self._known) < MOST_KEPT:
            self._known[text] = quantity
        return quantity

    def holds_several(self, text: str) -> bool:
        """True for two values in one cell: "P1 ≤15 min; P2 ≤60 min", "-10% e +10%"; "tussen 4 en 6" is a
        range."""
        if len(text) > LONGEST:
            return False
        parts = [part for part in _SEPARATOR.split(text) if part.strip()]
        whole = self.read(text)
        if len(parts) < 2 or (whole is not None and whole.high is not None):
            return False
        found = [self.read(part) for part in parts]
        stated = [quantity for quantity in found if quantity and (quantity.unit or quantity.comparator)]
        return len(stated) > 1

    def unit(self, text: str) -> str | None:
        """Return a unit in the form quantities use: "%", a currency code, "day", or the noun as written."""
        text = text.strip()
        if text not in self._units:
            self._units[text] = self._unit(text)
        return self._units[text]

    def _read(self, text: str) -> Quantity | None:
        if len(text) > LONGEST or not any(char.isdecimal() for char in text):
            return None
        from kpi_sheets.statement.quantity import read_quantity

        quantity = read_quantity(text, self._language_pack())
        if quantity is None and re.search(_PER, text):
            quantity = read_quantity(re.split(_PER, text)[0], self._language_pack())
        if quantity is None or quantity.unit or quantity.comparator or quantity.high is not None:
            return quantity
        return quantity if len(text.split()) <= MOST_BARE_WORDS else None

    def _unit(self, text: str) -> str | None:
        if text == "%" or fold(text) in self._percent:
            return "%"
        units = self._language_pack().table("pack").get("units", {})
        for kind in UNIT_KINDS:
            for unit, names in units.get(kind, {}).items():
                if text.lower() in (unit.lower(), *names):
                    return str(unit)
        return text

    def _language_pack(self) -> Pack:
        if self._pack is None:
            stand_in = WRITES_COMMA if self._decimal == "," else WRITES_POINT
            self._pack = load(self._language if self._language in available() else stand_in)
        return self._pack


def is_percent(number_format: str) -> bool:
    """True for a format that shows numbers as percentages."""
    return "%" in number_format and "%" in re.sub(_QUOTED, "", number_format)


def in_percent(value: float) -> float:
    """Return a fraction in percent points, without the noise of the multiplication: 0.07 → 7.0."""
    return float(f"{value * 100:.{EXACT}g}")


def unit_of_format(number_format: str) -> str | None:
    """Return the unit a number format shows: "EUR" for a currency, "uur" for 0" uur"."""
    if number_format == "General":
        return None
    section = number_format.split(";")[0]
    for match in re.finditer(_QUOTED, section):
        text = (match[1] or match[2] or "").strip()
        if text in CURRENCIES:
            return CURRENCIES[text]
        if any(char.isalpha() for char in text):
            return text if text.upper() not in CURRENCIES.values() else text.upper()
    bare = re.sub(_QUOTED, "", section)
    return next((code for symbol, code in CURRENCIES.items() if symbol in bare), None)
