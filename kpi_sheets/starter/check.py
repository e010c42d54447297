"""What the linter says of the workbook, each finding with a link to its cell."""

from __future__ import annotations

from kpi_sheets.model import Finding
from kpi_sheets.starter.canvas import Canvas, Live
from kpi_sheets.starter.catalogue import written
from kpi_sheets.starter.layout import FIRST_ROW, HEAD_ROW
from kpi_sheets.starter.plan import Plan
from kpi_sheets.starter.style import CARD, GOOD, INK, NAVY, WHITE, Style

WIDTHS = (14, 26, 11, 16, 84)


def write(canvas: Canvas, plan: Plan) -> None:
    """Write a line a finding, or that there are none."""
    says = plan.texts["check"]
    canvas.title({**says, "note": says["note"].format(date=written(plan.order.as_of, plan.texts))})
    count = says["found"].format(count=len(plan.findings)) if plan.findings else says["none"]
    canvas.put(3, 1, count, Style(size=12, bold=True, colour=INK if plan.findings else GOOD))
    canvas.height(3, 24)
    heads = (says["place"], says["subject"], says["rule"], says["severity"], says["remark"])
    for number, head in enumerate(heads if plan.findings else (), start=1):
        canvas.put(HEAD_ROW, number, head, Style(bold=True, colour=WHITE, fill=NAVY, indent=1))
    for row, finding in enumerate(plan.findings, start=FIRST_ROW):
        _line(canvas, plan, row, finding)
    canvas.widths(WIDTHS)
    canvas.sheet.freeze_panes = f"A{FIRST_ROW}"
    canvas.sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    canvas.sheet.print_area = f"A1:E{HEAD_ROW + len(plan.findings)}"


def _line(canvas: Canvas, plan: Plan, row: int, finding: Finding) -> None:
    remark = f"{finding.message} → {finding.suggestion}" if finding.suggestion else finding.message
    canvas.height(row, 32 if len(remark) > WIDTHS[-1] else 18)
    style = Style(size=10, fill=CARD, line="bottom", wrap=True, indent=1)
    canvas.put(row, 1, finding.cell, style._replace(colour=NAVY, link=True))
    canvas.link(row, 1, finding.sheet, finding.cell or "A1")
    canvas.put(row, 2, _subject(plan, finding), style)
    canvas.put(row, 3, finding.code, style._replace(bold=True))
    canvas.put(row, 4, plan.texts["check"]["severities"][finding.severity], style)
    canvas.put(row, 5, remark, style)


def _subject(plan: Plan, finding: Finding) -> Live | None:
    """Return the name of the KPI, live: it is that of the register."""
    row = int("".join(filter(str.isdecimal, finding.cell)) or 0)
    item = next((item for item in plan.items if item.row == row), None)
    return Live(f'{plan.ranges.cell("name", row)}&""', item["name"]) if item else None
