"""No baseline.

What: the cell with the figure from which it starts is blank.
Why: without it nobody can tell whether the target is ambitious, trivial or out of reach.
How to fix: fill in the last known figure.
Leaves alone: new measures, for which there is none yet; this is advice, shown under the strict profile.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "A304"
NAME = "no-baseline"
SEVERITY = Severity.INFO
COLUMNS = ("baseline",)
MESSAGE = {
    "en": "no baseline; fill in the last known figure",
    "nl": "geen nulmeting; vul het laatst bekende cijfer in",
}
VARIANTS = {
    "column": {
        "en": "these {kpis} KPIs have no starting point; add a column Baseline",
        "nl": "deze {kpis} KPI's hebben geen uitgangspunt; voeg een kolom Nulmeting toe",
    },
}
BAD = {"en": ({"name": "Revenue", "target": 10000},), "nl": ({"name": "Omzet", "target": 10000},)}
GOOD = {
    "en": ({"name": "Revenue", "baseline": 7200}, {"name": "Churn", "statement": "Churn from 8% to 5% in 2027"}),
    "nl": ({"name": "Omzet", "baseline": 7200}, {"name": "Verzuim", "statement": "Verzuim van 8% naar 5% in 2027"}),
}


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report a row whose columns and sentence hold no baseline."""
    if "baseline" not in kpi.fields and context.statement.baseline_amount is None:
        yield Hit(("baseline", "name", "statement"))
