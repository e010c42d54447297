"""Whether a line carries two measures, each wanting its own target."""

from __future__ import annotations

import re

from kpi_sheets.statement.counted import done_at
from kpi_sheets.statement.kinds import LETTER, letters, pattern
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi_sheets.statement.amounts import Found
    from kpi_sheets.statement.draft import Draft
    from kpi_sheets.statement.slots import Slot
    from kpi_sheets.statement.subject import Group

_PAIR = pattern(
    "(metric|known) (?:comma (?:metric|known)){0,4} and (?:article|pronoun)? modifier{0,2} (metric|known)", needs="and"
)
_LOOSE_PAIR = pattern(
    "(metric|known) (?:comma (?:metric|known)){0,4} and (?:article|pronoun)? modifier{0,2} countable{0,2}"
    " (metric|known|countable)",
    needs="and",
)
_AND_TOPIC = pattern("(metric|known) and (topic|scale)(?=break|$)", needs="and")
_HEADS = frozenset({"metric", "known", "acronym", "countable", "scale", "topic", "deliverable"})
_LINKS = letters("by", "until", "within", "in", "preposition", "start", "per", "between", "of", "from")


def find_measures(draft: Draft, found: Sequence[Group], amounts: Sequence[Found]) -> tuple[Slot, ...]:
    """Return the heads of the measures when there are two or more, else nothing."""
    return _with_targets(draft, found, amounts) or _paired(draft) or _bare(draft, found, countable=not amounts)


def _paired(draft: Draft) -> tuple[Slot, ...]:
    """Two shares without a number ("% reused, % sold"), or two deeds ("launch A and train B")."""
    patterns = (_SHARES, _MOVES, _DEEDS) if draft.lexicon.head_last else (_SHARES, _MOVES)
    for wanted in patterns:
        match = wanted.search(draft.kinds)
        if match:
            return draft.slot(*match.span(1)), draft.slot(*match.span(2))
    return ()


_SHARES = pattern(
    "(?<!number)(?<!word_number)(percent) (?:of|from|in|article|modifier|noun){1,8} (?:and|comma|stop)"
    " (percent)(?=of|modifier|noun|article)",
    needs="percent",
)
_MOVES = pattern(
    "(metric|known) change (?:and|comma|stop) (metric|known) change", needs="change"
)  # "sales up, costs down 5%"
_DEEDS = pattern(
    "^(activity) (?:article|modifier|noun|activity){1,6} and (activity) (?:article|all|pronoun)", needs="activity"
)


def _with_targets(draft: Draft, found: Sequence[Group], amounts: Sequence[Found]) -> tuple[Slot, ...]:
    """Clauses that have both an amount and a head of their own."""
    if len(amounts) < 2:
        return ()
    breaks = [at for at, kind in enumerate(draft.kinds) if kind in _CLAUSES]
    clauses: dict[int, Slot] = {}
    free = [group for group in found if not (group.link or draft.in_brackets(group.start))]
    for item in amounts:
        start = max((at for at in breaks if at < item.start), default=-1)
        end = min((at for at in breaks if at >= item.end), default=len(draft.kinds))
        head = _head(draft, free, item, start, end) or _money(draft, item, start)
        if head and start not in clauses:
            clauses[start] = head
    heads = {_CLASS.sub("", slot.text.lower()): slot for slot in clauses.values()}
    return tuple(sorted(heads.values())) if len(heads) > 1 else ()


_CLAUSES = letters("and", "comma", "stop")
_CLASS = re.compile(r"^[a-z]?\d+-")  # "P1-tickets" and "P2-tickets" are one thing by classes


def _money(draft: Draft, item: Found, clause: int) -> Slot | None:
    """A sum of money names itself: "200 vrijwilligers en € 50.000 vóór juni"."""
    unit = item.amount.quantity.unit or ""
    joined = clause >= 0 and draft.kinds[clause] == LETTER["and"]
    return draft.slot(item.start, item.end) if joined and len(unit) == 3 and unit.isupper() else None


def _head(draft: Draft, free: Sequence[Group], item: Found, start: int, end: int) -> Slot | None:
    if item.noun_end > item.end and draft.tokens[item.noun_end - 1].kind != "masked":
        return draft.slot(item.noun_end - 1, item.noun_end)
    for group in free:
        if not start < group.start < end:
            continue
        if group.kind == "acronym" and group.end == item.start and len(draft.tokens[group.head].key) == 2:
            continue  # "DE 3, FR 2": a target per country
        unlisted = group.kind == "word" and group.end == item.start and draft.raw(group.head).islower()
        if group.kind in _HEADS or unlisted:
            return draft.slot(group.head, group.head + 1)
    first = start < 0 and item.amount.quantity.unit == "%"  # "90% answered; satisfaction 8"
    at = done_at(draft, item.end) if first else -1
    return draft.slot(at, at + 1) if start < at < end else None


def _is_linked(draft: Draft, found: Sequence[Group], at: int) -> bool:
    """True when a preposition makes it part of something else; "reduction of cost and lead time" is about
    both.
    """
    for group in found:
        if group.start <= at < group.end and group.link and group.link in _LINKS:
            link = draft.kinds.rfind(group.link, 0, group.start)
            return draft.kinds[link - 1 : link] != LETTER["change"]
    return False


def _are_alike(draft: Draft, first: int, second: int) -> bool:
    """True for one word twice, and for two that say the same: "attrition or churn"."""
    pair = {draft.tokens[first].key, draft.tokens[second].key}
    return len(pair) == 1 or any(pair.issubset(words.split(", ")) for words in draft.lexicon.sets["alike"])


def _bare(draft: Draft, found: Sequence[Group], *, countable: bool) -> tuple[Slot, ...]:
    """Two metrics joined by "en" or "or": "omzet en winst"."""
    pairs = [*_LOOSE_PAIR.finditer(draft.kinds), *_AND_TOPIC.finditer(draft.kinds)] if countable else None
    for match in pairs or _PAIR.finditer(draft.kinds):
        first, second = match.start(1), match.start(2)
        before = draft.kinds[first - 1] if first else ""
        if before not in _LINKS and not _is_linked(draft, found, first) and not _are_alike(draft, first, second):
            return draft.slot(first, first + 1), draft.slot(second, second + 1)
    return ()
