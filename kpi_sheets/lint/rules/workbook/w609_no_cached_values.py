"""Formulas that were never calculated.

What: the file holds formulas without their results, as a library or an export writes them.
Why: without Excel nobody knows what the cells show; a linter can only say that they are blank.
How to fix: open the workbook in Excel or LibreOffice and save it once.
Leaves alone: formulas whose result is stored in the file, also when it is an empty text.
"""

from collections.abc import Iterator

from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Cell, Severity, Table

CODE = "W609"
NAME = "no-cached-values"
SEVERITY = Severity.WARNING
MESSAGE = {
    "en": "{count} formulas were never calculated; open the workbook in Excel or LibreOffice and save it once",
    "nl": "{count} formules zijn nooit doorgerekend; open de werkmap in Excel of LibreOffice en bewaar hem een keer",
}
BAD = {
    "en": ({"name": "Conversion", "actual": Cell(2, 2, None, formula="B3/B4")},),
    "nl": ({"name": "Conversie", "actual": Cell(2, 2, None, formula="B3/B4")},),
}
GOOD = {
    "en": ({"name": "Conversion", "actual": Cell(2, 2, 0.3, formula="B3/B4")},),
    "nl": ({"name": "Conversie", "actual": Cell(2, 2, 0.3, formula="B3/B4")},),
}


def check_table(table: Table, _request: Request) -> Iterator[Hit]:
    """Report the formulas of a table that have no result, in one finding at the first of them."""
    cells = (entry.cell for kpi in table.kpis for entry in kpi.fields.values() if entry.cell)
    waiting = [cell for cell in cells if cell.not_calculated]
    if waiting:
        yield Hit((), {"count": len(waiting)}, cell=waiting[0].address)
