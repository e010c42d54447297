"""The cells of a sheet, kept small: a cell is made when it is looked at.

Cells are most of what a long table takes, and few are looked at again once their row was read. What rows have in
common, their columns and number formats, is kept once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kpi_sheets.model import Cell, CellValue
from kpi_sheets.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import TypeVar

    Shared = TypeVar("Shared", bound=tuple[object, ...])

Content = tuple[CellValue, str, str | None]  # of a cell: its value, number format and formula
Kept = tuple[tuple[int, ...], tuple[CellValue, ...], tuple[str, ...], tuple[str | None, ...]]

_cell = tuple.__new__  # skips the keyword handling of Cell(…), a third of what a cell costs


class Rows(Mapping[int, Mapping[int, Cell]]):
    """Cells by row, then by column."""

    __slots__ = ("_known", "_rows")

    def __init__(self) -> None:
        self._rows: dict[int, Kept | dict[int, Cell]] = {}
        self._known: dict[Any, Any] = {}

    def __getitem__(self, row: int) -> Mapping[int, Cell]:
        kept = self._rows[row]
        if isinstance(kept, dict):
            return kept
        return {
            column: _cell(Cell, (row, column, value, number_format, formula, None))
            for column, value, number_format, formula in zip(*kept, strict=True)
        }

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, row: int, found: dict[int, Content]) -> None:
        """Add what was found in a row, by column: one cell or more."""
        columns = tuple(found)
        if row in self._rows:
            self._made(row).update({column: Cell(row, column, *content) for column, content in found.items()})
        elif columns != tuple(sorted(columns)):
            self.add(row, dict(sorted(found.items())))
        else:
            values, formats, formulas = zip(*found.values(), strict=True)
            self._rows[row] = (self._once(columns), values, self._once(formats), self._once(formulas))

    def comment(self, row: int, column: int, text: str) -> None:
        """Add a comment to a cell, which may be empty otherwise."""
        cells = self._made(row)
        cells[column] = cells.get(column, Cell(row, column, None))._replace(comment=text)

    def in_order(self) -> Rows:
        """Return these rows from top to bottom, and the cells of each from left to right."""
        for row, kept in self._rows.items():
            if isinstance(kept, dict):
                self._rows[row] = dict(sorted(kept.items()))
        if list(self._rows) != sorted(self._rows):
            self._rows = dict(sorted(self._rows.items()))
        return self

    def _made(self, row: int) -> dict[int, Cell]:
        """Return the cells of a row, made once and for all, so that more can be added."""
        kept = self._rows.get(row)
        if not isinstance(kept, dict):
            kept = self._rows[row] = dict(self.get(row, {}))
        return kept

    def _once(self, shared: Shared) -> Shared:
        found: Shared = self._known.setdefault(shared, shared)
        return found
