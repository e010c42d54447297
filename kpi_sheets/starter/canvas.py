"""A sheet to write on: values, and formulas together with the value they have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from copy import copy
from typing import Literal

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kpi_sheets.model import column_letter
from kpi_sheets.starter.style import INK, NOTE, TITLE, Style, parts, solid
from kpi_sheets.typed import Any, NamedTuple

Value = str | float | int | dt.date | None
PLAIN = Style()


class Live(NamedTuple):
    """A formula, without its "=", and the value that it has when the workbook is new."""

    formula: str
    value: Value


class Canvas:
    """One worksheet. `results` holds the value of each formula, and each fraction in full, by its cell's address."""

    def __init__(self, sheet: Worksheet, *, landscape: bool, tab: str = "") -> None:
        self.sheet = sheet
        self.results: dict[str, Value] = {}
        self._styles: dict[Style, Any] = {}
        sheet.sheet_view.showGridLines = False
        sheet.sheet_properties.tabColor = tab or None
        _fit_one_page_wide(sheet, landscape=landscape)

    def put(self, row: int, column: int, value: Value | Live, style: Style = PLAIN, width: int = 1) -> None:
        """Write a cell; one of more columns wide is merged."""
        first, *others = (self.sheet.cell(row, place) for place in range(column, column + width))
        for cell in (first, *others):
            self._dress(cell, style)
        if isinstance(value, Live):
            first.value = f"={value.formula}"
            self.results[first.coordinate] = value.value
        else:
            first.value = value
            if isinstance(value, float):
                self.results[first.coordinate] = value
            first.data_type = "s" if isinstance(value, str) else first.data_type  # a text is no formula
        if others:  # `merge_cells` would look at every style and every other merge again
            self.sheet.merged_cells.ranges.add(CellRange(f"{first.coordinate}:{others[-1].coordinate}"))

    def _dress(self, cell: Any, style: Style) -> None:
        """Give a cell its style: openpyxl compares a font, fill, alignment and border with all it knows, so it does
        that once a style."""
        if style is PLAIN:
            return
        if style not in self._styles:
            cell.font, cell.fill, cell.alignment, cell.border = parts(style)
            cell.number_format = style.format
            self._styles[style] = cell._style  # noqa: SLF001
        cell._style = copy(self._styles[style])  # noqa: SLF001

    def fill(self, row: int, column: int, width: int, style: Style) -> None:
        """Give a stretch of a row one style, without merging it."""
        for place in range(column, column + width):
            self.put(row, place, None, style)

    def title(self, says: Mapping[str, str]) -> None:
        """Write the sheet's title, and the note beneath it."""
        self.put(1, 1, says["title"], TITLE)
        self.put(2, 1, says["note"], NOTE)
        self.height(1, 30)

    def widths(self, widths: Iterable[float]) -> None:
        """Set the widths of the first columns, in characters."""
        for number, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[column_letter(number)].width = width

    def height(self, row: int, points: float) -> None:
        """Set the height of a row."""
        self.sheet.row_dimensions[row].height = points

    def link(self, row: int, column: int, sheet: str, address: str = "A1") -> None:
        """Let a cell lead to another one in this workbook."""
        cell = self.sheet.cell(row, column)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quoted(sheet)}!{address}")

    def offer(self, cells: str, choices: str, notice: str = "") -> None:
        """Offer a list by its defined name; without a notice other values may be entered as well."""
        offered = DataValidation(type="list", formula1=choices, allow_blank=True, showErrorMessage=bool(notice))
        offered.error = notice or None
        offered.add(cells)
        self.sheet.add_data_validation(offered)

    def require(self, cells: str, kind: Literal["date", "decimal"], notice: str) -> None:
        """Accept only a date or a number of 0 or more."""
        least = "1" if kind == "date" else "0"
        asked = DataValidation(type=kind, operator="greaterThanOrEqual", formula1=least, allow_blank=True)
        asked.showErrorMessage, asked.error = True, notice
        asked.add(cells)
        self.sheet.add_data_validation(asked)

    def colour(self, cells: str, rules: Mapping[str, tuple[str, str]], *, edge: bool = False) -> None:
        """Colour cells by formulas, the first that holds: each with its fill and its text colour, "" for none.

        With `edge` a line stands right of the cells, as long as any of the formulas holds.
        """
        line = Border(right=Side(style="thin", color=INK)) if edge else None
        for formula, (fill, text) in rules.items():
            font = Font(color=text) if text else None
            look = DifferentialStyle(font=font, fill=solid(fill) if fill else None, border=line)
            self.format_where(cells, formula, look)

    def format_where(self, cells: str, formula: str, look: DifferentialStyle) -> None:
        """Give cells another look while a formula holds, and look no further then."""
        rule = Rule(type="expression", formula=[formula], stopIfTrue=True, dxf=look)
        self.sheet.conditional_formatting.add(cells, rule)

    def footer(self, page: str) -> None:
        """Number the pages: "Page {page} of {pages}"."""
        footer: Any = self.sheet.oddFooter
        footer.right.text, footer.right.size = page.format(page="&P", pages="&N"), 8


def _fit_one_page_wide(sheet: Worksheet, *, landscape: bool) -> None:
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.4, 0.5
    sheet.page_margins.header = sheet.page_margins.footer = 0.25
    sheet.print_options.horizontalCentered = True


def quoted(sheet: str) -> str:
    """Return a sheet's name as formulas write it."""
    doubled = sheet.replace("'", "''")
    return f"'{doubled}'"


def text(value: str) -> str:
    """Return a text as formulas write it."""
    doubled = value.replace('"', '""')
    return f'"{doubled}"'


def spoken(template: str, pieces: Mapping[str, Live]) -> Live:
    """Return a sentence that is put together by a formula: "{behind} of {total}" → A1&" of "&B1."""
    formula, rest = [], template
    while rest:
        before, _, rest = rest.partition("{")
        name, _, rest = rest.partition("}")
        formula += [text(before)] if before else []
        formula += [pieces[name].formula] if name else []
    return Live("&".join(formula), template.format(**{name: piece.value for name, piece in pieces.items()}))
