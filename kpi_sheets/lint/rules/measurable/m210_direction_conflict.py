"""The direction contradicts the target.

What: "< 2 uur" with direction *higher*, or, where the direction is blank, a comparison that contradicts the way from
baseline to target.
Why: the status turns green when things get worse.
How to fix: correct the direction, or the sign in the statement.
Leaves alone: savings ("≥ 5% kostenbesparing" is higher), and a target against its baseline under an explicit direction,
which is A305.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.evidence import direction, number
from kpi_sheets.lint.fixes import choose
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Comparator, Direction, Kpi, Severity

CODE = "M210"
NAME = "direction-conflict"
INTRO = True
SEVERITY = Severity.ERROR
FIX = "safe"
READS_WORDS = True
ONE_LINE = False
MESSAGE = {
    "en": 'the direction is the opposite of "{stated}" in the statement; correct one of the two',
    "nl": 'de richting is het tegendeel van "{stated}" in de formulering; verbeter een van de twee',
}
VARIANTS = {
    "baseline": {
        "en": '"{stated}" contradicts the way from the baseline {baseline:.15g} to the target {target:.15g}',
        "nl": '"{stated}" is in strijd met de weg van de nulmeting {baseline:.15g} naar de norm {target:.15g}',
    },
}
BAD = {
    "en": (
        {
            "name": "Response time",
            "statement": "Response time < 2 hours per week",
            "direction": Direction.HIGHER,
        },
        {
            "name": "Response time",
            "statement": "Response time < 4 hours per week",
            "baseline": 2,
            "target": 4,
        },
    ),
    "nl": (
        {"name": "Responstijd", "statement": "Responstijd < 2 uur per week", "direction": Direction.HIGHER},
        {"name": "Responstijd", "statement": "Responstijd < 4 uur per week", "baseline": 2, "target": 4},
    ),
}
GOOD = {
    "en": ({"name": "Saving", "statement": "At least 5% cost saving in 2027", "direction": Direction.HIGHER},),
    "nl": (
        {
            "name": "Besparing",
            "statement": "Minimaal 5% kostenbesparing in 2027",
            "direction": Direction.HIGHER,
        },
        {"name": "Responstijd", "statement": "Responstijd < 2 uur per week", "direction": Direction.LOWER},
    ),
}

MEANING = {
    Comparator.AT_LEAST: Direction.HIGHER,
    Comparator.MORE_THAN: Direction.HIGHER,
    Comparator.AT_MOST: Direction.LOWER,
    Comparator.LESS_THAN: Direction.LOWER,
}
SIGNS = "<>≤≥"  # where the sentence states one of them, it is the direction that slipped


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Hold the comparison against the direction, or against baseline and target where the direction is blank."""
    comparator = context.statement.comparator
    meant = MEANING.get(comparator) if comparator else None
    if comparator is None or meant is None or _names_a_kind(context):
        return
    explicit = direction(kpi)
    if explicit is None:
        yield from _against_the_baseline(kpi, context, comparator, meant)
    elif explicit in (Direction.HIGHER, Direction.LOWER) and explicit is not meant:
        fix = choose(kpi, "direction", meant, context.pack, safe=_is_signed(context))
        yield Hit(("direction", *context.sentence), {"stated": comparator}, fix=fix)


def _names_a_kind(context: Context) -> bool:
    """True for a comparison in words in a name, which tells what is counted: "invoices over 120 days"."""
    return not context.statement.amounts or (context.evidence.key == "name" and not _is_signed(context))


def _is_signed(context: Context) -> bool:
    return any(sign in context.statement.text for sign in SIGNS)


def _against_the_baseline(kpi: Kpi, context: Context, comparator: Comparator, meant: Direction) -> Iterator[Hit]:
    baseline, target = number(kpi, "baseline"), number(kpi, "target")
    if baseline is None or target is None or baseline == target:
        return
    if (target > baseline) is not (meant is Direction.HIGHER):
        values = {"stated": comparator, "baseline": baseline, "target": target}
        yield Hit(("target", *context.sentence), values, "baseline")
