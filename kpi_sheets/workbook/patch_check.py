"""Look a patched workbook over before the old file goes: every part that changed, as it reads from the disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kpi_sheets.model import column_letter
from kpi_sheets.workbook.package import Package
from kpi_sheets.workbook.patch_edits import Value
from kpi_sheets.workbook.patch_scan import CellScanner, FoundCell
from kpi_sheets.workbook.patch_tree import load, parse
from kpi_sheets.workbook.patch_values import holds

Place = tuple[int, int]


def check_part(copy: Package, part: str) -> None:
    """Raise WorkbookError unless a part is well-formed."""
    parse(load(copy, part))


def misread(copy: Package, part: str, cells: Mapping[Place, Value]) -> str:
    """Return the address of the first cell of a sheet that doesn't hold what it should, "" when all do.

    Raises WorkbookError when the sheet is ill-formed or its cells are out of order.
    """
    scanner = CellScanner(by_row(cells))
    parse(load(copy, part), "sheetData", scanner)
    found = scanner.found.cells
    wrong = (place for place, value in cells.items() if not _holds(found.get(place), value))
    return next((f"{column_letter(column)}{row}" for row, column in wrong), "")


def by_row(places: Iterable[Place]) -> dict[int, list[int]]:
    """Return the columns by row, both ascending."""
    rows: dict[int, list[int]] = {}
    for row, column in sorted(places):
        rows.setdefault(row, []).append(column)
    return rows


def _holds(cell: FoundCell | None, value: Value) -> bool:
    """Return whether a cell holds a value; a date may be counted from either epoch."""
    if cell is None:
        return value is None
    return holds(cell, value, False, None) or holds(cell, value, True, None)
