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
            known = tuple(normal(place.kpi.text(part)) for part in ("id", "name", "team"))
            groups.setdefault(value, {}).setdefault(known if any(known[:2]) else (place.kpi.name,), place)
    for group in groups.values():
        yield list(group.values())
