"""The buttons in xlwings Lite, where a workbook tells formulas and formats only to those who wait for them.

    import xlwings as xw
    from kpi_sheets.addin import lite

    @xw.script
    async def refresh_kpis(book: xw.Book):
        await lite.refresh(book)

The code that reads a workbook is the same. It starts anew each time after an answer it lacked has come in, and ends
when it lacks none. Comments are not read here, so that what they say to ignore is not ignored.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Iterator

from kpi_sheets.addin.buttons import press
from kpi_sheets.addin.surface import Place
from kpi_sheets.typed import Any

POINTS = 5.5  # that a character is wide: widths are in points here

Ask = Callable[[], Awaitable[Any]]
Answers = dict[tuple[str, ...], Any]


class UnansweredError(BaseException):
    """An answer that must be waited for. No `except Exception` on the way may take it for something that went wrong."""

    def __init__(self, key: tuple[str, ...], ask: Ask) -> None:
        super().__init__(*key)
        self.key, self.ask = key, ask


async def refresh(book: Any, as_of: dt.date | None = None) -> str:
    """Fill the status columns of an xlwings Book as of a day, today by default; return what came of it."""
    return await _press("refresh", book, as_of)


async def check(book: Any, as_of: dt.date | None = None) -> str:
    """List the findings about an xlwings Book on a sheet of its own; return what came of it."""
    return await _press("check", book, as_of)


async def _press(action: str, book: Any, as_of: dt.date | None) -> str:
    answers: Answers = {}
    asked: Any = _Book(book, answers)
    while True:
        try:
            return press(action, asked, as_of)[0]
        except UnansweredError as missing:
            answers[missing.key] = await missing.ask()


class _Book:
    def __init__(self, book: Any, answers: Answers) -> None:
        self.app = _App(book.app)
        self.name = self.fullname = str(book.name)  # no folder is in reach, and no configuration in it
        self.sheets = _Sheets(book.sheets, answers)
        self.selection = None


class _App:
    def __init__(self, app: Any) -> None:
        self.alert = app.alert
        self.cut_copy_mode = False

    @property
    def status_bar(self) -> str:
        return ""

    @status_bar.setter
    def status_bar(self, text: str) -> None:
        print(text)  # noqa: T201  the pane beside the workbook shows it


class _Sheets:
    def __init__(self, sheets: Any, answers: Answers) -> None:
        self._sheets, self._answers = sheets, answers

    def __iter__(self) -> Iterator[_Sheet]:
        return (_Sheet(sheet, self._answers) for sheet in self._sheets)

    def __getitem__(self, name: str) -> _Sheet:
        return _Sheet(self._sheets[name], self._answers)

    def add(self, name: str, *, after: _Sheet) -> _Sheet:
        return _Sheet(self._sheets.add(name, after=after.live), self._answers)


class _Sheet:
    notes: tuple[Any, ...] = ()
    comments: tuple[Any, ...] = ()

    def __init__(self, sheet: Any, answers: Answers) -> None:
        self.live, self.answers = sheet, answers
        self.copied: Any = None
        self.name, self.visible, self.activate = str(sheet.name), bool(sheet.visible), sheet.activate

    @property
    def used_range(self) -> _Range:
        return _Range(self, self.live.used_range)

    @property
    def tables(self) -> list[_Table]:
        return [_Table(self, table) for table in self.live.tables]

    def range(self, first: Place, last: Place | None = None) -> _Range:
        return _Range(self, self.live.range(first, last or first))


class _Table:
    def __init__(self, sheet: _Sheet, table: Any) -> None:
        self._table = table
        self.name, self.show_headers, self.show_totals = table.name, table.show_headers, table.show_totals
        self.range = _Range(sheet, table.range)

    def resize(self, range: _Range) -> None:  # noqa: A002  xlwings' name
        self._table.resize(range.live)


class _Range:
    def __init__(self, sheet: _Sheet, cells: Any) -> None:
        self.sheet, self.live = sheet, cells
        self.row, self.column, self.shape, self.address = cells.row, cells.column, cells.shape, str(cells.address)
        self.clear_contents, self.select = cells.clear_contents, cells.select

    def _answer(self, what: str) -> Any:
        key = (self.sheet.name, self.address, what)
        if key not in self.sheet.answers:
            raise UnansweredError(key, getattr(self.live, what))
        return self.sheet.answers[key]

    def copy(self) -> None:
        self.sheet.copied = self.live

    def paste(self, paste: str) -> None:
        self.live.copy_from(self.sheet.copied, paste)

    def options(self, *, ndim: int, err_to_str: bool) -> _Range:
        return _Range(self.sheet, self.live.options(ndim=ndim, err_to_str=err_to_str))

    @property
    def value(self) -> Any:
        return self.live.value

    @value.setter
    def value(self, rows: Any) -> None:
        self.live.value = rows

    @property
    def formula(self) -> Any:
        return self._answer("get_formula")

    @formula.setter
    def formula(self, rows: Any) -> None:
        self.live.formula = rows

    @property
    def number_format(self) -> Any:
        return self._answer("get_number_format")

    @number_format.setter
    def number_format(self, code: str) -> None:
        self.live.number_format = code

    @property
    def column_width(self) -> float:
        return float(self._answer("get_column_width") or 0) / POINTS

    @column_width.setter
    def column_width(self, characters: float) -> None:
        self.live.column_width = characters * POINTS

    @property
    def color(self) -> Any:
        return self._answer("get_color")

    @color.setter
    def color(self, colour: tuple[int, int, int]) -> None:
        self.live.color = colour

    @property
    def merge_cells(self) -> Any:
        return self._answer("get_merge_cells")

    @property
    def merge_area(self) -> _Range:
        return _Range(self.sheet, self._answer("get_merge_area"))
