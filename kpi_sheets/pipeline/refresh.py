"""Write the status columns of a workbook, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from math import isclose
from pathlib import Path
from tempfile import TemporaryDirectory

from kpi_sheets.model import Kpi, KpiSheetsError, Table
from kpi_sheets.pipeline.added import NoRoomError, added
from kpi_sheets.pipeline.files import Reading
from kpi_sheets.pipeline.standing import Judging, result_of
from kpi_sheets.register import PlaceError, read_tables
from kpi_sheets.status.columns import COLUMNS, Entry, entries
from kpi_sheets.typed import NamedTuple
from kpi_sheets.workbook import Book, Sheet, WorkbookError, place, read
from kpi_sheets.workbook.patch import Change, Edit, patch, would_change
from kpi_sheets.workbook.reader import collector_at_rest

USUAL = ("status", "code", "attainment", "as_of", "why")  # what --add-columns adds when no columns are named


class Wish(NamedTuple):
    """What to write. `way` is how to judge; `add` holds the keys of columns to add where a table lacks them; `check`
    writes nothing."""

    as_of: dt.date
    way: Judging = Judging()
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
    behind: int
    cells: int
    formulas: tuple[str, ...]


def refresh(path: str, reading: Reading, wish: Wish, values: Book | None = None) -> Refreshed:
    """Write the status columns; a workbook that can't be read or written comes back with its `error` set.

    `values` is the same workbook with its formulas calculated, where the file itself holds no results.
    """
    try:
        found = work(read(path, wanted=reading.wants), reading, wish, values)
        if _lacking(found.tables, wish) and values is None:
            _refuse_to_confuse(path, found, reading, wish)
        changed = would_change(path, found.changes) if wish.check else patch(path, found.changes, wish.output)
    except (NoRoomError, PlaceError) as error:
        return Refreshed(path, error=f"{path}: {error}")
    except KpiSheetsError as error:
        return Refreshed(path, error=str(error))
    return Refreshed(path, found.kpis, found.cells, changed, found.formulas, found.skipped)


class Work(NamedTuple):
    """What refreshing a workbook takes: `formulas` are cells to leave alone, `skipped` sheets without a row per KPI.

    `tables` are all that were read; `behind` counts the KPIs with the status code -1.
    """

    tables: tuple[Table, ...]
    changes: tuple[Change, ...]
    kpis: int
    behind: int
    cells: int
    formulas: tuple[str, ...]
    skipped: tuple[str, ...]


def work(book: Book, reading: Reading, wish: Wish, values: Book | None = None) -> Work:
    """Return what to change in a workbook, in a file or open in a program; nothing is written."""
    tables = _tables(values or book, reading)
    sheets = {sheet.name: sheet for sheet in book.sheets}
    fit = [table for table in tables if _is_a_row_per_kpi(table)]
    with collector_at_rest():
        plans = [_plan(table, sheets[table.sheet], reading, wish) for table in fit]
    return Work(
        tables,
        tuple(change for plan in plans for change in plan.changes),
        sum(plan.kpis for plan in plans),
        sum(plan.behind for plan in plans),
        sum(plan.cells for plan in plans),
        tuple(cell for plan in plans for cell in plan.formulas),
        tuple(table.sheet for table in tables if table.kpis and table not in fit),
    )


def _tables(book: Book, reading: Reading) -> tuple[Table, ...]:
    return tuple(read_tables(book, reading.schema, reading.language, hidden=reading.hidden))


def _refuse_to_confuse(path: str, found: Work, reading: Reading, wish: Wish) -> None:
    """Raise WorkbookError when the sheet would be read in another way once it has the new columns.

    That can happen on a sheet without a clear table; the next refresh would then write something else.
    """
    with TemporaryDirectory() as folder:
        copy = str(Path(folder, Path(path).name))
        patch(path, found.changes, copy)
        tables = _tables(read(copy, wanted=reading.wants), reading)
    if _lacking(tables, wish) or _inputs(tables) != _inputs(found.tables):
        what = "with the new columns this sheet would be read in another way, so none were added"
        raise WorkbookError(f"{path}: {what}; add their headers by hand, or describe the sheet in a workbook schema")


def _lacking(tables: Iterable[Table], wish: Wish) -> bool:
    """True when a table has not all the columns that are to be added."""
    return any(key not in table.columns for table in tables if _is_a_row_per_kpi(table) for key in wish.add)


def _inputs(tables: Iterable[Table]) -> list[Kpi]:
    """Return all that verdicts are made from: the KPIs without their status columns."""
    return [
        kpi._replace(fields={key: entry for key, entry in kpi.fields.items() if key not in COLUMNS}, remarks=())
        for table in tables
        for kpi in table.kpis
    ]


def _is_a_row_per_kpi(table: Table) -> bool:
    """True for a table in which every KPI has a row of its own beneath the header, so that a column can be filled."""
    rows = [kpi.row for kpi in table.kpis]
    named = all(place(kpi.cell("name", "statement", "id") or "A1")[0] == kpi.row for kpi in table.kpis)
    return bool(rows) and named and len(set(rows)) == len(rows) and min(rows) > table.header_rows[-1]


def _plan(table: Table, sheet: Sheet, reading: Reading, wish: Wish) -> _Plan:
    results = {kpi.row: result_of(kpi, wish.as_of, wish.way) for kpi in table.kpis}
    keys = [key for key in COLUMNS if key in table.columns or key in wish.add]
    found = {row: entries(result, pack, keys) for row, (result, pack) in results.items()}
    edits, formulas = _edits(table, sheet, found, wish)
    missing = [key for key in wish.add if key not in table.columns]
    new = tuple(added(missing, table, sheet, found, reading.schema))
    fresh = len(found) * len(missing)
    cells = fresh + sum(differs(sheet, edit) for edit in edits)
    behind = sum(result.code == -1 for result, _ in results.values())
    return _Plan((*edits, *new), len(results), behind, cells, formulas)


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


def differs(sheet: Sheet, edit: Edit) -> bool:
    """Tell whether a cell holds another value than the one it should get."""
    cell = sheet.cell(edit.row, edit.column)
    old = cell.value if cell else None
    if isinstance(old, int | float) and isinstance(edit.value, int | float):
        return not isclose(old, edit.value, rel_tol=1e-12)
    return old != edit.value
