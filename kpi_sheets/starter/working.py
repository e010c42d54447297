"""Intermediate results on a hidden sheet: in what order KPIs are shown, and what their teams add up to.

order    sort key under the chosen team and order, "" when filtered out
urgency  sort key "worst first", whatever was chosen
in team  "HR|0" for the most urgent KPI of a team, "HR|1" for the next …
share, weight  weighted score, and the weight that counts
late     1, 2, … for KPIs whose figure is missing or late
"""

from __future__ import annotations

from kpi_sheets.model import Status
from kpi_sheets.starter.canvas import Canvas, Live, quoted, text
from kpi_sheets.starter.layout import FIRST_ROW, KPI_ROWS, LIST_ROWS, working
from kpi_sheets.starter.plan import Item, Plan

ORDER, URGENCY, IN_TEAM, SHARE, WEIGHT, LATE = range(1, 7)
TEAM_COLUMN, ORDER_COLUMN = 8, 9
GROUP = {-1: 0, 0: 1, None: 2, 1: 3}  # red, amber, grey, green


def urgency(item: Item) -> float:
    """Return the key that sorts worst first: by colour, then by score, then as in the register."""
    score = item["score"]
    return GROUP[item.code] * 1000 + (float(score) if isinstance(score, int | float) else 2.0) + item.row / 1e6


def worst_first(plan: Plan) -> list[Item]:
    """Return the KPIs in the order in which a new dashboard lists them."""
    return sorted(plan.items, key=urgency)


def is_late(item: Item, plan: Plan) -> bool:
    """True for a KPI whose figure is missing or late."""
    says = plan.texts.status
    missing, stale = str(says["status"][Status.NO_DATA]), str(says["freshness"]["stale"])
    return item["status"] == missing or item["freshness"] == stale


def late(plan: Plan) -> list[Item]:
    """Return the KPIs whose figure is missing or late, in the order of the register."""
    return [item for item in plan.items if is_late(item, plan)]


def write(canvas: Canvas, plan: Plan, team_cell: str, order_cell: str) -> None:
    """Write a line for each row of the register, spare ones included."""
    heads = ("order", "urgency", "in team", "share", "weight", "late", None, "teams", "orders")
    for number, head in enumerate(heads, start=1):
        canvas.put(1, number, head)
    rows = {item.row: item for item in plan.items}
    for row in range(FIRST_ROW, FIRST_ROW + KPI_ROWS):
        _line(canvas, plan, row, rows.get(row), (team_cell, order_cell))
    _drop_downs(canvas, plan)


def _line(canvas: Canvas, plan: Plan, row: int, item: Item | None, chosen: tuple[str, str]) -> None:
    here = row - FIRST_ROW + 2
    for column, live in (
        (ORDER, _order(plan, row, item, chosen)),
        (URGENCY, _urgency(plan, row, item)),
        (IN_TEAM, _in_team(plan, row, item)),
        (SHARE, _weighted(plan, row, item, times_score=True)),
        (WEIGHT, _weighted(plan, row, item, times_score=False)),
        (LATE, _late(plan, row, item)),
    ):
        canvas.put(here, column, live)


def _order(plan: Plan, row: int, item: Item | None, chosen: tuple[str, str]) -> Live:
    cell, says = plan.ranges.cell, plan.texts["dashboard"]
    team, order = chosen
    name, names = cell("name", row), plan.ranges.column("name")
    hidden = f'OR({name}="",AND({team}<>{text(says["all_teams"])},{team}<>{cell("team", row)}))'
    by_name = f"SUMPRODUCT(--({names}<{name}))+ROW()/1000000"
    keys = f"IF({order}={text(says['orders'][1])},ROW(),IF({order}={text(says['orders'][2])},{by_name},B{_at(row)}))"
    return Live(f'IF({hidden},"",{keys})', "" if item is None else urgency(item))


def _urgency(plan: Plan, row: int, item: Item | None) -> Live:
    code, score = (plan.ranges.cell(key, row) for key in ("code", "score"))
    group = f'IF({code}="",2,IF({code}=-1,0,IF({code}=0,1,3)))'
    key = f'{group}*1000+IF({score}="",2,{score})+{row}/1000000'
    return Live(f'IF({plan.ranges.cell("name", row)}="","",{key})', "" if item is None else urgency(item))


def _in_team(plan: Plan, row: int, item: Item | None) -> Live:
    team, key = plan.ranges.cell("team", row), f"B{_at(row)}"
    before = f"SUMPRODUCT(({plan.ranges.column('team')}={team})*({working(URGENCY)}<{key}))"
    if item is None:
        value = ""
    else:
        rank = sum(other["team"] == item["team"] and urgency(other) < urgency(item) for other in plan.items)
        value = f"{item['team']}|{rank}"
    return Live(f'IF({key}="","",{team}&"|"&{before})', value)


def _weighted(plan: Plan, row: int, item: Item | None, *, times_score: bool) -> Live:
    score, weight = (plan.ranges.cell(key, row) for key in ("score", "weight"))
    counts = f'IF({weight}="",1,{weight})' + (f"*{score}" if times_score else "")
    own_score, own_weight = (item["score"], item["weight"]) if item else (None, None)
    value = 0.0
    if isinstance(own_score, int | float):
        value = (float(own_weight) if isinstance(own_weight, int | float) else 1.0) * (own_score if times_score else 1)
    return Live(f"IF(ISNUMBER({score}),{counts},0)", value)


def _late(plan: Plan, row: int, item: Item | None) -> Live:
    says, cell = plan.texts.status, plan.ranges.cell
    missing = f"{cell('status', row)}={text(says['status'][Status.NO_DATA])}"
    stale = f"{cell('freshness', row)}={text(says['freshness']['stale'])}"
    before = f"COUNT(F$1:F{_at(row) - 1})+1"
    found = late(plan)
    return Live(f'IF(OR({missing},{stale}),{before},"")', found.index(item) + 1 if item in found else "")


def _drop_downs(canvas: Canvas, plan: Plan) -> None:
    """Write the entries of the two lists that the dashboard offers."""
    says = plan.texts["dashboard"]
    canvas.put(2, TEAM_COLUMN, says["all_teams"])
    lists = quoted(plan.texts["sheets"]["lists"])
    for number in range(LIST_ROWS - 1):
        name = plan.teams[number] if number < len(plan.teams) else ""
        canvas.put(3 + number, TEAM_COLUMN, Live(f'{lists}!$A${FIRST_ROW + number}&""', name))
    for number, order in enumerate(says["orders"]):
        canvas.put(2 + number, ORDER_COLUMN, order)


def _at(row: int) -> int:
    return row - FIRST_ROW + 2
