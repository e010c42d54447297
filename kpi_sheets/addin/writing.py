"""Write what a refresh found into an open workbook: one write for each run of rows of a column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby

from kpi_sheets.addin.live import LiveError, block
from kpi_sheets.addin.surface import LiveBook, LiveRange, LiveSheet, LiveSheets
from kpi_sheets.addin.values import live_value
from kpi_sheets.model import Cell
from kpi_sheets.pipeline.refresh import differs
from kpi_sheets.typed import NamedTuple
from kpi_sheets.workbook import Book, ListObject, Sheet
from kpi_sheets.workbook.dates import Shown, shown_as
from kpi_sheets.workbook.patch_edits import Change, Edit, TableColumn, Width

GENERAL = "General"
DATE = "m/d/yyyy"  # by this code Excel shows a date as its user writes dates,
FILE_DATE = "mm-dd-yy"  # and by this one it stores that in a file


class _Run(NamedTuple):
    """Cells beneath each other that are written at once."""

    sheet: str
    edits: tuple[Edit, ...]


def write(live: LiveBook, book: Book, changes: Sequence[Change]) -> None:
    """Make the changes in the open workbook; `book` is what was read of it. Columns that are right stay untouched.

    Raises LiveError, before anything is written, for a merged cell where a status belongs, and for a sheet that the
    program doesn't let be written.
    """
    sheets = {sheet.name: sheet for sheet in book.sheets}
    edits = [edit for sheet in book.sheets for edit in _last_of_each(_edits(sheet, changes))]
    _refuse_merged(sheets, edits)
    for sheet in book.sheets:
        _widen_tables(live.sheets, sheet, changes)
    for run in _runs(edits):
        if any(differs(sheets[run.sheet], edit) for edit in run.edits):
            with _refusal_named(run.sheet):
                _write(live.sheets[run.sheet], run.edits)
    for change in changes:
        if isinstance(change, Width):
            _widen_column(live.sheets[change.sheet], change)
    if any(edit.like for edit in edits):
        live.app.cut_copy_mode = False  # takes the moving border off the cells that were copied


@contextmanager
def _refusal_named(sheet: str) -> Iterator[None]:
    """Each program refuses in its own way, with an exception of its own kind."""
    try:
        yield
    except Exception as error:
        mend = "take off the protection of the sheet, or finish the cell that is being typed in, and try again"
        raise LiveError(f"{sheet}: nothing can be written here; {mend}") from error


def after(book: Book, changes: Sequence[Change]) -> Book:
    """Return what would be read once the changes are made."""
    return Book(tuple(_sheet_after(sheet, changes) for sheet in book.sheets), book.defined_names)


def _sheet_after(sheet: Sheet, changes: Sequence[Change]) -> Sheet:
    rows = {row: dict(cells) for row, cells in sheet.rows.items()}
    for edit in _edits(sheet, changes):
        if edit.value is not None:
            cell = Cell(edit.row, edit.column, edit.value, edit.number_format or GENERAL)
            rows.setdefault(edit.row, {})[edit.column] = cell
    return sheet._replace(rows=rows, tables=tuple(_widened(table, sheet, changes) for table in sheet.tables))


def _edits(sheet: Sheet, changes: Sequence[Change]) -> Iterator[Edit]:
    """Yield all cells of a sheet that get something, those of new columns of its tables too."""
    yield from (change for change in changes if isinstance(change, Edit) and change.sheet == sheet.name)
    for table in sheet.tables:
        wider = _widened(table, sheet, changes)
        for column in _columns(table, sheet, changes):
            number = wider.range.first_column + wider.columns.index(column.name)
            like = None if column.like is None else (wider.range.first_row, column.like)
            yield Edit(sheet.name, wider.range.first_row, number, column.name, like=like)
            for row, value in column.values.items():
                yield Edit(sheet.name, row, number, value, column.number_format)


def _last_of_each(edits: Iterable[Edit]) -> Iterable[Edit]:
    """Of two edits of a cell the last one counts, as in a file: a new column is laid out before it is filled."""
    return {(edit.row, edit.column): edit for edit in edits}.values()


def _columns(table: ListObject, sheet: Sheet, changes: Sequence[Change]) -> list[TableColumn]:
    columns = [change for change in changes if isinstance(change, TableColumn)]
    return [column for column in columns if (column.sheet, column.table) == (sheet.name, table.name)]


def _widened(table: ListObject, sheet: Sheet, changes: Sequence[Change]) -> ListObject:
    new = [column.name for column in _columns(table, sheet, changes) if column.name not in table.columns]
    last = table.range.last_column + len(new)
    return table._replace(columns=(*table.columns, *new), range=table.range._replace(last_column=last))


def _widen_tables(sheets: LiveSheets, sheet: Sheet, changes: Sequence[Change]) -> None:
    for table in sheet.tables:
        wider = _widened(table, sheet, changes)
        if wider != table:
            there = next(found for found in sheets[sheet.name].tables if found.name == table.name)
            there.resize(block(sheets[sheet.name], wider.range))


def _refuse_merged(sheets: Mapping[str, Sheet], edits: Iterable[Edit]) -> None:
    for edit in edits:
        for area in sheets[edit.sheet].merges:
            if area.holds(edit.row, edit.column):
                raise LiveError(f"{edit.sheet}: the merged cells {area} stand where a status belongs; unmerge them")


def _runs(edits: Iterable[Edit]) -> Iterator[_Run]:
    """Yield the edits of each column in runs of rows without a gap; what stands in a gap is not ours."""
    ordered = enumerate(sorted(edits, key=lambda edit: (edit.sheet, edit.column, edit.row)))
    for (sheet, _, _), run in groupby(ordered, key=lambda at: (at[1].sheet, at[1].column, at[1].row - at[0])):
        yield _Run(sheet, tuple(edit for _, edit in run))


def _write(sheet: LiveSheet, edits: Sequence[Edit]) -> None:
    column = edits[0].column
    area = sheet.range((edits[0].row, column), (edits[-1].row, column))
    for like, group in groupby(edits, key=lambda edit: edit.like[1] if edit.like else None):
        if like:
            _take_looks(sheet, column, like, [edit.row for edit in group])
    for code, group in groupby(edits, key=_wanted_format):
        rows = [edit.row for edit in group]
        if code:
            _format(sheet.range((rows[0], column), (rows[-1], column)), code)
    area.value = [[live_value(edit.value)] for edit in edits]


def _take_looks(sheet: LiveSheet, column: int, like: int, rows: Sequence[int]) -> None:
    """Give cells the fonts, colours and borders of those beside them in another column."""
    sheet.range((rows[0], like), (rows[-1], like)).copy()
    sheet.range((rows[0], column), (rows[-1], column)).paste(paste="formats")


def _widen_column(sheet: LiveSheet, wanted: Width) -> None:
    column = sheet.range((1, wanted.column))
    if (column.column_width or 0) < wanted.width:
        column.column_width = wanted.width


def _wanted_format(edit: Edit) -> str | None:
    unsaid = edit.number_format in (None, FILE_DATE)
    return DATE if unsaid and isinstance(edit.value, dt.date) else edit.number_format


def _format(area: LiveRange, code: str) -> None:
    """Set a number format where it is another; a date keeps whatever shows it as a date."""
    now = area.number_format
    if code == DATE and isinstance(now, str) and (now == GENERAL or shown_as(now) is not Shown.NUMBER):
        return  # a program gives a date in a cell without a format the one of its user
    if now != code and not (isinstance(now, str) and "%" in now and "%" in code):
        area.number_format = code
