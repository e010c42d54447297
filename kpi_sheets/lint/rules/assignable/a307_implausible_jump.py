"""A target that is far out of reach.

What: the target is more than three times the baseline, or lies beyond what the last year's figures make plausible.
Why: a target nobody believes in is ignored, or met by bending the figures.
How to fix: set a target on the way, and say what will be done differently; or correct a slip of a decimal.
Leaves alone: small numbers, a baseline of 0, targets to go down, and histories of fewer than twelve figures.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.evidence import as_quantity, number
from kpi_sheets.lint.history import figures
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Direction, Kpi, Period, Severity

CODE = "A307"
NAME = "implausible-jump"
SEVERITY = Severity.INFO
ONE_LINE = False
OPTIONS = {"factor": 3}
MESSAGE = {
    "en": "the target {target:.15g} is more than {factor:g} times the baseline {baseline:.15g}; is that a slip?",
    "nl": "de norm {target:.15g} is meer dan {factor:g} keer de nulmeting {baseline:.15g}; is dat een vergissing?",
}
VARIANTS = {
    "reach": {
        "en": "the figures lie between {low:.4g} and {high:.4g} by nature; what will be done to reach {target:.15g}?",
        "nl": "de cijfers liggen van nature tussen {low:.4g} en {high:.4g}; wat gebeurt er om {target:.15g} te halen?",
    },
}
_YEAR = (50, 52, 51, 49, 50, 53, 52, 48, 50, 51, 49, 52)
BAD = {
    "en": (
        {"name": "Orders", "baseline": 200, "target": 2000},
        {"name": "Occupancy", "unit": "%", "period": Period.MONTH, "target": 80, "history": _YEAR},
    ),
    "nl": (
        {"name": "Orders", "baseline": 200, "target": 2000},
        {"name": "Bezettingsgraad", "unit": "%", "period": Period.MONTH, "target": 80, "history": _YEAR},
    ),
}
GOOD = {
    "en": (
        {"name": "Orders", "baseline": 200, "target": 400},
        {"name": "New customers", "baseline": 2, "target": 10},
        {"name": "Orders", "baseline": 0, "target": 2000},
        {"name": "Occupancy", "unit": "%", "period": Period.MONTH, "target": 55, "history": _YEAR},
    ),
    "nl": (
        {"name": "Orders", "baseline": 200, "target": 400},
        {"name": "Bezettingsgraad", "unit": "%", "period": Period.MONTH, "target": 80, "history": _YEAR[:8]},
    ),
}

SMALL = 10  # a jump to a number up to this says nothing


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report T > factor × B, or a target outside the natural limits on the side that is wanted."""
    target, baseline = as_quantity(kpi, "target"), number(kpi, "baseline")
    if target is None or target.high is not None:
        return
    factor = context.request.option(CODE, "factor", OPTIONS["factor"])
    if baseline is not None and baseline > 0:
        if target.value > max(SMALL, factor * baseline):
            values = {"target": target.value, "baseline": baseline, "factor": factor}
            yield Hit(("target",), values)
    elif (reach := _beyond(kpi, context, target.value)) is not None:
        yield Hit(("target",), {"target": target.value, "low": reach[0], "high": reach[1]}, "reach")


def _beyond(kpi: Kpi, context: Context, target: float) -> tuple[float, float] | None:
    """Return the natural limits when the target lies beyond them."""
    judged = context.judged if figures(kpi, context) else None
    if judged is None or judged.reach is None:
        return None
    low, high = judged.reach
    beyond = target > high if judged.direction is Direction.HIGHER else target < low
    return judged.reach if beyond and judged.direction is not Direction.BAND else None
