"""A suppression of a rule that does not exist.

What: the "Ignore rules" column, or a comment, names something that is no rule.
Why: a slip of the pen ignores nothing, and nobody notices.
How to fix: write a code ("M203"), the beginning of one ("M") or a name ("percent-of-what").
Leaves alone: capitals and small letters, which are the same.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.lint.suppress import suppressions
from kpi_sheets.model import Kpi, Severity

CODE = "W613"
NAME = "unknown-suppression"
SEVERITY = Severity.WARNING
ONE_LINE = False
MESSAGE = {
    "en": 'there is no rule "{word}" to ignore; "kpi-sheets rule" lists them all',
    "nl": 'er is geen regel "{word}" om te negeren; "kpi-sheets rule" noemt ze allemaal',
}
BAD = {
    "en": ({"name": "Revenue", "lint_ignore": "M999: agreed"}, {"name": "Revenue", "lint_ignore": "agreed by phone"}),
    "nl": ({"name": "Omzet", "lint_ignore": "M201, M999: afgesproken"},),
}
GOOD = {
    "en": ({"name": "Revenue", "lint_ignore": "m201, no-owner: agreed"},),
    "nl": ({"name": "Omzet", "lint_ignore": "M201: afgesproken"},),
}


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report each word among the rules of a suppression that no rule has."""
    for entry in suppressions(kpi, context.as_of):
        for word in entry.unknown():
            yield Hit((), {"word": word}, cell=entry.cell)
