"""What is read of a workbook."""

from __future__ import annotations

from collections.abc import Mapping

from kpi_sheets.model import Cell, column_letter
from kpi_sheets.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Literal

    Visibility = Literal["visible", "hidden", "veryHidden"]

OUR_AUTHOR = "kpi-sheets"  # of the comments that the linter writes


class Range(NamedTuple):
    """A block of cells; rows and columns count from 1 and both ends belong to it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def __str__(self) -> str:
        start = f"{column_letter(self.first_column)}{self.first_row}"
        end = f"{column_letter(self.last_column)}{self.last_row}"
        return start if start == end else f"{start}:{end}"

    def holds(self, row: int, column: int) -> bool:
        """Tell whether a cell lies in the range."""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column


class ListObject(NamedTuple):
    """A table as Excel knows it (Insert, Table). `columns` are its columns' names, `part` its zip member."""

    name: str
    range: Range
    header_rows: int
    totals_rows: int
    columns: tuple[str, ...]
    part: str


class Validation(NamedTuple):
    """What may be entered in some cells. `kind` is "list", "whole", "date", …; formulas are as written."""

    ranges: tuple[Range, ...]
    kind: str
    formulas: tuple[str, ...]


class ConditionalFormat(NamedTuple):
    """One rule that colours cells. `kind` is "expression", "cellIs", "colorScale", …; formulas as written."""

    ranges: tuple[Range, ...]
    kind: str
    formulas: tuple[str, ...]


class Sheet(NamedTuple):
    """One worksheet.

    `rows` holds the cells with a value, a formula or a comment by row, then by column, from 1 and ascending.
    `part` is the zip member that the sheet is stored in; `commented` are the rows in which a cell has a comment.
    """

    name: str
    part: str
    visibility: Visibility = "visible"
    rows: Mapping[int, Mapping[int, Cell]] = {}
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[Range, ...] = ()
    tables: tuple[ListObject, ...] = ()
    validations: tuple[Validation, ...] = ()
    conditional_formats: tuple[ConditionalFormat, ...] = ()
    commented: frozenset[int] = frozenset()

    def cell(self, row: int, column: int) -> Cell | None:
        """Return a cell, or None when nothing is in it."""
        return self.rows.get(row, {}).get(column)


class Book(NamedTuple):
    """One workbook. `sheets` leaves out chart, dialog and macro sheets.

    `defined_names` maps a name to its formula; a name that counts on one sheet only reads "Sheet!name".
    """

    sheets: tuple[Sheet, ...]
    defined_names: Mapping[str, str]
    date_1904: bool = False
