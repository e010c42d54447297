"""A number that is stored as text.

What: a cell holds "10.000", "90 %" or "€ 5.000" as text, so Excel can't compute with it.
Why: sums skip it, charts leave it out, and a sort puts it in the wrong place.
How to fix: type the number and let the number format show the % or the €.
Leaves alone: ids with leading zeros, remarks with a number in them, and words for a missing value. A comparison such as
"< 2 uur" is read, and is best written as the number 2 with unit and direction in their own columns.
"""

import re
from collections.abc import Iterator

from kpi_sheets.language import available
from kpi_sheets.lint.context import Context
from kpi_sheets.lint.evidence import as_quantity, cell_of
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Cell, Fix, Kpi, Severity

CODE = "M207"
NAME = "number-as-text"
SEVERITY = Severity.WARNING
FIX = "safe"
ONE_LINE = False
MESSAGE = {
    "en": '"{text}" is stored as text; type the number {value:.15g}',
    "nl": '"{text}" is als tekst opgeslagen; typ het getal {value:.15g}',
}
VARIANTS = {
    "more": {
        "en": '"{text}" is text, so Excel can\'t compute with it; keep the number here and the rest in its own column',
        "nl": '"{text}" is tekst, dus Excel kan er niet mee rekenen; zet hier het getal en de rest in een eigen kolom',
    },
}
BAD = {
    "en": (
        {"name": "Revenue", "target": "10,000"},
        {"name": "Response time", "unit": "hours", "actual": "< 2"},
    ),
    "nl": ({"name": "Omzet", "target": "10.000"}, {"name": "Bezettingsgraad", "target": "90 %"}),
}
GOOD = {
    "en": ({"name": "Revenue", "target": 10000, "id": "007"},),
    "nl": ({"name": "Omzet", "target": 10000, "id": "007"},),
}

NUMBERS = ("target", "actual", "baseline", "low", "high", "amber_limit", "weight")
PROSE = 8  # words up to which a cell is a number with its unit
WITH_UNIT = r"[^\d\w<>=≤≥/+-]*[-+]?\d[\d.,' \u00a0\u202f]*[^\d\w<>=≤≥/+-]*"
PLAIN = r"\s*[-+]?\d[\d.,' \u00a0\u202f]*"


def check(kpi: Kpi, _context: Context) -> Iterator[Hit]:
    """Report each numeric field whose cell holds text."""
    for key in NUMBERS:
        cell = cell_of(kpi, key)
        if cell is None or not isinstance(cell.value, str) or len(cell.value.split()) > PROSE:
            continue
        if quantity := as_quantity(kpi, key):
            values = {"text": cell.value.strip(), "value": quantity.value}
            variant = "" if re.fullmatch(WITH_UNIT, cell.value) else "more"
            yield Hit((key,), values, variant, fix=_fix(kpi, cell, quantity.value))


def _fix(kpi: Kpi, cell: Cell, value: float) -> Fix | None:
    """A plain number in a sheet whose language is known reads one way only; more than a number loses its sign."""
    if cell.formula or not re.fullmatch(PLAIN, str(cell.value)):
        return None
    number_format = "General" if cell.number_format == "@" else None
    return Fix(kpi.sheet, cell.address, cell.value, value, kpi.language in available(), number_format)
