"""More KPIs than anybody steers by.

What: a team with more than fifteen KPIs, or a goal with more than three.
Why: what is measured only because it can be measured hides what matters.
How to fix: keep those that lead to action, and put the rest in an appendix; or set `per_team` and `per_goal` in the
configuration.
Leaves alone: KPIs without a team or a goal, those that are closed, and the same KPI on several sheets.
"""

from collections.abc import Iterator, Sequence

from kpi_sheets.lint.groups import by_field
from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import Hit, Placed
from kpi_sheets.model import Severity

CODE = "R402"
NAME = "too-many"
SEVERITY = Severity.WARNING
OPTIONS = {"per_team": 15, "per_goal": 3}
MESSAGE = {
    "en": "the team {value} has {count} KPIs; more than {most} are not steered by",
    "nl": "team {value} heeft {count} KPI's; op meer dan {most} stuurt niemand",
}
VARIANTS = {
    "goal": {
        "en": 'the goal "{value}" has {count} KPIs; choose at most {most} that tell whether it is met',
        "nl": 'het doel "{value}" heeft {count} KPI\'s; kies er hoogstens {most} die zeggen of het gehaald wordt',
    },
}
BAD = {
    "en": (
        tuple({"name": f"Orders of group {number}", "team": "Sales"} for number in range(16)),
        tuple({"name": name, "goal": "More regular customers"} for name in ("Orders", "Returns", "Visits", "NPS")),
    ),
    "nl": (
        tuple({"name": f"Orders van groep {number}", "team": "Verkoop"} for number in range(16)),
        tuple({"name": name, "goal": "Meer vaste klanten"} for name in ("Orders", "Retouren", "Bezoeken", "NPS")),
    ),
}
GOOD = {
    "en": (
        tuple({"name": f"Orders of group {number}", "team": "Sales"} for number in range(15)),
        tuple({"name": name, "goal": "More regular customers"} for name in ("Orders", "Returns", "NPS")),
        tuple({"name": f"Orders of group {number}"} for number in range(40)),
    ),
    "nl": (tuple({"name": "Orders", "team": "Verkoop", "goal": "Meer klanten"} for _ in range(16)),),
}


def check_all(placed: Sequence[Placed], request: Request) -> Iterator[tuple[Placed, Hit]]:
    """Report once each team and each goal with too many KPIs, at the first one too many."""
    for key, variant in (("team", ""), ("goal", "goal")):
        most = request.option(CODE, f"per_{key}", OPTIONS[f"per_{key}"])
        for group in by_field(placed, key):
            if len(group) > most and _is_worded(group[0].kpi.text(key)):
                values = {"value": group[0].kpi.text(key), "count": len(group), "most": most}
                yield group[most], Hit((key, "name"), values, variant)


def _is_worded(text: str) -> bool:
    """True for a team or a goal that is named; a bare number refers to a list elsewhere."""
    return any(char.isalpha() for char in text)
