"""Turn a rule's example, a sentence or the fields of a row, into the KPI that it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kpi_sheets.language import load
from kpi_sheets.model import Cell, ErrorValue, Field, Kpi, Problem, Table, column_letter
from kpi_sheets.statement.quantity import read_quantity

HEADER = 1
NUMBERS = {"target", "actual", "baseline", "low", "high"}


Example = str | Mapping[str, Any]


def table_of(example: Example | tuple[Example, ...], language: str) -> Table:
    """Return a table with a row for the example, or for each of several, and a header above each field."""
    rows = example if isinstance(example, tuple) else (example,)
    sheets = [{"statement": row} if isinstance(row, str) else row for row in rows]
    keys = list(dict.fromkeys(key for row in sheets for key in row))
    columns = {key: number for number, key in enumerate(keys, start=1)}
    kpis = tuple(_kpi(row, number, columns, language) for number, row in enumerate(sheets, start=HEADER + 1))
    letters = {key: column_letter(number) for key, number in columns.items()}
    headers = {key: Cell(HEADER, number, key.title()) for key, number in columns.items()}
    problems = tuple(problem for kpi in kpis for problem in _problems(kpi))
    return Table("KPIs", (HEADER,), letters, headers, kpis, language, problems)


def _problems(kpi: Kpi) -> Iterator[Problem]:
    """What the register says of a cell that it can't read."""
    for key, entry in kpi.fields.items():
        if entry.cell and isinstance(entry.cell.value, str) and entry.value is None:
            kind = "unreadable" if key in NUMBERS else "not_in_list"
            yield Problem(kind, kpi.sheet, entry.cell.address, key, f'"{entry.cell.value}"', kpi.row)


def _kpi(row: Mapping[str, Any], number: int, columns: Mapping[str, int], language: str) -> Kpi:
    fields = {key: _field(key, value, number, columns[key], language) for key, value in row.items()}
    return Kpi(fields, sheet="KPIs", row=number, language=language)


def _field(key: str, value: Any, row: int, column: int, language: str) -> Field:
    if isinstance(value, Cell):
        return Field(value.value if isinstance(value.value, float) else None, value)
    cell = Cell(row, column, value)
    if isinstance(value, ErrorValue):
        return Field(None, cell)
    if key in NUMBERS and isinstance(value, str):
        return Field(read_quantity(value, load(language)), cell)
    return Field(value, cell)
