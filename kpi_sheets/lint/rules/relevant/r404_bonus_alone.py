"""A bonus on one figure.

What: a KPI is used for a bonus, and no second KPI serves the same goal.
Why: people then do what the figure asks, at the cost of what it doesn't measure: calls get shorter, and are made twice.
How to fix: put a KPI beside it that shows the side effect: time per call with solved at the first call.
Leaves alone: KPIs without a goal, which is R401.
"""

from collections.abc import Iterator, Sequence

from kpi_sheets.lint.groups import by_field
from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import Hit, Placed
from kpi_sheets.model import Severity

CODE = "R404"
NAME = "bonus-alone"
SEVERITY = Severity.INFO
MESSAGE = {
    "en": 'this bonus hangs on one figure; add a second KPI for "{goal}" that shows the side effects',
    "nl": 'deze bonus hangt aan één cijfer; voeg een tweede KPI voor "{goal}" toe die de neveneffecten laat zien',
}
BAD = {
    "en": ({"name": "Time per call", "goal": "Quick help", "used_for": "bonus"},),
    "nl": ({"name": "Gesprekstijd", "goal": "Snelle hulp", "used_for": "bonus"},),
}
GOOD = {
    "en": (
        (
            {"name": "Time per call", "goal": "Quick help", "used_for": "bonus"},
            {"name": "Solved at first call", "goal": "Quick help"},
        ),
        {"name": "Time per call", "goal": "Quick help", "used_for": "dashboard"},
    ),
    "nl": ({"name": "Gesprekstijd", "used_for": "bonus"},),
}


def check_all(placed: Sequence[Placed], _request: Request) -> Iterator[tuple[Placed, Hit]]:
    """Report a KPI that pays a bonus and is alone with its goal."""
    for group in by_field(placed, "goal"):
        kpi = group[0].kpi
        if len(group) == 1 and kpi.text("used_for").casefold() == "bonus":
            yield group[0], Hit(("used_for",), {"goal": kpi.text("goal")})
