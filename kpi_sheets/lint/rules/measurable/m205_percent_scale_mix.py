"""Fractions and percentages mixed in one KPI.

What: a target of 90 beside an actual of 0.92: one counts in percent, the other in fractions.
Why: the attainment comes out as 1% or as 9,000%, and nothing in the sheet looks wrong.
How to fix: write both the same way; format both cells as a percentage, or write 92.
Leaves alone: percentages that really are tiny (a target of 2% beside an actual of 0.5%), and cells that show the same
scale through their number format.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.evidence import as_quantity, cell_of
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Fix, Kpi, Severity

CODE = "M205"
NAME = "percent-scale-mix"
INTRO = True
SEVERITY = Severity.ERROR
FIX = "unsafe"
ONE_LINE = False
MESSAGE = {
    "en": "{fraction:g} beside {percent:g}: one is a fraction, the other a percentage; did you mean {meant:g}?",
    "nl": "{fraction:g} naast {percent:g}: het ene is een fractie, het andere een percentage; bedoelt u {meant:g}?",
}
BAD = {
    "en": ({"name": "Utilisation", "unit": "%", "target": 90, "actual": 0.92},),
    "nl": ({"name": "Bezettingsgraad", "unit": "%", "target": 90, "actual": 0.92},),
}
GOOD = {
    "en": (
        {"name": "Utilisation", "unit": "%", "target": 90, "actual": 92},
        {"name": "Error rate", "unit": "%", "target": 2, "actual": 0.5},
    ),
    "nl": (
        {"name": "Bezettingsgraad", "unit": "%", "target": 0.9, "actual": 0.92},
        {"name": "Foutpercentage", "unit": "%", "target": 2, "actual": 0.5},
    ),
}

NUMBERS = ("target", "actual", "baseline", "low", "high")
CLEARLY_PERCENT = 10  # from here up nobody takes a number for a fraction
SAME_SIZE = 3  # a fraction × 100 within this factor of the other number is the same measure on another scale


def check(kpi: Kpi, _context: Context) -> Iterator[Hit]:
    """Report the first number of a percentage KPI that is on the other scale than the rest."""
    quantities = {key: quantity for key in NUMBERS if (quantity := as_quantity(kpi, key))}
    if kpi.text("unit") != "%" and not any(quantity.unit == "%" for quantity in quantities.values()):
        return
    found = [(key, quantity.value) for key, quantity in quantities.items()]
    percent = next((value for _, value in found if abs(value) >= CLEARLY_PERCENT), None)
    if percent is None:
        return
    for key, value in found:
        if 0 < abs(value) <= 1 and 1 / SAME_SIZE <= 100 * value / percent <= SAME_SIZE:
            values = {"fraction": value, "percent": percent, "meant": 100 * value}
            yield Hit((key,), values, fix=_fix(kpi, key, 100 * value))
            return


def _fix(kpi: Kpi, key: str, meant: float) -> Fix | None:
    """Whether the fraction or the percentage is the slip is for a person to say."""
    cell = cell_of(kpi, key)
    usable = cell is not None and cell.formula is None and isinstance(cell.value, int | float)
    return Fix(kpi.sheet, cell.address, cell.value, round(meant, 10)) if cell and usable else None
