"""Measure the rows and the columns of a sheet, so that something of a known size can be laid over its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kpi_sheets.workbook.cells import TRUE
from kpi_sheets.workbook.patch_tree import Node, Part, Tree

ROW = re.compile(rb"""<(?:[\w.-]+:)?row\s[^>]*?\b(?:ht|hidden)=[^>]*>""")
ATTRIBUTE = re.compile(rb"""\s(r|ht|hidden)\s*=\s*["']([^"']*)["']""")
DIGIT = 7  # pixels of a digit in the usual font; the width of a column counts in digits
PIXEL = 0.75  # points
USUAL_WIDTH, USUAL_HEIGHT = 9.14, 15.0  # in digits and in points
LARGEST = 500.0  # neither is larger in Excel


class Grid(NamedTuple):
    """The sizes of columns (first, last, width) and of rows by their number, in pixels; and those of all others."""

    columns: Sequence[tuple[int, int, int]]
    rows: Mapping[int, int]
    column: int
    row: int

    def width(self, column: int) -> int:
        """Return the width of a column."""
        return next((width for first, last, width in self.columns if first <= column <= last), self.column)

    def height(self, row: int) -> int:
        """Return the height of a row."""
        return self.rows.get(row, self.row)


def measured(sheet: Part, tree: Tree) -> Grid:
    """Return the grid of a sheet. A row whose height is left to whoever opens the file counts as a usual one."""
    usual = tree.root.first("sheetFormatPr")
    attributes = usual.attributes if usual else {}
    column = _number(attributes.get("defaultColWidth", ""), USUAL_WIDTH) * DIGIT
    row = _number(attributes.get("defaultRowHeight", ""), USUAL_HEIGHT) / PIXEL
    return Grid(list(_columns(tree.root.first("cols"))), dict(_rows(sheet.data)), round(column), round(row))


def reach(start: int, offset: int, length: int, size: Callable[[int], int], last: int) -> tuple[int, int]:
    """Return the row or column in which a stretch ends, and how many pixels into it.

    It begins `offset` pixels into `start`; it ends in `last`, the last there is, if it would go beyond.
    """
    rest = offset + length
    while start < last and rest > size(start):
        rest -= size(start)
        start += 1
    return start, min(rest, size(start))


def _columns(node: Node | None) -> Iterator[tuple[int, int, int]]:
    for entry in node.children if node else ():
        first, last = entry.attributes.get("min", ""), entry.attributes.get("max", "")
        if first.isdecimal() and last.isdecimal():
            hidden = entry.attributes.get("hidden") in TRUE
            width = 0.0 if hidden else _number(entry.attributes.get("width", ""), USUAL_WIDTH)
            yield int(first), int(last), round(width * DIGIT)


def _rows(data: bytes) -> Iterator[tuple[int, int]]:
    for match in ROW.finditer(data):
        found = {name.decode(): text.decode("latin-1") for name, text in ATTRIBUTE.findall(match[0])}
        if found.get("r", "").isdecimal():
            height = 0.0 if found.get("hidden") in TRUE else _number(found.get("ht", ""), USUAL_HEIGHT)
            yield int(found["r"]), round(height / PIXEL)


def _number(text: str, usual: float) -> float:
    """Return a size, the usual one for none that can be."""
    try:
        value = float(text)
    except ValueError:
        return usual
    return value if 0 <= value <= LARGEST else usual
