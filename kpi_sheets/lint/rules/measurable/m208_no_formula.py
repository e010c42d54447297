"""A ratio or an average without its formula.

What: the KPI is a percentage or an average, and nothing says what is divided by what.
Why: two departments compute the same name in two ways, and both are right.
How to fix: write the formula: "gewonnen offertes ÷ verstuurde offertes × 100".
Leaves alone: plain counts and amounts, and rows with a definition.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Accumulation, Kpi, Severity

CODE = "M208"
NAME = "no-formula"
SEVERITY = Severity.WARNING
ONE_LINE = False
COLUMNS = ("formula", "definition")
MESSAGE = {
    "en": "how is this computed? Write what is divided by what",
    "nl": "hoe wordt dit berekend? Schrijf op wat waardoor gedeeld wordt",
}
VARIANTS = {
    "column": {
        "en": "{failing} ratios and averages have no formula and there is no column for it; add a column Formula",
        "nl": "{failing} verhoudingen en gemiddelden hebben geen berekening; voeg een kolom Berekening toe",
    },
}
BAD = {
    "en": ({"name": "Win rate", "unit": "%", "target": 25},),
    "nl": ({"name": "Winratio", "unit": "%", "target": 25},),
}
GOOD = {
    "en": ({"name": "Win rate", "unit": "%", "formula": "won ÷ sent × 100"}, {"name": "Orders", "unit": "orders"}),
    "nl": ({"name": "Winratio", "unit": "%", "formula": "gewonnen ÷ verstuurd"}, {"name": "Orders", "unit": "orders"}),
}


def check(kpi: Kpi, _context: Context) -> Iterator[Hit]:
    """Report a percentage or an average without a formula or a definition."""
    divided = kpi.text("unit") == "%" or kpi.value("accumulation") is Accumulation.AVERAGE
    if divided and not kpi.text("formula") and not kpi.text("definition"):
        yield Hit(("formula", "definition", "name"))
