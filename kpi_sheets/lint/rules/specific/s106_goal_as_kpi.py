"""A goal where a KPI should stand.

What: "We willen de beste werkgever zijn", "Strive for …", or a statement that repeats the goal column.
Why: a goal is what you want; the KPI is the number by which you know.
How to fix: keep the goal in its own column and write down the number: "90% van de medewerkers geeft een 7 of hoger".
Leaves alone: a wish with its amount and its subject ("We willen dit jaar 500 online verkopen doen").
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "S106"
NAME = "goal-as-kpi"
SEVERITY = Severity.WARNING
MESSAGE = {
    "en": '"{words}" puts a goal here; a KPI is the number by which you know that the goal is met',
    "nl": '"{words}" is een doel; een KPI is het getal waaraan u ziet dat het doel gehaald is',
}
VARIANTS = {
    "same": {
        "en": "this repeats the goal; a KPI is the number by which you know that the goal is met",
        "nl": "dit herhaalt het doel; een KPI is het getal waaraan u ziet dat het doel gehaald is",
    },
}
BAD = {
    "en": (
        "We want to be the best employer",
        {"name": "More regular customers", "goal": "More regular customers"},
    ),
    "nl": ("We willen de beste werkgever zijn", "Streven naar betere samenwerking"),
}
GOOD = {
    "en": ("90% of employees score 7 or higher in the quarterly survey",),
    "nl": ("We willen dit jaar 500 online verkopen doen",),
}

OPENING = 3  # words in which a goal announces itself: "In 2027 we want …"


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report goal words without a target, and a sentence that is the goal itself."""
    statement = context.statement
    goal = kpi.text("goal").strip().casefold()
    if goal and goal == statement.text.strip().casefold():
        yield Hit(context.sentence, variant="same")
    elif statement.goal and not context.evidence.has_target and _opens(context):
        yield Hit(context.sentence, {"words": statement.goal.text}, span=statement.goal.span)


def _opens(context: Context) -> bool:
    """True when the line begins with its goal; further on, such a word tells which thing is meant."""
    statement = context.statement
    before = statement.text[: statement.goal.span.start] if statement.goal else ""
    return len(before.split()) < OPENING and not context.is_statistic
