"""A share that is less than nothing or more than all.

What: "120% of the clients are satisfied", or a share of -5%.
Why: a part of a whole lies between 0 and 100%; the figure is a slip, or the KPI measures something else.
How to fix: correct the figure, or say what it is compared with ("120% of last year's orders").
Leaves alone: growth, return on investment, occupancy and whatever else can pass 100%; only a percentage whose own words
make it a part of something is held to the range.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.evidence import as_quantity
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Quantity, Severity

CODE = "M204"
NAME = "percent-out-of-range"
SEVERITY = Severity.WARNING
READS_WORDS = True
MESSAGE = {
    "en": "a share lies between 0 and 100%, not at {value:.15g}%; correct it, or say what it is compared with",
    "nl": "een aandeel ligt tussen 0 en 100%, niet op {value:.15g}%; verbeter het, of noem waarmee u vergelijkt",
}
BAD = {
    "en": ("120% of the clients are satisfied each month", {"name": "Percentage of orders on time", "target": "105%"}),
    "nl": ("120% van de cliënten is elke maand tevreden", {"name": "Percentage tevreden klanten", "actual": "-5%"}),
}
GOOD = {
    "en": (
        "95% of the clients are satisfied each month",
        "Return on investment of 150% in 2027",
        "120% of the orders of last year, in 2027",
        {"name": "Growth in orders", "target": "120%"},
    ),
    "nl": (
        "95% van de cliënten is elke maand tevreden",
        "Rendement van 150% in 2027",
        "Dekkingsgraad van 120% per kwartaal",
        {"name": "Groei van het aantal orders", "target": "120%"},
    ),
}

NUMBERS = ("target", "actual", "baseline", "low", "high")


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report the first percentage of a share that lies outside 0…100."""
    statement = context.statement
    if statement.relative_target or statement.baseline:
        return
    target = statement.target
    if target and _is_beyond(target.quantity) and _is_part(statement.text[target.span.end :], context):
        yield Hit(context.sentence, {"value": target.quantity.value}, span=target.span)
        return
    numbers = ((key, as_quantity(kpi, key)) for key in NUMBERS)
    first = next(((key, quantity.value) for key, quantity in numbers if quantity and _is_beyond(quantity)), None)
    if first and _names_share(kpi, context):
        yield Hit((first[0],), {"value": first[1]})


def _is_beyond(quantity: Quantity) -> bool:
    return quantity.unit == "%" and not 0 <= quantity.value <= 100


def _is_part(after: str, context: Context) -> bool:
    """True when "of" and things that can be counted follow the percentage."""
    phrase = "% " + " ".join(after.lower().split()[:2])
    countable = context.pack.words("countable")
    return any(phrase.startswith(entry) for entry in context.pack.words("share")) and any(
        word.strip(",.;") in countable for word in after.lower().split()[1:5]
    )


def _names_share(kpi: Kpi, context: Context) -> bool:
    name = kpi.text("name").lower() + " "
    return any(name.startswith(f"{entry} ") for entry in context.pack.words("share"))
