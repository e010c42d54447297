"""Look a patched workbook over before the old file goes: every part that changed, as it reads from the disk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape

from kpi_sheets.model import column_letter
from kpi_sheets.workbook.package import Package
from kpi_sheets.workbook.patch_edits import Value
from kpi_sheets.workbook.patch_scan import FoundCell
from kpi_sheets.workbook.patch_tree import check, load
from kpi_sheets.workbook.patch_values import holds

# The start tag of a row, or a cell as the patch writes it: its column, its row, and all the rest.
ROW_OR_CELL = rb"""<(?:[\w.-]+:)?(?:row([\s/>][^>]*)|c r="(%b)(\d+)"([^>]*/>|.*?</(?:[\w.-]+:)?c>))"""
ROW_NUMBER = re.compile(rb"""\sr=["'](\d+)["']""")
KIND = re.compile(rb"""[^>]*\st="(\w+)\"""")
CONTENT = re.compile(rb"<(?:[\w.-]+:)?(v|t)(?:\s[^>]*)?>([^<]*)<")

Place = tuple[int, int]


def check_part(copy: Package, part: str) -> None:
    """Raise WorkbookError unless a part is well-formed."""
    check(load(copy, part))


def misread(copy: Package, part: str, cells: Mapping[Place, Value]) -> str:
    """Return the address of the first cell of a sheet that doesn't hold what was written, "" when all do.

    This is not done by the scanner that found the place for them: it is quicker, and a mistake of the one is not made
    by the other. Raises WorkbookError when the sheet is ill-formed.
    """
    sheet = load(copy, part)
    check(sheet)
    found = _written(sheet.data, cells)
    wrong = (place for place, value in cells.items() if not _holds(found.get(place), value))
    return next((f"{column_letter(column)}{row}" for row, column in wrong), "")


def _written(data: bytes, places: Iterable[Place]) -> dict[Place, FoundCell]:
    """Return the cells in the columns of some places that stand in the row which they name."""
    columns = {column_letter(column).encode(): column for _, column in places}
    found: dict[Place, FoundCell] = {}
    row = 0
    for match in re.finditer(ROW_OR_CELL % b"|".join(columns), data, re.DOTALL):
        in_row, letters, number, rest = match.groups()
        if in_row is not None:
            named = ROW_NUMBER.search(in_row)
            row = int(named[1]) if named else row + 1
        elif int(number) == row:
            found[row, columns[letters]] = _cell(rest)
    return found


def _cell(rest: bytes) -> FoundCell:
    kind, content = KIND.match(rest), dict(CONTENT.findall(rest))
    value, text = (unescape(content[tag].decode()) if tag in content else None for tag in (b"v", b"t"))
    return FoundCell(None, kind[1].decode() if kind else "n", 0, value=value, text=text)


def _holds(cell: FoundCell | None, value: Value) -> bool:
    """Return whether a cell holds a value; a date may be counted from either epoch."""
    if cell is None:
        return value is None
    return holds(cell, value, False, None) or holds(cell, value, True, None)
