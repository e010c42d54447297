"""Where things stand: the columns of the register and of the measurements, and the ranges formulas look at.

The ranges are longer than the tables, so that KPIs and figures that are added are counted as well. No formula refers to
a single cell of the register: deleting its row would leave #REF!. A row is counted from the heads, which stay.
"""

from __future__ import annotations

from kpi_sheets.model import column_letter
from kpi_sheets.starter.canvas import quoted
from kpi_sheets.starter.texts import Texts
from kpi_sheets.typed import NamedTuple

BAND_ROW, HEAD_ROW, FIRST_ROW = 4, 5, 6
KPI_ROWS = 100  # for how many KPIs the dashboard has room
FIGURE_ROWS = 2000  # for how many measurements
LIST_ROWS = 30  # for how many entries of a list
BOARD = 48  # columns of the dashboard
UNSEEN = BOARD + 2  # from here on, cells for conditional formats, which may not look at other sheets
WORKING, CHARTS, META = "_working", "_charts", "_meta"  # hidden


class Column(NamedTuple):
    """A column of the register. `kind` is "text", "list", "number", "date", "code" or "ratio"; one of `more` is folded
    away until it is asked for."""

    key: str
    width: float
    kind: str = "text"
    more: bool = False


INPUTS = (
    Column("id", 10),
    Column("name", 23),
    Column("statement", 38),
    Column("team", 13, "list"),
    Column("owner", 17),
    Column("goal", 18, "list"),
    Column("category", 17, "list", more=True),
    Column("formula", 34, more=True),
    Column("source", 18, more=True),
    Column("used_for", 12, "list", more=True),
    Column("unit", 12, "list"),
    Column("direction", 10.5, "list"),
    Column("accumulation", 15, "list", more=True),
    Column("period", 11, "list"),
    Column("start", 12, "date", more=True),
    Column("deadline", 12, "date", more=True),
    Column("baseline", 13.5, "number"),
    Column("target", 10, "number"),
    Column("low", 10, "number", more=True),
    Column("high", 10, "number", more=True),
    Column("amber_limit", 10, "number"),
    Column("weight", 9.5, "number"),
    Column("accepted_until", 13, "date", more=True),
    Column("accepted_reason", 24, more=True),
)
ENTRIES = (Column("actual", 11, "number"), Column("measured_through", 12, "date"))
OUTPUTS = (
    Column("code", 6, "code"),
    Column("status", 16),
    Column("attainment", 15, "ratio"),
    Column("trend", 8.5, "code"),
    Column("pace", 9, "ratio", more=True),
    Column("forecast", 10, "number", more=True),
    Column("score", 10, "ratio", more=True),
    Column("freshness", 11, more=True),
    Column("why", 38),
    Column("as_of", 12, "date", more=True),
)
REGISTER = (*INPUTS, *ENTRIES, *OUTPUTS)
MEASUREMENTS = (Column("id", 12), Column("measured_through", 21), Column("actual", 14), Column("comment", 50))
LISTS = ("team", "goal", "category", "unit", "direction", "accumulation", "period", "used_for")
OPEN_LISTS = ("team", "goal", "category", "unit")  # lists to which words may be added


def place(key: str) -> int:
    """Return the number of a register column."""
    return 1 + next(number for number, column in enumerate(REGISTER) if column.key == key)


class Ranges(NamedTuple):
    """The ranges of the register, the measurements and the lists, as formulas write them."""

    kpis: str
    measurements: str
    lists: str

    @classmethod
    def of(cls, says: Texts) -> Ranges:
        """Return the ranges on the sheets of a language."""
        return cls(*(quoted(says["sheets"][key]) for key in cls._fields))

    def column(self, key: str) -> str:
        """Return a register column from its head: with spare rows, so that it stays long enough when some go."""
        letter = column_letter(place(key))
        return f"{self.kpis}!${letter}${HEAD_ROW}:${letter}${HEAD_ROW + 2 * KPI_ROWS}"

    def cell(self, key: str, number: int | str) -> str:
        """Return a cell of the register: that of the first KPI for 1."""
        beneath = number + 1 if isinstance(number, int) else f"{number}+1"
        return f"INDEX({self.column(key)},{beneath})"

    def team(self, number: int) -> str:
        """Return a team of the list: the first for 1."""
        return f"INDEX({self.lists}!$A${HEAD_ROW}:$A${HEAD_ROW + 2 * LIST_ROWS},{number + 1})"

    def figures(self, key: str) -> str:
        """Return a column of the measurements, spare rows included."""
        letter = column_letter(1 + next(at for at, column in enumerate(MEASUREMENTS) if column.key == key))
        return f"{self.measurements}!${letter}${FIRST_ROW}:${letter}${FIRST_ROW + FIGURE_ROWS - 1}"


def working(column: int) -> str:
    """Return a column of the sheet with intermediate results, which has a row for each KPI."""
    letter = column_letter(column)
    return f"{WORKING}!${letter}$2:${letter}${KPI_ROWS + 1}"
