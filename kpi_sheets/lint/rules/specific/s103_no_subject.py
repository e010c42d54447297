"""Nothing that can be counted is named at all.

What: "10% voor eind Q3", "20% groei", "1000 per month": an amount, but of what?
Why: without a subject the number can't be looked up anywhere.
How to fix: name the metric or the thing that is counted: "10% minder retouren dan 2026, vóór eind Q3".
Leaves alone: a row whose unit column names it. A name of words that are in no list ("Block force") is only advice: it
may be the term of a trade.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "S103"
NAME = "no-subject"
SEVERITY = Severity.ERROR
FIX = "sentence"
MESSAGE = {
    "en": "this does not say what is measured; name the metric or the thing that is counted",
    "nl": "hier staat niet wat er gemeten wordt; noem de maat of datgene wat u telt",
}
BAD = {
    "en": ("20% growth", "1000 per month", "Grow 10% by Q3"),
    "nl": ("20% groei", "1000 per maand", "10% voor eind Q3"),
}
GOOD = {
    "en": ("10% more orders than 2026, by the end of Q3", {"name": "1000 per month", "unit": "visitors"}),
    "nl": ("10% minder retouren dan 2026, vóór eind Q3", {"name": "1000 per maand", "unit": "bezoekers"}),
}


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report a sentence without a metric, a countable noun, a milestone or a topic; a bare name only as advice."""
    if context.statement.subjectless and not context.unit_names_subject:
        bare = context.evidence.key == "name" and not any(map(str.isdigit, kpi.text("name")))
        yield Hit(context.sentence, severity=Severity.INFO if bare else None)
