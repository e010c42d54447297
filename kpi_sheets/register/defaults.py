"""What is stated once for a whole table: in lines above it, in its title, in the name of its sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kpi_sheets.model import Cell, Field, Source
from kpi_sheets.register.grid import Grid, text_of
from kpi_sheets.register.lexicon import Lexicon
from kpi_sheets.register.values import ValueReader, plain_text
from kpi_sheets.register.vocabulary import SURE
from kpi_sheets.typed import NamedTuple

LINES = 30  # rows above a table that are looked at
REACH = 4  # columns from a label to its value
SHARED = frozenset(
    ("owner", "team", "goal", "category", "segment", "period", "frequency", "start", "deadline", "unit",
     "source", "direction", "accumulation", "target", "used_for", "state")
)  # fmt: skip
LONE = SHARED | {"name", "id", "statement", "definition", "formula", "baseline", "low", "high", "weight"}
MOST_TITLE_CELLS = 2

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SPACED_YEAR = re.compile(r"(?<!\d)(?:\d ){3}\d(?!\d)")


class Label(NamedTuple):
    """A label beside a table and the cell it labels; `text` is the value when both stand in one cell."""

    key: str
    cell: Cell
    text: str = ""


def stated_above(
    grid: Grid, first: int, last: int, lexicon: Lexicon, values: ValueReader, *, lone: bool
) -> dict[str, Field]:
    """Return what lines "Owner: Jan" in a stretch of rows say of every KPI below them.

    `lone` is true for a table about a single KPI: then its name, definition and baseline may be stated as
    well.
    """
    wanted = LONE if lone else SHARED
    found: dict[str, Field] = {}
    for row in range(max(first, last - LINES + 1), last + 1):
        for label in labels_in(grid, row, lexicon):
            if label.key in wanted and label.key not in found:
                field = _read(label, lexicon, values)
                if field is not None:
                    found[label.key] = field
    return found


def labels_in(grid: Grid, row: int, lexicon: Lexicon) -> Iterator[Label]:
    """Yield the labelled values in a row: "Owner" with its value to its right, "Owner: Jan" in one cell."""
    cells = grid.row(row)
    for column in sorted(cells):
        text = text_of(cells[column])
        label, colon, rest = text.partition(":")
        key = _field_named(label, lexicon, sure=not colon)
        if key is None:
            continue
        if colon and rest.strip():
            yield Label(key, cells[column], rest.strip())
            continue
        value = _value_right_of(cells, column)
        if value is not None and _field_named(text_of(value).rstrip(": "), lexicon, sure=True) is None:
            yield Label(key, value)


def title_above(grid: Grid, first: int, last: int, lexicon: Lexicon) -> Cell | None:
    """Return the line nearest above a table that stands alone and is no year, label or remark; None without
    one."""
    for row in range(last, max(first, last - LINES) - 1, -1):
        cells = grid.row(row)
        texts = [cell for cell in cells.values() if any(char.isalpha() for char in text_of(cell))]
        if not texts or len(cells) > MOST_TITLE_CELLS or ":" in text_of(texts[0]):
            continue
        if not lexicon.is_note(text_of(texts[0])) and not lexicon.is_template(text_of(texts[0])):
            return texts[0]
    return None


def year_above(grid: Grid, first: int, last: int) -> int | None:
    """Return the year that the sheet's name or the lines above a table name; None when they name none or
    several."""
    texts = [grid.name]
    for row in range(max(first, last - LINES), last + 1):
        texts += [plain_text(cell) for cell in grid.row(row).values()]
    years = {int(year) for text in texts for year in _YEAR.findall(_joined(text))}
    return years.pop() if len(years) == 1 else None


def _joined(text: str) -> str:
    return _SPACED_YEAR.sub(lambda match: match[0].replace(" ", ""), text)


def _field_named(text: str, lexicon: Lexicon, *, sure: bool) -> str | None:
    names = lexicon.vocabulary.is_name(text)
    return next((name.key for name in names if name.belief == SURE or not sure), None)


def _value_right_of(cells: Mapping[int, Cell], column: int) -> Cell | None:
    return next((cells[place] for place in range(column + 1, column + REACH + 1) if place in cells), None)


def _read(label: Label, lexicon: Lexicon, values: ValueReader) -> Field | None:
    cell = label.cell._replace(value=label.text) if label.text else label.cell
    text = plain_text(cell)
    if lexicon.is_template(text) or lexicon.is_missing(text):
        return None
    reading = values.read(lexicon.column(label.key), cell)
    return None if reading.value is None else Field(reading.value, label.cell, Source.DEFAULT)
