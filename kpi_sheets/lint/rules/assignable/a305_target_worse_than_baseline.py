"""A target that is worse than the baseline.

What: direction *lower*, baseline 5.8, target 6.5: reaching the target means getting worse.
Why: it is nearly always a slip (two cells swapped, a wrong direction), and it turns every status upside down.
How to fix: correct the target, the baseline or the direction.
Leaves alone: rows in which one of the three is blank. A relaxation on purpose can be ignored with its reason.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.evidence import direction, number
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Direction, Kpi, Severity

CODE = "A305"
NAME = "target-worse-than-baseline"
INTRO = True
SEVERITY = Severity.ERROR
MESSAGE = {
    "en": "the target {target:.15g} is worse than the baseline {baseline:.15g}; correct one of them or the direction",
    "nl": "de norm {target:.15g} is slechter dan de nulmeting {baseline:.15g}; verbeter een van beide of de richting",
}
BAD = {
    "en": ({"name": "Absence", "baseline": 5.8, "target": 6.5, "direction": Direction.LOWER},),
    "nl": ({"name": "Verzuim", "baseline": 5.8, "target": 6.5, "direction": Direction.LOWER},),
}
GOOD = {
    "en": ({"name": "Absence", "baseline": 5.8, "target": 4.5, "direction": Direction.LOWER},),
    "nl": ({"name": "Omzet", "baseline": 7200, "target": 10000, "direction": Direction.HIGHER},),
}


def check(kpi: Kpi, _context: Context) -> Iterator[Hit]:
    """Report s·(T − B) < 0 under a direction that a person filled in."""
    baseline, target = number(kpi, "baseline"), number(kpi, "target")
    sign = {Direction.HIGHER: 1, Direction.LOWER: -1}.get(direction(kpi) or Direction.BAND, 0)
    if baseline is not None and target is not None and sign * (target - baseline) < 0:
        yield Hit(("target",), {"target": target, "baseline": baseline})
