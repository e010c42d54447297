"""An amber band that can't warn anybody.

What: amber begins at a share of the target (90%, say) while the target is 0 or nearly 100%, or amber begins beyond the
target.
Why: 90% of 0 is 0, so that the first slip is red at once; and at a target of 99.8% an actual of 91%, a disaster, is
still amber.
How to fix: fill in an amber limit in the KPI's own unit: 99.5% for a target of 99.8%, 2 for a target of 0.
Leaves alone: tables that don't say where amber begins and have no status column.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.evidence import as_quantity, direction, number
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Direction, Kpi, Severity

CODE = "M212"
NAME = "amber-band-useless"
SEVERITY = Severity.WARNING
ONE_LINE = False
MESSAGE = {
    "en": "with a target of {target:.15g} no share of it can be amber; fill in an amber limit in the KPI's own unit",
    "nl": "bij een norm van {target:.15g} kan geen deel ervan oranje zijn; vul een oranje grens in, in de eenheid zelf",
}
VARIANTS = {
    "high": {
        "en": "with a target of {target:.15g}% amber is far too wide; fill in an amber limit of {limit:.4g}%, say",
        "nl": "bij een norm van {target:.15g}% is oranje veel te ruim; vul een oranje grens in van {limit:.4g}%, zeg",
    },
    "side": {
        "en": "amber begins at {amber:.15g}, on the good side of {green:.15g}; swap them or correct one",
        "nl": "oranje begint bij {amber:.15g}, aan de goede kant van {green:.15g}; verwissel ze of verbeter er een",
    },
}
BAD = {
    "en": (
        {"name": "Accidents", "target": 0, "amber_from": 0.9},
        {"name": "Availability", "unit": "%", "target": 99.8, "amber_from": 0.9, "direction": Direction.HIGHER},
        {"name": "Sales", "target": 100, "amber_limit": 110, "direction": Direction.HIGHER},
    ),
    "nl": (
        {"name": "Ongevallen", "target": 0, "amber_from": 0.9},
        {"name": "Beschikbaarheid", "target": "99,8%", "amber_from": 0.9, "direction": Direction.HIGHER},
        {"name": "Verzuim", "target": 5, "amber_limit": 4, "direction": Direction.LOWER},
        {"name": "Omzet", "target": 100, "green_from": 0.9, "amber_from": 1.0},
    ),
}
GOOD = {
    "en": (
        {"name": "Accidents", "target": 0, "amber_limit": 2, "direction": Direction.LOWER},
        {"name": "Accidents", "target": 0},
        {"name": "Sales", "target": 100, "amber_from": 0.9},
    ),
    "nl": (
        {"name": "Beschikbaarheid", "target": "99,8%", "amber_limit": "99,5%", "direction": Direction.HIGHER},
        {"name": "Uitval", "target": "2%", "amber_from": 0.9, "direction": Direction.LOWER},
    ),
}

SAYS_AMBER = ("amber_from", "green_from", "amber_limit", "status", "code")
NEARLY_ALL = 95  # percent
ROOM = 2.5  # how much further from 100% than the target a limit is proposed


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report an amber limit on the good side, or the lack of one where a share of the target won't do."""
    target, limit = as_quantity(kpi, "target"), number(kpi, "amber_limit")
    way = direction(kpi)
    if target is None or target.high is not None or way is Direction.BAND:
        return
    if limit is not None:
        if way and (limit > target.value if way is Direction.HIGHER else limit < target.value):
            yield Hit(("amber_limit",), {"amber": limit, "green": target.value}, "side")
    elif (amber := number(kpi, "amber_from") or 0) > (green := number(kpi, "green_from") or amber):
        yield Hit(("amber_from",), {"amber": amber, "green": green}, "side")
    elif not context.table or not any(key in context.table.columns for key in SAYS_AMBER):
        return
    elif target.value == 0:
        yield Hit(("amber_limit", "target"), {"target": target.value})
    elif target.unit == "%" and NEARLY_ALL <= target.value < 100 and way is not Direction.LOWER:
        proposal = 100 - ROOM * (100 - target.value)
        yield Hit(("amber_limit", "target"), {"target": target.value, "limit": proposal}, "high")
