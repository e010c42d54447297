"""The lists that feed the drop-downs, and the defined names by which they are known."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from kpi_sheets.model import column_letter
from kpi_sheets.starter.canvas import Canvas, quoted
from kpi_sheets.starter.layout import FIRST_ROW, HEAD_ROW, LIST_ROWS, LISTS, OPEN_LISTS, WORKING
from kpi_sheets.starter.plan import Plan
from kpi_sheets.starter.style import CARD, INPUT, NAVY, WHITE, Style
from kpi_sheets.starter.working import ORDER_COLUMN, TEAM_COLUMN

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
        used = dict.fromkeys(str(item[key]) for item in plan.items if item[key] is not None)
        return tuple(used)
    return tuple(plan.texts.words(key).values())


def define(book: Workbook, plan: Plan) -> None:
    """Give each list a name; it reaches as far as the list is filled."""
    sheet = quoted(plan.texts["sheets"]["lists"])
    for number, key in enumerate(LISTS, start=1):
        _name(book, f"list_{key}", sheet, column_letter(number), FIRST_ROW)
    kpis = plan.ranges.kpis
    _name(book, "list_id", kpis, "A", FIRST_ROW)
    _name(book, "list_name", kpis, "B", FIRST_ROW)
    _name(book, "list_team_shown", WORKING, column_letter(TEAM_COLUMN), 2)
    _name(book, "list_order", WORKING, column_letter(ORDER_COLUMN), 2)


def _name(book: Workbook, name: str, sheet: str, letter: str, first: int) -> None:
    last = first + (LIST_ROWS if name not in ("list_id", "list_name") else 100) - 1
    whole = f"{sheet}!${letter}${first}:${letter}${last}"
    filled = f'MAX(1,COUNTIF({whole},"?*"))'
    book.defined_names[name] = DefinedName(name, attr_text=f"OFFSET({sheet}!${letter}${first},0,0,{filled},1)")
