"""Add status columns at the right of a table, such that they look like what stands there."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from kpi_sheets.lint.engine import pack_for
from kpi_sheets.model import Kpi, KpiSheetsError, Status, Table, column_letter
from kpi_sheets.register import WorkbookSchema
from kpi_sheets.status import code, label
from kpi_sheets.status.columns import FIGURES, Entry
from kpi_sheets.typed import NamedTuple
from kpi_sheets.workbook import ListObject, Range, Sheet
from kpi_sheets.workbook.address import column_number
from kpi_sheets.workbook.dates import Shown, shown_as
from kpi_sheets.workbook.patch import Change, Edit, Highlight, Rule, TableColumn, Width

WORDS = frozenset({"status", "trend_basis", "freshness", "assurance", "why"})
GENERAL, TEXT = "General", "@"
COLOURS = {1: ("D5EFEB", "0C6661"), 0: ("FDEBC8", "8A5200"), -1: ("F8D7D4", "A11D16"), None: ("E4E7EB", "52606D")}
NARROWEST, WIDEST = 11, 120  # characters
MARGIN, BOLD = 3, 1.2  # of a header: characters for a filter's button, and how much wider its letters are
GAP = 1  # blank columns that stay between the new columns and what stands further to the right
DATE = "mm-dd-yy"  # Excel's own format 14: every program shows it as its user writes dates

Entries = Mapping[int, Mapping[str, Entry]]  # by row, then by the key of the column


class NoRoomError(KpiSheetsError):
    """A table to which a column can't be added."""


class _New(NamedTuple):
    """A column that is added: what it is called, where it stands, which column it looks like, its cells by row."""

    key: str
    header: str
    number: int
    like: int
    cells: Mapping[int, Entry]

    @property
    def width(self) -> int:
        """Wide enough for its header and its texts, within reason."""
        longest = max((len(entry.value) for entry in self.cells.values() if isinstance(entry.value, str)), default=0)
        return min(max(NARROWEST, ceil(BOLD * len(self.header)) + MARGIN, longest + 1), WIDEST)


def added(
    keys: Sequence[str], table: Table, sheet: Sheet, entries: Entries, schema: WorkbookSchema
) -> Iterator[Change]:
    """Yield what adds these columns right of a table, in its language; the status column gets its colours.

    They take the looks of the table's last column, texts those of its last column of texts. Raises NoRoomError when
    the schema lacks a column, or another column bears its name.
    """
    if not keys:
        return
    holder = _list_object(table, sheet)
    for column in _columns(keys, table, sheet, entries, schema):
        yield from _in_list_object(column, holder, sheet) if holder else _beside(column, table, sheet)
        yield Width(sheet.name, column.number, column.width)
        if column.key == "status":
            yield _colours(column, table, sheet)


def _columns(
    keys: Sequence[str], table: Table, sheet: Sheet, entries: Entries, schema: WorkbookSchema
) -> Iterator[_New]:
    holder = _list_object(table, sheet)
    headers = _headers(keys, table, sheet, schema)
    first = holder.range.last_column + 1 if holder else _first_free_column(table, sheet, len(keys))
    looks = _looks(table, sheet, first)
    date = _date_format(table, sheet)
    for number, (key, header) in enumerate(zip(keys, headers, strict=True), first):
        cells = {kpi.row: _formatted(entries[kpi.row][key], key, kpi, date) for kpi in table.kpis}
        yield _New(key, header, number, looks[key in WORDS], cells)


def _in_list_object(column: _New, holder: ListObject, sheet: Sheet) -> Iterator[Change]:
    yield TableColumn(sheet.name, holder.name, column.header, {}, like=column.like)
    yield from _cells(column, sheet)


def _beside(column: _New, table: Table, sheet: Sheet) -> Iterator[Change]:
    """Add a column to plain cells; the rows between the KPIs take their neighbours' looks too."""
    for row in _rows(table):
        yield Edit(sheet.name, row, column.number, None, like=(row, column.like))
    header = table.header_rows[-1]
    yield Edit(sheet.name, header, column.number, column.header, like=(header, column.like))
    yield from _cells(column, sheet)


def _cells(column: _New, sheet: Sheet) -> Iterator[Change]:
    for row, entry in column.cells.items():
        yield Edit(sheet.name, row, column.number, *entry, like=(row, column.like))


def _headers(keys: Sequence[str], table: Table, sheet: Sheet, schema: WorkbookSchema) -> list[str]:
    """Return a name for each column that no other one bears: of two alike, nobody can tell which is meant."""
    holder = _list_object(table, sheet)
    texts = [str(cell.value) for cell in sheet.rows.get(table.header_rows[-1], {}).values()]
    taken = {text.strip().casefold() for text in (*texts, *(holder.columns if holder else ()))}
    return [_free_name(key, table, schema, taken) for key in keys]


def _free_name(key: str, table: Table, schema: WorkbookSchema, taken: set[str]) -> str:
    column = next((found for kind in schema.kpis if (found := kind.column(key))), None)
    if column is None:
        raise NoRoomError(f'the workbook schema has no column "{key}"; add it there, or leave it out')
    names = (column.header(table.language), *column.headers.get(table.language, ()))
    free = next((name for name in names if name.casefold() not in taken), None)
    if free is None:
        raise NoRoomError(f'{table.sheet}: another column is called "{names[0]}" already; rename it')
    return free


def _list_object(table: Table, sheet: Sheet) -> ListObject | None:
    """Return the Excel table (Insert, Table) that the header stands in, or None."""
    header = next(iter(table.headers.values()), None)
    return next((found for found in sheet.tables if header and found.range.holds(header.row, header.column)), None)


def _first_free_column(table: Table, sheet: Sheet, count: int) -> int:
    """Return the first column right of a table from which so many are free, and one more for the gap."""
    first = max(_used(table)) + 1
    for filled in sorted(set(_filled(sheet, _rows(table)))):
        if filled >= first + count + GAP:
            break
        first = max(first, filled + 1)
    return first


def _rows(table: Table) -> range:
    return range(table.header_rows[0], max(kpi.row for kpi in table.kpis) + 1)


def _used(table: Table) -> Iterator[int]:
    yield from (column_number(letters) for letters in table.columns.values())
    yield from (entry.cell.column for kpi in table.kpis for entry in kpi.history if entry.cell)


def _filled(sheet: Sheet, rows: range) -> Iterator[int]:
    """Yield the columns in which something stands beside a table: a cell, merged cells, an Excel table."""
    for row in rows:
        yield from sheet.rows.get(row, ())
    for area in (*sheet.merges, *(known.range for known in sheet.tables)):
        if area.first_row < rows.stop and area.last_row >= rows.start:
            yield from range(area.first_column, area.last_column + 1)


def _looks(table: Table, sheet: Sheet, end: int) -> Mapping[bool, int]:
    """Return which column texts look like (True), and which figures (False): the last of its kind with a header.

    A column of links is not one to look like.
    """
    cells = [cell for kpi in table.kpis for cell in sheet.rows.get(kpi.row, {}).values()]
    texts = Counter(cell.column for cell in cells if isinstance(cell.value, str))
    links = {cell.column for cell in cells if isinstance(cell.value, str) and "://" in cell.value}
    headed = [number for number in sheet.rows.get(table.header_rows[-1], ()) if number < end and number not in links]
    last = max(headed, default=end)
    return {True: max((number for number in headed if 2 * texts[number] > len(table.kpis)), default=last), False: last}


def _date_format(table: Table, sheet: Sheet) -> str:
    """Return how most dates of the table are written, those with a day, or else as the user's own program does."""
    cells = (cell for kpi in table.kpis for cell in sheet.rows.get(kpi.row, {}).values())
    codes = Counter(cell.number_format for cell in cells if isinstance(cell.value, dt.date))
    whole = [code for code in codes if "d" in code.lower() and "y" in code.lower()]
    return max(whole, key=lambda code: codes[code], default=DATE)


def _formatted(entry: Entry, key: str, kpi: Kpi, date: str) -> Entry:
    """Give a new cell a number format of its own: it must not show as whatever stands beside it."""
    if isinstance(entry.value, dt.date):
        return entry._replace(number_format=date)
    if entry.number_format:
        return entry
    return entry._replace(number_format=_figure_format(kpi) if key in FIGURES else GENERAL)


def _figure_format(kpi: Kpi) -> str:
    """Return how the KPI's own numbers are written."""
    fields = (kpi.fields[key] for key in ("actual", "target") if key in kpi.fields)
    codes = (field.cell.number_format for field in fields if field.cell and isinstance(field.cell.value, int | float))
    return next((code for code in codes if code != TEXT and shown_as(code) is Shown.NUMBER), GENERAL)


def _colours(column: _New, table: Table, sheet: Sheet) -> Highlight:
    first, last = min(column.cells), max(column.cells)
    top = f"${column_letter(column.number)}{first}"
    return Highlight(sheet.name, Range(first, column.number, last, column.number), tuple(_rules(top, table)))


def _rules(top: str, table: Table) -> Iterator[Rule]:
    """Yield a rule for each colour, by the words of the statuses that have it."""
    pack = pack_for(table.language)
    for number, (fill, text) in COLOURS.items():
        words = [label(status, pack) for status in Status if code(status) == number]
        tests = ",".join(f'{top}="{word}"' for word in words)
        yield Rule(f"OR({tests})", fill, text)
