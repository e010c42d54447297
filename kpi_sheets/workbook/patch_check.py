"""Read a patched workbook back, the way the reader reads any: an independent witness before the old file goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kpi_sheets.model import Cell, column_letter
from kpi_sheets.workbook.budget import Budget
from kpi_sheets.workbook.cells import Cells, Shared
from kpi_sheets.workbook.markup import elements
from kpi_sheets.workbook.package import Package
from kpi_sheets.workbook.patch_edits import Value
from kpi_sheets.workbook.patch_tree import load, parse
from kpi_sheets.workbook.patch_values import is_date, serial
from kpi_sheets.workbook.styles import PLAIN, Style

Place = tuple[int, int]


def check_part(copy: Package, part: str) -> None:
    """Raise WorkbookError unless a part is well-formed."""
    parse(load(copy, part))


def misread(copy: Package, part: str, cells: Mapping[Place, Value]) -> str:
    """Return the address of the first cell of a sheet that doesn't read as it should, "" when all do.

    Raises WorkbookError when the sheet is no longer a sheet at all. A date reads as its serial number here, since no
    number format is looked at.
    """
    found = _read(copy, part, cells)
    for (row, column), value in cells.items():
        cell = found.get(row, {}).get(column)
        read = cell.value if cell else None
        if read != value and not (is_date(value) and read in (serial(value, False), serial(value, True))):
            return f"{column_letter(column)}{row}"
    return ""


def _read(copy: Package, part: str, cells: Mapping[Place, Value]) -> dict[int, dict[int, Cell]]:
    """Let the reader read the cells that were written, and no others: of each row all else is dropped first."""
    addresses: dict[str, set[str]] = defaultdict(set)
    for row, column in cells:
        addresses[str(row)].add(f"{column_letter(column)}{row}")
    reader = Cells(_without_styles(copy), part)
    stream = elements(copy, part, "worksheet", ("sheetData",))
    next(stream)
    number = 0
    for element in stream:
        if element.tag == "row":
            number = int(element.get("r") or number + 1)
            wanted = addresses.get(str(number))
            if wanted:
                element[:] = [cell for cell in element if cell.get("r") in wanted]
                element.set("r", str(number))
                reader.add(element)
    return reader.rows


def _without_styles(copy: Package) -> Shared:
    plain: dict[str | None, Style] = defaultdict(lambda: PLAIN)
    return Shared(copy, Budget(copy), [], plain, date_1904=False)
