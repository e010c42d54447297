"""Dates in an impossible order.

What: a start after the deadline, or a figure measured through a day that is still to come.
Why: the time that has passed comes out negative or too long, and the pace with it.
How to fix: correct the date that is wrong.
Leaves alone: rows in which one of the two is blank.
"""

import datetime as dt
from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "T505"
NAME = "date-order"
SEVERITY = Severity.ERROR
MESSAGE = {
    "en": "the start {start} lies after the deadline {deadline}; correct one of the two",
    "nl": "de start {start} ligt na de einddatum {deadline}; verbeter een van de twee",
}
VARIANTS = {
    "future": {
        "en": "measured through {measured}, which is later than {as_of}; correct the date",
        "nl": "gemeten t/m {measured}, dat is later dan {as_of}; verbeter de datum",
    },
}
BAD = {
    "en": (
        {"name": "Absence", "start": dt.date(2027, 12, 31), "deadline": dt.date(2027, 1, 1)},
        {"name": "Absence", "measured_through": dt.date(2027, 12, 31)},
    ),
    "nl": ({"name": "Verzuim", "start": dt.date(2027, 12, 31), "deadline": dt.date(2027, 1, 1)},),
}
GOOD = {
    "en": ({"name": "Absence", "start": dt.date(2027, 1, 1), "deadline": dt.date(2027, 12, 31)},),
    "nl": ({"name": "Verzuim", "measured_through": dt.date(2026, 10, 31)},),
}


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report start > deadline and measured through > as-of date."""
    start, deadline, measured = _date(kpi, "start"), _date(kpi, "deadline"), _date(kpi, "measured_through")
    if start and deadline and start > deadline:
        yield Hit(("start",), {"start": start.isoformat(), "deadline": deadline.isoformat()})
    if measured and measured > context.as_of:
        dates = {"measured": measured.isoformat(), "as_of": context.as_of.isoformat()}
        yield Hit(("measured_through",), dates, "future")


def _date(kpi: Kpi, key: str) -> dt.date | None:
    value = kpi.value(key)
    return value if isinstance(value, dt.date) else None
