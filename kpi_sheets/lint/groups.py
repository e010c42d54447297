"""KPIs that have something in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpi_sheets.lint.evidence import is_under_way
from kpi_sheets.lint.rule import Placed
from kpi_sheets.lint.subjects import normal


def by_field(placed: Iterable[Placed], key: str) -> Iterator[list[Placed]]:
    """Yield the KPIs that are under way by what a field says, case and blanks aside, in the order of the sheets.

    The same KPI on several sheets, or in several rows, counts once; a blank field is in no group.
    """
    groups: dict[str, dict[tuple[str, ...], Placed]] = {}
    for place in placed:
        value = normal(place.kpi.text(key))
        if value and is_under_way(place.kpi):
            identity, name = normal(place.kpi.text("id")), normal(place.kpi.text("name"))
            known = (identity, name, normal(place.kpi.text("team"))) if identity or name else (place.kpi.name,)
            groups.setdefault(value, {}).setdefault(known, place)
    for group in groups.values():
        yield list(group.values())
