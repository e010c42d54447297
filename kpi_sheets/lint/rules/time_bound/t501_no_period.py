"""No period and no deadline.

What: neither the statement nor a column says over which period the target holds, or by when it must be reached.
Why: 100 customers a week and 100 customers some day are two different businesses.
How to fix: add the period or the date: "… per week", "vóór 31-12-2027".
Leaves alone: rows with a period, frequency or deadline column. A duration that belongs to the metric ("responstijd < 2
uur", "binnen 30 dagen betaald"), a baseline year and a start date are no period.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "T501"
NAME = "no-period"
INTRO = True
SEVERITY = Severity.ERROR
FIX = "sentence"
COLUMNS = ("period", "deadline", "frequency")
MESSAGE = {
    "en": "no period: per week, per month, or by which date?",
    "nl": "geen periode: per week, per maand, of vóór welke datum?",
}
VARIANTS = {
    "column": {
        "en": "{failing} of the {kpis} KPIs do not say over which period or by when; add a column Period or Deadline",
        "nl": "{failing} van de {kpis} KPI's noemen geen periode of einddatum; voeg een kolom Periode of Einddatum toe",
    },
}
BAD = {
    "en": ("Average response time < 2 hours", "50 new customers from 1 January"),
    "nl": ("Gemiddelde responstijd < 2 uur", "95% van de facturen betaald binnen 30 dagen"),
}
GOOD = {
    "en": ("Average response time < 2 hours per week", {"name": "50 new customers", "period": "quarter"}),
    "nl": ("Gemiddelde responstijd < 2 uur per week", {"name": "50 nieuwe klanten", "period": "quarter"}),
}


def check(_kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report a row that says nowhere over which period or by when, unless T502 says so already."""
    if not context.evidence.has_time and not context.vague_time:
        yield Hit(("period", "deadline", *context.sentence))
