"""Find workbooks, and read the KPI tables in them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from kpi_sheets.lint.suppress import with_remarks
from kpi_sheets.model import KpiSheetsError, Table
from kpi_sheets.register import PlaceError, WorkbookSchema, may_hold_tables, read_tables
from kpi_sheets.typed import NamedTuple
from kpi_sheets.workbook import Book, Sheet, read

WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
LOCK_PREFIX = "~$"  # the file that Excel lays beside a workbook while it is open


class NoWorkbookError(KpiSheetsError):
    """A path at which there is nothing to lint."""


def workbooks(paths: Iterable[str]) -> Iterator[str]:
    """Return the workbooks at these paths, each once, a folder's in alphabetical order.

    A file that is named is taken whatever its suffix; of a folder only workbooks are, and no lock files.
    Raises NoWorkbookError for a path that does not exist and for a folder without a workbook.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _workbooks_at(path):
            if found not in seen:
                seen.add(found)
                yield found


class Reading(NamedTuple):
    """How to read workbooks: the workbook schema, the language ("auto": each sheet's own), hidden sheets or not."""

    schema: WorkbookSchema
    language: str = "auto"
    hidden: bool = False

    def wants(self, sheet: Sheet) -> bool:
        """Tell, by the first rows of a large sheet, whether it is worth reading on."""
        return may_hold_tables(sheet, self.schema, hidden=self.hidden)


class ReadBook(NamedTuple):
    """The KPI tables of a workbook, and the names of the hidden sheets that were left alone."""

    tables: tuple[Table, ...]
    unread: tuple[str, ...]


def read_workbook(source: str | bytes | Book, reading: Reading, label: str = "") -> ReadBook:
    """Return what there is to judge in a workbook: its path, its bytes that messages call `label`, or what was read.

    Raises WorkbookError when it can't be read, and PlaceError when no table stands where the workbook schema has one.
    """
    try:
        book = source if isinstance(source, Book) else read(source, label, reading.wants)
        tables = read_tables(book, reading.schema, reading.language, hidden=reading.hidden)
    except PlaceError as error:
        raise PlaceError(f"{label}: {error}") from None
    hidden = () if reading.hidden else tuple(sheet.name for sheet in book.sheets if sheet.visibility != "visible")
    return ReadBook(with_remarks(tables, book.sheets), hidden)


def _workbooks_at(path: str) -> list[str]:
    if not os.path.isdir(path):
        if not os.path.lexists(path):
            raise NoWorkbookError(f"{path}: there is no such file or folder; check the path")
        return [] if os.path.basename(path).startswith(LOCK_PREFIX) else [path]
    found = sorted(_walk(path))
    if not found:
        raise NoWorkbookError(f"{path}: there is no workbook in this folder ({', '.join(WORKBOOK_SUFFIXES)})")
    return found


def _walk(folder: str) -> Iterator[str]:
    from pathlib import Path  # a workbook that is named is read before it is there

    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.lower().endswith(WORKBOOK_SUFFIXES) and not name.startswith(LOCK_PREFIX):
                yield str(Path(parent, name))
