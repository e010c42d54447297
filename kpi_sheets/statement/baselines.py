"""What a target is compared with, or comes from: "t.o.v. 2025", "van 60% naar 80%", "(nu 7,9)"."""

from __future__ import annotations

import re

from kpi_sheets.model import Quantity
from kpi_sheets.statement.draft import Draft
from kpi_sheets.statement.kinds import LETTER, pattern
from kpi_sheets.statement.slots import Amount, Slot
from kpi_sheets.statement.times import EDGE, MOMENT
from kpi_sheets.typed import NamedTuple

_UNIT = "(?:percent|points|time_unit|measure|currency|modifier? countable|word)"
_FROM_TO = pattern(
    f"(?P<lead>from|start|baseline) article? currency? before? (?P<value>any_number) {_UNIT}?"
    f" (?=(?:to|until) article? before? currency? (?:any_number|masked) {_UNIT}?)",
    needs="from start baseline",
)
# French "de 8 % à 5 %" is a range unless something is to change
_FROM_IN = pattern(
    f"from currency? (?P<value>any_number) {_UNIT}?"
    " (?=in currency? any_number (?:percent|points|time_unit|currency|break|$))",
    needs="from",
)
_AMOUNT = pattern(
    "baseline (?:colon|of|article|from|before|open){0,4} currency? (?:plus|dash)?"
    f" (?P<value>any_number) (?:slash number)? {_UNIT}?",
    needs="baseline",
)
_TIME = pattern(
    "(?:baseline|to) (?:article|of|from|in|to|by|preposition|noun)? (?:article|of|from|in|pronoun){0,4}"
    f" {EDGE} (?:last|this) (?:calendar|day|season|quarter|recurring)"
    f"|baseline (?:article|of|from|in|to|by|preposition|noun|open){{0,4}} {EDGE} {MOMENT}"
    f"|before (?:article|in|of|from|noun){{0,4}} {EDGE} (?:{MOMENT}|last calendar)"
    "|(?<!in)(?<!in article)last (?:calendar|season|quarter|fiscal)"
    "|year baseline",
    needs="baseline to before last year",
)
_LEVEL = pattern("(?:from|to|of|by|before|in)? article? year (?:word|countable|metric|plain|topic)", needs="year")
_LEVEL_OF = pattern("(?:word|countable|metric|plain|topic) (?:of|from|in) year", needs="year")
_BARE = pattern("baseline", needs="baseline")


class Baselines(NamedTuple):
    """The words of the first comparison, and the first baseline that is a number."""

    slot: Slot | None
    amount: Amount | None


def find_baselines(draft: Draft) -> Baselines:
    """Take out what the target is compared with."""
    slots: list[Slot] = []
    amounts: list[Amount] = []
    steps = (_FROM_TO, _FROM_IN) if LETTER["change"] in draft.kinds else (_FROM_TO,)
    for wanted in (*steps, _TIME, _AMOUNT):
        for match in wanted.finditer(draft.kinds):
            if draft.tokens[match.start()].key in draft.lexicon.sets["during"] and not _compares(draft):
                continue
            draft.mask(*match.span())
            slots.append(draft.slot(*match.span()))
            if match.re.groupindex:
                amounts.append(_amount(draft, match))
    for wanted in (_LEVEL, _LEVEL_OF):
        for match in wanted.finditer(draft.kinds):
            if any(token.key in draft.lexicon.sets["levels"] for token in draft.tokens[match.start() : match.end()]):
                slots.append(draft.slot(*match.span()))
                draft.mask(*match.span())
    slots += [draft.slot(*match.span()) for match in draft.take(_BARE)]
    return Baselines(min(slots, default=None), min(amounts, default=None, key=lambda amount: amount.span))


def _compares(draft: Draft) -> bool:
    return LETTER["change"] in draft.kinds or LETTER["plus"] in draft.kinds


def _amount(draft: Draft, match: re.Match[str]) -> Amount:
    at = match.start("value")
    token = draft.tokens[at]
    around = draft.tokens[match.start() : match.end()]
    unit = next((part.value for part in around if part.kind in _MEASURED and part.value), None)
    slot = draft.slot(at, match.end())
    return Amount(slot.span, slot.text, Quantity(float(token.value), unit))


_MEASURED = frozenset({"percent", "points", "currency", "measure", "unit", "day", "calendar"})
