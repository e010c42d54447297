"""The register: an Excel table with inputs left, what comes from the measurements, and the status columns right."""

from __future__ import annotations

from itertools import groupby
from typing import Literal

from openpyxl.formatting.rule import FormatObject, IconSet, Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableFormula
from openpyxl.worksheet.worksheet import Worksheet

from kpi_sheets.model import column_letter
from kpi_sheets.starter.canvas import Canvas, Live, Value
from kpi_sheets.starter.layout import (
    BAND_ROW,
    ENTRIES,
    FIRST_ROW,
    HEAD_ROW,
    INPUTS,
    KPI_ROWS,
    LISTS,
    OPEN_LISTS,
    OUTPUTS,
    REGISTER,
    Column,
    place,
)
from kpi_sheets.starter.plan import Item, Plan
from kpi_sheets.starter.style import CARD, FIGURE, INPUT, NAVY, PALE, SIGN, TEXT, WHITE, Style, solid

TABLE = "KPIs"
LAST_ROW = FIRST_ROW + KPI_ROWS - 1
GREY_HEAD = "52606D"
ICONS: dict[str, Literal["3Signs", "3ArrowsGray"]] = {"code": "3Signs", "trend": "3ArrowsGray"}
OWN_FORMATS = 300  # numbers that no format of a cell has
FORMATS = {"number": FIGURE, "ratio": "0%"}


def write(canvas: Canvas, plan: Plan) -> None:
    """Write the register."""
    canvas.title(plan.texts["register"])
    _heads(canvas, plan)
    for item in plan.items:
        _row(canvas, plan, item)
    if not plan.items:
        _blank_row(canvas, plan)
    canvas.widths(column.width for column in REGISTER)
    _add_table(canvas.sheet, plan)
    _choices(canvas, plan)
    _colours(canvas)
    _fold(canvas.sheet)
    canvas.sheet.freeze_panes = f"C{FIRST_ROW}"
    canvas.sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"


def _heads(canvas: Canvas, plan: Plan) -> None:
    says = plan.texts["register"]
    bands = ((INPUTS, says["inputs"], NAVY), (ENTRIES, says["entries"], NAVY), (OUTPUTS, says["outputs"], GREY_HEAD))
    for columns, band, fill in bands:
        canvas.put(BAND_ROW, place(columns[0].key), band, Style(size=10, bold=True, colour=fill))
        for column in columns:
            style = Style(bold=True, colour=WHITE, fill=fill, align=_side(column), wrap=True, indent=_indent(column))
            canvas.put(HEAD_ROW, place(column.key), plan.texts.header(column.key), style)
    canvas.height(HEAD_ROW, 33)


def _row(canvas: Canvas, plan: Plan, item: Item) -> None:
    canvas.height(item.row, 33)
    for column in REGISTER:
        value: Value | Live = _entry(column.key, plan, item) if column in ENTRIES else item[column.key]
        canvas.put(item.row, place(column.key), value, _style(column, plan))


def _blank_row(canvas: Canvas, plan: Plan) -> None:
    """A table has at least one row; the formulas in it are those that new rows get."""
    blank = Item(FIRST_ROW, {}, (), {})
    _row(canvas, plan, blank)


def _style(column: Column, plan: Plan) -> Style:
    fill = CARD if column in OUTPUTS else INPUT
    shown = plan.texts["date_format"] if column.kind == "date" else FORMATS.get(column.kind, "General")
    return Style(
        size=10,
        bold=column.key in ("name", "status"),
        fill=fill,
        align=_side(column),
        wrap=column.kind in ("text", "list"),
        indent=_indent(column),
        format=shown,
        line="bottom",
    )


def _side(column: Column) -> str:
    return {"number": "right", "ratio": "right", "date": "right", "code": "center"}.get(column.kind, "left")


def _indent(column: Column) -> int:
    """Numbers stand right, what follows stands left: some air between the two."""
    return 1 if _side(column) == "right" else 0


def _entry(key: str, plan: Plan, item: Item) -> Live:
    """Return the last figure of the measurements or its date: by a formula, so that a new figure is seen at once."""
    value = item[key]
    return Live(_entry_formula(key, plan), "" if value is None else value)


def _entry_formula(key: str, plan: Plan) -> str:
    figures = plan.ranges.figures
    code, when = (_this_row(plan.texts.header(name)) for name in ("id", "measured_through"))
    if key == "actual":
        total = f"SUMIFS({figures('actual')},{figures('id')},{code},{figures('measured_through')},{when})"
        return f'IF({when}="","",{total})'
    measured = f'({figures("id")}={code})*({figures("actual")}<>"")*{figures("measured_through")}'
    return f'IF(COUNTIFS({figures("id")},{code},{figures("actual")},"<>")=0,"",SUMPRODUCT(MAX({measured})))'


def _this_row(header: str) -> str:
    """Return the cell of a column in a table row's own formula."""
    escaped = "".join(f"'{char}" if char in "'#[]" else char for char in header)
    return f"{TABLE}[[#This Row],[{escaped}]]"


def _add_table(sheet: Worksheet, plan: Plan) -> None:
    last = max(FIRST_ROW, HEAD_ROW + len(plan.items))
    table = Table(displayName=TABLE, ref=f"A{HEAD_ROW}:{column_letter(len(REGISTER))}{last}")
    for number, column in enumerate(REGISTER, start=1):
        own = TableColumn(id=number, name=plan.texts.header(column.key))
        if column in ENTRIES:
            own.calculatedColumnFormula = TableFormula(attr_text=_entry_formula(column.key, plan))
        table.tableColumns.append(own)
    table.autoFilter = AutoFilter(ref=table.ref)
    sheet.add_table(table)


def _choices(canvas: Canvas, plan: Plan) -> None:
    notices = plan.texts["notices"]
    for column in REGISTER:
        letter = column_letter(place(column.key))
        cells = f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}"
        if column.key in LISTS:
            canvas.offer(cells, f"list_{column.key}", "" if column.key in OPEN_LISTS else notices["not_in_list"])
        elif column.kind == "date" and column in INPUTS:
            canvas.require(cells, "date", notices["no_date"])
        elif column.key == "weight":
            canvas.require(cells, "decimal", notices["no_number"])


def _colours(canvas: Canvas) -> None:
    """Show the codes as icons, and the status in its colour, with its sign: colour is never alone."""
    letters = {column.key: column_letter(place(column.key)) for column in REGISTER}
    for key, icons in ICONS.items():
        steps = [FormatObject(type="num", val=code) for code in (-1, 0, 1)]
        rule = Rule(type="iconSet", iconSet=IconSet(iconSet=icons, showValue=False, cfvo=steps))
        canvas.sheet.conditional_formatting.add(f"{letters[key]}{FIRST_ROW}:{letters[key]}{LAST_ROW}", rule)
    status, code = f"${letters['status']}{FIRST_ROW}", f"${letters['code']}{FIRST_ROW}"
    tests = {None: f'{code}=""', -1: f"{code}=-1", 0: f"{code}=0", 1: f"{code}=1"}
    for number, test in tests.items():
        sign = NumberFormat(numFmtId=OWN_FORMATS + list(SIGN).index(number), formatCode=f'"{SIGN[number]} "@')
        look = DifferentialStyle(font=Font(color=TEXT[number]), fill=solid(PALE[number]), numFmt=sign)
        cells = f"{letters['status']}{FIRST_ROW}:{letters['status']}{LAST_ROW}"
        canvas.format_where(cells, f"AND(LEN({status})>0,{test})", look)


def _fold(sheet: Worksheet) -> None:
    """Fold away the columns that few need; the buttons above the sheet unfold them."""
    for folded, columns in groupby(enumerate(REGISTER, start=1), key=lambda entry: entry[1].more):
        if folded:
            numbers = [number for number, _ in columns]
            for number in numbers:
                sheet.column_dimensions[column_letter(number)].outlineLevel = 1
                sheet.column_dimensions[column_letter(number)].hidden = True
            sheet.column_dimensions[column_letter(numbers[-1] + 1)].collapsed = True
