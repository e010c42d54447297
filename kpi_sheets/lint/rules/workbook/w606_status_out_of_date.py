"""A status that is no longer what the figures say.

What: the row was refreshed, and a figure was changed since: computed again for the same day, the status is another.
Why: people act on the colour; this one belongs to the old figure.
How to fix: refresh the workbook: "kpi-sheets refresh", or the button in Excel.
Leaves alone: status words that are not ours, rows without the day of the refresh, and formulas that a person put there.
"""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from math import isclose

from kpi_sheets.language import Pack
from kpi_sheets.lint.context import Context
from kpi_sheets.lint.evidence import cell_of
from kpi_sheets.lint.rule import Hit
from kpi_sheets.lint.subjects import normal
from kpi_sheets.model import CellValue, Kpi, Period, Severity

CODE = "W606"
NAME = "status-out-of-date"
SEVERITY = Severity.WARNING
ONE_LINE = False
MESSAGE = {
    "en": 'here stands "{stored}", the figures of {as_of} say "{computed}"; refresh the workbook',
    "nl": 'hier staat "{stored}", de cijfers van {as_of} zeggen "{computed}"; ververs de werkmap',
}
_ROW = {
    "target": 100,
    "actual": 50,
    "period": Period.YEAR,
    "measured_through": dt.date(2026, 10, 31),
    "as_of": dt.date(2026, 11, 1),
}
BAD = {
    "en": ({"name": "Orders", **_ROW, "status": "On track"}, {"name": "Orders", **_ROW, "code": 1}),
    "nl": ({"name": "Orders", **_ROW, "status": "Op schema"},),
}
GOOD = {
    "en": (
        {"name": "Orders", **_ROW, "status": "Off track"},
        {"name": "Orders", **_ROW, "status": "green"},
        {"name": "Orders", **_ROW, "as_of": None, "status": "On track"},
    ),
    "nl": ({"name": "Orders", **_ROW, "status": "Achter"}, {"name": "Orders", **_ROW, "attainment": 0.502}),
}

COMPARED = ("status", "code", "attainment", "progress", "score")
ROUNDING = 0.006  # a ratio that a person rounded to a whole percent is as good


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report the first status column that differs from what the row's own day makes of it."""
    day = kpi.value("as_of")
    if not isinstance(day, dt.date) or context.request.judge is None or not any(key in kpi.fields for key in COMPARED):
        return
    computed = context.request.judge(kpi, day).columns
    for key in COMPARED:
        cell = cell_of(kpi, key)
        if cell and cell.formula is None and _differs(cell.value, computed[key], context.pack):
            yield Hit((key,), {"stored": cell.value, "computed": computed[key], "as_of": day.isoformat()})
            return


def _differs(stored: CellValue, computed: CellValue, pack: Pack) -> bool:
    if isinstance(stored, str):
        return normal(stored) in _labels(pack) and normal(stored) != normal(str(computed))
    if isinstance(stored, int | float) and isinstance(computed, int | float):
        return not isclose(stored, computed, rel_tol=ROUNDING, abs_tol=ROUNDING)
    return stored is not None


@lru_cache
def _labels(pack: Pack) -> frozenset[str]:
    return frozenset(normal(str(label)) for label in pack.table("status")["status"].values())
