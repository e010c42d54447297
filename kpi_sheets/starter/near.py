"""One KPI close up: its status, why, and its last twelve figures as a line, with the figures beneath."""

from __future__ import annotations

from kpi_sheets.model import column_letter
from kpi_sheets.starter.canvas import Canvas, Live, text
from kpi_sheets.starter.figures import DATES, NEAR_ROW, POINTS, VALUES, curve, or_blank
from kpi_sheets.starter.layout import CHARTS
from kpi_sheets.starter.plan import Item, Plan
from kpi_sheets.starter.style import CARD, FIGURE, INPUT, MUTED, NAVY, SIGN, Style
from kpi_sheets.starter.working import worst_first

COLUMNS = 48
HEIGHTS = (8, 24, 18, 16)  # air, heading, why, legend; then the chart, dates, values
CHART_ROWS = 8
CHART_HEIGHT = 17
ROWS = len(HEIGHTS) + CHART_ROWS + 3


def chosen(plan: Plan) -> Item | None:
    """Return the KPI that a new dashboard shows close up: the most urgent one."""
    return next(iter(worst_first(plan)), None)


def kpi_cell(first: int) -> str:
    """Return the address of the drop-down with the KPIs."""
    return f"${column_letter(31)}${first + 1}"


def chart_at(first: int) -> tuple[int, int]:
    """Return the first row and column of the chart."""
    return first + len(HEIGHTS), 1


def write(canvas: Canvas, plan: Plan, first: int) -> None:
    """Write everything but the chart."""
    says, item = plan.texts["dashboard"], chosen(plan)
    for offset, height in enumerate((*HEIGHTS, *[CHART_HEIGHT] * CHART_ROWS, 14, 16, 4)):
        canvas.height(first + offset, height)
    canvas.put(first + 1, 1, says["near"], Style(size=14, bold=True, colour=NAVY), width=24)
    canvas.put(first + 1, 25, "KPI", Style(colour=MUTED, align="right", indent=1), width=6)
    choice = Style(bold=True, fill=INPUT, line="bottom", line_colour="F0A818", thick=True, indent=1)
    canvas.put(first + 1, 31, item["name"] if item else None, choice, width=18)
    canvas.offer(f"AE{first + 1}", "list_name", plan.texts["notices"]["not_in_list"])
    canvas.put(first + 2, 1, _why(plan, kpi_cell(first), item), Style(size=12, bold=True), width=COLUMNS)
    legend(canvas, plan, first + 3, 1)
    for row in range(first + len(HEIGHTS), first + len(HEIGHTS) + CHART_ROWS):
        canvas.fill(row, 1, COLUMNS, Style(fill=CARD))
    _figures(canvas, first + len(HEIGHTS) + CHART_ROWS, item)


def legend(canvas: Canvas, plan: Plan, row: int, column: int) -> None:
    """Write what the lines of a chart mean."""
    says = plan.texts["dashboard"]
    small = Style(size=10, colour=MUTED)
    canvas.put(row, column, f"●─ {says['actual']}", small._replace(colour=NAVY, bold=True), width=6)
    canvas.put(row, column + 6, f"– – {says['target']}", small._replace(bold=True), width=6)
    canvas.put(row, column + 12, f"· · · {says['limits']}", small, width=COLUMNS + 1 - column - 12)


def _why(plan: Plan, kpi: str, item: Item | None) -> Live:
    """Return the status with its sign, and the sentence that says why."""
    at = f"MATCH({kpi},{plan.ranges.column('name')},0)"
    code, status, why = (f"INDEX({plan.ranges.column(key)},{at})" for key in ("code", "status", "why"))
    sign = f'IF({code}="","{SIGN[None]} ",IF({code}=1,"{SIGN[1]} ",IF({code}=0,"{SIGN[0]} ","{SIGN[-1]} ")))'
    shown = ""
    if item and item["status"]:
        own = item["code"]
        shown = f"{SIGN[own if isinstance(own, int) else None]} {item['status']}  ·  {item['why']}"
    return Live(f'IFERROR(IF({status}="","",{sign}&{status}&{text("  ·  ")}&{why}),"")', shown)


def _figures(canvas: Canvas, row: int, item: Item | None) -> None:
    shown, width = curve(item), COLUMNS // POINTS
    small = Style(size=9, colour=MUTED, align="center", format="mmm yy")
    for number in range(POINTS):
        column = 1 + number * width
        for offset, block, value, style in (
            (0, DATES, shown.dates[number], small),
            (1, VALUES, shown.values[number], Style(bold=True, align="center", format=FIGURE)),
        ):
            cell = f"{CHARTS}!${column_letter(block + number)}${NEAR_ROW}"
            canvas.put(row + offset, column, Live(f'IF({cell}="","",{cell})', or_blank(value)), style, width=width)
