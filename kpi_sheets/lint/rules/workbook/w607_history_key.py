"""A measurement that belongs to no KPI, or comes twice.

What: the sheet of measurements holds an id that no KPI has, or two figures of one KPI for the same period.
Why: the figure is counted nowhere, or nobody knows which of the two is right.
How to fix: correct the id, or take one of the two out.
Leaves alone: tables of figures that stand by themselves, without a register to belong to.
"""

from collections.abc import Iterator

from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Problem, Severity, Table

CODE = "W607"
NAME = "history-key"
SEVERITY = Severity.ERROR
MESSAGE = {
    "en": 'no KPI is called "{text}", so its figures count nowhere; correct the id or add the KPI',
    "nl": 'geen KPI heet "{text}", dus deze cijfers tellen nergens mee; verbeter de code of voeg de KPI toe',
}
VARIANTS = {
    "twice": {
        "en": "this KPI has another figure for {text}; take one of the two out",
        "nl": "deze KPI heeft nog een cijfer voor {text}; haal een van de twee weg",
    },
}
_UNKNOWN = Problem("unknown_kpi", "Figures", "A9", "id", "SAL-09", 9)
_TWICE = Problem("duplicate_measurement", "Figures", "C9", "actual", "2026-10-31", 9)
BAD = {
    "en": ({"name": "Orders", "table.problems": (_UNKNOWN,)},),
    "nl": ({"name": "Orders", "table.problems": (_TWICE,)},),
}
GOOD = {"en": ({"name": "Orders", "history": (1, 2, 3)},), "nl": ({"name": "Orders"},)}

KINDS = {"unknown_kpi": "", "duplicate_measurement": "twice"}


def check_table(table: Table, _request: Request) -> Iterator[Hit]:
    """Report what the register says of the measurements that it gave to this table's KPIs."""
    for problem in table.problems:
        if problem.kind in KINDS:
            yield Hit((), {"text": problem.text}, KINDS[problem.kind], cell=problem.cell, sheet=problem.sheet)
