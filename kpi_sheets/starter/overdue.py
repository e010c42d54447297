"""The KPIs whose figure is missing or late."""

from __future__ import annotations

from kpi_sheets.starter.canvas import Canvas, Live, text
from kpi_sheets.starter.layout import BOARD, working
from kpi_sheets.starter.plan import Item, Plan
from kpi_sheets.starter.style import HEAD, HEADING, INK, MUTED, Style
from kpi_sheets.starter.working import LATE, late

LINES = 3
ROWS = LINES + 3
AT = {"name": (1, 13), "team": (14, 7), "measured_through": (21, 7), "why": (28, 21)}


def write(canvas: Canvas, plan: Plan, first: int) -> None:
    """Write the heading and the lines; when nothing is late the first line says so."""
    says, found = plan.texts["dashboard"], late(plan)
    for offset, height in enumerate((4, 22, 16, *[16] * LINES)):
        canvas.height(first + offset, height)
    canvas.put(first + 1, 1, says["late"], HEADING, width=BOARD)
    for key, (column, width) in AT.items():
        canvas.put(first + 2, column, plan.texts.header(key), HEAD, width=width)
    for number in range(LINES):
        item = found[number] if number < len(found) else None
        _line(canvas, plan, first + 3 + number, number + 1, item)


def _line(canvas: Canvas, plan: Plan, row: int, number: int, item: Item | None) -> None:
    says, at = plan.texts["dashboard"], f"MATCH({number},{working(LATE)},0)"
    small = Style(size=10, line="bottom", colour=MUTED, format=plan.texts["date_format"])
    for key, (column, width) in AT.items():
        cell = plan.ranges.cell(key, at)
        never = says["never"] if key == "measured_through" else ""
        beyond = says["on_time"] if key == "name" and number == 1 else ""  # what stands where the list has ended
        value = (item[key] or never) if item else beyond
        style = small._replace(bold=True, colour=INK) if key == "name" else small
        live = Live(f'IFERROR(IF({cell}="",{text(never)},{cell}),{text(beyond)})', value)
        canvas.put(row, column, live, style, width=width)
