"""What the dashboard counts with, on a hidden sheet: a row for each KPI of the register, spare ones included.

name, team, code  as in the register, "" for blank
figure            1 when there is one
share, weight     the weighted score, and the weight that counts
urgency           sort key "worst first", whatever was chosen
in team           "HR|0" for the most urgent KPI of a team, "HR|1" for the next …
order             sort key under the chosen team and order, "" when filtered out
late              1, 2, … for KPIs whose figure is missing or late
"""

from __future__ import annotations

from kpi_sheets.model import Status, column_letter
from kpi_sheets.starter.canvas import Canvas, Live, text
from kpi_sheets.starter.layout import KPI_ROWS, LIST_ROWS, working
from kpi_sheets.starter.plan import Item, Plan

HEADS = ("name", "team", "code", "figure", "share", "weight", "urgency", "in team", "order", "late", "teams", "orders")
NAME, TEAM, CODE, FIGURE, SHARE, WEIGHT, URGENCY, IN_TEAM, ORDER, LATE, TEAMS, ORDERS = range(1, 1 + len(HEADS))
COPIED = {NAME: "name", TEAM: "team", CODE: "code"}
GROUP = {-1: 0, 0: 1, None: 2, 1: 3}  # red, amber, grey, green


def urgency(item: Item) -> float:
    """Return the key that sorts worst first: by colour, then by score, then as in the register."""
    score = item["score"]
    return GROUP[item.code] * 1000 + (float(score) if isinstance(score, int | float) else 2.0) + item.number / 1e6


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
    """Write a row for each KPI, and the entries of the two lists that the dashboard offers."""
    for column, head in enumerate(HEADS, start=1):
        canvas.put(1, column, head)
    items = {item.number: item for item in plan.items}
    for number in range(1, KPI_ROWS + 1):
        item = items.get(number)
        for column, live in (
            *((column, _copied(plan, key, number, item)) for column, key in COPIED.items()),
            (FIGURE, _figure(plan, number, item)),
            (SHARE, _weighted(plan, number, item, times_score=True)),
            (WEIGHT, _weighted(plan, number, item, times_score=False)),
            (URGENCY, _urgency(plan, number, item)),
            (IN_TEAM, _in_team(plan, number, item)),
            (ORDER, _order(plan, number, item, (team_cell, order_cell))),
            (LATE, _late(plan, number, item)),
        ):
            canvas.put(number + 1, column, live)
    _drop_downs(canvas, plan)


def _own(column: int, number: int) -> str:
    """Return the cell of a KPI on this sheet."""
    return f"${column_letter(column)}${number + 1}"


def _copied(plan: Plan, key: str, number: int, item: Item | None) -> Live:
    cell = plan.ranges.cell(key, number)
    value = item[key] if item else None
    return Live(f'IF({cell}="","",{cell})', "" if value is None else value)


def _figure(plan: Plan, number: int, item: Item | None) -> Live:
    figure = f"IF(ISNUMBER({plan.ranges.cell('actual', number)}),1,0)"
    return Live(figure, int(item is not None and item["actual"] is not None))


def _weighted(plan: Plan, number: int, item: Item | None, *, times_score: bool) -> Live:
    score, weight = (plan.ranges.cell(key, number) for key in ("score", "weight"))
    counts = f'IF({weight}="",1,{weight})' + (f"*{score}" if times_score else "")
    own_score, own_weight = (item["score"], item["weight"]) if item else (None, None)
    value = 0.0
    if isinstance(own_score, int | float):
        value = (float(own_weight) if isinstance(own_weight, int | float) else 1.0) * (own_score if times_score else 1)
    return Live(f"IF(ISNUMBER({score}),{counts},0)", value)


def _urgency(plan: Plan, number: int, item: Item | None) -> Live:
    code, score = _own(CODE, number), plan.ranges.cell("score", number)
    group = f'IF({code}="",2,IF({code}=-1,0,IF({code}=0,1,3)))'
    key = f'{group}*1000+IF({score}="",2,{score})+{number}/1000000'
    return Live(f'IF({_own(NAME, number)}="","",{key})', "" if item is None else urgency(item))


def _in_team(plan: Plan, number: int, item: Item | None) -> Live:
    team, key = _own(TEAM, number), _own(URGENCY, number)
    before = f"SUMPRODUCT(({working(TEAM)}={team})*({working(URGENCY)}<{key}))"
    value = ""
    if item is not None:
        rank = sum(other["team"] == item["team"] and urgency(other) < urgency(item) for other in plan.items)
        value = f"{item['team']}|{rank}"
    return Live(f'IF({key}="","",{team}&"|"&{before})', value)


def _order(plan: Plan, number: int, item: Item | None, chosen: tuple[str, str]) -> Live:
    says, name = plan.texts["dashboard"], _own(NAME, number)
    team, order = chosen
    hidden = f'OR({name}="",AND({team}<>{text(says["all_teams"])},{team}<>{_own(TEAM, number)}))'
    by_name = f"SUMPRODUCT(--({working(NAME)}<{name}))+{number}/1000000"
    as_listed = f"IF({order}={text(says['orders'][2])},{by_name},{_own(URGENCY, number)})"
    key = f"IF({order}={text(says['orders'][1])},{number},{as_listed})"
    return Live(f'IF({hidden},"",{key})', "" if item is None else urgency(item))


def _late(plan: Plan, number: int, item: Item | None) -> Live:
    says, cell = plan.texts.status, plan.ranges.cell
    missing = f"{cell('status', number)}={text(says['status'][Status.NO_DATA])}"
    stale = f"{cell('freshness', number)}={text(says['freshness']['stale'])}"
    before = f"COUNT({_own(LATE, 0)}:{_own(LATE, number - 1)})+1"
    found = late(plan)
    return Live(f'IF(OR({missing},{stale}),{before},"")', found.index(item) + 1 if item in found else "")


def _drop_downs(canvas: Canvas, plan: Plan) -> None:
    says = plan.texts["dashboard"]
    canvas.put(2, TEAMS, says["all_teams"])
    for number in range(1, LIST_ROWS):
        name = plan.teams[number - 1] if number <= len(plan.teams) else ""
        canvas.put(2 + number, TEAMS, Live(f'{plan.ranges.team(number)}&""', name))
    for number, order in enumerate(says["orders"]):
        canvas.put(2 + number, ORDERS, order)
