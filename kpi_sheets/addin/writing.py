"""Write what a refresh found into an open workbook: one write for each run of rows of a column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from kpi_sheets.addin.live import LiveError
from kpi_sheets.addin.surface import LiveBook, LiveRange, LiveSheet
from kpi_sheets.addin.values import live_value
from kpi_sheets.pipeline.refresh import differs
from kpi_sheets.workbook import Book, ListObject, Sheet
from kpi_sheets.workbook.dates import Shown, shown_as
from kpi_sheets.workbook.patch_edits import Change, Edit, TableColumn

GENERAL = "General"
DATE = "m/d/yyyy"  # by this code Excel shows a date as its user writes dates


class _Run(NamedTuple):
    """Cells beneath each other that are written at once."""

    sheet: str
    edits: tuple[Edit, ...]


def write(live: LiveBook, book: Book, changes: Sequence[Change]) -> None:
    """Make the changes in the open workbook; `book` is what was read of it. Columns that are right stay untouched.

    Raises LiveError, before anything is written, for a merged cell where a status belongs.
    """
    sheets = {sheet.name: sheet for sheet in book.sheets}
    edits = [change for change in changes if isinstance(change, Edit)]
    columns = [change for change in changes if isinstance(change, TableColumn)]
    edits += _in_tables(live, sheets, columns)
    _refuse_merged(sheets, edits)
    for run in _runs(edits):
        if any(differs(sheets[run.sheet], edit) for edit in run.edits):
            _write(live.sheets[run.sheet], run.edits)


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
    for code, group in groupby(edits, key=_wanted_format):
        rows = [edit.row for edit in group]
        if code:
            _format(sheet.range((rows[0], column), (rows[-1], column)), code)
    area.value = [[live_value(edit.value)] for edit in edits]


def _wanted_format(edit: Edit) -> str | None:
    return DATE if isinstance(edit.value, dt.date) else edit.number_format


def _format(area: LiveRange, code: str) -> None:
    """Set a number format where it is another; a date keeps whatever shows it as a date."""
    now = area.number_format
    if code == DATE and isinstance(now, str) and (now == GENERAL or shown_as(now) is not Shown.NUMBER):
        return  # a program gives a date in a cell without a format the one of its user
    if now != code:
        area.number_format = code


def _in_tables(live: LiveBook, sheets: Mapping[str, Sheet], columns: Sequence[TableColumn]) -> list[Edit]:
    """Widen the tables that get columns, and return the edits that fill these."""
    edits: list[Edit] = []
    for (name, table), group in groupby(columns, key=lambda column: (column.sheet, column.table)):
        holder = next(found for found in sheets[name].tables if found.name == table)
        edits += _widen(live.sheets[name], holder, list(group))
    return edits


def _widen(sheet: LiveSheet, holder: ListObject, columns: Sequence[TableColumn]) -> Iterator[Edit]:
    top, left, bottom, _ = holder.range
    names = (*holder.columns, *(column.name for column in columns if column.name not in holder.columns))
    if len(names) > len(holder.columns):
        table = next(found for found in sheet.tables if found.name == holder.name)
        table.resize(sheet.range((top, left), (bottom, left + len(names) - 1)))
    for column in columns:
        number = left + names.index(column.name)
        yield Edit(column.sheet, top, number, column.name)
        for row, value in column.values.items():
            yield Edit(column.sheet, row, number, value, column.number_format)
