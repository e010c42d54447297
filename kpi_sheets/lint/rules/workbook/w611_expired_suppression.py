"""A suppression that no longer holds.

What: the last day of a suppression is past, or is a date that does not exist.
Why: it was agreed to look again by then; its findings count until somebody does.
How to fix: mend the KPI, or agree on a new date.
Leaves alone: suppressions without a date, and the last day itself.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.lint.suppress import suppressions
from kpi_sheets.model import Kpi, Severity

CODE = "W611"
NAME = "expired-suppression"
SEVERITY = Severity.WARNING
ONE_LINE = False
MESSAGE = {
    "en": "ignoring {rules} was agreed until {until:%d-%m-%Y}; mend the KPI or agree on a new date",
    "nl": "{rules} negeren was afgesproken tot en met {until:%d-%m-%Y}; verbeter de KPI of spreek een nieuwe datum af",
}
VARIANTS = {
    "unreadable": {
        "en": '"{text}" is no date, so {rules} is not ignored; write it as 2027-06-30',
        "nl": '"{text}" is geen datum, dus {rules} wordt niet genegeerd; schrijf het als 2027-06-30',
    },
}
BAD = {
    "en": (
        {"name": "Revenue", "lint_ignore": "M201: agreed with the board; until 2026-06-30"},
        {"name": "Revenue", "lint_ignore": "M201: agreed with the board; until 2027-02-31"},
    ),
    "nl": (
        {"name": "Omzet", "lint_ignore": "M201: afgesproken met de directie; tot 30 juni 2026"},
        {"name": "Omzet", "lint_ignore": "M201: afgesproken met de directie; tot 31-02-2027"},
    ),
}
GOOD = {
    "en": (
        {"name": "Revenue", "lint_ignore": "M201: agreed with the board; until June 30, 2027"},
        {"name": "Revenue", "lint_ignore": "M201: agreed with the board; see the minutes"},
    ),
    "nl": (
        {"name": "Omzet", "lint_ignore": "M201: afgesproken met de directie; tot 30-6-2027"},
        {"name": "Omzet", "lint_ignore": "M201: afgesproken met de directie; zie de notulen"},
    ),
}


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report each suppression of the KPI that is past its day, or whose day can't be read."""
    for entry in suppressions(kpi, context.as_of):
        rules = ", ".join(entry.words)
        if entry.unreadable:
            yield Hit((), {"text": entry.unreadable, "rules": rules}, "unreadable", cell=entry.cell)
        elif entry.is_expired(context.as_of):
            yield Hit((), {"rules": rules, "until": entry.until}, cell=entry.cell)
