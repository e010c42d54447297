"""Move a formula to another cell, as copying it there in Excel does."""

from __future__ import annotations

import re

from kpi_sheets.model import column_letter
from kpi_sheets.workbook.address import MAX_COLUMN, MAX_ROW, column_number

# References move; texts, quoted sheet names, [structured] references, functions and names stay as they are.
TOKEN = re.compile(
    r"""
    "[^"]*" | '[^']*' | \[[^\]]*\]
    | (?P<columns> \$?[A-Z]{1,3} : \$?[A-Z]{1,3} ) (?![\w.(!\[])
    | (?P<rows> \$?[1-9][0-9]{0,6} : \$?[1-9][0-9]{0,6} ) (?![\w.(!\[])
    | (?P<cell> \$?[A-Z]{1,3} \$?[1-9][0-9]{0,6} ) (?![\w.(!\[])
    | [\w.\\$?]+
    """,
    re.VERBOSE,
)
ROW = re.compile(r"(?<![$0-9])[0-9]+")
COLUMN = re.compile(r"(?<![$A-Z])[A-Z]+")


def moved(formula: str, rows: int, columns: int) -> str:
    """Return a formula as it reads `rows` down and `columns` to the right; off the sheet, it wraps around."""

    def shift(match: re.Match[str]) -> str:
        token = match[0]
        if match["cell"] or match["rows"]:
            token = ROW.sub(lambda found: str(_wrapped(int(found[0]), rows, MAX_ROW)), token)
        if match["cell"] or match["columns"]:
            token = COLUMN.sub(lambda found: _moved_column(found[0], columns), token)
        return token

    return TOKEN.sub(shift, formula)


def _moved_column(letters: str, by: int) -> str:
    return column_letter(_wrapped(column_number(letters), by, MAX_COLUMN))


def _wrapped(number: int, by: int, size: int) -> int:
    return (number + by - 1) % size + 1
