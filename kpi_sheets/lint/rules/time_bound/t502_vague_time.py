"""A time that nobody can put in a calendar.

What: "op termijn", "binnenkort", "soon", "ongoing" where a date or a period should stand.
Why: it can't be late, so it can't be met either.
How to fix: write the date or the period: "vóór 1 juli 2027", "per kwartaal".
Leaves alone: a row with a period or a deadline elsewhere. "Zo snel mogelijk" is a vague word (S101).
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "T502"
NAME = "vague-time"
SEVERITY = Severity.ERROR
FIX = "sentence"
READS_WORDS = True
MESSAGE = {
    "en": '"{words}" is not a date; write by when, or per which period',
    "nl": '"{words}" is geen datum; schrijf vóór wanneer, of per welke periode',
}
BAD = {"en": ("50 new customers soon",), "nl": ("50 nieuwe klanten op termijn",)}
GOOD = {"en": ("50 new customers by 1 July 2027",), "nl": ("50 nieuwe klanten vóór 1 juli 2027",)}


def check(_kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report a vague time in a row that gives no other."""
    vague = context.vague_time
    if vague and not context.evidence.has_time:
        yield Hit(("deadline", *context.sentence), {"words": vague.text}, span=vague.span)
