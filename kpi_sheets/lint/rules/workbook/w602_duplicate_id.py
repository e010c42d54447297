"""Two KPIs with the same id.

What: an id that stands in more than one row of a table, or with another name in another table.
Why: measurements are looked up by the id; both rows get the same ones.
How to fix: give each KPI its own id.
Leaves alone: rows without an id, the same KPI on several sheets, and rows that are numbered anew from 1.
"""

from collections.abc import Iterator, Sequence

from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import Hit, Placed
from kpi_sheets.lint.subjects import normal
from kpi_sheets.model import Severity

CODE = "W602"
NAME = "duplicate-id"
SEVERITY = Severity.ERROR
MESSAGE = {
    "en": 'the id "{id}" stands in row {first} too; give each KPI its own',
    "nl": 'de code "{id}" staat ook in rij {first}; geef elke KPI een eigen code',
}
VARIANTS = {
    "sheet": {
        "en": 'the id "{id}" is that of "{name}" at {place}; give each KPI its own',
        "nl": 'de code "{id}" is die van "{name}" op {place}; geef elke KPI een eigen code',
    },
}
BAD = {
    "en": (({"id": "SAL-01", "name": "Orders"}, {"id": "SAL-01", "name": "Revenue"}),),
    "nl": (({"id": "SAL-01", "name": "Orders"}, {"id": "SAL-01", "name": "Omzet"}),),
}
GOOD = {
    "en": (({"id": "SAL-01", "name": "Orders"}, {"id": "SAL-02", "name": "Revenue"}),),
    "nl": (({"id": "SAL-01", "name": "Orders"}, {"name": "Omzet"}, {"name": "Marge"}),),
}


def check_all(placed: Sequence[Placed], _request: Request) -> Iterator[tuple[Placed, Hit]]:
    """Report every KPI whose id is taken: by an earlier row of its table, or by another KPI elsewhere."""
    first: dict[str, Placed] = {}
    numbered = _numbered(placed)
    for place in placed:
        identity = place.kpi.text("id").strip()
        earlier = first.setdefault(normal(identity), place) if identity else place
        if earlier is place or id(place.table) in numbered:
            continue
        if earlier.table is place.table:
            if earlier.kpi.row != place.kpi.row:
                yield place, Hit(("id",), {"id": identity, "first": earlier.kpi.row})
        elif normal(earlier.kpi.name) != normal(place.kpi.name):
            values = {"id": identity, "name": earlier.kpi.name, "place": earlier.place(place, "id")}
            yield place, Hit(("id",), values, "sheet")


def _numbered(placed: Sequence[Placed]) -> set[int]:
    """Return the tables whose ids only number the rows: plain numbers of which the first one comes again."""
    ids: dict[int, list[str]] = {}
    for place in placed:
        if identity := place.kpi.text("id").strip():
            ids.setdefault(id(place.table), []).append(identity)
    return {table for table, found in ids.items() if found[0].isdecimal() and found.count(found[0]) > 1}
