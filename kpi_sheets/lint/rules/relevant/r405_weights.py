"""Weights that don't add up.

What: the weights of a team's KPIs are percentages, and don't sum to 100%.
Why: a score out of 90% can't be 100%, and a KPI that was left out goes unnoticed.
How to fix: correct the weights, or write them as plain numbers (1, 2, 3), which need no sum.
Leaves alone: plain numbers, and KPIs that are closed.
"""

from collections.abc import Iterator, Sequence

from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import Hit, Placed
from kpi_sheets.lint.subjects import normal
from kpi_sheets.model import Kpi, Quantity, Severity

CODE = "R405"
NAME = "weights"
SEVERITY = Severity.WARNING
MESSAGE = {
    "en": "the weights of {team} sum to {total:.4g}%, not to 100%; correct them, or use plain numbers",
    "nl": "de wegingen van {team} zijn samen {total:.4g}%, geen 100%; verbeter ze, of gebruik gewone getallen",
}
VARIANTS = {
    "table": {
        "en": "the weights sum to {total:.4g}%, not to 100%; correct them, or use plain numbers",
        "nl": "de wegingen zijn samen {total:.4g}%, geen 100%; verbeter ze, of gebruik gewone getallen",
    },
}
BAD = {
    "en": (
        ({"name": "Orders", "team": "Sales", "weight": "60%"}, {"name": "Margin", "team": "Sales", "weight": "30%"}),
    ),
    "nl": (({"name": "Orders", "weight": "60%"}, {"name": "Marge", "weight": "50%"}),),
}
GOOD = {
    "en": (
        ({"name": "Orders", "team": "Sales", "weight": "60%"}, {"name": "Margin", "team": "Sales", "weight": "40%"}),
        ({"name": "Orders", "weight": 2}, {"name": "Margin", "weight": 1}),
    ),
    "nl": (
        (
            {"name": "Orders", "team": "Verkoop", "weight": "60%"},
            {"name": "Marge", "team": "Verkoop", "weight": "40%"},
            {"name": "Verzuim", "team": "HR", "weight": "100%"},
        ),
    ),
}

TOLERANCE = 0.5  # percent points: three times 33.3% is meant to be 100%


def check_all(placed: Sequence[Placed], _request: Request) -> Iterator[tuple[Placed, Hit]]:
    """Report each team of a table whose percentages of weight don't sum to 100, at the first of them."""
    groups: dict[tuple[str, str, int, str], list[tuple[Placed, float]]] = {}
    for place in placed:
        percent = _percent(place.kpi)
        if percent is not None and place.kpi.text("state") != "closed":
            table = place.table
            key = (place.book, table.sheet, table.header_rows[-1], normal(place.kpi.text("team")))
            groups.setdefault(key, []).append((place, percent))
    for group in groups.values():
        total = sum(percent for _, percent in group)
        if abs(total - 100) > TOLERANCE:
            team = group[0][0].kpi.text("team")
            yield group[0][0], Hit(("weight",), {"team": team, "total": total}, "" if team else "table")


def _percent(kpi: Kpi) -> float | None:
    """Return a weight in percent, None for a plain number."""
    entry = kpi.fields.get("weight")
    if entry is None:
        return None
    if isinstance(entry.value, Quantity):
        return entry.value.value if entry.value.unit == "%" else None
    formatted = entry.cell is not None and "%" in entry.cell.number_format
    return 100 * entry.value if formatted and isinstance(entry.value, int | float) else None
