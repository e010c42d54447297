"""How many KPIs there are, and of which colour: for all of them or for one team."""

from __future__ import annotations

from kpi_sheets.starter.canvas import Live
from kpi_sheets.starter.layout import working
from kpi_sheets.starter.plan import Item, Plan
from kpi_sheets.starter.working import CODE, FIGURE, NAME, TEAM


def total(plan: Plan, team: Live | None = None) -> Live:
    """Return how many KPIs there are."""
    return Live(f'COUNTIFS({working(NAME)},"?*"{_of(team)})', len(_members(plan, team)))


def by_code(plan: Plan, code: int | None, team: Live | None = None) -> Live:
    """Return how many KPIs have a status code; None counts those without a verdict."""
    value = sum(item.code == code for item in _members(plan, team))
    if code is None:
        judged = "-".join(by_code(plan, number, team).formula for number in (1, 0, -1))
        return Live(f"({total(plan, team).formula}-{judged})", value)
    return Live(f"COUNTIFS({working(CODE)},{code}{_of(team)})", value)


def with_data(plan: Plan, team: Live | None = None) -> Live:
    """Return how many KPIs have a figure."""
    value = sum(item["actual"] is not None for item in _members(plan, team))
    return Live(f"COUNTIFS({working(FIGURE)},1{_of(team)})", value)


def _of(team: Live | None) -> str:
    return f",{working(TEAM)},{team.formula}" if team else ""


def _members(plan: Plan, team: Live | None) -> list[Item]:
    return [item for item in plan.items if team is None or item["team"] == team.value]
