"""Read the cells of a sheet, row by row. This is the hot path: about 2 µs for a cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from math import isfinite
from xml.etree.ElementTree import Element

from kpi_sheets.model import CellValue, ErrorValue
from kpi_sheets.typed import TYPE_CHECKING, NamedTuple
from kpi_sheets.workbook.address import MAX_COLUMN, MAX_ROW, column_number, place
from kpi_sheets.workbook.book import Sheet
from kpi_sheets.workbook.budget import Budget
from kpi_sheets.workbook.dates import Shown, moment
from kpi_sheets.workbook.package import Package
from kpi_sheets.workbook.rows import Content, Rows
from kpi_sheets.workbook.strings import text_of, unescape
from kpi_sheets.workbook.styles import Style

if TYPE_CHECKING:
    from typing import NoReturn

TRUE = frozenset({"1", "true", "on"})
NUMERIC = frozenset({None, "n"})
NUMBER = Shown.NUMBER


class Shared(NamedTuple):
    """What all sheets of a workbook read their cells with."""

    package: Package
    budget: Budget
    strings: list[str]
    styles: dict[str | None, Style]
    date_1904: bool
    wanted: Callable[[Sheet], bool]


class _Columns(dict[str, int]):
    """The numbers of columns by their letters, remembered; KeyError for letters that no column has."""

    def __missing__(self, letters: str) -> int:
        number = column_number(letters) if letters.isascii() and letters.isalpha() and len(letters) <= 3 else 0
        if not 1 <= number <= MAX_COLUMN:
            raise KeyError(letters)
        self[letters] = number
        return number


class Cells:
    """The cells of one sheet, gathered row by row in `rows`.

    `hidden_rows` are the rows that the sheet hides, `commented` those in which a cell has a comment. `count` is how
    many cells were met, those without a value too.
    """

    def __init__(self, shared: Shared, part: str) -> None:
        self.rows = Rows()
        self.hidden_rows: set[int] = set()
        self.commented: set[int] = set()
        self.count = 0
        self._shared = shared
        self._strings = shared.strings
        self._styles = shared.styles
        self._part = part
        self._row = 0
        self._columns = _Columns()
        self._texts: dict[str, str] = {}
        self._masters: dict[str | None, tuple[str, int, int]] = {}

    def add(self, element: Element) -> None:
        """Read one `<row>`; raise WorkbookError for a cell that can't be read."""
        row = self._row = self._row_number(element)
        if element.get("hidden") in TRUE:
            self.hidden_rows.add(row)
        if len(element):
            self.count += len(element)
            self._shared.budget.spend(self._part, items=len(element))
            self._add_cells(element, row)

    def _add_cells(self, element: Element, row: int) -> None:
        columns, read, digits = self._columns, self._read, str(row)
        found: dict[int, Content] = {}
        column = 0
        for cell in element:
            if cell.tag != "c":
                continue
            address = cell.get("r")
            try:
                column = columns[address.removesuffix(digits)] if address else column + 1
                if len(cell) and (filled := read(cell, row, column)):
                    found[column] = filled
            except (KeyError, IndexError, ValueError):
                self._refuse(cell, row, column)
        if column > MAX_COLUMN:
            raise self._problem(f"row {row} has more than {MAX_COLUMN:,} cells")
        if found:
            self.rows.add(row, found)

    def _read(self, cell: Element, row: int, column: int) -> Content | None:
        """Return what a cell holds, None for one that is only formatted; what else goes wrong is for `_refuse`."""
        text = formula = None
        for child in cell:
            if child.tag == "v":
                text = child.text or ""
            elif child.tag == "f":
                formula = self._formula(child, row, column)
        kind = cell.get("t")
        number_format, shown = self._styles[cell.get("s")]
        if kind == "s" and text and text.isdigit():
            value: CellValue = self._strings[int(text)]
        elif text and kind in NUMERIC and shown is NUMBER:
            value = number(text)
        else:
            value = self._value(kind, text, cell, shown)
        if value is None and formula is None:
            return None
        return value, number_format, formula

    def comment(self, address: str, text: str) -> None:
        """Add a comment to a cell, which may be empty otherwise."""
        row, column = place(address)
        self.commented.add(row)
        self.rows.comment(row, column, text)

    def _row_number(self, element: Element) -> int:
        text = element.get("r")
        try:
            row = int(text) if text else self._row + 1
        except ValueError:
            raise self._problem(f'"{(text or "")[:20]}" is no row') from None
        if not 1 <= row <= MAX_ROW:
            raise self._problem(f"row {row} is beyond the last row, {MAX_ROW}")
        return row

    def _value(self, kind: str | None, text: str | None, cell: Element, shown: Shown) -> CellValue:
        if kind == "inlineStr":
            item = cell.find("is")
            return "" if item is None else self._text(text_of(item))
        if text is None:
            return None
        if kind == "str":
            return self._text(unescape(text))
        text = text.strip()
        if not text:
            return None
        if kind == "b":
            return text in TRUE
        if kind == "e":
            return ErrorValue(self._text(text))
        if kind == "d":
            return iso_moment(text)
        if kind == "s":
            raise IndexError(text)
        value = number(text)
        return value if shown is NUMBER else moment(value, shown, self._shared.date_1904)

    def _text(self, text: str) -> str:
        """Keep equal texts once."""
        known = self._texts.setdefault(text, text)
        if known is text:
            self._shared.budget.spend(self._part, len(text), items=0)
        return known

    def _formula(self, element: Element, row: int, column: int) -> str:
        text = unescape(element.text or "")
        if element.get("t") != "shared":
            return self._text(text)
        group = element.get("si")
        if text:
            self._masters[group] = (text, row, column)
            return self._text(text)
        master, top, left = self._masters.get(group, ("", row, column))
        if not self._shared.budget.can_move(len(master)):
            return master
        from kpi_sheets.workbook.formula import moved  # few workbooks have shared formulas

        return self._text(moved(master, row - top, column - left))

    def _refuse(self, cell: Element, row: int, column: int) -> NoReturn:
        """Find out why a cell can't be read, now that it is known that it can't."""
        address, style = cell.get("r", ""), cell.get("s")
        named = f"cell {address[:20]}" if address else f"cell {column} of row {row}"
        if address and not self._belongs(address, row):
            raise self._problem(f"{named} can't stand in row {row}")
        if style not in self._shared.styles:
            raise self._problem(f"{named} has style {(style or '')[:20]}, which the workbook doesn't define")
        text = next((child.text or "" for child in cell if child.tag == "v"), "")[:20]
        if cell.get("t") == "s":
            raise self._problem(f'{named} refers to shared text "{text}", which the workbook doesn\'t hold')
        raise self._problem(f'{named} holds "{text}", which is no value of its type')

    @staticmethod
    def _belongs(address: str, row: int) -> bool:
        try:
            return place(address)[0] == row
        except ValueError:
            return False

    def _problem(self, what: str) -> Exception:
        return self._shared.package.problem(self._part, what)


def number(text: str) -> int | float:
    """Return the number that a cell holds, an int when it is written as one; raise ValueError for none."""
    if text.isdigit():
        return int(text)
    value = float(text)
    if not isfinite(value) or "_" in text:
        raise ValueError(text)
    return value if "." in text or not text.strip().lstrip("+-").isdigit() else int(text)


def iso_moment(text: str) -> dt.date | dt.datetime | dt.time:
    """Return the ISO 8601 date, date and time, or time that a cell of type "d" holds."""
    if ":" not in text:
        return dt.date.fromisoformat(text)
    if "-" not in text.partition("T")[0]:
        return dt.time.fromisoformat(text.removeprefix("T")).replace(tzinfo=None)
    return dt.datetime.fromisoformat(text).replace(tzinfo=None)
