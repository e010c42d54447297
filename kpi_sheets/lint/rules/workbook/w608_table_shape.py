"""A table that Excel can't sort, filter or count as one.

What: cells merged over several rows, a blank row between KPIs, hidden rows that hold KPIs, or rows below the end of the
Excel table.
Why: a filter stops at the blank row, a sort tears merged cells apart, and what is hidden or outside is not counted.
How to fix: unmerge and repeat the value, take out the blank row, show the rows, or drag the table's corner down.
Leaves alone: merged headers, headings between rows, and blank rows above a heading.
"""

from collections.abc import Iterator

from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Problem, Severity, Table

CODE = "W608"
NAME = "table-shape"
SEVERITY = Severity.WARNING
MESSAGE = {
    "en": "the shape of the table: {text}",
    "nl": "de vorm van de tabel: {text}",
}
VARIANTS = {
    "merged_cells": {
        "en": "cells merged over several rows ({text}); unmerge them and repeat the value, so that it can be sorted",
        "nl": "cellen over meerdere rijen samengevoegd ({text}); splits ze en herhaal de waarde, zodat sorteren kan",
    },
    "blank_row": {
        "en": "a blank row between the KPIs ({text}); a filter stops there, take it out",
        "nl": "een lege rij tussen de KPI's ({text}); een filter stopt daar, haal hem weg",
    },
    "hidden_row": {
        "en": "hidden rows hold KPIs ({text}); show them, or close the KPIs",
        "nl": "verborgen rijen bevatten KPI's ({text}); maak ze zichtbaar, of sluit de KPI's af",
    },
    "beyond_table": {
        "en": "KPIs below the end of the Excel table ({text}); drag its corner down so that they count",
        "nl": "KPI's onder het einde van de Excel-tabel ({text}); sleep de hoek omlaag zodat ze meetellen",
    },
}
BAD = {
    language: tuple(
        {"name": "Orders", "table.problems": (Problem(kind, "KPIs", "A4", "", "A4, A9", 4),)} for kind in VARIANTS
    )
    for language in ("en", "nl")
}
GOOD = {"en": ({"name": "Orders"},), "nl": ({"name": "Orders"},)}


def check_table(table: Table, _request: Request) -> Iterator[Hit]:
    """Report each defect of the shape once for the table."""
    for problem in table.problems:
        if problem.kind in VARIANTS:
            yield Hit((), {"text": problem.text}, problem.kind, cell=problem.cell)
