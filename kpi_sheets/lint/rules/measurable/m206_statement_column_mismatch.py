"""The statement and the columns contradict each other.

What: "50 klanten per kwartaal" in the statement, 60 in the target column, or another unit or period.
Why: two targets for one KPI: the status follows the column, the reader the sentence.
How to fix: make them equal.
Leaves alone: numbers that qualify the metric ("binnen 24 uur"), and a statement with a target per class of which one
is in the column.
"""

from collections.abc import Iterator
from math import isclose

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Period, Severity

CODE = "M206"
NAME = "statement-column-mismatch"
INTRO = True
SEVERITY = Severity.ERROR
READS_WORDS = True
ONE_LINE = False
MESSAGE = {
    "en": "the statement says {stated:g}, the target column {filled:g}; make them equal",
    "nl": "de formulering zegt {stated:g}, de kolom met de norm {filled:g}; maak ze gelijk",
}
VARIANTS = {
    "period": {
        "en": 'the statement says "{stated}", the period column "{filled}"; make them equal',
        "nl": 'de formulering zegt "{stated}", de kolom met de periode "{filled}"; maak ze gelijk',
    },
}
BAD = {
    "en": (
        {
            "name": "Customers",
            "statement": "50 customers per quarter",
            "target": 60,
            "period": Period.QUARTER,
        },
        {"name": "Customers", "statement": "50 customers per quarter", "target": 50, "period": Period.MONTH},
    ),
    "nl": (
        {"name": "Klanten", "statement": "50 klanten per kwartaal", "target": 60, "period": Period.QUARTER},
        {"name": "Klanten", "statement": "50 klanten per kwartaal", "target": 50, "period": Period.MONTH},
    ),
}
GOOD = {
    "en": (
        {
            "name": "Calls",
            "statement": "95% answered within 24 hours per month",
            "target": 95,
            "period": Period.MONTH,
        },
    ),
    "nl": (
        {
            "name": "Meldingen",
            "statement": "95% afgehandeld binnen 24 uur per maand",
            "target": 95,
            "unit": "%",
        },
        {"name": "Klanten", "statement": "50 klanten per kwartaal", "target": 50, "period": Period.QUARTER},
    ),
}


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Compare the target and the period of the statement column with those of the other columns."""
    if context.evidence.key != "statement":
        return
    yield from _target_mismatch(context)
    yield from _period_mismatch(kpi, context)


def _target_mismatch(context: Context) -> Iterator[Hit]:
    filled, amounts = context.evidence.target, context.statement.amounts
    if filled is None or not amounts or context.statement.relative_target:
        return
    stated = [amount.quantity for amount in amounts]
    ends = [value for quantity in stated for value in (quantity.value, quantity.high) if value is not None]
    scales = (1, 100) if filled.unit == "%" or stated[0].unit == "%" else (1,)
    if not any(isclose(filled.value * scale, value, rel_tol=1e-9) for value in ends for scale in scales):
        yield Hit(("target",), {"stated": stated[0].value, "filled": filled.value}, span=amounts[0].span)


def _period_mismatch(kpi: Kpi, context: Context) -> Iterator[Hit]:
    cadence, filled = context.statement.cadence, kpi.value("period")
    if cadence is None or cadence.period is None or not isinstance(filled, Period) or filled is Period.ONCE:
        return
    if cadence.period not in (filled, kpi.value("frequency")):
        yield Hit(("period",), {"stated": cadence.text, "filled": kpi.shown("period")}, "period", span=cadence.span)
