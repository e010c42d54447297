"""Forms: the fields down the side, one KPI per column, or a single KPI on the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from kpi_sheets.model import Cell, Field, Kpi, Source, Table, column_letter
from kpi_sheets.register.columns import EVIDENCE
from kpi_sheets.register.grid import Grid, text_of
from kpi_sheets.register.judge import ENOUGH
from kpi_sheets.register.kpis import TableContext, problem
from kpi_sheets.register.lexicon import Lexicon
from kpi_sheets.register.profile import states_quantity
from kpi_sheets.register.vocabulary import SURE, Name
from kpi_sheets.typed import NamedTuple

TOP = 80  # rows in which a form is looked for
WIDEST = 30  # columns
FEWEST = 3  # fields, named for sure, that make a form
FARTHEST = 4  # rows from one label to the next
FIGURES = frozenset(("target", "actual", "baseline", "low", "high", "statement"))  # one of these must be filled in


class Form(NamedTuple):
    """A form: the rows of its fields, and the columns that hold a KPI each."""

    labels: Mapping[str, Cell]
    columns: tuple[int, ...]


def find_form(grid: Grid, lexicon: Lexicon) -> Form | None:
    """Return the form on a sheet, or None."""
    rows = list(islice(filter(None, map(grid.row, grid.row_numbers)), TOP))
    columns = sorted({column for row in rows for column in row})[:WIDEST]
    found = [form for column in columns if (form := _form_at(grid, _named(rows, column, lexicon), column)) is not None]
    return max(found, key=lambda form: (len(form.labels), -form.columns[0]), default=None)


def read_form(grid: Grid, form: Form, context: TableContext) -> Table:
    """Return the KPIs of a form as a table."""
    kpis, problems = [], []
    for column in form.columns:
        fields: dict[str, Field] = {}
        for key, label in form.labels.items():
            cell = _value(grid, label, column, alone=len(form.columns) == 1)
            if cell is None:
                continue
            entry = context.lexicon.column(key)
            reading = context.values.read(entry, cell)
            if reading.problem is not None:
                problems.append(problem(reading.problem, key, entry.type, cell, cell.row, context))
            if reading.problem != "missing_word":
                fields[key] = Field(reading.value, cell)
        if "name" not in fields and "statement" not in fields:
            fields["name"] = Field(grid.name, None, Source.DEFAULT)
        first = min(label.row for label in form.labels.values())
        kpis.append(Kpi({**context.defaults, **fields}, grid.name, first, context.language))
    labels = form.labels
    return Table(
        sheet=grid.name,
        header_rows=(min(label.row for label in labels.values()),),
        columns={key: column_letter(label.column) for key, label in labels.items()},
        headers=dict(labels),
        kpis=tuple(kpis),
        language=context.language,
        problems=tuple(problems),
        defaults=context.defaults,
    )


def _named(rows: Sequence[Mapping[int, Cell]], column: int, lexicon: Lexicon) -> list[tuple[Cell, tuple[Name, ...]]]:
    """Return the cells of a column that name fields, each with the fields that it may name."""
    cells = (row[column] for row in rows if column in row)
    return [(cell, names) for cell in cells if isinstance(cell.value, str) and (names := lexicon.labels(cell.value))]


def _form_at(grid: Grid, named: list[tuple[Cell, tuple[Name, ...]]], column: int) -> Form | None:
    """Return the form whose labels stand in a column, close together; what merely looks like one is a list.

    `named` holds the cells of the column that name fields; a sure name counts before a hint, and none twice.
    """
    labels: dict[str, Cell] = {}
    evidence, sure, last = 0.0, 0, 0
    for cell, names in named:
        name = next((name for name in names if name.key not in labels), None)
        if name is None or (labels and cell.row - last > FARTHEST):
            continue
        labels[name.key] = cell
        last = cell.row
        sure += name.belief == SURE
        evidence += EVIDENCE.get(name.key, 0.1) * (1.0 if name.belief == SURE else 0.5)
    if sure < FEWEST or evidence < ENOUGH:
        return None
    columns = _value_columns(grid, labels, column)
    return Form(labels, columns) if columns and _is_filled_in(grid, labels, columns) else None


def _is_filled_in(grid: Grid, labels: Mapping[str, Cell], columns: tuple[int, ...]) -> bool:
    """True when a figure stands beside a label that asks for one: a list that explains the fields has prose
    there."""
    figures = [grid.cell(labels[key].row, column) for key in FIGURES & labels.keys() for column in columns]
    return any(cell is not None and (not text_of(cell) or states_quantity(text_of(cell))) for cell in figures)


def _value_columns(grid: Grid, labels: Mapping[str, Cell], column: int) -> tuple[int, ...]:
    """Return the columns right of the labels that are filled beside at least half of them, up to the first
    that isn't."""
    found: list[int] = []
    for place in range(column + 1, column + WIDEST):
        filled = sum(grid.cell(label.row, place) is not None for label in labels.values())
        if filled * 2 >= len(labels):
            found.append(place)
        elif found or filled:
            break
    return tuple(found)


def _value(grid: Grid, label: Cell, column: int, *, alone: bool) -> Cell | None:
    cell = grid.cell(label.row, column)
    if cell is not None or not alone:
        return cell
    row = grid.row(label.row)
    return next((row[place] for place in sorted(row) if place > label.column), None)
