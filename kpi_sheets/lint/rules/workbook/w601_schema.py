"""The row or its header does not fit the workbook schema.

What: a cell can't be read as what its column holds (a word where a number should stand), a row breaks the schema, or
(as advice, under the strict profile) a header is not known.
Why: what can't be read is judged as blank, and its status would be a guess.
How to fix: correct the cell; or, for a header, use a name that the schema knows, or add yours to a schema of your own.
Leaves alone: words for a missing value ("n.b.", "-"), which are read as blank.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Cell, Kpi, Severity, Table

CODE = "W601"
NAME = "schema"
SEVERITY = Severity.ERROR
MESSAGE = {"en": "{problem}", "nl": "{problem}"}
VARIANTS = {
    "crowd": {
        "en": '{count} cells of the column "{header}" do not fit, of which the first: {first}',
        "nl": '{count} cellen van de kolom "{header}" passen niet, waarvan de eerste: {first}',
    },
    "header": {
        "en": 'no field of a KPI is called "{header}"; this column is not read',
        "nl": 'geen veld van een KPI heet "{header}"; deze kolom wordt niet gelezen',
    },
}
BAD = {
    "en": ({"name": "Revenue", "target": Cell(2, 2, "see the plan")},),
    "nl": ({"name": "Omzet", "target": Cell(2, 2, "zie het plan")},),
}
GOOD = {"en": ({"name": "Revenue", "target": 10000},), "nl": ({"name": "Omzet", "target": 10000},)}

SERIOUS = {"schema": Severity.ERROR, "unreadable": Severity.WARNING}


def check(_kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report the cells of a row that can't be read or that break the schema."""
    for problem in context.problems:
        if problem.kind in SERIOUS:
            yield Hit((), {"problem": problem.text}, cell=problem.cell, severity=SERIOUS[problem.kind])


def check_table(table: Table, _request: Request) -> Iterator[Hit]:
    """Report the headers that stand for no field, as advice."""
    for problem in table.problems:
        if problem.kind == "unknown_header":
            yield Hit((), {"header": problem.text}, "header", cell=problem.cell, severity=Severity.INFO)
