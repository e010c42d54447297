"""Turn a rule's example, a sentence or the fields of a row, into the KPI that it stands for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kpi_sheets.language import load
from kpi_sheets.lint.engine import lint_table, lint_together
from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import Placed, Rule
from kpi_sheets.model import Cell, ErrorValue, Field, Finding, Kpi, Measurement, Problem, Table, column_letter
from kpi_sheets.pipeline.standing import judged
from kpi_sheets.statement.quantity import read_quantity

HEADER = 1
NUMBERS = {"target", "actual", "baseline", "low", "high", "weight", "amber_limit"}
DATES = {"start", "deadline", "measured_through", "accepted_until"}
AS_OF = dt.date(2026, 11, 24)
LAST_MONTH = dt.date(2026, 10, 1)


Example = str | Mapping[str, Any]


def findings_of(
    rule: Rule, example: Example | tuple[Example, ...], language: str, messages: str = "auto"
) -> list[Finding]:
    """Return what a rule finds in an example, told in a language."""
    table = table_of(example, language)
    request = Request((rule,), AS_OF, messages, judge=judged)
    placed = [Placed(kpi, table) for kpi in table.kpis]
    return [*lint_table(table, request), *(finding for _, finding in lint_together(placed, request))]


def table_of(example: Example | tuple[Example, ...], language: str) -> Table:
    """Return a table with a row for the example, or for each of several, and a header above each field.

    Three keys of a row are no fields: "history" holds figures per month up to October 2026, "table.choices" the lists
    that cells choose from, and "table.problems" what the register says of the table.
    """
    rows = example if isinstance(example, tuple) else (example,)
    sheets = [{"statement": row} if isinstance(row, str) else row for row in rows]
    about = {key: value for row in sheets for key, value in row.items() if key.startswith("table.")}
    sheets = [{key: value for key, value in row.items() if key not in about} for row in sheets]
    keys = list(dict.fromkeys(key for row in sheets for key in row if key != "history"))
    columns = {key: number for number, key in enumerate(keys, start=1)}
    kpis = tuple(_kpi(row, number, columns, language) for number, row in enumerate(sheets, start=HEADER + 1))
    letters = {key: column_letter(number) for key, number in columns.items()}
    headers = {key: Cell(HEADER, number, key.title()) for key, number in columns.items()}
    problems = (*about.get("table.problems", ()), *(problem for kpi in kpis for problem in _problems(kpi)))
    choices = about.get("table.choices", {})
    return Table("KPIs", (HEADER,), letters, headers, kpis, language, problems, choices=choices)


def _problems(kpi: Kpi) -> Iterator[Problem]:
    """What the register says of a cell that it can't read."""
    for key, entry in kpi.fields.items():
        if entry.cell and isinstance(entry.cell.value, str) and entry.value is None:
            kind = "unreadable" if key in NUMBERS else "not_in_list"
            yield Problem(kind, kpi.sheet, entry.cell.address, key, f'"{entry.cell.value}"', kpi.row)


def _kpi(row: Mapping[str, Any], number: int, columns: Mapping[str, int], language: str) -> Kpi:
    filled = {key: value for key, value in row.items() if value is not None and key != "history"}
    fields = {key: _field(key, value, number, columns[key], language) for key, value in filled.items()}
    history = tuple(_history(row.get("history", ())))
    return Kpi(fields, sheet="KPIs", row=number, language=language, history=history)


def _history(values: Sequence[float]) -> Iterator[Measurement]:
    for back, value in zip(range(len(values) - 1, -1, -1), values, strict=True):
        months = LAST_MONTH.year * 12 + LAST_MONTH.month - 1 - back
        following = dt.date((months + 1) // 12, (months + 1) % 12 + 1, 1)
        yield Measurement(following - dt.timedelta(days=1), value)


def _field(key: str, value: Any, row: int, column: int, language: str) -> Field:
    if isinstance(value, Cell):
        return Field(value.value if isinstance(value.value, float) else None, value)
    cell = Cell(row, column, value)
    if isinstance(value, ErrorValue):
        return Field(None, cell)
    if key in NUMBERS and isinstance(value, str):
        return Field(read_quantity(value, load(language)), cell)
    if key in DATES and isinstance(value, str):
        return Field(_date(value), cell)
    return Field(value, cell)


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
