"""A word that no value can be attached to.

What: "optimaal", "zo snel mogelijk", "adequate", "a few", "where possible" stand where a criterion should stand.
Why: two people read such a word in two ways, so nobody can say whether the KPI is met. An exact percentage does not
repair it: "95% of tickets handled promptly" still leaves open what prompt is.
How to fix: name what is counted and the value that is good enough: "Gemiddelde responstijd < 2 uur per week".
Leaves alone: words that only look vague inside the name of a metric (Overall Equipment Effectiveness, First Time
Right), and a hedge that is followed by a firm limit ("zoveel mogelijk donateurs, minimaal 300 per jaar"). In a name
whose row has a definition or a formula it is only advice.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "S101"
NAME = "vague-word"
INTRO = True
SEVERITY = Severity.ERROR
FIX = "sentence"
MESSAGE = {
    "en": '"{words}" means something else to everyone; name what is counted and which value is good enough',
    "nl": '"{words}" betekent voor iedereen iets anders; noem wat u telt en welke waarde goed genoeg is',
}
BAD = {
    "en": ("Adequate staffing each month", "95% of tickets handled in a timely manner per week"),
    "nl": ("Zo snel mogelijk reageren op klachten", "Voldoende medewerkers getraind"),
}
GOOD = {
    "en": ("At least 95% of shifts filled per month", "Overall Equipment Effectiveness of 85% per month"),
    "nl": ("Gemiddelde responstijd < 2 uur per week", "Zoveel mogelijk donateurs, minimaal 300 per jaar"),
}


def check(_kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report the vague words of a sentence in one finding."""
    vague = context.statement.vague
    if vague:
        words = ", ".join(slot.text for slot in vague)
        defined = context.defines and context.evidence.key == "name"
        yield Hit(context.sentence, {"words": words}, span=vague[0].span, severity=Severity.INFO if defined else None)
