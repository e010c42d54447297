"""How much: the quantities a statement wants, and the words that want one without digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi_sheets.model import Comparator, Quantity
from kpi_sheets.statement.draft import Draft, is_plural
from kpi_sheets.statement.kinds import LETTER, letters, pattern
from kpi_sheets.statement.slots import Amount
from kpi_sheets.typed import NamedTuple

_WHAT = "(?:percent|points|currency|time_unit|measure|times)"
_AMOUNT = pattern(
    "(?P<between>between)? (?P<sign>before|start)? article?"
    " (?P<mark>plus|dash|approx)? (?P<money>currency)? (?P<mark2>plus|dash|approx)?"
    f" (?:percent)?(?P<value>any_number|fraction) (?P<what>{_WHAT})?"
    f" (?:(?P<join>dash|to|until|and|slash) (?P<money2>currency)? (?P<high>any_number) (?P<what2>{_WHAT})?)?"
    " (?P<tail>after|plus(?!any_number|percent)|before(?!any_number|currency|masked))?",
    needs="number word_number fraction",
)
_SCORE = pattern(
    "(?:any_number|article) (?:in|by|of|from|preposition|out_of)"
    " (?:article|per|every|of){0,4} any_number"
    "|number slash number(?P<fraction>)(?=of|from|article|countable)",
    needs="number word_number",
)
_ONCE = pattern("once(?=per|every|article|slash|masked|cadence|by|in)", needs="once")
_WORDLESS = frozenset({"word_number"})

_NOUNS = letters("countable", "metric", "topic", "scale", "deliverable", "known", "word", "acronym", "occasion")
_ADJECTIVES = letters(
    "measure",
    "deliverable",
    "known",
    "masked",
    "day",
    "occasion",
    "judging",
    "amount",
    "plain",
    "done",
    "word",
    "change",
    "next",
    "acronym",
    "topic",
    "activity",
    "ordinal",
    "scale",
    "countable",
    "metric",
)
_PLURAL_ONLY = letters("plain", "activity", "day", "measure")  # counted when it is a plural
_COUNTED = letters("countable", "metric", "known")
_NAMING = letters(
    "metric", "known", "acronym", "scale", "colon", "target", "to", "of", "until", "by", "in", "before",
    "currency", "preposition", "topic", "open", "comma", "stop", "countable", "verb", "close",
    "percent", "measure", "code",
)  # fmt: skip
_VALUE_FOLLOWS = letters("colon", "target")
WHOLES = (2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 50, 100, 200, 250, 500, 1000, 10_000)


class Found(NamedTuple):
    """An amount, and the tokens it covers: from `start` up to `end`, with its noun up to `noun_end`."""

    amount: Amount
    start: int
    end: int
    noun_end: int
    relative: bool
    ratio: bool = False


def find_amounts(draft: Draft, ratios: Sequence[Found]) -> list[Found]:
    """Take out the wanted quantities; return them with the ratios found before, from left to right."""
    return sorted([*ratios, *_plain(draft), *_repeated(draft)], key=lambda item: item.start)


def find_ratios(draft: Draft) -> Iterator[Found]:
    """Take out "9 out of 10 customers", "1 op de 3"; as a percentage."""
    for match in _SCORE.finditer(draft.kinds):
        between = " ".join(token.key for token in draft.tokens[match.start() + 1 : match.end() - 1])
        value, whole = draft.tokens[match.start()].value or 1.0, draft.tokens[match.end() - 1].value  # "een op de tien"
        if (
            (match["fraction"] is not None or between in draft.lexicon.sets["out_of"])
            and 0 < value <= whole
            and whole in WHOLES
        ):
            draft.mask(*match.span())
            slot = draft.slot(*match.span())
            quantity = Quantity(round(100 * value / whole, 6), "%")
            _, noun_end = _noun(draft, match.end())
            yield Found(Amount(slot.span, slot.text, quantity), *match.span(), noun_end, False, True)


def _repeated(draft: Draft) -> Iterator[Found]:
    for match in draft.take(_ONCE):
        slot = draft.slot(*match.span())
        quantity = Quantity(float(draft.tokens[match.start()].value), "times")
        yield Found(Amount(slot.span, slot.text, quantity), *match.span(), match.end(), False)


def _plain(draft: Draft) -> Iterator[Found]:
    match = _AMOUNT.search(draft.kinds)
    while match:
        found = _read(draft, match)
        if found:
            draft.mask(found.start, found.end)
            yield found
        match = _AMOUNT.search(draft.kinds, found.end if found else match.end())


def _read(draft: Draft, match: re.Match[str]) -> Found | None:
    start, end = match.span()
    high = _value(draft, match, "high")
    if high is not None and not _is_range(draft, match):
        end, high = match.start("join"), None
    unit = _unit(draft, match)
    noun, noun_end = _noun(draft, end) if unit in (None, "%") else (None, end)
    unit = unit or noun
    if unit is None and not _is_named(draft, start, match):
        return None
    sign = _sign(draft, match)
    if draft.tokens[start].kind == "dash" and sign != "dash":
        start += 1
    value = _value(draft, match, "value") or 0.0
    comparator = _comparator(draft, match)
    quantity = Quantity(-value if value and sign == "dash" else value, unit, comparator, high)
    relative = unit == "%" and (sign is not None or _is_change(draft, start, end, comparator))
    slot = draft.slot(start, end)
    return Found(Amount(slot.span, slot.text, quantity), start, end, noun_end, relative)


def _sign(draft: Draft, match: re.Match[str]) -> str | None:
    """Return "plus" or "dash" for the sign of a number; a dash with a blank behind it separates."""
    for name in ("mark", "mark2"):
        at = match.start(name)
        kind = draft.tokens[at].kind if at >= 0 else ""
        if kind == "plus":
            return kind
        if kind == "dash" and draft.glued(at + 1) and not (at and draft.tokens[at - 1].kind in ("number", "year")):
            return kind
    return None


def _is_change(draft: Draft, start: int, end: int, comparator: Comparator | None) -> bool:
    """True for "by 15%", "10% hoger", "a reduction of 10%"; not for an end value ("raise to 80%", "cut (<
    10%)").
    """
    before = draft.tokens[start - 1] if start else None
    if any(kind in _CHANGE for kind in draft.kinds[end : end + 2]):
        return True
    if before and before.kind == "colon" and comparator is None and draft.kinds[0] in _CHANGE:
        return True
    if _BETTERED.search(draft.kinds, 0, start):
        return True
    if comparator or (before and before.kind in ("to", "until", "colon", "open", "target")):
        return False
    if before and before.key in draft.lexicon.sets["by_how_much"]:
        return True
    for kind in reversed(draft.kinds[:start]):
        if kind in _CLAUSES or kind in _CHANGE:
            return kind in _CHANGE
    return False


_CHANGE = letters("change")
_BETTERED = pattern("(?:topic|scale|known) change colon target?$", needs="change")  # "efficiency improvement: > 20%"
_BREAKS = letters("colon", "comma", "stop", "open", "close")
_ENDS_CELL = _BREAKS | letters("per", "every", "cadence", "slash")
_CLAUSES = letters("colon", "comma", "stop", "and", "to", "until")


def _value(draft: Draft, match: re.Match[str], name: str) -> float | None:
    at = match.start(name)
    return float(draft.tokens[at].value) if at >= 0 else None


def _unit(draft: Draft, match: re.Match[str]) -> str | None:
    for name in ("what", "what2", "money", "money2"):
        at = match.start(name)
        if at >= 0:
            token = draft.tokens[at]
            return "times" if token.kind == "times" else token.value
    if draft.tokens[match.start("value")].kind == "fraction":
        return "%"
    before = draft.kinds[match.start() : match.start("value")]
    return "%" if LETTER["percent"] in before else None


def _is_range(draft: Draft, match: re.Match[str]) -> bool:
    value, high = _value(draft, match, "value"), _value(draft, match, "high")
    join = draft.tokens[match.start("join")].kind
    if value is None or high is None or join == "slash":
        return False
    return bool(match["between"]) if join == "and" else value <= high


def _comparator(draft: Draft, match: re.Match[str]) -> Comparator | None:
    for name in ("sign", "tail"):
        at = match.start(name)
        if at >= 0:
            token = draft.tokens[at]
            return Comparator.AT_LEAST if token.kind in ("start", "plus") else Comparator(token.value)
    return None


def _noun(draft: Draft, at: int) -> tuple[str | None, int]:
    """The noun that a number counts, and the token after it."""
    end = at
    while end < len(draft.kinds) and end < at + 6 and draft.kinds[end] in _ADJECTIVES:
        end += 1
    group = range(at, end)
    head_last = draft.lexicon.head_last
    for wanted in (_COUNTED, _NOUNS, _PLURAL_ONLY):
        places = [
            place
            for place in group
            if draft.kinds[place] in wanted and (wanted is not _PLURAL_ONLY or is_plural(draft, place))
        ]
        if places:
            place = places[-1] if head_last else places[0]
            return draft.raw(place), place + 1
    return None, at


def _is_named(draft: Draft, start: int, match: re.Match[str]) -> bool:
    """True when a bare number stands where an amount stands: with a sign, or behind a metric, a colon or a
    "to".
    """
    if match["sign"] or match["tail"] or match["between"] or match["mark"]:
        return True
    if draft.tokens[match.start("value")].kind == "word_number":
        return draft.kinds[start - 1 : start] in _VALUE_FOLLOWS
    if start == 0:
        return match.end() == len(draft.kinds) or draft.kinds[match.end()] in _ENDS_CELL
    return draft.kinds[start - 1] in _NAMING or draft.tokens[start - 1].kind != "masked"


def own_duration(draft: Draft, at: int) -> list[Found]:
    """Return the duration of the metric as its target: "klachten afhandelen binnen 5 werkdagen"."""
    slot = draft.slot(at, at + 2)
    unit = draft.tokens[at + 1].value
    quantity = Quantity(float(draft.tokens[at].value), unit if isinstance(unit, str) else None, Comparator.AT_MOST)
    return [Found(Amount(slot.span, slot.text, quantity), at, at + 2, at + 2, False)]
