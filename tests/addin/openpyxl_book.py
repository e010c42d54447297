"""A workbook in memory, by openpyxl, that behaves as one that is open in Excel. It never calculates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

EPOCH = dt.datetime(1899, 12, 30)
DATE = "mm-dd-yy"  # the format that Excel gives a date in a cell without one


class OpenBook:
    """One workbook, read twice: with its formulas, and with what they came to when they were last calculated."""

    def __init__(self, path: Path) -> None:
        self.fullname, self.name = str(path), path.name
        self.book: Workbook = load_workbook(path)
        self.results: Workbook = load_workbook(path, data_only=True)
        self.app = OpenApp()
        self.sheets = OpenSheets(self)

    def save(self, path: Path) -> None:
        self.book.save(path)


class OpenApp:
    status_bar = ""


class OpenSheets:
    def __init__(self, book: OpenBook) -> None:
        self.open = book

    def __len__(self) -> int:
        return len(self.open.book.worksheets)

    def __iter__(self) -> Iterator[OpenSheet]:
        return (OpenSheet(self.open, sheet.title) for sheet in self.open.book.worksheets)

    def add(self, name: str, *, after: OpenSheet) -> OpenSheet:
        for book in (self.open.book, self.open.results):
            book.create_sheet(name, book.sheetnames.index(after.name) + 1)
        return OpenSheet(self.open, name)


class OpenSheet:
    def __init__(self, book: OpenBook, name: str) -> None:
        self.name = name
        self.open = book
        self.cells, self.results = book.book[name], book.results[name]
        self.visible = self.cells.sheet_state == "visible"

    @property
    def used_range(self) -> OpenRange:
        cells = self.cells
        return self.range((cells.min_row, cells.min_column), (cells.max_row, cells.max_column))

    @property
    def tables(self) -> list[OpenTable]:
        return [OpenTable(self, table) for table in self.cells.tables.values()]

    @property
    def notes(self) -> list[OpenNote]:
        return [OpenNote(self, cell) for row in self.cells.iter_rows() for cell in row if cell.comment]

    @property
    def comments(self) -> list[Any]:
        raise NotImplementedError("as with Excel for Mac")

    def range(self, first: tuple[int, int], last: tuple[int, int] | None = None) -> OpenRange:
        return OpenRange(self, first, last or first)

    def activate(self) -> None:
        self.open.book.active = self.open.book.sheetnames.index(self.name)


class OpenTable:
    def __init__(self, sheet: OpenSheet, table: Any) -> None:
        self.sheet, self.table, self.name = sheet, table, table.displayName
        self.show_headers, self.show_totals = table.headerRowCount != 0, bool(table.totalsRowCount)

    @property
    def range(self) -> OpenRange:
        (top, left), (bottom, right) = (_place(cell) for cell in self.table.ref.split(":"))
        return self.sheet.range((top, left), (bottom, right))

    def resize(self, cells: OpenRange) -> None:
        self.table.ref = cells.address.replace("$", "")


class OpenNote:
    def __init__(self, sheet: OpenSheet, cell: Any) -> None:
        self.text, self.location = cell.comment.text, sheet.range((cell.row, cell.column))


class OpenRange:
    def __init__(self, sheet: OpenSheet, first: tuple[int, int], last: tuple[int, int]) -> None:
        self.sheet, self.first, self.last = sheet, first, last
        (self.row, self.column), (bottom, right) = first, last
        self.shape = (bottom - self.row + 1, right - self.column + 1)
        self.address = ":".join(f"${get_column_letter(column)}${row}" for row, column in dict.fromkeys((first, last)))

    def _cells(self, page: Any) -> list[list[Any]]:
        bottom, right = self.last
        columns = range(self.column, right + 1)
        return [[page.cell(row, column) for column in columns] for row in range(self.row, bottom + 1)]

    @property
    def value(self) -> list[list[Any]]:
        return [[_shown(cell.value) for cell in row] for row in self._cells(self.sheet.results)]

    @value.setter
    def value(self, rows: list[list[Any]]) -> None:
        for page in (self.sheet.cells, self.sheet.results):
            for cells, values in zip(self._cells(page), rows, strict=True):
                for cell, value in zip(cells, values, strict=True):
                    _enter(cell, value)

    @property
    def formula(self) -> list[list[str]]:
        return [[_text(cell.value) for cell in row] for row in self._cells(self.sheet.cells)]

    @formula.setter
    def formula(self, rows: list[list[str]]) -> None:
        for cells, texts in zip(self._cells(self.sheet.cells), rows, strict=True):
            for cell, text in zip(cells, texts, strict=True):
                cell.value = text

    @property
    def number_format(self) -> str | None:
        codes = {cell.number_format for row in self._cells(self.sheet.cells) for cell in row}
        return codes.pop() if len(codes) == 1 else None

    @number_format.setter
    def number_format(self, code: str) -> None:
        for page in (self.sheet.cells, self.sheet.results):
            for row in self._cells(page):
                for cell in row:
                    cell.number_format = code

    @property
    def color(self) -> tuple[int, ...]:
        return tuple(bytes.fromhex(self._cells(self.sheet.cells)[0][0].fill.fgColor.rgb[2:]))

    @color.setter
    def color(self, colour: tuple[int, int, int]) -> None:
        for row in self._cells(self.sheet.cells):
            for cell in row:
                cell.fill = PatternFill("solid", fgColor=bytes(colour).hex())

    @property
    def column_width(self) -> float:
        return self.sheet.cells.column_dimensions[get_column_letter(self.column)].width

    @column_width.setter
    def column_width(self, characters: float) -> None:
        self.sheet.cells.column_dimensions[get_column_letter(self.column)].width = characters

    @property
    def merge_cells(self) -> bool | None:
        """True when all cells are merged, None when some are, as Excel has it."""
        merged = {self._is_merged(row, column) for row, column in self._places()}
        return merged.pop() if len(merged) == 1 else None

    @property
    def merge_area(self) -> OpenRange:
        for area in self.sheet.cells.merged_cells.ranges:
            if area.min_row <= self.row <= area.max_row and area.min_col <= self.column <= area.max_col:
                return self.sheet.range((area.min_row, area.min_col), (area.max_row, area.max_col))
        return self

    def _places(self) -> Iterator[tuple[int, int]]:
        bottom, right = self.last
        return ((row, column) for row in range(self.row, bottom + 1) for column in range(self.column, right + 1))

    def _is_merged(self, row: int, column: int) -> bool:
        return f"{get_column_letter(column)}{row}" in self.sheet.cells.merged_cells

    def clear_contents(self) -> None:
        for page in (self.sheet.cells, self.sheet.results):
            for row in self._cells(page):
                for cell in row:
                    cell.value = None

    def paste(self, paste: str) -> None:
        assert paste == "formats"
        cells = zip(self._cells(self.sheet.cells), self.sheet.copied._cells(self.sheet.cells), strict=True)
        for targets, sources in cells:
            for target, source in zip(targets, sources, strict=True):
                target._style = copy(source._style)

    def select(self) -> None:
        self.sheet.cells.sheet_view.selection[0].sqref = self.address.replace("$", "")


def _enter(cell: Any, value: Any) -> None:
    """Put into a cell what Excel makes of a value: a formula of "=…" unless the cell is text or it starts with '."""
    if isinstance(value, str):
        is_text = value.startswith("'") or cell.number_format == "@"
        cell.value = value.removeprefix("'")
        cell.data_type = "s" if is_text or not value.startswith("=") else "f"
        return
    is_new_date = isinstance(value, dt.datetime) and cell.number_format == "General"
    cell.value = value
    if is_new_date:
        cell.number_format = DATE


def _shown(value: Any) -> Any:
    """Excel hands a time and a duration over as a moment since its epoch."""
    if isinstance(value, dt.time):
        return EPOCH + dt.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    return EPOCH + value if isinstance(value, dt.timedelta) else value


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _place(address: str) -> tuple[int, int]:
    letters = "".join(char for char in address if char.isalpha())
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(address.removeprefix(letters)), column
