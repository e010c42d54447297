"""The first sheet: five steps, the as-of date, and what the signs mean."""

from __future__ import annotations

from kpi_sheets.model import Status, column_letter
from kpi_sheets.starter.canvas import Canvas
from kpi_sheets.starter.plan import Plan
from kpi_sheets.starter.style import CARD, MUTED, NAVY, PALE, SIGN, TEXT, WHITE, Style

WIDTHS = (3, 7, 30, 82, 3)
FIRST_STEP = 6
LEGEND = (
    (1, (Status.ON_TRACK, Status.ACHIEVED)),
    (0, (Status.AT_RISK,)),
    (-1, (Status.OFF_TRACK, Status.MISSED)),
    (None, (Status.NO_DATA, Status.TOO_EARLY, Status.ACCEPTED)),
)


def write(canvas: Canvas, plan: Plan) -> None:
    """Write the sheet."""
    says = plan.texts["start"]
    canvas.widths(WIDTHS)
    title = says["title"].format(organisation=plan.organisation)
    canvas.put(2, 2, title, Style(size=26, bold=True, colour=NAVY), width=3)
    canvas.put(3, 2, says["subtitle"], Style(size=12, colour=MUTED, wrap=True), width=3)
    note = says["practice"] if plan.order.rows == "practice" else says["note"] if plan.items else None
    canvas.put(4, 2, note, Style(size=12, colour=MUTED, wrap=True), width=3)
    for row, height in ((1, 12), (2, 40), (3, 24), (4, 24), (5, 12)):
        canvas.height(row, height)
    for number, step in enumerate(says["steps"]):
        _step(canvas, plan, FIRST_STEP + 2 * number, number + 1, step)
    row = FIRST_STEP + 2 * len(says["steps"]) + 1
    _legend(canvas, plan, row)
    row += len(LEGEND) + 2
    canvas.put(row, 2, says["as_of"], Style(colour=MUTED), width=2)
    date = Style(bold=True, format=plan.texts["date_format"])
    canvas.put(row, 4, plan.order.as_of, date)
    canvas.sheet.print_area = f"A1:{column_letter(len(WIDTHS))}{row}"


def _step(canvas: Canvas, plan: Plan, row: int, number: int, step: list[str]) -> None:
    head, body, sheet = step
    canvas.height(row, 34)
    canvas.height(row + 1, 5)
    canvas.put(row, 2, number, Style(size=16, bold=True, colour=WHITE, fill=NAVY, align="center"))
    canvas.put(row, 3, head, Style(size=13, bold=True, colour=NAVY, fill=CARD, indent=1, link=bool(sheet)))
    canvas.put(row, 4, body, Style(size=12, fill=CARD, wrap=True))
    if sheet:
        canvas.link(row, 3, plan.texts["sheets"][sheet])


def _legend(canvas: Canvas, plan: Plan, row: int) -> None:
    says, names = plan.texts["start"], plan.texts.status["status"]
    canvas.height(row, 26)
    canvas.put(row, 2, says["legend"], Style(size=14, bold=True, colour=NAVY), width=3)
    for offset, ((code, statuses), meaning) in enumerate(zip(LEGEND, says["meanings"], strict=True), start=1):
        canvas.height(row + offset, 26)
        pale = Style(size=12, bold=True, colour=TEXT[code], fill=PALE[code])
        canvas.put(row + offset, 2, SIGN[code], pale._replace(align="center"))
        canvas.put(row + offset, 3, " · ".join(names[status] for status in statuses), pale._replace(wrap=True))
        canvas.put(row + offset, 4, meaning, Style(size=12, indent=1, line="bottom", wrap=True))
