"""One person with many KPIs.

What: the same owner answers for more than three KPIs.
Why: attention is finite; with ten figures to look after, the loudest gets it all.
How to fix: share them out, or drop those that nobody acts on. A small firm may set `most` higher in the configuration.
Leaves alone: KPIs that are closed, and the same KPI on several sheets.
"""

from collections.abc import Iterator, Sequence

from kpi_sheets.lint.groups import by_field
from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import Hit, Placed
from kpi_sheets.model import Severity

CODE = "A303"
NAME = "owner-overload"
SEVERITY = Severity.INFO
OPTIONS = {"most": 3}
MESSAGE = {
    "en": "{owner} answers for {count} KPIs; more than {most} get too little attention",
    "nl": "{owner} is eigenaar van {count} KPI's; bij meer dan {most} krijgt elk te weinig aandacht",
}
BAD = {
    language: (tuple({"name": name, "owner": "Anna Smit"} for name in names),)
    for language, names in {
        "en": ("Orders", "Revenue", "Margin", "Returns"),
        "nl": ("Orders", "Omzet", "Marge", "Retouren"),
    }.items()
}
GOOD = {
    "en": (tuple({"name": name, "owner": "Anna Smit"} for name in ("Orders", "Revenue", "Margin", "Margin")),),
    "nl": (tuple({"name": name, "owner": "Anna Smit"} for name in ("Orders", "Omzet", "Marge")),),
}


def check_all(placed: Sequence[Placed], request: Request) -> Iterator[tuple[Placed, Hit]]:
    """Report once each owner of more KPIs than `most`, at the first one too many."""
    most = request.option(CODE, "most", OPTIONS["most"])
    for group in by_field(placed, "owner"):
        if len(group) > most:
            yield group[most], Hit(("owner",), {"owner": group[0].kpi.text("owner"), "count": len(group), "most": most})
