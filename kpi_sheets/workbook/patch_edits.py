"""What can be asked of the patch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kpi_sheets.typed import NamedTuple
from kpi_sheets.workbook.book import Range

Value = str | float | int | bool | dt.date | dt.datetime | None


class Edit(NamedTuple):
    """Put a value in one cell; rows and columns count from 1.

    A text is never taken for a formula. None empties the cell and leaves its style. A date in a cell that isn't
    formatted as one gets a date format; `number_format` asks for a format by its code, whatever the value ("0%" is
    content with any percentage). All else of the cell's style stays; a new cell has the style of its row or column.
    With `like`, the row and column of another cell, a blank cell takes the style of that one.
    """

    sheet: str
    row: int
    column: int
    value: Value
    number_format: str | None = None
    like: tuple[int, int] | None = None


class TableColumn(NamedTuple):
    """Fill a column of an Excel table (Insert, Table); when there is none of that name it is added at the right.

    `table` is the table's name, `name` the column's and so the text of its header cell. `values` holds the cells by
    sheet row; the table's other rows become blank. A totals row is left alone. A new column looks like the table's last
    one, or like the sheet's column `like`.
    """

    sheet: str
    table: str
    name: str
    values: Mapping[int, Value]
    number_format: str | None = None
    like: int | None = None


class Rule(NamedTuple):
    """Colour the cells for which a formula holds, written for the first cell of the range: `$H2=-1`.

    `fill` and `text` are colours as RRGGBB.
    """

    formula: str
    fill: str
    text: str


class Highlight(NamedTuple):
    """Colour a range by rules, the first that holds: one conditional format, and one differential style a rule."""

    sheet: str
    range: Range
    rules: tuple[Rule, ...]


class Width(NamedTuple):
    """Make a column at least this wide, in characters, and show it when it is hidden."""

    sheet: str
    column: int
    width: float


class Notes(NamedTuple):
    """Give a sheet these comments of an author, by the address of their cell, and no other of theirs.

    The author's name becomes the first line of each. What others have written stays, and their cells can't be used.
    """

    sheet: str
    author: str
    texts: Mapping[str, str]


Change = Edit | TableColumn | Highlight | Width | Notes
