"""The KPIs whose figure is missing or late."""

from __future__ import annotations

from kpi_sheets.starter.canvas import Canvas, Live, text
from kpi_sheets.starter.layout import working
from kpi_sheets.starter.plan import Item, Plan
from kpi_sheets.starter.style import INK, MUTED, NAVY, Style
from kpi_sheets.starter.working import LATE, late

LINES = 3
ROWS = LINES + 3
AT = {"name": (1, 13), "team": (14, 7), "measured_through": (21, 7), "why": (28, 21)}


def write(canvas: Canvas, plan: Plan, first: int) -> None:
    """Write the heading and the lines; when nothing is late the first line says so."""
    says, found = plan.texts["dashboard"], late(plan)
    for offset, height in enumerate((4, 22, 16, *[16] * LINES)):
        canvas.height(first + offset, height)
    canvas.put(first + 1, 1, says["late"], Style(size=14, bold=True, colour=NAVY), width=48)
    head = Style(size=10, bold=True, colour=MUTED, line="bottom", line_colour=INK)
    for key, (column, width) in AT.items():
        canvas.put(first + 2, column, plan.texts.header(key), head, width=width)
    for number in range(LINES):
        item = found[number] if number < len(found) else None
        _line(canvas, plan, first + 3 + number, number + 1, item)


def _line(canvas: Canvas, plan: Plan, row: int, number: int, item: Item | None) -> None:
    at = f"MATCH({number},{working(LATE)},0)"
    for key, (column, width) in AT.items():
        cell = f"INDEX({plan.ranges.column(key)},{at})"
        blank, shown = _otherwise(plan, key, number, item)
        style = Style(
            size=10,
            bold=key == "name",
            line="bottom",
            colour=INK if key == "name" else MUTED,
            format=plan.texts["date_format"],
        )
        never = text(plan.texts["dashboard"]["never"]) if key == "measured_through" else '""'
        canvas.put(row, column, Live(f'IFERROR(IF({cell}="",{never},{cell}),{blank})', shown), style, width=width)


def _otherwise(plan: Plan, key: str, number: int, item: Item | None) -> tuple[str, str | float]:
    """Return what a cell says when the list has ended, as a formula has it, and what it shows when the book is new."""
    says = plan.texts["dashboard"]
    message = says["on_time"] if key == "name" and number == 1 else ""
    if item is None:
        return text(message), message
    if key == "measured_through":
        return text(message), item.latest[0] if item.latest else says["never"]  # type: ignore[return-value]
    return text(message), str(item[key] or "")
