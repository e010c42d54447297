"""The measurements: a tidy table, one line per KPI and period."""

from __future__ import annotations

from openpyxl.worksheet.table import Table

from kpi_sheets.model import column_letter
from kpi_sheets.starter.canvas import Canvas, Value
from kpi_sheets.starter.layout import FIGURE_ROWS, FIRST_ROW, HEAD_ROW, MEASUREMENTS
from kpi_sheets.starter.plan import Plan
from kpi_sheets.starter.style import FIGURE, INPUT, NAVY, WHITE, Style

TABLE = "Measurements"
LAST_ROW = FIRST_ROW + FIGURE_ROWS - 1
RIGHT = ("measured_through", "actual")


def write(canvas: Canvas, plan: Plan) -> None:
    """Write the figures of all KPIs."""
    canvas.title(plan.texts["measurements"])
    for number, column in enumerate(MEASUREMENTS, start=1):
        style = Style(bold=True, colour=WHITE, fill=NAVY, align="right" if column.key in RIGHT else "left", indent=1)
        canvas.put(HEAD_ROW, number, plan.texts.header(column.key), style)
    canvas.height(HEAD_ROW, 22)
    figures = [(item["id"], end, value) for item in plan.items for end, value in item.history]
    for row, figure in enumerate(figures or [(None, None, None)], start=FIRST_ROW):
        _row(canvas, row, figure, plan.texts["date_format"])
    canvas.widths(column.width for column in MEASUREMENTS)
    last = FIRST_ROW + max(len(figures), 1) - 1
    canvas.sheet.add_table(Table(displayName=TABLE, ref=f"A{HEAD_ROW}:{column_letter(len(MEASUREMENTS))}{last}"))
    canvas.sheet.freeze_panes = f"A{FIRST_ROW}"
    canvas.sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    canvas.offer(f"A{FIRST_ROW}:A{LAST_ROW}", "list_id", plan.texts["notices"]["not_in_list"])
    canvas.require(f"B{FIRST_ROW}:B{LAST_ROW}", "date", plan.texts["notices"]["no_date"])


def _row(canvas: Canvas, row: int, figure: tuple[Value, Value, Value], date_format: str) -> None:
    formats = ("General", date_format, FIGURE, "General")
    for number, (column, value, shown) in enumerate(zip(MEASUREMENTS, (*figure, None), formats, strict=True), start=1):
        side = "right" if column.key in RIGHT else "left"
        canvas.put(row, number, value, Style(fill=INPUT, align=side, format=shown, line="bottom", indent=1))
