"""Measured less often than the target asks.

What: a target per month that is measured once a year; or a deadline before the first figure can be in.
Why: most of the time there is nothing to steer by, and the verdict comes when nothing can be done any more.
How to fix: measure at least once in each period of the target, or make the target's period longer.
Leaves alone: rows in which one of the two is blank, and KPIs that are measured once, at their deadline.
"""

import datetime as dt
from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Period, Severity

CODE = "T507"
NAME = "frequency-too-slow"
SEVERITY = Severity.WARNING
ONE_LINE = False
MESSAGE = {
    "en": 'measured "{frequency}" while the target holds per "{period}"; measure at least that often',
    "nl": 'de meting is "{frequency}" terwijl de norm per "{period}" geldt; meet minstens zo vaak',
}
VARIANTS = {
    "deadline": {
        "en": 'measured "{frequency}", so there is no figure before the deadline {deadline}; measure more often',
        "nl": 'de meting is "{frequency}", dus vóór de einddatum {deadline} is er geen cijfer; meet vaker',
    },
}
BAD = {
    "en": (
        {"name": "Orders", "target": 90, "period": Period.MONTH, "frequency": Period.YEAR},
        {
            "name": "Orders",
            "frequency": Period.YEAR,
            "start": dt.date(2027, 1, 1),
            "deadline": dt.date(2027, 6, 30),
        },
    ),
    "nl": ({"name": "Orders", "statement": "100 orders per maand", "frequency": Period.YEAR},),
}
GOOD = {
    "en": (
        {"name": "Orders", "target": 90, "period": Period.YEAR, "frequency": Period.MONTH},
        {"name": "Orders", "target": 90, "period": Period.ONCE, "frequency": Period.YEAR},
        {
            "name": "Orders",
            "frequency": Period.MONTH,
            "start": dt.date(2027, 1, 1),
            "deadline": dt.date(2027, 6, 30),
        },
    ),
    "nl": ({"name": "Orders", "statement": "100 orders per maand", "frequency": Period.MONTH},),
}

DAYS = {  # the fewest days that one has
    Period.DAY: 1,
    Period.WEEK: 7,
    Period.MONTH: 28,
    Period.QUARTER: 90,
    Period.HALF_YEAR: 181,
    Period.YEAR: 365,
}


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report a frequency that is longer than the period, or than the time from start to deadline."""
    frequency, period = kpi.value("frequency"), kpi.value("period")
    if not isinstance(frequency, Period) or frequency not in DAYS:
        return
    said = context.statement
    if period is None and said.cadence and said.has_target and context.evidence.key == "statement":
        period = said.cadence.period
    start, deadline = kpi.value("start"), kpi.value("deadline")
    if isinstance(period, Period) and period in DAYS and DAYS[frequency] > DAYS[period]:
        values = {"frequency": kpi.shown("frequency"), "period": _shown(kpi, period, context)}
        yield Hit(("frequency",), values)
    elif isinstance(start, dt.date) and isinstance(deadline, dt.date) and _too_short(start, deadline, frequency):
        values = {"frequency": kpi.shown("frequency"), "deadline": deadline.isoformat()}
        yield Hit(("frequency",), values, "deadline")


def _too_short(start: dt.date, deadline: dt.date, frequency: Period) -> bool:
    days = deadline.toordinal() - start.toordinal() + 1
    return 0 < days < DAYS[frequency]


def _shown(kpi: Kpi, period: Period, context: Context) -> str:
    if kpi.value("period") is not None:
        return kpi.shown("period")
    cadence = context.statement.cadence
    return cadence.text if cadence else period.value
