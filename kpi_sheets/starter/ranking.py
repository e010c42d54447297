"""The list of KPIs, worst first unless another order is chosen; each with the sentence that says why."""

from __future__ import annotations

from kpi_sheets.model import Direction, column_letter
from kpi_sheets.starter.canvas import Canvas, Live, text
from kpi_sheets.starter.layout import BOARD, UNSEEN, working
from kpi_sheets.starter.plan import Item, Plan
from kpi_sheets.starter.style import (
    BAR,
    CARD,
    CHOICE,
    FIGURE,
    HEAD,
    HEADING,
    HIDDEN,
    LABEL,
    MUTED,
    NEUTRAL,
    RULE,
    Style,
)
from kpi_sheets.starter.verdict import colours, signed
from kpi_sheets.starter.working import ORDER, worst_first
from kpi_sheets.typed import NamedTuple

FEWEST, MOST = 6, 12  # KPIs that are listed
BULLET, TARGET_CELL = 12, 10  # cells of 10 % each; the tenth ends at the target
AT = {"rank": 1, "name": 3, "team": 14, "status": 19, "now": 25, "target": 29, "bullet": 33, "trend": 45}
WIDTH = {"rank": 2, "name": 11, "team": 5, "status": 6, "now": 4, "target": 4, "bullet": 12, "trend": 4, "why": 22}
SHOWN = ("name", "team", "actual", "target", "why", "unit")
HEAD_HEIGHTS = (4, 24, 18)


class Row(NamedTuple):
    """One line of the list: its rank from 1, its sheet row, the KPI in it (None for a blank line)."""

    rank: int
    row: int
    item: Item | None


def count(plan: Plan) -> int:
    """Return how many KPIs the list has room for."""
    return max(FEWEST, min(MOST, len(plan.items)))


def rows(plan: Plan) -> int:
    """Return how many rows the list takes."""
    return len(HEAD_HEIGHTS) + 2 * count(plan)


def team_cell(first: int) -> str:
    """Return the address of the drop-down with the teams."""
    return f"${column_letter(40)}${first + 1}"


def order_cell(first: int) -> str:
    """Return the address of the drop-down with the orders."""
    return f"${column_letter(26)}${first + 1}"


def write(canvas: Canvas, plan: Plan, first: int) -> None:
    """Write the drop-downs, the heads and the lines."""
    for offset, height in enumerate(HEAD_HEIGHTS):
        canvas.height(first + offset, height)
    _choices(canvas, plan, first + 1)
    _heads(canvas, plan, first + 2)
    shown = worst_first(plan)
    top = first + len(HEAD_HEIGHTS)
    for number in range(count(plan)):
        item = shown[number] if number < len(shown) else None
        _line(canvas, plan, Row(number + 1, top + 2 * number, item))
    _colours(canvas, [top + 2 * number for number in range(count(plan))])


def _choices(canvas: Canvas, plan: Plan, row: int) -> None:
    says = plan.texts["dashboard"]
    canvas.put(row, 1, says["list"], HEADING, width=20)
    canvas.put(row, 21, says["order"], LABEL, width=5)
    canvas.put(row, 26, says["orders"][0], CHOICE, width=10)
    canvas.put(row, 36, says["team"], LABEL, width=4)
    canvas.put(row, 40, says["all_teams"], CHOICE, width=9)
    canvas.offer(f"Z{row}", "list_order", plan.texts["notices"]["not_in_list"])
    canvas.offer(f"AN{row}", "list_team_shown", plan.texts["notices"]["not_in_list"])


def _heads(canvas: Canvas, plan: Plan, row: int) -> None:
    says, header = plan.texts["dashboard"], plan.texts.header
    for key, title, style in (
        ("rank", "#", HEAD._replace(align="center")),
        ("name", header("name"), HEAD),
        ("team", header("team"), HEAD),
        ("status", header("status"), HEAD),
        ("now", says["now"], HEAD._replace(align="right", indent=1)),
        ("target", header("target"), HEAD._replace(align="right", indent=1)),
        ("bullet", says["bullet"], HEAD._replace(indent=1)),
        ("trend", header("trend"), HEAD._replace(indent=1)),
    ):
        canvas.put(row, AT[key], title, style, WIDTH[key])


def _line(canvas: Canvas, plan: Plan, line: Row) -> None:
    """Write two rows: the KPI's figures, and beneath them why, and the unit."""
    canvas.height(line.row, 16)
    canvas.height(line.row + 1, 14)
    pointer = _helpers(canvas, plan, line)
    found = {key: _looked_up(plan, pointer, key, line.item) for key in SHOWN}
    rank = Live(f'IF({pointer}=0,"",{line.rank})', line.rank if line.item else "")
    number, small = Style(align="right", format=FIGURE, indent=1), Style(size=10, colour=MUTED)
    for key, live, style in (
        ("rank", rank, small._replace(align="center")),
        ("name", found["name"], Style(bold=True)),
        ("team", found["team"], small),
        ("status", _status(plan, pointer, line), Style(bold=True)),
        ("now", found["actual"], number._replace(bold=True)),
        ("target", found["target"], number._replace(colour=MUTED)),
        ("trend", _trend(plan, pointer, line), small._replace(indent=1)),
    ):
        canvas.put(line.row, AT[key], live, style, WIDTH[key])
    beneath = small._replace(line="bottom", shrink=True)
    canvas.fill(line.row + 1, 1, BOARD, beneath)
    canvas.put(line.row + 1, AT["name"], found["why"], beneath, WIDTH["why"])
    unit = beneath._replace(align="right", indent=1)
    canvas.put(line.row + 1, AT["now"], found["unit"], unit, WIDTH["now"] + WIDTH["target"])


def _helpers(canvas: Canvas, plan: Plan, line: Row) -> str:
    """Write which row of the register is shown, its code and attainment; return the cell that says which row."""
    pointer, keys = f"${column_letter(UNSEEN)}{line.row}", working(ORDER)
    at = line.item.number if line.item else 0
    canvas.put(line.row, UNSEEN, Live(f"IFERROR(MATCH(SMALL({keys},{line.rank}),{keys},0),0)", at), HIDDEN)
    for offset, key in enumerate(("code", "attainment"), start=1):
        canvas.put(line.row, UNSEEN + offset, _looked_up(plan, pointer, key, line.item), HIDDEN)
    return pointer


def _looked_up(plan: Plan, pointer: str, key: str, item: Item | None) -> Live:
    """Return a field of the KPI in a line, "" for a blank one."""
    cell = plan.ranges.cell(key, pointer)
    value = item[key] if item else None
    return Live(f'IF({pointer}=0,"",IF({cell}="","",{cell}))', "" if value is None else value)


def _status(plan: Plan, pointer: str, line: Row) -> Live:
    """Return the status behind its sign."""
    status = plan.ranges.cell("status", pointer)
    shown = signed(f"${column_letter(UNSEEN + 1)}{line.row}", status, line.item)
    return Live(f'IF({pointer}=0,"",{shown.formula})', shown.value)


def _trend(plan: Plan, pointer: str, line: Row) -> Live:
    """Return the number's own movement and whether that is better: "↓ beter"."""
    words = plan.texts.status["trend"]
    lower = plan.texts.words("direction")[Direction.LOWER]
    code, direction = (plan.ranges.cell(key, pointer) for key in ("trend", "direction"))
    up, down = (f'IF({direction}={text(lower)},"{one} ","{other} ")' for one, other in ("↓↑", "↑↓"))
    moved = f"IF({code}>0,{up}&{text(words['better'])},{down}&{text(words['worse'])})"
    texts = f"IF({code}=0,{text('→ ' + words['steady'])},{moved})"
    own = line.item["trend"] if line.item else None
    shown = ""
    if line.item and isinstance(own, int):
        word = words["better" if own > 0 else "worse"]
        falls = (own < 0) is (line.item["direction"] != lower)
        shown = f"{'↓' if falls else '↑'} {word}" if own else f"→ {words['steady']}"
    return Live(f'IF({pointer}=0,"",IF({code}="","",{texts}))', shown)


def _colours(canvas: Canvas, tops: list[int]) -> None:
    """Colour the statuses and draw the bars, by the helpers beside them; a blank line has neither."""
    top = tops[0]
    pointer, code, attainment = (f"${column_letter(UNSEEN + offset)}{top}" for offset in range(3))
    statuses = " ".join(f"{column_letter(AT['status'])}{row}" for row in tops)
    canvas.colour(statuses, colours(code))
    first = AT["bullet"]
    filled = f"AND(ISNUMBER({attainment}),COLUMN()-{first}<ROUND({attainment}*{TARGET_CELL},0))"
    bar = {f"AND({code}=-1,{filled})": (BAR[-1], ""), filled: (NEUTRAL, "")}
    shown = {f"{pointer}>0": (RULE, "")}
    beyond = {f"{pointer}>0": (CARD, "")}
    for start, cells, behind in ((0, TARGET_CELL - 1, shown), (TARGET_CELL - 1, 1, shown), (TARGET_CELL, 2, beyond)):
        letters = column_letter(first + start), column_letter(first + start + cells - 1)
        places = " ".join(f"{letters[0]}{row}:{letters[1]}{row}" for row in tops)
        canvas.colour(places, {**bar, **behind}, edge=cells == 1)  # the line of the target ends the tenth cell
