"""A workbook as the register sees it, whether a file or a live one: for the type checker, nothing imports it else."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from kpi_sheets.model import Cell


class RangeLike(Protocol):
    """A block of cells, from 1, both ends included."""

    @property
    def first_row(self) -> int: ...
    @property
    def first_column(self) -> int: ...
    @property
    def last_row(self) -> int: ...
    @property
    def last_column(self) -> int: ...
    def holds(self, row: int, column: int) -> bool: ...


class ListLike(Protocol):
    """An Excel table (ListObject)."""

    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> Sequence[str]: ...
    @property
    def range(self) -> RangeLike: ...
    @property
    def header_rows(self) -> int: ...
    @property
    def totals_rows(self) -> int: ...


class ValidationLike(Protocol):
    """What may be entered in some cells; the formula of a "list" says which entries."""

    @property
    def ranges(self) -> Sequence[RangeLike]: ...
    @property
    def kind(self) -> str: ...
    @property
    def formulas(self) -> Sequence[str]: ...


class SheetLike(Protocol):
    """What the register needs of a sheet; a file's sheet and a live one both have it."""

    @property
    def name(self) -> str: ...
    @property
    def visibility(self) -> str: ...
    @property
    def rows(self) -> Mapping[int, Mapping[int, Cell]]: ...
    @property
    def hidden_rows(self) -> Collection[int]: ...
    @property
    def merges(self) -> Sequence[RangeLike]: ...
    @property
    def tables(self) -> Sequence[ListLike]: ...
    @property
    def validations(self) -> Sequence[ValidationLike]: ...


class BookLike(Protocol):
    """A workbook: anything with sheets, and with names for cells."""

    @property
    def sheets(self) -> Sequence[SheetLike]: ...
    @property
    def defined_names(self) -> Mapping[str, str]: ...
