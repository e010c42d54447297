"""The lists that feed the drop-downs, and the defined names by which they are known."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from kpi_sheets.model import column_letter
from kpi_sheets.starter.canvas import Canvas
from kpi_sheets.starter.catalogue import samples
from kpi_sheets.starter.layout import FIRST_ROW, HEAD_ROW, KPI_ROWS, LIST_ROWS, LISTS, OPEN_LISTS, WORKING, place
from kpi_sheets.starter.plan import Plan
from kpi_sheets.starter.style import CARD, INPUT, NAVY, WHITE, Style
from kpi_sheets.starter.working import ORDERS, TEAMS

WIDTH = 20
SPARE = 4  # blank rows for words to add


def write(canvas: Canvas, plan: Plan) -> None:
    """Write a list a column; to those in yellow words may be added."""
    canvas.title(plan.texts["lists"])
    canvas.height(HEAD_ROW, 22)
    open_rows = SPARE + max(len(_entries(key, plan)) for key in OPEN_LISTS)
    for number, key in enumerate(LISTS, start=1):
        canvas.put(HEAD_ROW, number, plan.texts.header(key), Style(bold=True, colour=WHITE, fill=NAVY, indent=1))
        entries = _entries(key, plan)
        rows = open_rows if key in OPEN_LISTS else len(entries)
        style = Style(fill=INPUT if key in OPEN_LISTS else CARD, line="bottom", indent=1)
        for row in range(rows):
            canvas.put(FIRST_ROW + row, number, entries[row] if row < len(entries) else None, style)
    canvas.widths(WIDTH if key not in ("goal", "category") else 34 for key in LISTS)
    canvas.sheet.freeze_panes = f"A{FIRST_ROW}"


def _entries(key: str, plan: Plan) -> tuple[str, ...]:
    if key == "team":
        return plan.teams
    if key == "category":
        return tuple(plan.texts["categories"].values())
    if key in OPEN_LISTS:
        return _used(key, plan)
    return tuple(plan.texts.words(key).values())


def _used(key: str, plan: Plan) -> tuple[str, ...]:
    """Return the words that the rows use; an empty register is offered those of the samples."""
    rows = [item.cells for item in plan.items]
    rows = rows or [line.cells for line in samples(plan.order.teams, plan.texts, plan.order.as_of)]
    return tuple(dict.fromkeys(str(cells[key]) for cells in rows if key in cells))


def define(book: Workbook, plan: Plan) -> None:
    """Give each list a name."""
    sheet, kpis = plan.ranges.lists, plan.ranges.kpis
    for number, key in enumerate(LISTS, start=1):
        _name(book, key, (sheet, number, HEAD_ROW), LIST_ROWS)
    for key in ("id", "name"):
        _name(book, key, (kpis, place(key), HEAD_ROW), KPI_ROWS)
    _name(book, "team_shown", (WORKING, TEAMS, 1), LIST_ROWS)
    _name(book, "order", (WORKING, ORDERS, 1), LIST_ROWS)


def _name(book: Workbook, key: str, head: tuple[str, int, int], rows: int) -> None:
    """Name a list beneath a head, at a sheet, column and row; it reaches as far as it is filled."""
    sheet, letter, row = head[0], column_letter(head[1]), head[2]
    name, whole = f"list_{key}", f"{sheet}!${letter}${row}:${letter}${row + rows}"
    filled = f'MAX(1,COUNTIF({whole},"?*")-1)'
    book.defined_names[name] = DefinedName(name, attr_text=f"OFFSET({sheet}!${letter}${row},1,0,{filled},1)")
