"""Write the status columns of a workbook, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from math import isclose
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kpi_sheets.lint.engine import pack_for
from kpi_sheets.model import KpiSheetsError, Status, Table, column_letter
from kpi_sheets.pipeline.files import Reading
from kpi_sheets.pipeline.standing import standing
from kpi_sheets.register import read_tables
from kpi_sheets.register.schema import Column
from kpi_sheets.status import code, label
from kpi_sheets.status.columns import COLUMNS, Entry, entries
from kpi_sheets.workbook import Book, ListObject, Range, Sheet, WorkbookError, place, read
from kpi_sheets.workbook.patch import Change, Edit, Highlight, Rule, TableColumn, patch, would_change

USUAL = ("status", "code", "attainment", "why", "as_of")  # what --add-columns adds when no columns are named
COLOURS = {1: ("D5EFEB", "0C6661"), 0: ("FDEBC8", "8A5200"), -1: ("F8D7D4", "A11D16"), None: ("E4E7EB", "52606D")}


class Wish(NamedTuple):
    """What to write. `add` holds the keys of columns to add where a table lacks them; `check` writes nothing."""

    as_of: dt.date
    add: tuple[str, ...] = ()
    check: bool = False
    overwrite_formulas: bool = False
    output: str | None = None


class Refreshed(NamedTuple):
    """What came of one workbook: how many KPIs and cells, which formulas of a person were left, what was skipped."""

    path: str
    kpis: int = 0
    cells: int = 0
    changed: bool = False
    formulas: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    error: str = ""


class _Plan(NamedTuple):
    changes: tuple[Change, ...]
    kpis: int
    cells: int
    formulas: tuple[str, ...]


def refresh(path: str, reading: Reading, wish: Wish, values: Book | None = None) -> Refreshed:
    """Write the status columns; a workbook that can't be read or written comes back with its `error` set.

    `values` is the same workbook with its formulas calculated, where the file itself holds no results.
    """
    try:
        work = _work(path, reading, wish, values)
        if wish.add and work.changes and values is None:
            _refuse_to_confuse(path, work, reading, wish)
        changed = would_change(path, work.changes) if wish.check else patch(path, work.changes, wish.output)
    except KpiSheetsError as error:
        return Refreshed(path, error=str(error))
    return Refreshed(path, work.kpis, work.cells, changed, work.formulas, work.skipped)


class _Work(NamedTuple):
    changes: tuple[Change, ...]
    kpis: int
    cells: int
    formulas: tuple[str, ...]
    skipped: tuple[str, ...]


def _work(path: str, reading: Reading, wish: Wish, values: Book | None = None) -> _Work:
    book = read(path, wanted=reading.wants)
    tables = read_tables(values or book, reading.schema, reading.language, hidden=reading.hidden)
    sheets = {sheet.name: sheet for sheet in book.sheets}
    fit = [table for table in tables if _is_a_row_per_kpi(table)]
    plans = [_plan(table, sheets[table.sheet], reading, wish) for table in fit]
    return _Work(
        tuple(change for plan in plans for change in plan.changes),
        sum(plan.kpis for plan in plans),
        sum(plan.cells for plan in plans),
        tuple(cell for plan in plans for cell in plan.formulas),
        tuple(table.sheet for table in tables if table.kpis and table not in fit),
    )


def _refuse_to_confuse(path: str, work: _Work, reading: Reading, wish: Wish) -> None:
    """Raise WorkbookError when the sheet would be read in another way once it has the new columns.

    That can happen on a sheet without a clear table; the next refresh would then write something else.
    """
    with TemporaryDirectory() as folder:
        copy = str(Path(folder, Path(path).name))
        patch(path, work.changes, copy)
        same = not would_change(copy, _work(copy, reading, wish).changes)
    if not same:
        what = "with the new columns this sheet would be read in another way, so none were added"
        raise WorkbookError(f"{path}: {what}; add their headers by hand, or describe the sheet in a workbook schema")


def _is_a_row_per_kpi(table: Table) -> bool:
    """True for a table in which every KPI has a row of its own beneath the header, so that a column can be filled."""
    rows = [kpi.row for kpi in table.kpis]
    named = all(place(kpi.cell("name", "statement", "id") or "A1")[0] == kpi.row for kpi in table.kpis)
    return bool(rows) and named and len(set(rows)) == len(rows) and min(rows) > table.header_rows[-1]


def _plan(table: Table, sheet: Sheet, reading: Reading, wish: Wish) -> _Plan:
    standings = [standing(kpi, wish.as_of) for kpi in table.kpis]
    found = {shown.kpi.row: entries(shown.result, pack_for(shown.language)) for shown in standings}
    edits, formulas = _edits(table, sheet, found, wish)
    missing = [key for key in wish.add if key not in table.columns]
    added = tuple(_added(missing, table, sheet, found, reading))
    fresh = len(found) * len(missing)
    return _Plan((*edits, *added), len(standings), fresh + sum(_differs(sheet, edit) for edit in edits), formulas)


def _edits(
    table: Table, sheet: Sheet, found: Mapping[int, Mapping[str, Entry]], wish: Wish
) -> tuple[tuple[Edit, ...], tuple[str, ...]]:
    """Return the edits of the columns that are there, and the cells whose formula a person put there."""
    edits, formulas = [], []
    for key in (key for key in COLUMNS if key in table.columns):
        column = place(f"{table.columns[key]}1")[1]
        for row, row_entries in found.items():
            cell = sheet.cell(row, column)
            if cell and cell.formula is not None and not wish.overwrite_formulas:
                formulas.append(f"{sheet.name}!{cell.address}")
            else:
                edits.append(Edit(sheet.name, row, column, *row_entries[key]))
    return tuple(edits), tuple(formulas)


def _differs(sheet: Sheet, edit: Edit) -> bool:
    cell = sheet.cell(edit.row, edit.column)
    old = cell.value if cell else None
    if isinstance(old, int | float) and isinstance(edit.value, int | float):
        return not isclose(old, edit.value, rel_tol=1e-12)
    return old != edit.value


def _added(
    missing: Iterable[str],
    table: Table,
    sheet: Sheet,
    found: Mapping[int, Mapping[str, Entry]],
    reading: Reading,
) -> Iterator[Change]:
    """Yield what adds columns right of the table, the status column with its colours."""
    holder = _list_object(table, sheet)
    column = _first_free_column(table, sheet, holder)
    headers = {key: schema_column.header(table.language) for key in missing if (schema_column := _column(reading, key))}
    for offset, (key, header) in enumerate(headers.items()):
        values = {row: row_entries[key] for row, row_entries in found.items()}
        yield from _new_column(sheet, table, holder, column + offset, header, values)
        if key == "status":
            yield _colours(sheet, table, column + offset)


def _new_column(
    sheet: Sheet, table: Table, holder: ListObject | None, column: int, header: str, values: Mapping[int, Entry]
) -> Iterator[Change]:
    number_format = next((entry.number_format for entry in values.values() if entry.number_format), None)
    if holder:
        cells = {row: entry.value for row, entry in values.items()}
        yield TableColumn(sheet.name, holder.name, header, cells, number_format)
        return
    yield Edit(sheet.name, table.header_rows[-1], column, header)
    for row, entry in values.items():
        yield Edit(sheet.name, row, column, *entry)


def _column(reading: Reading, key: str) -> Column | None:
    return next((column for table in reading.schema.kpis if (column := table.column(key))), None)


def _list_object(table: Table, sheet: Sheet) -> ListObject | None:
    """Return the Excel table (Insert, Table) that the header stands in, or None."""
    header = next(iter(table.headers.values()), None)
    return next((found for found in sheet.tables if header and found.range.holds(header.row, header.column)), None)


def _first_free_column(table: Table, sheet: Sheet, holder: ListObject | None) -> int:
    if holder:
        return holder.range.last_column + 1
    rows = (*table.header_rows, *(kpi.row for kpi in table.kpis))
    return 1 + max(column for row in rows for column in sheet.rows.get(row, {0: None}))


def _colours(sheet: Sheet, table: Table, column: int) -> Highlight:
    rows = [kpi.row for kpi in table.kpis]
    top = f"${column_letter(column)}{min(rows)}"
    return Highlight(sheet.name, Range(min(rows), column, max(rows), column), tuple(_rules(top, table)))


def _rules(top: str, table: Table) -> Iterator[Rule]:
    """Yield a rule for each colour, by the words of the statuses that have it."""
    pack = pack_for(table.language)
    for number, (fill, text) in COLOURS.items():
        words = [label(status, pack) for status in Status if code(status) == number]
        tests = ",".join(f'{top}="{word}"' for word in words)
        yield Rule(f"OR({tests})", fill, text)
