"""No owner.

What: the owner's cell is blank.
Why: a KPI that everybody answers for is a KPI that nobody answers for.
How to fix: fill in one person or one role: "Hoofd support".
Leaves alone: a table for which the owner is stated once, above it.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "A301"
NAME = "no-owner"
INTRO = True
SEVERITY = Severity.ERROR
COLUMNS = ("owner",)
MESSAGE = {
    "en": "no owner; fill in the person or the role that answers for this KPI",
    "nl": "geen eigenaar; vul de persoon of de rol in die voor deze KPI staat",
}
VARIANTS = {
    "column": {
        "en": "nobody owns these {kpis} KPIs: there is no column for it; add a column Owner",
        "nl": "deze {kpis} KPI's hebben geen eigenaar: er is geen kolom voor; voeg een kolom Eigenaar toe",
    },
}
BAD = {"en": ({"name": "Revenue", "target": 10000},), "nl": ({"name": "Omzet", "target": 10000},)}
GOOD = {
    "en": ({"name": "Revenue", "owner": "Head of sales"},),
    "nl": ({"name": "Omzet", "owner": "Hoofd verkoop"},),
}


def check(kpi: Kpi, _context: Context) -> Iterator[Hit]:
    """Report a row without an owner."""
    if not kpi.text("owner"):
        yield Hit(("owner", "name", "statement"))
