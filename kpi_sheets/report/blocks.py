"""KPI tables as text that a line-by-line comparison understands: a KPI is a block, a field is a line.

No line holds an address, a date of today or a path, so that only what changed in a table changes in its text. The
heading of a block starts in the first column and its fields don't: that makes it the heading of git's hunks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kpi_sheets.model import Cell, CellValue, Kpi, Measurement, Source, Table
from kpi_sheets.register import WorkbookSchema
from kpi_sheets.report.escape import for_terminal
from kpi_sheets.workbook import Book, Sheet, place


def of_book(book: Book, tables: Iterable[Table], schema: WorkbookSchema) -> Iterator[str]:
    """Yield the lines of a workbook's KPI tables; without any, those of its visible sheets, a cell a line."""
    found = [table for table in tables if table.kpis]
    sheets = {sheet.name: sheet for sheet in book.sheets}
    for table in found:
        yield from _table(table, sheets[table.sheet], schema)
    if not found:
        for sheet in book.sheets:
            yield from _cells(sheet)


def _table(table: Table, sheet: Sheet, schema: WorkbookSchema) -> Iterator[str]:
    labels = _labels(table, schema)
    yield f"[{for_terminal(table.sheet)}]\n"
    for key, stated in table.defaults.items():
        yield _line(labels.get(key, key), _shown(stated.cell) if stated.cell else str(stated.value))
    unread = list(_unread_headers(table, sheet))
    for kpi in table.kpis:
        yield f"\n{for_terminal(_heading(kpi))}\n"
        yield from _fields(kpi, labels)
        yield from _unread(kpi, unread, sheet)
        for entry in kpi.history:
            yield from _measurement(entry, labels)
    yield "\n"


def _labels(table: Table, schema: WorkbookSchema) -> dict[str, str]:
    """Return what each field is called: as its header says, else as the schema does in the table's language."""
    columns = (column for described in schema.kpis for column in described.columns)
    named = {column.key: column.header(table.language) for column in columns}
    return named | {key: str(header.value) for key, header in table.headers.items()}


def _unread_headers(table: Table, sheet: Sheet) -> Iterator[Cell]:
    for problem in table.problems:
        header = sheet.cell(*place(problem.cell)) if problem.kind == "unknown_header" else None
        if header:
            yield header


def _heading(kpi: Kpi) -> str:
    code = kpi.shown("id")
    return f"{code} {kpi.name}" if code and code != kpi.name else kpi.name


def _fields(kpi: Kpi, labels: Mapping[str, str]) -> Iterator[str]:
    """Yield what stands in the KPI's own cells, in the order of the sheet; the figures of a history follow later."""
    measured = [entry.cell for entry in kpi.history]
    own = [(key, entry.cell) for key, entry in kpi.fields.items() if entry.source is Source.CELL and entry.cell]
    for key, cell in sorted(own, key=lambda pair: (pair[1].row, pair[1].column)):
        if key != "actual" or cell not in measured:
            yield _line(labels.get(key, key), _shown(cell))


def _unread(kpi: Kpi, headers: Iterable[Cell], sheet: Sheet) -> Iterator[str]:
    """Yield the cells of the KPI's row beneath headers that stand for no field, so that no change goes unseen."""
    cells = sheet.rows.get(kpi.row, {})
    for header in headers:
        cell = cells.get(header.column) if kpi.row > header.row else None
        if cell:
            yield _line(str(header.value), _shown(cell))


def _measurement(entry: Measurement, labels: Mapping[str, str]) -> Iterator[str]:
    when = entry.period_end.isoformat() if entry.period_end else entry.label
    for key, cell, value in (("target", entry.target_cell, entry.target), ("actual", entry.cell, entry.value)):
        shown = _shown(cell) if cell else "" if value is None else _number(value)
        if shown:
            yield _line(f"{labels.get(key, key)} {when}", shown)


def _cells(sheet: Sheet) -> Iterator[str]:
    if sheet.visibility == "visible" and sheet.rows:
        yield f"[{for_terminal(sheet.name)}]\n"
        for row in sheet.rows.values():
            for cell in row.values():
                yield _line(cell.address, _shown(cell))
        yield "\n"


def _line(label: str, text: str) -> str:
    return f"  {for_terminal(label)}: {for_terminal(text)}\n"


def _shown(cell: Cell) -> str:
    """What a cell holds and, where a program computed it, from what: "50 (=B3*2)"."""
    text = _value(cell.value, cell.number_format)
    return f"{text} (={cell.formula})".lstrip() if cell.formula is not None else text


def _value(value: CellValue, number_format: str) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "" if value is None else str(value).removesuffix(" 00:00:00")
    if "%" in number_format:
        return f"{_number(value * 100)}%"
    return _number(value)


def _number(value: float) -> str:
    """Fifteen digits, as Excel itself keeps; neither locale nor language changes them."""
    return f"{value:.15g}"
