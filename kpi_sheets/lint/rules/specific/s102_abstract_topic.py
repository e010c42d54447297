"""A topic or a quality with nothing countable.

What: "kwaliteit", "samenwerking", "engagement" name an area of attention, no measure; an amount of change alone
("Teamgeist +20 %") does not make a measure of it.
Why: a topic can't be counted, so its progress is a matter of opinion.
How to fix: name the count, share, score or index that shows it: "≤ 3 klachten per 100 orders per maand".
Leaves alone: a quality with its scale, score, share or index ("klanttevredenheid ≥ 8,0", "90% tevreden medewerkers"),
and known KPI names (Quality rate, First Time Right). With a formula in the row it is only advice.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "S102"
NAME = "abstract-topic"
INTRO = True
SEVERITY = Severity.ERROR
FIX = "sentence"
MESSAGE = {
    "en": '"{topic}" is a topic, not a measure; name the count, share or score that shows it',
    "nl": '"{topic}" is een onderwerp, geen maat; noem het aantal, het aandeel of de score waaraan u het ziet',
}
BAD = {
    "en": ("Improve customer satisfaction", "Quality", "Better collaboration between teams"),
    "nl": ("Klanttevredenheid verbeteren", "Kwaliteit", "Efficiëntie verhogen met 10% in 2027"),
}
GOOD = {
    "en": (
        "At most 3 complaints per 100 orders per month",
        "Customer satisfaction score of at least 8.0 per quarter",
    ),
    "nl": ("Maximaal 3 klachten per 100 orders per maand", "Klanttevredenheid ≥ 8,0 per kwartaal"),
}


def check(_kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report a sentence whose subject is a topic, unless the row's unit names what is counted."""
    topic = context.statement.topic
    if topic and not context.unit_names_subject:
        severity = Severity.INFO if context.defines else None
        yield Hit(context.sentence, {"topic": topic.text}, span=topic.span, severity=severity)
