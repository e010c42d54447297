"""A card per team: its headline, coverage, score and counts, and what to look at first."""

from __future__ import annotations

from kpi_sheets.model import column_letter
from kpi_sheets.starter.canvas import Canvas, Live, spoken
from kpi_sheets.starter.counts import by_code, total, with_data
from kpi_sheets.starter.layout import BOARD, working
from kpi_sheets.starter.plan import Item, Plan
from kpi_sheets.starter.style import CARD, HEADING, INK, MUTED, NAVY, RULE, SIGN, TEXT, Style
from kpi_sheets.starter.working import CODE, IN_TEAM, NAME, SHARE, TEAM, WEIGHT, urgency

MOST_IN_A_ROW = 4
HEIGHTS = (18, 25, 18, 8, 17, 6)  # name, headline, counts, bar, what comes first, and air


def rows(plan: Plan) -> int:
    """Return how many rows the cards take, their heading included."""
    return 1 + len(HEIGHTS) * -(-len(plan.teams) // MOST_IN_A_ROW)


def write(canvas: Canvas, plan: Plan, first: int) -> None:
    """Write the heading and the cards, at most four in a row."""
    says = plan.texts["dashboard"]
    canvas.height(first, 22)
    canvas.put(first, 1, says["teams"], HEADING, width=10)
    canvas.put(first, 11, says["teams_note"], Style(colour=MUTED), width=38)
    in_a_row = min(MOST_IN_A_ROW, len(plan.teams))
    width = BOARD // in_a_row
    for number in range(len(plan.teams)):
        down, across = divmod(number, in_a_row)
        gap = 1 if across < in_a_row - 1 else 0
        _card(canvas, plan, number, (first + 1 + down * len(HEIGHTS), 1 + across * width), width - gap)


def _card(canvas: Canvas, plan: Plan, number: int, at: tuple[int, int], width: int) -> None:
    says, (row, column) = plan.texts["dashboard"], at
    for offset, height in enumerate(HEIGHTS):
        canvas.height(row + offset, height)
    team = Live(plan.ranges.team(number + 1), plan.teams[number])
    numbers = {"with_data": with_data(plan, team), "total": total(plan, team), "on_track": by_code(plan, 1, team)}
    top = Style(fill=CARD, line="top", line_colour=NAVY, thick=True)
    left = width // 2
    canvas.put(row, column, team, top._replace(size=12, bold=True, indent=1), width=left)
    coverage = spoken(says["team_coverage"], numbers)
    small = Style(size=10, colour=MUTED, fill=CARD, indent=1, shrink=True)
    beside = small._replace(align="right", line="top", line_colour=NAVY, thick=True)
    canvas.put(row, column + left, coverage, beside, width=width - left)
    headline = spoken(says["team_headline"], numbers)
    canvas.put(row + 1, column, headline, Style(size=16, bold=True, colour=INK, fill=CARD, indent=1), width=width)
    _counts(canvas, plan, team, (row + 2, column), width)
    score = f"${column_letter(column)}${row + 2}"
    canvas.fill(row + 3, column, width, Style(fill=RULE))
    bar = f"{column_letter(column)}{row + 3}:{column_letter(column + width - 1)}{row + 3}"
    filled = f"AND(ISNUMBER({score}),COLUMN()-{column}<ROUND({width}*{score},0))"
    canvas.colour(bar, {filled: (NAVY, "")})
    canvas.put(row + 4, column, _first(plan, team), small, width=width)


def _counts(canvas: Canvas, plan: Plan, team: Live, at: tuple[int, int], width: int) -> None:
    """Write the weighted score, and how many KPIs have which colour."""
    row, column = at
    plain = Style(size=11, fill=CARD, bold=True)
    shown = plain._replace(format=f'0%" {plan.texts["dashboard"]["team_score"]}"', indent=1, bold=False)
    each = 2 if width <= BOARD // MOST_IN_A_ROW else 3
    canvas.put(row, column, _score(plan, team), shown, width=width - 3 * each)
    for number, code in enumerate((1, 0, -1)):
        count = by_code(plan, code, team)
        live = Live(f'"{SIGN[code]} "&{count.formula}', f"{SIGN[code]} {count.value}")
        style = plain._replace(colour=TEXT[code], align="right", indent=1)
        canvas.put(row, column + width - (3 - number) * each, live, style, width=each)


def _score(plan: Plan, team: Live) -> Live:
    """Return the team's weighted score over the KPIs that have one."""
    share, weight = (f"SUMIFS({working(column)},{working(TEAM)},{team.formula})" for column in (SHARE, WEIGHT))
    scored = [item for item in plan.items if item["team"] == team.value and isinstance(item["score"], int | float)]
    weights = [_weight(item) for item in scored]
    if not scored:
        return Live(f'IF({weight}=0,"",{share}/{weight})', "")
    sum_ = sum(float(str(item["score"])) * own for item, own in zip(scored, weights, strict=True))
    return Live(f'IF({weight}=0,"",{share}/{weight})', sum_ / sum(weights))


def _weight(item: Item) -> float:
    weight = item["weight"]
    return float(weight) if isinstance(weight, int | float) else 1.0


def _first(plan: Plan, team: Live) -> Live:
    """Return which KPI of the team to look at first: its most urgent one, when that is red."""
    says = plan.texts["dashboard"]
    names, codes = working(NAME), working(CODE)
    at = f'MATCH({team.formula}&"|0",{working(IN_TEAM)},0)'
    members = sorted((item for item in plan.items if item["team"] == team.value), key=urgency)
    red = bool(members) and members[0].code == -1
    worst = spoken(says["worst"], {"kpi": Live(f"INDEX({names},{at})", members[0]["name"] if red else "")})
    nothing = spoken(says["nothing"], {})
    formula = f"IF(IFERROR(INDEX({codes},{at}),0)=-1,{worst.formula},{nothing.formula})"
    return Live(formula, worst.value if red else nothing.value)
