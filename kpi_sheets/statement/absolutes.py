"""Targets without digits: "geen klachten", "alle teams", "verdubbelen", and yes/no milestones."""

from __future__ import annotations

from kpi_sheets.statement.draft import Draft, is_plural
from kpi_sheets.statement.kinds import LETTER, MASKED, letters, pattern
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi_sheets.statement.slots import Slot

_NONE = pattern(
    "none (?:article|pronoun)? (?:modifier|number)? (?:noun|change|activity|break|end|judging|done)|(?<=colon)none",
    needs="none",
)
_ALL = pattern("(?:all|every) (?:article|pronoun|of){0,4} modifier{0,2} noun", needs="all every")
_FACTOR = pattern("(?<!none)factor", needs="factor")
_PREPOSITIONS = letters(
    "by", "until", "within", "in", "from", "of", "preposition", "per", "comma", "percent", "open", "baseline"
)


def find_absolute(draft: Draft) -> Slot | None:
    """Return a target without digits ("geen klachten", "alle teams", "verdubbelen")."""
    for match in _FACTOR.finditer(draft.kinds):
        return draft.slot(*match.span())
    for match in _NONE.finditer(draft.kinds):
        return draft.slot(match.start(), match.start() + 1)
    for match in _ALL.finditer(draft.kinds):
        before = draft.kinds[match.start() - 1] if match.start() else ""
        predicate = not _PREDICATES.isdisjoint(draft.kinds[: match.start()] + draft.kinds[match.end() - 1 :])
        if before not in _PREPOSITIONS and predicate:
            return draft.slot(match.start(), match.start() + 1)
    return None


# what is to hold for all: without it, "all other deposits" is a bare name
_PREDICATES = letters(
    "verb",
    "done",
    "activity",
    "change",
    "judging",
    "goal",
    "within",
    "masked",
    "pronoun",
    "plain",
    "word",
    "scale",
    "target",
)


_OPENING = pattern("plain (?:article|next)")
_AND, _PLAIN = LETTER["and"], LETTER["plain"]
_DONE = letters("done")
_DOING = letters("activity", "there_is", "done")
_SCOPED = letters("in", "by", "preposition", "within", "per", "until", "of", "from", "to")
_STOPPED = letters("change", "colon", "stop")


def find_milestone(draft: Draft) -> Slot | None:
    """Return a named deliverable that is to be there or not: "ISO 27001-certificaat behaald", "launch the
    app".

    A verb that brings something about ("launch", "live") makes a deliverable of any single thing.
    """
    verbs = draft.lexicon.sets["delivering"]
    if _OPENING.match(draft.kinds) and draft.tokens[0].key in verbs:
        draft.retag(0, "activity")  # "open the depot", not "open tickets"
    if _DOING.isdisjoint(draft.kinds):
        return None
    delivering = any(
        not verbs.isdisjoint(token.key.split())
        for token, kind in zip(draft.tokens, draft.kinds, strict=True)
        if kind != _PLAIN
    )
    for at, token in enumerate(draft.tokens):
        closing = (token.kind == "occasion" or token.period) and any(
            kind in _DONE for kind in draft.kinds[at + 1 : at + 3]
        )
        if not (closing or draft.lexicon.is_a(token.key, "deliverable") or (delivering and _is_thing(draft, at))):
            continue
        following = draft.kinds[at + 1 :].lstrip(MASKED)[:1]
        if (draft.lexicon.head_last and following in _HEADS) or (at == 0 and following == _AND):
            continue
        before = draft.kinds[max(0, at - 6) : at]
        if any(kind in _STOPPED for kind in before) or (before and _linked(before)):
            continue
        after = draft.kinds[at + 1 : at + 6]
        if any(kind in _DOING for kind in before) or any(kind in _DOING for kind in after):
            return draft.slot(at, at + 1)
    return None


def _is_thing(draft: Draft, at: int) -> bool:
    return draft.kinds[at] in _THINGS and not is_plural(draft, at)


_THINGS = letters("countable", "acronym", "known")
_HEADS = letters("metric", "known", "countable", "topic", "scale", "word")


def _linked(before: str) -> bool:
    """True when the last small word before it is a preposition: it belongs to something else."""
    for at, kind in reversed([*enumerate(before)]):
        if kind in _DOING:
            return False
        if kind in _SCOPED:
            return before[at - 1 : at] not in _DONE  # "live with the new system"
    return False
