"""Tidy tables: a row per KPI and period. Rows of the same KPI become one KPI with a history."""

from __future__ import annotations

import datetime as dt

from kpi_sheets.model import Cell, Field, Kpi, Measurement, Period, Problem, Quantity, Source
from kpi_sheets.register.kpis import Built, TableContext, build
from kpi_sheets.register.periods import Mark, dated, spacing
from kpi_sheets.register.values import plain_text
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpi_sheets.register.columns import Layout
    from kpi_sheets.register.rows import Row

IDENTITY = ("id", "name", "segment", "team", "category")  # what tells two KPIs of a table apart
REPEATED = 0.2  # share of rows that repeat an earlier KPI, from which a table is tidy
UNIQUE = 0.9  # share of rows whose KPI and period together occur once

Identity = tuple[str, ...]


def may_be_tidy(layout: Layout) -> bool:
    """True for columns that can hold a figure with its period in each row."""
    return "measured_through" in layout.fields and bool({"actual", "target"} & layout.fields.keys())


def is_tidy(rows: Sequence[Row], layout: Layout) -> bool:
    """True when KPIs come back row after row, each time for another period."""
    if not may_be_tidy(layout) or len(rows) < 3:
        return False
    seen = [identity(row.cells) for row in rows]
    pairs = {(who, _when(row)) for who, row in zip(seen, rows, strict=True)}
    repeats = len(seen) - len(set(seen))
    return repeats >= REPEATED * len(seen) and len(pairs) >= UNIQUE * len(rows)


def build_tidy(rows: Sequence[Row], layout: Layout, context: TableContext) -> list[Built]:
    """Return one KPI for each that the rows measure: its latest row says what it is, all rows are its
    history."""
    groups: dict[Identity, list[Row]] = {}
    for row in rows:
        groups.setdefault(identity(row.cells), []).append(row)
    return [_build(group, layout, context) for group in groups.values()]


def identity(cells: Mapping[str, Cell]) -> Identity:
    """Return what tells the KPI of a row from the others."""
    return tuple(plain_text(cells[key]) if key in cells else "" for key in IDENTITY)


def _when(row: Row) -> str:
    cell = row.cells.get("measured_through")
    return plain_text(cell) if cell is not None else ""


def _build(rows: Sequence[Row], layout: Layout, context: TableContext) -> Built:
    marks = dated([_mark(row, layout, context) for row in rows])
    ends = [mark.end(context.year) for mark in marks]
    latest = max(range(len(rows)), key=lambda place: (ends[place] or dt.date.min, place))
    built = [build(row, layout._replace(series=()), context) for row in rows]
    history = tuple(_measurement(entry.kpi, row, end) for entry, row, end in zip(built, rows, ends, strict=True))
    fields = dict(built[latest].kpi.fields)
    if ends[latest] is not None:
        fields["measured_through"] = Field(ends[latest], rows[latest].cells.get("measured_through"))
    step = _step(marks, ends)
    if step is not None:
        fields.setdefault("frequency", Field(step, None, Source.INFERRED))
    problems = tuple(problem for entry in built for problem in entry.problems if not _settled(problem, fields))
    return Built(built[latest].kpi._replace(fields=fields, history=history), problems)


def _mark(row: Row, layout: Layout, context: TableContext) -> Mark:
    cell = row.cells.get("measured_through")
    mark = context.lexicon.periods.read(cell.value) if cell is not None else None
    mark = mark or Mark(Period.YEAR)
    return mark if mark.year is not None else mark._replace(year=_year_beside(row, layout, context))


def _year_beside(row: Row, layout: Layout, context: TableContext) -> int | None:
    """Return the year that another column of the row holds: "2026 | March"."""
    for header in (*layout.unknown, *(mapped.header for mapped in layout.fields.values())):
        cell = row.all_cells.get(header.column)
        mark = context.lexicon.periods.read(cell.value) if cell is not None else None
        if mark is not None and mark.period is Period.YEAR:
            return mark.year
    return None


def _measurement(kpi: Kpi, row: Row, end: dt.date | None) -> Measurement:
    actual, target = kpi.value("actual"), kpi.value("target")
    return Measurement(
        end,
        actual.value if isinstance(actual, Quantity) else None,
        row.cells.get("actual"),
        _when(row),
        target.value if isinstance(target, Quantity) else None,
    )


def _step(marks: Sequence[Mark], ends: Sequence[dt.date | None]) -> Period | None:
    if any(mark.date is not None for mark in marks):
        return spacing(sorted({end for end in ends if end is not None}))
    return marks[0].period


def _settled(problem: Problem, fields: Mapping[str, Field]) -> bool:
    """True for a period that can't be read as a date by itself but was, with its year from elsewhere."""
    return problem.key == "measured_through" and "measured_through" in fields and problem.kind == "unreadable"
