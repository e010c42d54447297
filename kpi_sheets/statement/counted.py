"""What an amount counts: the best evidence of what is measured."""

from __future__ import annotations

from kpi_sheets.statement.draft import Draft, is_plural
from kpi_sheets.statement.kinds import MASKED, letters, pattern
from kpi_sheets.statement.naming import quoted
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpi_sheets.statement.amounts import Found
    from kpi_sheets.statement.slots import Slot

TIMES = frozenset({"second", "minute", "hour", "day", "working_day", "week", "month", "quarter", "half_year", "year"})
UNNAMED = TIMES | {"%", None}  # "HVO100: 12,000 litres" says what; "P1: 2 hours" doesn't

ENERGY = frozenset({"kWh", "MWh"})


def counted(draft: Draft, amounts: Sequence[Found]) -> Iterator[Slot]:
    """Yield what is counted: "10 nieuwe klanten", "95% of tickets", "90% tevreden medewerkers"."""
    for item in amounts:
        if not item.relative:
            yield from _names_itself(draft, item)
            yield from _counted_by(draft, item)
    start, end = quoted(draft)
    if amounts and end:
        yield draft.slot(start, end)  # a question of a survey
    whole = any(item.amount.quantity.unit == "%" and not item.relative for item in amounts)
    for match in (_EVERY_ONE if whole else _EVERY).finditer(draft.kinds):
        if draft.tokens[match.end() - 1].kind in ("countable", "metric", "known") or is_plural(draft, match.end() - 1):
            yield draft.slot(match.end() - 1, match.end())


def _names_itself(draft: Draft, item: Found) -> Iterator[Slot]:
    """A sum, a weight or a time that says what it is of."""
    unit = item.amount.quantity.unit or ""
    money = len(unit) == 3 and unit.isupper()
    if (money and _SUM.match(draft.kinds, item.end)) or (unit in TIMES and _WITHOUT.match(draft.kinds, item.end)):
        yield draft.slot(item.start, item.end)
    weight = unit not in UNNAMED and bool(unit) and not money
    if weight and (unit in ENERGY or done_at(draft, item.end) >= 0):  # "250 MWh", "12 tonnes recycled"
        yield draft.slot(item.start, item.end)
    between = _BETWEEN_EVENTS.match(draft.kinds, item.end) if unit in TIMES else None
    if between:
        yield draft.slot(*between.span())


# "€ 500 per employee", "€ 2 million in grants", "collect € 1 million"
_SUM = pattern(
    "per modifier? (?:countable|metric)|activity|(?:in|by|preposition|to) modifier{0,2} (?:countable|metric|known)"
    "|(?<=activity.)|(?<=activity before.)"
)
_WITHOUT = pattern("preposition modifier? countable$")  # "365 days without accidents"
# "42 days from publication to signed contract": what is measured is the time between two events
_EVENT = "(?:article|pronoun|modifier|done|activity|noun|of|per|masked|change){1,7}"
_BETWEEN_EVENTS = pattern(
    f"(?:from|start|between) {_EVENT} (?:to|until|and|masked) {_EVENT}", needs="from start between"
)


def _counted_by(draft: Draft, item: Found) -> Iterator[Slot]:
    unit = item.amount.quantity.unit
    if item.noun_end > item.end and (unit != "%" or draft.tokens[item.noun_end - 1].kind in _CERTAIN):
        yield draft.slot(item.noun_end - 1, item.noun_end)
    at = done_at(draft, item.end) if unit == "%" else -1
    if at >= 0:
        yield draft.slot(at, at + 1)  # "90% answered within 8 hours"
    shared = _OF_WHAT.match(draft.kinds, item.end) if unit else None  # "12 km of dike", "40% of pupils"
    weighed = unit not in UNNAMED  # "40 tonnes of sediment"
    if shared and (weighed or is_plural(draft, shared.end() - 1) or draft.tokens[shared.end() - 1].kind in _SHARED):
        yield draft.slot(shared.end() - 1, shared.end())


def done_at(draft: Draft, at: int) -> int:
    """Where it says what is done to the things counted ("answered", "binnen 8 uur beantwoord"); -1 when nowhere."""
    at += len(draft.kinds[at:]) - len(draft.kinds[at:].lstrip(MASKED))
    if at == len(draft.tokens):
        return -1
    done = draft.kinds[at] in _DOINGS or draft.tokens[at].key in draft.lexicon.sets["processing"]
    return at if done else -1


_DOINGS = letters("done", "activity")
_CERTAIN = frozenset({"countable", "metric", "known", "acronym"})
_SHARED = _CERTAIN | {"word", "deliverable", "activity"}
_ONE = "(?:all|every|none) (?:article|pronoun|of){0,4} modifier{0,2} (?:noun|activity)"
_EVERY = pattern(f"(?<!preposition)(?<!by)(?<!in)(?<!of)(?<!from){_ONE}", needs="all every none")
_EVERY_ONE = pattern(f"(?<!of)(?<!from){_ONE}", needs="all every none")  # "90% within 8 hours for all tickets"
_OF_WHAT = pattern("(?:open|masked|close|comma){0,4}(?:of|from|all|article|pronoun)+ modifier{0,3} (?:noun|activity)")


def shares(draft: Draft) -> Iterator[Slot]:
    """Yield the shares of something that stand without a number: "% klachten opgelost", "late payments %"."""
    for match in _SHARE.finditer(draft.kinds):
        yield draft.slot(*match.span())


_SHARE = pattern(
    "(?:noun|activity|change|done) percent(?=break|preposition_like|masked|$)"
    "|percent (?:of|from|all|article|pronoun|open|close){0,4} (?:modifier|activity){0,4}"
    " (?:noun|activity|done|goal|target|change)",
    needs="percent",
)
