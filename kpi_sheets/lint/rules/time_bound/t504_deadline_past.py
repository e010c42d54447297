"""A deadline that has passed.

What: the deadline lies before the as-of date and the KPI is still active.
Why: it was met or missed; as long as the row stays active its status says nothing.
How to fix: set the state to closed, or agree on a new date.
Leaves alone: rows whose state is closed, paused or draft.
"""

import datetime as dt
from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.evidence import is_under_way
from kpi_sheets.lint.fixes import choose
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "T504"
NAME = "deadline-past"
SEVERITY = Severity.WARNING
FIX = "unsafe"
MESSAGE = {
    "en": "the deadline {deadline} has passed; close this KPI or agree on a new date",
    "nl": "de einddatum {deadline} is verstreken; sluit deze KPI af of spreek een nieuwe datum af",
}
BAD = {
    "en": ({"name": "Absence", "deadline": dt.date(2025, 12, 31)},),
    "nl": ({"name": "Verzuim", "deadline": dt.date(2025, 12, 31), "state": "active"},),
}
GOOD = {
    "en": (
        {"name": "Absence", "deadline": dt.date(2027, 12, 31)},
        {"name": "Absence", "deadline": dt.date(2025, 12, 31), "state": "closed"},
    ),
    "nl": ({"name": "Verzuim", "deadline": dt.date(2027, 12, 31)},),
}


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report a deadline column that lies in the past of an active KPI."""
    deadline = kpi.value("deadline")
    if is_under_way(kpi) and isinstance(deadline, dt.date) and deadline < context.as_of:
        fix = choose(kpi, "state", "closed", context.pack)
        yield Hit(("deadline",), {"deadline": deadline.isoformat()}, fix=fix)
