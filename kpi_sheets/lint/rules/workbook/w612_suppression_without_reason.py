"""A suppression that does not say why.

What: the "Ignore rules" column, or a comment, names a rule and gives no reason.
Why: whoever reads it next year can't tell whether it still makes sense; so it has no effect.
How to fix: write the reason behind the rule: "M203: agreed with the board; until 2027-06-30".
Leaves alone: any reason, however short.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.lint.suppress import suppressions
from kpi_sheets.model import Kpi, Severity

CODE = "W612"
NAME = "suppression-without-reason"
SEVERITY = Severity.WARNING
ONE_LINE = False
MESSAGE = {
    "en": "why is {rules} to be ignored? Without a reason it is not",
    "nl": "waarom moet {rules} genegeerd worden? Zonder reden gebeurt dat niet",
}
BAD = {
    "en": ({"name": "Revenue", "lint_ignore": "M201"}, {"name": "Revenue", "lint_ignore": "M201; until 2027-06-30"}),
    "nl": ({"name": "Omzet", "lint_ignore": "M201:"}, {"name": "Omzet", "lint_ignore": "M201: tot 30-6-2027"}),
}
GOOD = {
    "en": ({"name": "Revenue", "lint_ignore": "M201: agreed with the board"},),
    "nl": ({"name": "Omzet", "lint_ignore": "M201: afgesproken met de directie"},),
}


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report each suppression of the KPI that has no reason."""
    for entry in suppressions(kpi, context.as_of):
        if not entry.reason:
            yield Hit((), {"rules": ", ".join(entry.words)}, cell=entry.cell)
