"""A word that is not in its list.

What: a direction, a period, a state or another choice holds a word that is not one of the choices.
Why: the status is computed without it, or not at all.
How to fix: choose a word from the list; "kpi-sheets schema show" prints it.
Leaves alone: other spellings of a choice ("hoger is beter", "monthly"), which are read.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Cell, Kpi, Severity

CODE = "W605"
NAME = "not-in-list"
SEVERITY = Severity.ERROR
MESSAGE = {"en": "{problem}; choose one from the list", "nl": "{problem}; kies er een uit de lijst"}
VARIANTS = {
    "crowd": {
        "en": '{count} cells of the column "{header}" hold something else than its list, of which the first: {first}',
        "nl": '{count} cellen van de kolom "{header}" bevatten iets anders dan de lijst, waarvan de eerste: {first}',
    },
}
BAD = {
    "en": ({"name": "Revenue", "direction": Cell(2, 2, "sideways")},),
    "nl": ({"name": "Omzet", "direction": Cell(2, 2, "zijwaarts")},),
}
GOOD = {"en": ({"name": "Revenue", "direction": "higher"},), "nl": ({"name": "Omzet", "direction": "hoger"},)}


def check(_kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report each choice that is none."""
    for problem in context.problems:
        if problem.kind == "not_in_list":
            yield Hit((), {"problem": problem.text}, cell=problem.cell)
