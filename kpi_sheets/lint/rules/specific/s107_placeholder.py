"""A placeholder instead of a KPI.

What: "TBD", "n.t.b.", "xxx", "KPI 1", "<naam>" where the KPI should stand.
Why: a row that is still to be written can't be judged, and looks finished in a count.
How to fix: write the KPI, or delete the row.
Leaves alone: a placeholder for the target alone ("Wachttijd: n.t.b."), which is a missing target (M201).
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "S107"
NAME = "placeholder"
SEVERITY = Severity.ERROR
MESSAGE = {
    "en": '"{words}" is a placeholder; write the KPI here or delete the row',
    "nl": '"{words}" is een plaatshouder; schrijf hier de KPI of verwijder de regel',
}
BAD = {"en": ("TBD", "KPI 1", "xxx"), "nl": ("Nader te bepalen", "n.t.b.", "KPI 1")}
GOOD = {"en": ("50 new customers per quarter",), "nl": ("50 nieuwe klanten per kwartaal",)}


def check(_kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report a sentence that is a placeholder."""
    placeholder = context.statement.placeholder
    if placeholder:
        yield Hit(context.sentence, {"words": placeholder.text}, span=placeholder.span)
