"""No goal.

What: the goal's cell is blank.
Why: a KPI says whether a goal is being met; without the goal nobody knows what to do when it turns red.
How to fix: write the goal that this KPI serves: "Meer vaste klanten".
Leaves alone: a table for which the goal is stated once, above it.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "R401"
NAME = "no-goal"
INTRO = True
SEVERITY = Severity.WARNING
COLUMNS = ("goal",)
MESSAGE = {
    "en": "no goal; write which goal this KPI serves",
    "nl": "geen doel; schrijf op welk doel deze KPI dient",
}
VARIANTS = {
    "column": {
        "en": "it is not said which goal these {kpis} KPIs serve; add a column Goal",
        "nl": "er staat niet bij welk doel deze {kpis} KPI's dienen; voeg een kolom Doel toe",
    },
}
BAD = {"en": ({"name": "Revenue", "target": 10000},), "nl": ({"name": "Omzet", "target": 10000},)}
GOOD = {
    "en": ({"name": "New customers", "goal": "More regular customers"},),
    "nl": ({"name": "Nieuwe klanten", "goal": "Meer vaste klanten"},),
}


def check(kpi: Kpi, _context: Context) -> Iterator[Hit]:
    """Report a row without a goal."""
    if not kpi.text("goal"):
        yield Hit(("goal", "name", "statement"))
