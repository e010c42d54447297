"""A date that is stored as text.

What: a cell for a date holds the text "31-12-2027" instead of a date.
Why: Excel doesn't sort it, count with it or show it in another way; and "01/02/2027" is another day to every reader.
How to fix: type the date, so that the cell holds one.
Leaves alone: words for a moment ("end of Q3", "week 12"), which are read as they are written.
"""

import datetime as dt
import re
from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.evidence import cell_of
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Cell, Fix, Kpi, Severity

CODE = "T508"
NAME = "date-as-text"
SEVERITY = Severity.ERROR
FIX = "safe"
ONE_LINE = False
MESSAGE = {
    "en": '"{text}" is stored as text; type it as a date',
    "nl": '"{text}" is als tekst opgeslagen; typ het als datum',
}
VARIANTS = {
    "ambiguous": {
        "en": '"{text}" is text, and can be read as two days; type it as a date',
        "nl": '"{text}" is tekst en kan twee dagen betekenen; typ het als datum',
    },
}
BAD = {
    "en": (
        {"name": "Orders", "deadline": "2027-12-31"},
        {"name": "Orders", "deadline": "01/02/2027"},
        {"name": "Orders", "start": "31.12.2027"},
    ),
    "nl": ({"name": "Orders", "deadline": "31-12-2027"}, {"name": "Orders", "measured_through": "2026-10-31"}),
}
GOOD = {
    "en": ({"name": "Orders", "deadline": dt.date(2027, 12, 31)}, {"name": "Orders", "deadline": "end of Q3 2027"}),
    "nl": ({"name": "Orders", "deadline": dt.date(2027, 12, 31)}, {"name": "Orders", "deadline": "eind Q3 2027"}),
}

DATES = ("start", "deadline", "measured_through", "accepted_until")
ISO = r"(?a)\s*(\d{4})-(\d\d)-(\d\d)\s*"
NUMERIC = r"(?a)\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d\d)\s*"
AS_DATE = "yyyy-mm-dd"


def check(kpi: Kpi, _context: Context) -> Iterator[Hit]:
    """Report each date that a cell holds as text made of numbers."""
    for key in DATES:
        cell = cell_of(kpi, key)
        if cell is None or not isinstance(cell.value, str):
            continue
        iso, numeric = re.fullmatch(ISO, cell.value), re.fullmatch(NUMERIC, cell.value)
        variant = "ambiguous" if numeric and _is_ambiguous(int(numeric[1]), int(numeric[2])) else ""
        if iso or numeric:
            yield Hit((key,), {"text": cell.value.strip()}, variant, fix=_fix(kpi, key, cell, safe=bool(iso)))


def _is_ambiguous(first: int, second: int) -> bool:
    return first != second and first <= 12 and second <= 12


def _fix(kpi: Kpi, key: str, cell: Cell, *, safe: bool) -> Fix | None:
    """An ISO date reads one way only; another is as good as the sheet's language makes it."""
    value = kpi.value(key)
    if not isinstance(value, dt.date) or cell.formula:
        return None
    return Fix(kpi.sheet, cell.address, cell.value, value, safe, AS_DATE)
