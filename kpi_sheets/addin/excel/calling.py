"""Find the workbook that a button was pressed in, and press it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

from kpi_sheets.addin import log
from kpi_sheets.addin.arguments import Called, parse
from kpi_sheets.addin.buttons import press
from kpi_sheets.addin.places import MAC, WINDOWS
from kpi_sheets.addin.surface import LiveBook
from kpi_sheets.model import KpiSheetsError

NOT_HERE = "Excel runs on Windows and macOS only; in LibreOffice the KPI menu does the same"


class NoExcelError(KpiSheetsError):
    """There is no Excel to talk to, or not the workbook that is meant."""


def main(arguments: Sequence[str]) -> int:
    """Do what a button asks; return 0 when all went well. Nobody sees what is printed, so the log gets it too."""
    try:
        called = parse(arguments)
        return int(not press(called.action, find_book(called))[1])
    except Exception as error:  # noqa: BLE001  without a workbook there is no status bar to say it in
        print(f"kpi-sheets: {error} ({log.traceback()})", file=sys.stderr)  # noqa: T201
        return 2


def find_book(called: Called) -> LiveBook:
    """Return the open workbook of that name, in the window that called if there are two. Raises NoExcelError."""
    open_books = [(app, book) for app in _apps() for book in app.books if book.name == called.book]
    if not open_books:
        raise NoExcelError(f'no workbook "{called.book}" is open in Excel')
    return _first_in_window(open_books, called.window)


def active_book() -> LiveBook:
    """Return the workbook in front. Raises NoExcelError when there is none."""
    app = next(iter(_apps()), None)
    if app is None or not len(app.books):
        raise NoExcelError("no workbook is open in Excel; open one and try again")
    book: LiveBook = app.books.active
    return book


def _first_in_window(found: Sequence[tuple[Any, LiveBook]], window: int) -> LiveBook:
    return min(found, key=lambda entry: entry[0].hwnd != window)[1] if window else found[0][1]


def _apps() -> Iterable[Any]:
    try:
        import xlwings  # only here: nothing else of kpi-sheets needs Excel
    except ImportError as error:
        has_excel = sys.platform in (WINDOWS, MAC)
        raise NoExcelError("xlwings is not installed; pip install xlwings" if has_excel else NOT_HERE) from error
    if xlwings.engines.active is None:
        raise NoExcelError(NOT_HERE)
    return iter(xlwings.apps)
