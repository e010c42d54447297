"""Two measures in one row.

What: "30 min reactie en 4 uur herstel": two measures, each with a target of its own.
Why: when one is met and the other is not, the row has no answer; a status can't be computed for two numbers.
How to fix: give each its own row.
Leaves alone: a range ("tussen 4 en 6"), a from-to ("van 5,8% naar 4,5%"), one metric with its steps over time, and one
metric with a target per class ("P1 ≤ 15 min; P2 ≤ 60 min").
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "S105"
NAME = "two-norms"
INTRO = True
SEVERITY = Severity.ERROR
MESSAGE = {
    "en": 'one row, two measures ("{first}" and "{second}"); give each its own row',
    "nl": 'één regel, twee maten ("{first}" en "{second}"); geef elk een eigen regel',
}
BAD = {
    "en": ("30 min response time and 4 hours repair time in 98% of cases, per month",),
    "nl": ("30 min responstijd en 4 uur herstel in 98% van de gevallen, per maand",),
}
GOOD = {
    "en": ("Churn from 8% to 5% by 31 December 2027", "Between 4 and 6 complaints per month"),
    "nl": (
        "Ziekteverzuim van 5,8% naar 4,5% vóór 31 december 2027",
        "P1-storingen ≤ 15 min; P2 ≤ 60 min, per maand",
    ),
}


def check(_kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report a sentence that carries more than one measure."""
    measures = context.statement.measures
    if len(measures) > 1:
        first, second = measures[:2]
        yield Hit(context.sentence, {"first": first.text, "second": second.text}, span=second.span)
