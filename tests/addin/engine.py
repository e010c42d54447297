"""An xlwings engine for tests: xlwings' own classes, and beneath them any workbook with the members of `surface`.

Every question to a range and every write is counted, as each would be a call to another process in Excel.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import xlwings as xw
from xlwings import base_classes

NAME = "kpi-sheets-tests"


class Engine:
    name = NAME
    type = "desktop"
    apps: list[App] = []  # noqa: RUF012  the one that a test looks at

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Any) -> Any:
        return value

    @staticmethod
    def clean_value_data(data: Any, dates: Any, empty: Any, numbers: Any, err_to_str: bool) -> Any:
        return [[empty if value in ("", None) else value for value in row] for row in data]


class App(base_classes.App):
    engine = Engine()
    pid = 1
    selection: Any = None
    cut_copy_mode: Any = False

    def __init__(self, backend: Any) -> None:
        self.backend = backend
        self.alerts: list[str] = []
        self.calls: Counter[str] = Counter()

    @property
    def status_bar(self) -> str:
        return self.backend.status_bar

    @status_bar.setter
    def status_bar(self, text: str) -> None:
        self.backend.status_bar = text

    def activate(self, steal_focus: bool = False) -> None:
        pass

    def alert(self, prompt: str, title: Any, buttons: Any, mode: Any, callback: Any) -> None:
        self.alerts.append(prompt)


class Book(base_classes.Book):
    api = True

    def __init__(self, backend: Any, *, waits: bool) -> None:
        self.backend = backend
        self.waits = waits
        self.own_app = App(backend.app)

    app = property(lambda self: self.own_app)
    name = property(lambda self: self.backend.name)
    fullname = property(lambda self: self.backend.fullname)
    sheets = property(lambda self: Sheets(self))

    def activate(self) -> None:
        pass


class Sheets(base_classes.Sheets):
    api = True

    def __init__(self, book: Book) -> None:
        self.book = book

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, sheet) for sheet in self.book.backend.sheets)

    def __len__(self) -> int:
        return len(self.book.backend.sheets)

    def __call__(self, key: Any) -> Sheet:
        sheets = list(self)
        return sheets[key - 1] if isinstance(key, int) else next(sheet for sheet in sheets if sheet.name == key)

    def add(self, before: Any = None, after: Any = None, name: Any = None) -> Sheet:
        return Sheet(self.book, self.book.backend.sheets.add(name, after=after.backend))


class Sheet(base_classes.Sheet):
    api = True

    def __init__(self, book: Book, backend: Any) -> None:
        self.own_book = book
        self.backend = backend

    book = property(lambda self: self.own_book)
    name = property(lambda self: self.backend.name)
    visible = property(lambda self: self.backend.visible)
    used_range = property(lambda self: Range(self, self.backend.used_range))
    notes = property(lambda self: [Note(self, note) for note in self.backend.notes])
    comments = property(lambda self: self.backend.comments)
    tables = property(lambda self: Collection(self, self.backend.tables))

    def range(self, first: Any, last: Any = None) -> Range:
        (top, left), (bottom, right) = _corner(first, last=False), _corner(last or first, last=True)
        return Range(self, self.backend.range((top, left), (bottom, right)))

    def activate(self) -> None:
        self.backend.activate()


class Collection:
    def __init__(self, sheet: Sheet, tables: Any) -> None:
        self.found = [Table(sheet, table) for table in tables]

    def __iter__(self) -> Iterator[Table]:
        return iter(self.found)


class Table:
    def __init__(self, sheet: Sheet, backend: Any) -> None:
        self.backend = backend
        self.sheet = sheet
        self.name, self.show_headers, self.show_totals = backend.name, backend.show_headers, backend.show_totals

    range = property(lambda self: Range(self.sheet, self.backend.range))

    def resize(self, cells: Any) -> None:
        self.backend.resize((cells.impl if isinstance(cells, xw.Range) else cells).backend)


class Note:
    def __init__(self, sheet: Sheet, backend: Any) -> None:
        self.text = backend.text
        self.location = Range(sheet, backend.location)


def _counted(name: str) -> property:
    def get(self: Range) -> Any:
        if self.sheet.book.waits:
            raise NotImplementedError(f"{name} must be waited for")
        self.sheet.book.app.calls[name] += 1
        return getattr(self.backend, name)

    def put(self: Range, value: Any) -> None:
        self.sheet.book.app.calls[f"{name} ="] += 1
        setattr(self.backend, name, value)

    return property(get, put)


class Range(base_classes.Range):
    api = True  # xlwings drops what is written to a range without one
    options: Any = None

    def __init__(self, sheet: Sheet, backend: Any) -> None:
        self.own_sheet = sheet
        self.backend = backend

    sheet = property(lambda self: self.own_sheet)
    row = property(lambda self: self.backend.row)
    column = property(lambda self: self.backend.column)
    shape = property(lambda self: self.backend.shape)
    address = property(lambda self: self.backend.address)
    formula, number_format = _counted("formula"), _counted("number_format")
    column_width, color = _counted("column_width"), _counted("color")
    merge_cells = _counted("merge_cells")
    merge_area = property(lambda self: Range(self.sheet, self.backend.merge_area))

    @property
    def raw_value(self) -> Any:
        self.sheet.book.app.calls["value"] += 1
        return self.backend.value

    @raw_value.setter
    def raw_value(self, rows: Any) -> None:
        self.sheet.book.app.calls["value ="] += 1
        self.backend.value = rows if isinstance(rows, list | tuple) else [[rows]]

    async def get_formula(self) -> Any:
        return self.backend.formula

    async def get_number_format(self) -> Any:
        return self.backend.number_format

    async def get_column_width(self) -> Any:
        return self.backend.column_width

    async def get_merge_cells(self) -> Any:
        return self.backend.merge_cells

    async def get_merge_area(self) -> Range:
        return Range(self.sheet, self.backend.merge_area)

    def __call__(self, row: int, column: int) -> Range:
        return self.sheet.range((self.row + row - 1, self.column + column - 1))

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def copy(self, destination: Any = None) -> None:
        self.sheet.book.app.calls["copy"] += 1
        self.sheet.book.app.cut_copy_mode = self.backend

    def paste(self, paste: Any, operation: Any, skip_blanks: Any, transpose: Any) -> None:
        copied = self.sheet.book.app.cut_copy_mode
        self.backend.sheet.copied = getattr(copied, "uno", copied)
        self.backend.paste(paste)

    def copy_from(self, source: Any, copy_type: str, skip_blanks: bool, transpose: bool) -> None:
        self.backend.sheet.copied = source.impl.backend
        self.backend.paste(copy_type)

    def clear_contents(self) -> None:
        self.backend.clear_contents()

    def select(self) -> None:
        self.sheet.book.app.selection = self
        self.backend.select()


def _corner(place: Any, *, last: bool) -> tuple[int, int]:
    if isinstance(place, Range):
        height, width = place.shape if last else (1, 1)
        return place.row + height - 1, place.column + width - 1
    return place


def opened(backend: Any, *, waits: bool = False) -> xw.Book:
    """Return a workbook as an xlwings Book; one that `waits` tells formulas and formats as xlwings Lite does."""
    if NAME not in xw.engines.engines_by_name:
        xw.engines.add(xw.Engine(impl=Engine()))
    book = Book(backend, waits=waits)
    Engine.apps[:] = [book.app]
    xw.engines[NAME].activate()
    return xw.Book(impl=book)
