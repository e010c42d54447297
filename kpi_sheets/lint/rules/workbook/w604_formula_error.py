"""A cell with an error.

What: `#DIV/0!`, `#REF!`, `#N/A`, `#NAME?` in a cell of a KPI.
Why: everything that is computed from it is an error too, and a status of it would be a guess.
How to fix: mend the formula, or leave the cell blank as long as there is no figure.
Leaves alone: the status columns, which are computed anew.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import ErrorValue, Kpi, Severity

CODE = "W604"
NAME = "formula-error"
INTRO = True
SEVERITY = Severity.ERROR
MESSAGE = {
    "en": "the cell holds the error {error}; mend its formula",
    "nl": "de cel bevat de fout {error}; herstel de formule",
}
VARIANTS = {
    "crowd": {
        "en": '{count} cells of the column "{header}" hold an error; mend the formula that they share',
        "nl": '{count} cellen van de kolom "{header}" bevatten een fout; herstel de formule die ze delen',
    },
}
BAD = {
    "en": ({"name": "Conversion", "actual": ErrorValue("#DIV/0!")},),
    "nl": ({"name": "Conversie", "actual": ErrorValue("#DEEL/0!")},),
}
GOOD = {"en": ({"name": "Conversion", "actual": 0.3},), "nl": ({"name": "Conversie", "actual": 0.3},)}


def check(kpi: Kpi, _context: Context) -> Iterator[Hit]:
    """Report every field whose cell holds an error."""
    for key, entry in kpi.fields.items():
        if entry.cell and isinstance(entry.cell.value, ErrorValue):
            yield Hit((key,), {"error": entry.cell.value})
