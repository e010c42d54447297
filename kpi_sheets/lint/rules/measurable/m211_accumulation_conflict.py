"""Adding up what can't be added up.

What: accumulation *sum* on a percentage.
Why: twelve months of 90% add up to 1,080%, and the status is computed from that.
How to fix: choose average or last.
Leaves alone: counts and amounts.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.fixes import choose
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Accumulation, Kpi, Severity

CODE = "M211"
NAME = "accumulation-conflict"
SEVERITY = Severity.WARNING
FIX = "unsafe"
ONE_LINE = False
MESSAGE = {
    "en": "percentages can't be added up; choose average or last",
    "nl": "percentages kunnen niet worden opgeteld; kies gemiddelde of laatste stand",
}
BAD = {
    "en": ({"name": "Utilisation", "unit": "%", "accumulation": Accumulation.SUM},),
    "nl": ({"name": "Bezettingsgraad", "unit": "%", "accumulation": Accumulation.SUM},),
}
GOOD = {
    "en": ({"name": "Utilisation", "unit": "%", "accumulation": Accumulation.AVERAGE},),
    "nl": ({"name": "Omzet", "unit": "€", "accumulation": Accumulation.SUM},),
}


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report a sum of percentages that a person asked for."""
    entry = kpi.fields.get("accumulation")
    if entry and entry.cell and entry.value is Accumulation.SUM and kpi.text("unit") == "%":
        yield Hit(("accumulation",), fix=choose(kpi, "accumulation", Accumulation.AVERAGE, context.pack))
