"""Bound what is kept of a workbook, so that a small hostile file can't fill the memory."""

from __future__ import annotations

from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi_sheets.workbook.errors import WorkbookError
    from kpi_sheets.workbook.package import Package

MAX_ITEMS = 2_500_000
MAX_TEXT = 24 << 20  # characters, of up to four bytes
MAX_MOVED = 2 << 20
RANGE, NAME, COMMENT = 10, 10, 50  # what these count for: they take more than a cell, here and later


class Budget:
    """What may still be kept of one workbook: things (cells, strings, merges, …) and characters of text."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._items = MAX_ITEMS
        self._text = MAX_TEXT
        self._moved = MAX_MOVED

    @property
    def spent(self) -> int:
        """How many things were counted so far."""
        return MAX_ITEMS - self._items

    def spend(self, part: str, text: int = 0, items: int = 1) -> None:
        """Take from the budget; raise WorkbookError when it is used up."""
        self._items -= items
        self._text -= text
        if self._items < 0 or self._text < 0:
            raise self._too_much(part)

    def expect(self, part: str, items: int) -> None:
        """Raise WorkbookError when so many things more can't be kept."""
        if items > self._items:
            raise self._too_much(part)

    def can_move(self, text: int) -> bool:
        """Tell whether a shared formula may be moved to one more cell; that takes up to 1.5 µs a character.

        A cell that comes too late keeps the formula as its first cell has it.
        """
        self._moved -= text
        return self._moved >= 0

    def _too_much(self, part: str) -> WorkbookError:
        what = f"the workbook holds more than {MAX_ITEMS:,} cells or {MAX_TEXT >> 20} million characters"
        return self._package.problem(part, what, "move the data that isn't about KPIs to another workbook")
