"""All that the add-in uses of an open workbook: a small part of xlwings' object model, by its names.

Whatever has these members will do: xlwings in Excel, `libreoffice.calc` in LibreOffice. No engine is imported for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from kpi_sheets.typed import Any

Place = tuple[int, int]  # row and column, from 1


class LiveRange(Protocol):
    """A block of cells. A property that differs between its cells comes back as something else than its own type."""

    row: int
    column: int
    value: Any  # rows of values; dates as datetime or as serial numbers, errors as "#N/A"
    formula: Any  # rows of formulas in English; a constant comes back as its text
    number_format: Any
    column_width: Any  # in characters
    color: Any  # of the background, as red, green and blue from 0 to 255

    @property
    def shape(self) -> tuple[int, int]: ...
    @property
    def sheet(self) -> LiveSheet: ...
    @property
    def address(self) -> str: ...
    @property
    def merge_cells(self) -> Any: ...
    @property
    def merge_area(self) -> LiveRange: ...
    def options(self, *, ndim: int, err_to_str: bool) -> LiveRange: ...
    def clear_contents(self) -> None: ...
    def copy(self) -> None: ...
    def paste(self, paste: str) -> None: ...
    def select(self) -> None: ...


class LiveTable(Protocol):
    """An Excel table (Insert, Table)."""

    name: str
    show_headers: bool
    show_totals: bool

    @property
    def range(self) -> LiveRange | None: ...
    def resize(self, range: LiveRange) -> None: ...  # noqa: A002  xlwings' name


class LiveNote(Protocol):
    """A comment of the kind that has a yellow box."""

    @property
    def text(self) -> str: ...
    @property
    def location(self) -> LiveRange: ...


class LiveThread(LiveNote, Protocol):
    """A comment of the kind that can be answered."""

    @property
    def replies(self) -> Iterable[Any]: ...


class LiveSheet(Protocol):
    """One worksheet."""

    @property
    def name(self) -> str: ...
    @property
    def visible(self) -> bool: ...
    @property
    def used_range(self) -> LiveRange: ...
    @property
    def tables(self) -> Iterable[LiveTable]: ...
    @property
    def notes(self) -> Iterable[LiveNote]: ...
    @property
    def comments(self) -> Iterable[LiveThread]: ...
    def range(self, first: Place, last: Place | None = None) -> LiveRange: ...
    def activate(self) -> None: ...


class LiveSheets(Protocol):
    """The worksheets of a workbook, in order; by name or number."""

    def __iter__(self) -> Any: ...
    def __getitem__(self, key: str) -> LiveSheet: ...
    def add(self, name: str, *, after: LiveSheet) -> LiveSheet: ...


class LiveApp(Protocol):
    """The program that holds the workbook."""

    status_bar: Any
    cut_copy_mode: Any

    def alert(self, prompt: str) -> Any: ...


class LiveBook(Protocol):
    """One open workbook; `fullname` is its path, or only its name while it has never been saved."""

    @property
    def app(self) -> LiveApp: ...
    @property
    def name(self) -> str: ...
    @property
    def fullname(self) -> str: ...
    @property
    def sheets(self) -> LiveSheets: ...
    @property
    def selection(self) -> LiveRange | None: ...
