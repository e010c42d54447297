"""A target whose unit is open.

What: "Doorlooptijd 5", "Omzet 10.000": five hours or five days, euros or thousands of euros?
Why: a number without its unit can be off by a factor of a thousand.
How to fix: write the unit in the statement or in its column: "Doorlooptijd ≤ 5 werkdagen".
Leaves alone: counts ("10 nieuwe klanten"), scales and ratios (NPS 40, liquidity ratio 1.5), and cells whose number
format shows the unit. Where nothing countable is named at all it is S103.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Quantity, Severity

CODE = "M202"
NAME = "no-unit"
INTRO = True
SEVERITY = Severity.WARNING
READS_WORDS = True
MESSAGE = {
    "en": "{value:.15g} what? Write the unit (hours, days, €, …) beside the target",
    "nl": "{value:.15g} wat? Schrijf de eenheid (uur, dagen, €, …) bij de norm",
}
BAD = {
    "en": ("Lead time 5 per month", {"name": "Lead time", "target": 5}),
    "nl": ("Doorlooptijd 5 per maand", {"name": "Doorlooptijd", "target": 5}),
}
GOOD = {
    "en": ("Lead time at most 5 working days per month", "10 new customers per month", "NPS of 40 in 2027"),
    "nl": (
        "Doorlooptijd ≤ 5 werkdagen per maand",
        {"name": "Doorlooptijd", "target": 5, "unit": "werkdagen"},
    ),
}


def check(_kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report a target without a unit on a metric that is counted in units of time, money or matter."""
    target = _target(context)
    if target and target.unit is None and context.needs_unit:
        yield Hit(("unit", "target", *context.sentence), {"value": target.value})


def _target(context: Context) -> Quantity | None:
    stated = context.statement.target
    return context.evidence.target or (stated.quantity if stated else None)
