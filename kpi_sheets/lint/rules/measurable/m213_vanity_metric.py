"""A count that pleases and proves nothing by itself.

What: likes, followers, page views or downloads as a bare count, with no goal in the row.
Why: the number can grow for years without one more customer.
How to fix: name the goal it serves, or measure what must come of it: "10 new customers per month via social media".
Leaves alone: rows with a goal, and shares and averages ("downloads per active customer").
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kpi_sheets.language import Pack
from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity, Span

CODE = "M213"
NAME = "vanity-metric"
SEVERITY = Severity.INFO
READS_WORDS = True
MESSAGE = {
    "en": '"{words}" can grow without any effect; name the goal, or measure what must come of it',
    "nl": '"{words}" kan groeien zonder enig effect; noem het doel, of meet wat het moet opleveren',
}
BAD = {
    "en": ("5,000 followers by 31 December 2027", {"name": "Number of likes", "target": 500}),
    "nl": ("5.000 volgers vóór 31 december 2027", {"name": "Aantal likes", "target": 500}),
}
GOOD = {
    "en": (
        "10 new customers per month via social media",
        "10,000 visitors per month",
        "2 downloads per active customer",
        {"name": "Followers", "target": 5000, "goal": "More applicants for vacancies"},
        "20% of the followers place an order in 2027",
    ),
    "nl": (
        "10 nieuwe klanten per maand via social media",
        "10.000 bezoekers per maand",
        {"name": "Volgers", "target": 5000, "goal": "Meer sollicitanten op vacatures"},
        "20% van de volgers bestelt in 2027",
    ),
}


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report a sentence that counts what the pack lists as vanity, in a row without a goal."""
    head, target = context.statement.head, context.statement.target
    if kpi.text("goal") or head is None or (target and target.quantity.unit == "%"):
        return
    found = _vanity(context.pack).match(context.statement.text, head.span.start)
    if found and not any(entry in head.text.lower() for entry in context.pack.words("averaged")):
        yield Hit(context.sentence, {"words": found[1]}, span=Span(*found.span(1)))


@lru_cache
def _vanity(pack: Pack) -> re.Pattern[str]:
    """Compile the list: it may follow one or two words of the head ("number of likes")."""
    entries = "|".join(map(re.escape, sorted(pack.words("vanity"), key=len, reverse=True)))
    return re.compile(rf"(?:\w+ ){{0,2}}({entries})\b(?! per )" if entries else r"(?!)", re.IGNORECASE)
