"""Two KPIs with the same id.

What: an id that stands in more than one row of the table.
Why: measurements are looked up by the id; both rows get the same ones.
How to fix: give each KPI its own id.
Leaves alone: rows without an id.
"""

from collections.abc import Iterator

from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Severity, Table

CODE = "W602"
NAME = "duplicate-id"
SEVERITY = Severity.ERROR
MESSAGE = {
    "en": 'the id "{id}" stands in row {first} too; give each KPI its own',
    "nl": 'de code "{id}" staat ook in rij {first}; geef elke KPI een eigen code',
}
BAD = {
    "en": (({"id": "SAL-01", "name": "Orders"}, {"id": "SAL-01", "name": "Revenue"}),),
    "nl": (({"id": "SAL-01", "name": "Orders"}, {"id": "SAL-01", "name": "Omzet"}),),
}
GOOD = {
    "en": (({"id": "SAL-01", "name": "Orders"}, {"id": "SAL-02", "name": "Revenue"}),),
    "nl": (({"id": "SAL-01", "name": "Orders"}, {"name": "Omzet"}, {"name": "Marge"}),),
}


def check_table(table: Table, _request: Request) -> Iterator[Hit]:
    """Report every row whose id stands in an earlier row of the table."""
    first: dict[str, int] = {}
    for kpi in table.kpis:
        identity = kpi.text("id").strip()
        if not identity:
            continue
        row = first.setdefault(identity.casefold(), kpi.row)
        if row != kpi.row:
            yield Hit((), {"id": identity, "first": row}, cell=kpi.cell("id"))
