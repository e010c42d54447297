"""Measure the rows and the columns of a sheet, so that something of a known size can be laid over its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from kpi_sheets.typed import NamedTuple
from kpi_sheets.workbook.address import whole_number
from kpi_sheets.workbook.cells import TRUE
from kpi_sheets.workbook.patch_tree import Node, Part, Tree
from kpi_sheets.workbook.patch_widths import span_of, width_of

ROW = re.compile(rb"""<(?:[\w.-]+:)?row\s[^>]*?\b(?:ht|hidden)=[^>]*>""")
ATTRIBUTE = re.compile(rb"""\s(r|ht|hidden)\s*=\s*["']([^"']*)["']""")
DIGIT = 7  # pixels of a digit in the usual font; the width of a column counts in digits
PIXEL = 0.75  # points
USUAL_HEIGHT, LARGEST = 20, 2_000  # pixels


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
    column = _pixels(width_of(usual, "defaultColWidth") * DIGIT)
    row = _height(usual.attributes.get("defaultRowHeight", "") if usual else "")
    return Grid(list(_columns(tree.root.first("cols"))), dict(_rows(sheet.data)), column, row)


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
        if span := span_of(entry):
            hidden = entry.attributes.get("hidden") in TRUE
            yield *span, 0 if hidden else _pixels(width_of(entry, "width") * DIGIT)


def _rows(data: bytes) -> Iterator[tuple[int, int]]:
    for match in ROW.finditer(data):
        found = {name.decode(): text.decode("latin-1") for name, text in ATTRIBUTE.findall(match[0])}
        number = whole_number(found.get("r", ""))
        if number >= 0:
            yield number, 0 if found.get("hidden") in TRUE else _height(found.get("ht", ""))


def _height(points: str) -> int:
    try:
        return _pixels(float(points) / PIXEL)
    except ValueError:
        return USUAL_HEIGHT


def _pixels(size: float) -> int:
    """Return a size in whole pixels; one that no sheet can have counts for nothing."""
    return round(size) if 0 <= size <= LARGEST else 0
