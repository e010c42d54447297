"""No data source.

What: the cell that says where the figure comes from is blank.
Why: next month somebody else looks the figure up, somewhere else.
How to fix: name the system and the report: "CRM, rapport Nieuwe klanten".
Leaves alone: a table for which the source is stated once, above it.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "M209"
NAME = "no-source"
SEVERITY = Severity.WARNING
ONE_LINE = False
COLUMNS = ("source",)
MESSAGE = {
    "en": "no source; write which system or report the figure comes from",
    "nl": "geen bron; schrijf op uit welk systeem of rapport het cijfer komt",
}
VARIANTS = {
    "column": {
        "en": "it is not said where the figures of these {kpis} KPIs come from; add a column Data source",
        "nl": "er staat niet bij waar de cijfers van deze {kpis} KPI's vandaan komen; voeg een kolom Bron toe",
    },
}
BAD = {"en": ({"name": "Revenue", "target": 10000},), "nl": ({"name": "Omzet", "target": 10000},)}
GOOD = {"en": ({"name": "Revenue", "source": "Ledger"},), "nl": ({"name": "Omzet", "source": "Boekhouding"},)}


def check(kpi: Kpi, _context: Context) -> Iterator[Hit]:
    """Report a row without a source."""
    if not kpi.text("source"):
        yield Hit(("source", "name", "statement"))
