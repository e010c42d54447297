"""Sheets of cells made from plain rows, as the reader or a live workbook would hand them over."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kpi_sheets.model import Cell, CellValue, Table
from kpi_sheets.register import load_default, read_tables
from kpi_sheets.workbook import Range

if TYPE_CHECKING:
    from collections.abc import Sequence


class Formatted(NamedTuple):
    """A value with its number format."""

    value: CellValue
    number_format: str


class ListObject(NamedTuple):
    """An Excel table."""

    range: Range
    header_rows: int
    totals_rows: int
    name: str = "Table1"
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class FakeSheet:
    name: str
    rows: dict[int, dict[int, Cell]]
    merges: tuple[Range, ...] = ()
    visibility: str = "visible"
    hidden_rows: frozenset[int] = frozenset()
    tables: tuple[object, ...] = field(default=())
    validations: tuple[object, ...] = ()


def sheet(
    *rows: Sequence[CellValue | Formatted],
    name: str = "Sheet1",
    merges: str = "",
    visibility: str = "visible",
) -> FakeSheet:
    """Make a sheet: a tuple per row from row 1, None for a blank cell; merges as "A1:A2 B1:D1"."""
    cells: dict[int, dict[int, Cell]] = {}
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                value, number_format = value if isinstance(value, Formatted) else (value, "General")
                cells.setdefault(number, {})[column] = Cell(number, column, value, number_format)
    areas = tuple(_area(text) for text in merges.split())
    return FakeSheet(name, cells, areas, visibility)


def percent(value: float) -> Formatted:
    return Formatted(value, "0%")


def tables(*sheets: FakeSheet, hidden: bool = False, language: str = "auto") -> tuple[Table, ...]:
    return read_tables(sheets, load_default(), language, hidden=hidden)


def table(*rows: Sequence[CellValue | Formatted], name: str = "Sheet1", merges: str = "") -> Table:
    """Read the one table of a sheet."""
    found = tables(sheet(*rows, name=name, merges=merges))
    assert len(found) == 1, [(entry.sheet, entry.header_rows, entry.columns) for entry in found]
    return found[0]


def _area(text: str) -> Range:
    first_column, first_row, last_column, last_row = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", text).groups()
    return Range(int(first_row), _number(first_column), int(last_row), _number(last_column))


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
