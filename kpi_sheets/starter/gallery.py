"""A chart for each KPI that the workbook began with, three in a row."""

from __future__ import annotations

from collections.abc import Iterator

from kpi_sheets.model import column_letter
from kpi_sheets.starter import near
from kpi_sheets.starter.canvas import Canvas, Live, text
from kpi_sheets.starter.layout import BOARD, UNSEEN
from kpi_sheets.starter.plan import Item, Plan
from kpi_sheets.starter.style import CARD, FIGURE, HEADING, HIDDEN, INK, MUTED, Style
from kpi_sheets.starter.verdict import colours, signed
from kpi_sheets.typed import Any

IN_A_ROW = 3
WIDTH = 16
CHART_ROWS = 4
HEIGHTS = (20, 16, *[19] * CHART_ROWS, 8)  # name and status, figures, chart, air
NOW: dict[str, Any] = {"bold": True, "colour": INK, "align": "right", "format": FIGURE}


def rows(plan: Plan) -> int:
    """Return how many rows the charts take, their heading included."""
    return 2 + len(HEIGHTS) * -(-len(plan.items) // IN_A_ROW) if plan.items else 0


def charts(plan: Plan, first: int) -> Iterator[tuple[Item, tuple[int, int]]]:
    """Yield each KPI with the first row and column of its chart."""
    for number, item in enumerate(plan.items):
        down, across = divmod(number, IN_A_ROW)
        yield item, (first + 2 + down * len(HEIGHTS) + 2, 1 + across * WIDTH)


def write(canvas: Canvas, plan: Plan, first: int) -> None:
    """Write everything but the charts."""
    if not plan.items:
        return
    canvas.height(first, 26)
    canvas.put(first, 1, plan.texts["dashboard"]["charts"], HEADING, width=BOARD)
    canvas.height(first + 1, 18)
    near.legend(canvas, plan, first + 1)
    for item, (row, column) in charts(plan, first):
        for offset, height in enumerate(HEIGHTS):
            canvas.height(row - 2 + offset, height)
        _card(canvas, plan, item, row - 2, column)


def _card(canvas: Canvas, plan: Plan, item: Item, row: int, column: int) -> None:
    """Write a KPI's name, status, team and figures."""
    card = Style(fill=CARD)
    for offset in range(2 + CHART_ROWS):
        canvas.fill(row + offset, column, WIDTH - 1, card)
    canvas.put(row, column, _copy(plan, "name", item), card._replace(bold=True, indent=1, shrink=True), width=11)
    small = card._replace(size=9, colour=MUTED)
    status = signed(plan.ranges.cell("code", item.number), plan.ranges.cell("status", item.number), item)
    canvas.put(row, column + 11, _copy(plan, "team", item), small._replace(align="right", indent=1), width=4)
    canvas.put(row + 1, column, status, card._replace(size=10, bold=True, indent=1, shrink=True), width=5)
    canvas.put(row + 1, column + 5, _copy(plan, "actual", item), small._replace(**NOW), width=3)
    canvas.put(row + 1, column + 8, _copy(plan, "unit", item), small._replace(shrink=True), width=3)
    word = text(f"{plan.texts['dashboard']['target']} ")
    aim = small._replace(align="right", format=f"[>=1000]{word}#,##0;{word}General", indent=1)
    canvas.put(row + 1, column + 11, _copy(plan, "target", item), aim, width=4)
    code = f"${column_letter(UNSEEN + column // WIDTH)}${row}"
    canvas.put(row, UNSEEN + column // WIDTH, _copy(plan, "code", item), HIDDEN)
    canvas.colour(f"{column_letter(column)}{row + 1}", colours(code))


def _copy(plan: Plan, key: str, item: Item) -> Live:
    cell = plan.ranges.cell(key, item.number)
    value = item[key]
    return Live(f'IF({cell}="","",{cell})', "" if value is None else value)
