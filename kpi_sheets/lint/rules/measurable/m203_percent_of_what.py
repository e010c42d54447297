"""A percentage of what?

What: "Omzet +20%": a change in percent without the figure or the period that it is a percentage of.
Why: 20% of last month, of last year and of the budget are three targets.
How to fix: name the base: "20% meer omzet dan 2026, in 2027", or give a formula.
Leaves alone: known ratios (conversie, verzuim, first contact resolution), nouns of change that carry their base ("5%
kostenbesparing"), and rows with a baseline or a formula. Where nothing countable is named at all it is S103.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "M203"
NAME = "percent-of-what"
INTRO = True
SEVERITY = Severity.WARNING
READS_WORDS = True
MESSAGE = {
    "en": '"{amount}" of what? Name the figure or the year that it is compared with',
    "nl": '"{amount}" waarvan? Noem het cijfer of het jaar waarmee u vergelijkt',
}
BAD = {"en": ("Revenue +20% in 2027",), "nl": ("Omzet +20% in 2027",)}
GOOD = {
    "en": (
        "20% more revenue than 2026, in 2027",
        "30% conversion per month",
        {"name": "Revenue +20%", "baseline": 50},
    ),
    "nl": (
        "20% meer omzet dan 2026, in 2027",
        "5% kostenbesparing in 2027",
        {"name": "Omzet +20%", "baseline": 50},
    ),
}


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report a relative percentage without a base in the sentence or in the row."""
    statement = context.statement
    amount, target = statement.relative_target, statement.target
    if amount is None or target is None or target.quantity.unit != "%" or statement.head is None:
        return
    if statement.baseline is None and not any(key in kpi.fields for key in ("baseline", "formula", "definition")):
        yield Hit(context.sentence, {"amount": amount.text}, span=amount.span)
