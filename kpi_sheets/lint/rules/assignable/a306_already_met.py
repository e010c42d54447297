"""A target that is met already.

What: the last six figures all meet the target, or the baseline equals it.
Why: a target that asks nothing changes nothing, and its green light says nothing.
How to fix: raise the target; or, to keep things as they are, give a lower and an upper limit instead.
Leaves alone: KPIs with a band, and figures over a shorter time than the target's. A baseline that is better than the
target is A305.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.evidence import as_quantity, number
from kpi_sheets.lint.history import figures
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Direction, Kpi, Period, Severity

CODE = "A306"
NAME = "already-met"
SEVERITY = Severity.WARNING
ONE_LINE = False
MESSAGE = {
    "en": "the last {count} figures all meet the target {target:.15g} already; raise it, or keep it with two limits",
    "nl": "de laatste {count} cijfers halen de norm {target:.15g} al; verhoog hem, of bewaak hem met twee grenzen",
}
VARIANTS = {
    "baseline": {
        "en": "the baseline equals the target {target:.15g}; raise the target, or keep it with two limits",
        "nl": "de nulmeting is gelijk aan de norm {target:.15g}; verhoog de norm, of bewaak hem met twee grenzen",
    },
}
BAD = {
    "en": (
        {"name": "Satisfied clients", "unit": "%", "baseline": 90, "target": 90},
        {
            "name": "Satisfied clients",
            "unit": "%",
            "period": Period.MONTH,
            "target": 90,
            "history": (91, 93, 92, 95, 94, 92),
        },
    ),
    "nl": (
        {"name": "Tevreden cliënten", "unit": "%", "baseline": 90, "target": 90},
        {
            "name": "Verzuim",
            "unit": "%",
            "period": Period.MONTH,
            "target": 5,
            "history": (4.1, 4.3, 4.2, 4.0, 4.4, 4.6),
        },
    ),
}
GOOD = {
    "en": (
        {"name": "Satisfied clients", "unit": "%", "baseline": 80, "target": 90},
        {
            "name": "Satisfied clients",
            "unit": "%",
            "period": Period.MONTH,
            "target": 90,
            "history": (91, 89, 92, 95, 94, 92),
        },
        {"name": "Satisfied clients", "unit": "%", "period": Period.MONTH, "target": 90, "history": (91, 93, 92)},
    ),
    "nl": (
        {"name": "Tevreden cliënten", "unit": "%", "baseline": 80, "target": 90},
        {"name": "Orders", "period": Period.YEAR, "target": 100, "history": (120, 130, 110, 120, 130, 110)},
    ),
}

LATEST = 6


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report a target that the latest figures meet, or that equals the baseline."""
    target, baseline = as_quantity(kpi, "target"), number(kpi, "baseline")
    if target is None or target.high is not None:
        return
    if baseline is not None and baseline == target.value:
        yield Hit(("target",), {"target": target.value}, "baseline")
    elif _all_meet(figures(kpi, context)[-LATEST:], target.value, context):
        yield Hit(("target",), {"target": target.value, "count": LATEST})


def _all_meet(values: tuple[float, ...], target: float, context: Context) -> bool:
    if len(values) < LATEST or context.judged is None:
        return False
    sign = {Direction.HIGHER: 1, Direction.LOWER: -1}.get(context.judged.direction, 0)
    return sign != 0 and all(sign * (value - target) >= 0 for value in values)
