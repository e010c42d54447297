"""Bound what is kept of a workbook, so that a small hostile file can't fill the memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi_sheets.workbook.package import Package

MAX_ITEMS = 3_000_000
MAX_TEXT = 256 << 20


class Budget:
    """What may still be kept of one workbook: things (cells, strings, merges, …) and characters of text."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._items = MAX_ITEMS
        self._text = MAX_TEXT

    def spend(self, part: str, text: int = 0, items: int = 1) -> None:
        """Take from the budget; raise WorkbookError when it is used up."""
        self._items -= items
        self._text -= text
        if self._items < 0 or self._text < 0:
            what = f"the workbook holds more than {MAX_ITEMS:,} cells or {MAX_TEXT >> 20} million characters"
            raise self._package.problem(part, what, "move the data that isn't about KPIs to another workbook")
