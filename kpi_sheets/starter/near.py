"""One KPI close up: its status, why, and its last twelve figures as a line, with the figures beneath."""

from __future__ import annotations

from kpi_sheets.model import column_letter
from kpi_sheets.starter.canvas import Canvas, Live, text
from kpi_sheets.starter.figures import DATES, NEAR_ROW, POINTS, VALUES, curve, or_blank
from kpi_sheets.starter.layout import BOARD, CHARTS
from kpi_sheets.starter.plan import Item, Plan
from kpi_sheets.starter.style import CARD, CHOICE, FIGURE, HEADING, LABEL, MUTED, NAVY, Style
from kpi_sheets.starter.verdict import signed
from kpi_sheets.starter.working import worst_first

HEIGHTS = (8, 24, 18, 16)  # air, heading, why, legend; then the chart, dates, values
CHART_ROWS = 8
CHART_HEIGHT = 17
BETWEEN = "  ·  "
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
    canvas.put(first + 1, 1, says["near"], HEADING, width=24)
    canvas.put(first + 1, 25, plan.texts.header("name"), LABEL, width=6)
    canvas.put(first + 1, 31, item["name"] if item else None, CHOICE, width=18)
    canvas.offer(f"AE{first + 1}", "list_name", plan.texts["notices"]["not_in_list"])
    canvas.put(first + 2, 1, _why(plan, kpi_cell(first), item), Style(size=12, bold=True), width=BOARD)
    legend(canvas, plan, first + 3)
    for row in range(first + len(HEIGHTS), first + len(HEIGHTS) + CHART_ROWS):
        canvas.fill(row, 1, BOARD, Style(fill=CARD))
    _figures(canvas, first + len(HEIGHTS) + CHART_ROWS, item)


def legend(canvas: Canvas, plan: Plan, row: int) -> None:
    """Write what the lines of a chart mean."""
    says = plan.texts["dashboard"]
    small = Style(size=10, colour=MUTED)
    canvas.put(row, 1, f"●─ {says['actual']}", small._replace(colour=NAVY, bold=True), width=6)
    canvas.put(row, 7, f"– – {says['target']}", small._replace(bold=True), width=6)
    canvas.put(row, 13, f"· · · {says['limits']}", small, width=BOARD - 12)


def _why(plan: Plan, kpi: str, item: Item | None) -> Live:
    """Return the status with its sign, and the sentence that says why."""
    at = f"MATCH({kpi},{plan.ranges.column('name')},0)"
    code, status, why = (f"INDEX({plan.ranges.column(key)},{at})" for key in ("code", "status", "why"))
    shown = signed(code, status, item)
    sentence = f"{shown.value}{BETWEEN}{item['why']}" if item and shown.value else ""
    return Live(f'IFERROR(IF({status}="","",{shown.formula}&{text(BETWEEN)}&{why}),"")', sentence)


def _figures(canvas: Canvas, row: int, item: Item | None) -> None:
    shown, width = curve(item), BOARD // POINTS
    small = Style(size=9, colour=MUTED, align="center", format="mmm yy")
    for number in range(POINTS):
        column = 1 + number * width
        for offset, block, value, style in (
            (0, DATES, shown.dates[number], small),
            (1, VALUES, shown.values[number], Style(bold=True, align="center", format=FIGURE)),
        ):
            cell = f"{CHARTS}!${column_letter(block + number)}${NEAR_ROW}"
            canvas.put(row + offset, column, Live(f'IF({cell}="","",{cell})', or_blank(value)), style, width=width)
