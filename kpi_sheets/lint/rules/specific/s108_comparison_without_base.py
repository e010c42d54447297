"""A target relative to a figure that is not given.

What: "Verzuim 10% lager dan vorig jaar" while no cell says what last year's figure was.
Why: the target can't be computed; every reader looks up another figure.
How to fix: write the figure: "Verzuim van 5,8% naar 5,2%", or fill in the baseline column.
Leaves alone: a row with a baseline. A comparison without any amount is a missing target (M201).
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "S108"
NAME = "comparison-without-base"
SEVERITY = Severity.WARNING
MESSAGE = {
    "en": '"{base}" is a comparison with a figure that stands nowhere; fill in the baseline',
    "nl": '"{base}" vergelijkt met een cijfer dat nergens staat; vul de nulmeting in',
}
BAD = {
    "en": ("Sickness absence 10% lower than last year",),
    "nl": ("Verzuim 10% lager dan vorig jaar",),
}
GOOD = {
    "en": (
        "Sickness absence from 5.8% to 5.2% by 31 December 2027",
        {"name": "Absence", "statement": "Sickness absence 10% lower than last year", "baseline": 5.8},
    ),
    "nl": (
        "Verzuim van 5,8% naar 5,2% vóór 31 december 2027",
        {"name": "Verzuim", "statement": "Verzuim 10% lager dan vorig jaar", "baseline": 5.8},
    ),
}


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report an amount of change against a named base whose figure the row does not hold."""
    statement = context.statement
    base, target = statement.baseline, statement.target
    if base is None or target is None or statement.baseline_amount or "baseline" in kpi.fields:
        return
    adjoining = (
        0 <= base.span.start - target.span.end <= 1
    )  # "10% lager dan vorig jaar", not "5% besparing t.o.v. 2026"
    if adjoining:
        yield Hit(context.sentence, {"base": base.text}, span=base.span)
