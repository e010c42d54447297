"""A team that has no KPI.

What: the list from which the team is chosen holds a team that no KPI belongs to.
Why: its part in the goals is either not measured or measured somewhere else.
How to fix: agree one KPI with the team, or take it out of the list.
Leaves alone: workbooks without a list of teams, and a register with room in which no KPI has a team yet. A support
team may rightly have none.
"""

from collections.abc import Iterator, Sequence

from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import Hit, Placed
from kpi_sheets.lint.subjects import normal
from kpi_sheets.model import Severity

CODE = "R403"
NAME = "team-without-kpi"
SEVERITY = Severity.INFO
MESSAGE = {
    "en": 'no KPI belongs to "{team}", which stands in the list of teams',
    "nl": 'er hoort geen KPI bij "{team}", dat wel in de lijst met teams staat',
}
BAD = {
    "en": ({"name": "Orders", "team": "Sales", "table.choices": {"team": ("Sales", "HR")}},),
    "nl": ({"name": "Orders", "team": "Verkoop", "table.choices": {"team": ("Verkoop", "HR")}},),
}
GOOD = {
    "en": (
        {"name": "Orders", "team": "Sales", "table.choices": {"team": ("Sales", "")}},
        {"name": "Orders", "table.choices": {"team": ("Sales", "HR")}},
    ),
    "nl": ({"name": "Orders", "team": "Verkoop"},),
}


def check_all(placed: Sequence[Placed], _request: Request) -> Iterator[tuple[Placed, Hit]]:
    """Report each team of a list that no KPI has, at the header of the first table with the list."""
    used = {normal(place.kpi.text("team")) for place in placed} - {""}
    seen: set[str] = set()
    for place in placed if used else ():
        for team in place.table.choices.get("team", ()):
            if normal(team) not in used | seen | {""}:
                header = place.table.headers.get("team")
                yield place, Hit((), {"team": team}, cell=header.address if header else "")
            seen.add(normal(team))
