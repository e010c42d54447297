"""Cells → KPIs: each field read as its column's type, with the cell it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kpi_sheets.model import Cell, Field, Kpi, Problem, Source
from kpi_sheets.register.columns import Layout
from kpi_sheets.register.figures import Figure, figures_in, history_of, implied_by
from kpi_sheets.register.grid import text_of
from kpi_sheets.register.lexicon import Lexicon
from kpi_sheets.register.rows import Row
from kpi_sheets.register.values import Reading, ValueReader, plain_text
from kpi_sheets.register.wording import worded
from kpi_sheets.typed import NamedTuple

LONGEST_UNIT = 25  # characters in brackets that can be a unit
_LAST_BRACKET = r"[(\[]([^()\[\]]+)[)\]]\s*$"

_KINDS = {"quantity": "number", "number": "number", "numbers": "numbers", "date": "date"}  # of a type; others are text


class TableContext(NamedTuple):
    """What all KPIs of a table share."""

    sheet: str
    language: str
    lexicon: Lexicon
    values: ValueReader
    defaults: Mapping[str, Field]
    year: int | None = None  # for period headers that name none


class Built(NamedTuple):
    """A KPI and what could not be read on its row."""

    kpi: Kpi
    problems: tuple[Problem, ...]


def build(row: Row, layout: Layout, context: TableContext, figures: Sequence[Figure] | None = None) -> Built:
    """Return the KPI of one row; `figures` are its cells over time when they don't all stand in the row."""
    fields, problems = read_fields(row.cells, layout, row.number, context)
    if figures is None:
        figures = figures_in(row.all_cells, layout.series)
    history = history_of(figures, context.values, context.lexicon, context.year)
    implied = implied_by(history, figures, fields, context.values, context.lexicon)
    fields.update((key, default) for key, default in context.defaults.items() if key not in fields)
    # a target cell that says "n.b." has no figure for now, whatever stood there for other periods
    fields.update((key, entry) for key, entry in implied.items() if key not in fields and key not in row.cells)
    return Built(Kpi(fields, context.sheet, row.number, context.language, history), tuple(problems))


def read_fields(
    cells: Mapping[str, Cell], layout: Layout, row: int, context: TableContext
) -> tuple[dict[str, Field], list[Problem]]:
    """Read the cells of one KPI; a blank or missing value gives no field, an unreadable one a field without
    value."""
    fields: dict[str, Field] = {}
    problems: list[Problem] = []
    unit = _unit(cells, context)
    for key, cell in cells.items():
        column = context.lexicon.column(key)
        reading = context.values.read(column, cell, unit or _bracket_unit(layout, key))
        if column.role == "output" and reading.value is None:  # another program's status, trend or variance
            reading = Reading(plain_text(cell))
        if reading.problem is not None:
            problems.append(problem(reading.problem, key, column.type, cell, row, context))
        if reading.problem != "missing_word":
            fields[key] = Field(reading.value, cell)
    if unit and "unit" not in cells and "name" in cells:
        fields["unit"] = Field(unit, cells["name"], Source.INFERRED)
    return fields, problems


def _unit(cells: Mapping[str, Cell], context: TableContext) -> str:
    """Return the unit of a row: its unit column, or what stands in brackets after the name ("MRR ($)")."""
    cell = cells.get("unit")
    if cell is not None:
        return text_of(cell)
    if "unit" in context.defaults:
        return str(context.defaults["unit"].value)
    name = cells.get("name")
    bracket = re.search(_LAST_BRACKET, text_of(name)) if name is not None else None
    return bracket[1].strip() if bracket and _is_unit(bracket[1].strip(), context.values) else ""


def _is_unit(text: str, values: ValueReader) -> bool:
    """True for a sign or a code: a word in brackets may as well be an abbreviation."""
    return len(text) <= LONGEST_UNIT and (text == "%" or values.unit(text) != text)


def _bracket_unit(layout: Layout, key: str) -> str:
    mapped = layout.fields.get(key)
    bracket = mapped.header.bracket.removeprefix("in ") if mapped is not None else ""
    return bracket if len(bracket) <= LONGEST_UNIT and not any(char.isdecimal() for char in bracket) else ""


def problem(kind: str, key: str, type_: str, cell: Cell, row: int, context: TableContext) -> Problem:
    """Return a problem of a cell, worded for a person in the sheet's language."""
    what = worded(_KINDS.get(type_, "text"), context.language)
    remark = worded(kind, context.language).format(what=what)
    return Problem(kind, context.sheet, cell.address, key, f'"{plain_text(cell)}" {remark}', row)
