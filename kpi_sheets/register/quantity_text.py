"""Interim reader of quantities in cells."""

from __future__ import annotations

import re

from kpi_sheets.model import Comparator, Quantity

_NUMBER = re.compile(r"[-+]?\d[\d.,\u00a0 ]*\d|[-+]?\d")
_COMPARATORS = {"≥": ">=", ">=": ">=", "≤": "<=", "<=": "<=", "<": "<", ">": ">", "=": "="}


def read_text(text: str, decimal: str) -> Quantity | None:
    found = list(_NUMBER.finditer(text))
    if len(found) != 1:
        return None
    number = found[0]
    before, after = text[: number.start()].strip(), text[number.end() :].strip()
    comparator = next((Comparator(c) for s, c in _COMPARATORS.items() if before.startswith(s)), None)
    unit = "%" if "%" in after or "%" in before else after or None
    return Quantity(_float(number[0], decimal), unit, comparator)


def _float(text: str, decimal: str) -> float:
    text = text.replace("\u00a0", "").replace(" ", "")
    other = "." if decimal == "," else ","
    if text.count(decimal) == 1 and other not in text:
        return float(text.replace(decimal, "."))
    if text.count(other) == 1 and len(text.split(other)[1]) != 3 and decimal not in text:
        return float(text.replace(other, "."))
    return float(text.replace(other, "").replace(decimal, "."))
