"""What the linter says of the workbook, each finding with a link to its cell.

Title, heads and lines stand where the add-in writes them when it checks the workbook again; by its title it knows the
sheet.
"""

from __future__ import annotations

from kpi_sheets.model import Finding
from kpi_sheets.starter.canvas import Canvas, Value
from kpi_sheets.starter.catalogue import written
from kpi_sheets.starter.plan import Plan
from kpi_sheets.starter.style import CARD, GOOD, NAVY, WHITE, Style

HEAD_ROW, FIRST_ROW = 3, 4
WIDTHS = (14, 16, 30, 26, 60, 46)


def write(canvas: Canvas, plan: Plan) -> None:
    """Write a line a finding, or that there are none."""
    says = plan.texts["check"]
    summary = says["found"].format(count=len(plan.findings)) if plan.findings else says["none"]
    note = says["note"].format(date=written(plan.order.as_of, plan.texts))
    canvas.title({"title": says["title"].format(summary=summary), "note": note})
    canvas.height(HEAD_ROW - 1, 22)
    canvas.height(HEAD_ROW, 24)
    if plan.findings:
        for number, head in enumerate(says["heads"], start=1):
            canvas.put(HEAD_ROW, number, head, Style(bold=True, colour=WHITE, fill=NAVY, indent=1))
    else:
        canvas.put(HEAD_ROW, 1, says["clean"], Style(size=12, bold=True, colour=GOOD))
    for row, finding in enumerate(plan.findings, start=FIRST_ROW):
        _line(canvas, plan, row, finding)
    canvas.widths(WIDTHS)
    canvas.sheet.freeze_panes = f"A{FIRST_ROW}"
    canvas.sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    canvas.sheet.print_area = f"A1:F{HEAD_ROW + len(plan.findings)}"


def _line(canvas: Canvas, plan: Plan, row: int, finding: Finding) -> None:
    says = plan.texts["check"]
    canvas.height(row, 32)
    style = Style(size=10, fill=CARD, line="bottom", wrap=True, indent=1)
    for number, (value, look) in enumerate(
        (
            (finding.cell, style._replace(colour=NAVY, link=True)),
            (says["severities"][finding.severity], style),
            (f"{finding.code} {finding.name}", style),
            (_subject(plan, finding), style._replace(bold=True)),
            (finding.message, style),
            (finding.suggestion, style),
        ),
        start=1,
    ):
        canvas.put(row, number, value, look)
    canvas.link(row, 1, finding.sheet, finding.cell or "A1")


def _subject(plan: Plan, finding: Finding) -> Value:
    """Return the name of the KPI that a finding is about."""
    row = int("".join(filter(str.isdecimal, finding.cell)) or 0)
    return next((item["name"] for item in plan.items if item.row == row), None)
