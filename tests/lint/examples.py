"""Turn a rule's example, a sentence or the fields of a row, into the KPI that it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kpi_sheets.language import load
from kpi_sheets.model import Cell, ErrorValue, Field, Kpi, Table, column_letter
from kpi_sheets.statement.quantity import read_quantity

ROW = 2
NUMBERS = {"target", "actual", "baseline", "low", "high"}


def kpi_of(example: str | Mapping[str, Any], language: str) -> Kpi:
    """A sentence stands in the statement's cell; of a row, each field stands in a cell of its own."""
    fields = {"statement": example} if isinstance(example, str) else example
    return Kpi(
        {key: _field(key, value, column, language) for column, (key, value) in enumerate(fields.items(), start=1)},
        sheet="KPIs",
        row=ROW,
        language=language,
    )


def table_of(kpi: Kpi) -> Table:
    """Return a table with this one KPI and a header cell above each of its fields."""
    columns = {key: column_letter(entry.cell.column) for key, entry in kpi.fields.items() if entry.cell}
    headers = {
        key: Cell(ROW - 1, entry.cell.column, key.title()) for key, entry in kpi.fields.items() if entry.cell
    }
    return Table("KPIs", (ROW - 1,), columns, headers, (kpi,), kpi.language)


def _field(key: str, value: Any, column: int, language: str) -> Field:
    if isinstance(value, Cell):
        return Field(None if isinstance(value.value, ErrorValue | None) else value.value, value)
    cell = Cell(ROW, column, value)
    if isinstance(value, ErrorValue):
        return Field(None, cell)
    if key in NUMBERS and isinstance(value, str):
        return Field(read_quantity(value, load(language)), cell)
    return Field(value, cell)
