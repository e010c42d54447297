"""A figure that is overdue.

What: measured through a day so long ago that the next figure should have been in, days of grace included.
Why: a status on an old figure looks as sure as one on a new one.
How to fix: fill in the latest figure and the day it runs through.
Leaves alone: KPIs that are paused, closed or drafts, and rows without a measured day.
"""

import datetime as dt
from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.evidence import is_under_way
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Period, Severity

CODE = "T506"
NAME = "stale-actual"
SEVERITY = Severity.WARNING
ONE_LINE = False
MESSAGE = {
    "en": "measured through {measured}; the next figure was due by {due}",
    "nl": "gemeten t/m {measured}; het volgende cijfer had er op {due} moeten zijn",
}
VARIANTS = {
    "most": {
        "en": "the figures of {failing} of the {kpis} KPIs are overdue; fill in the latest",
        "nl": "de cijfers van {failing} van de {kpis} KPI's zijn over tijd; vul de laatste in",
    },
}
BAD = {
    "en": ({"name": "Orders", "actual": 90, "period": Period.MONTH, "measured_through": dt.date(2026, 6, 30)},),
    "nl": ({"name": "Orders", "actual": 90, "period": Period.MONTH, "measured_through": dt.date(2026, 6, 30)},),
}
GOOD = {
    "en": (
        {"name": "Orders", "actual": 90, "period": Period.MONTH, "measured_through": dt.date(2026, 10, 31)},
        {"name": "Orders", "period": Period.MONTH, "measured_through": dt.date(2026, 6, 30), "state": "paused"},
        {"name": "Orders", "actual": 90, "period": Period.YEAR, "measured_through": dt.date(2025, 12, 31)},
    ),
    "nl": ({"name": "Orders", "actual": 90, "period": Period.MONTH},),
}


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report a measured day after which the next figure is past its due date."""
    measured = kpi.value("measured_through")
    if not isinstance(measured, dt.date) or not is_under_way(kpi) or context.judged is None:
        return
    due = context.judged.due
    if due and context.as_of > due:
        yield Hit(("measured_through",), {"measured": measured.isoformat(), "due": due.isoformat()})
