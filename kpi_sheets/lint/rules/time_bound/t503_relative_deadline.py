"""A deadline that runs from a start nobody wrote down.

What: "binnen 6 maanden", "within two years": counted from when?
Why: the deadline moves along with the reader; it never passes.
How to fix: fill in the start, or write the date itself.
Leaves alone: a row with a start or a deadline, and a duration that belongs to the metric ("binnen 24 uur opgelost"), as
in a name without a target.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "T503"
NAME = "relative-deadline"
INTRO = True
SEVERITY = Severity.WARNING
READS_WORDS = True
MESSAGE = {
    "en": '"{words}" counted from when? Fill in the start, or write the date',
    "nl": '"{words}", gerekend vanaf wanneer? Vul de startdatum in, of schrijf de einddatum op',
}
BAD = {"en": ("5% cost saving within 6 months",), "nl": ("5% kostenbesparing binnen 6 maanden",)}
GOOD = {
    "en": ("5% cost saving by 1 July 2027", "95% of complaints resolved within 48 hours per month"),
    "nl": ("5% kostenbesparing vóór 1 juli 2027", "95% van de klachten opgelost binnen 48 uur, per maand"),
}


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report a relative deadline in a row without a start or a deadline of its own."""
    deadline = context.statement.deadline
    if deadline is None or not deadline.relative or deadline.date or not context.statement.has_target:
        return
    if not kpi.text("start") and not kpi.text("deadline"):
        yield Hit(("start", *context.sentence), {"words": deadline.text}, span=deadline.span)
