"""Bare names: what counts as a metric when a line holds a name and nothing else."""

from __future__ import annotations

from kpi_sheets.statement.draft import is_plural
from kpi_sheets.statement.kinds import LETTER, letters, pattern
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpi_sheets.statement.amounts import Found
    from kpi_sheets.statement.draft import Draft
    from kpi_sheets.statement.slots import Slot
    from kpi_sheets.statement.subject import Group

_SENTENCE = frozenset({"change", "goal", "verb", "pronoun", "hedge", "amount", "there_is", "placeholder", "missing"})
_UNITS = frozenset({"unit", "day", "measure"})
_DOING = letters("activity", "before")  # and "better than the trade"
_COMMA = LETTER["comma"]
_OF = letters("of", "from")
_OBJECTS = letters("countable", "metric", "known", "deliverable", "word", "acronym", "occasion", "activity")
_THINGS = frozenset({"countable", "metric", "known", "deliverable", "word", "acronym", "occasion"})
_QUOTED = pattern("quote([^ quote]{3,})quote", needs="quote")
# "poor sleep prevalence": the adjective stands before a noun that stands before the metric
_ABOUT_A_NOUN = pattern(
    "(?:plain|done|judging)? (?:countable|topic|scale|deliverable|activity|acronym|word|occasion){1,2} (?:metric|known)"
)


def is_bare(draft: Draft, amounts: Sequence[Found]) -> bool:
    """True for a name: no amount, no change, no wish and no sentence."""
    return not amounts and _SENTENCE.isdisjoint(token.kind for token in draft.tokens)


def name_of(draft: Draft, found: Sequence[Group]) -> Iterator[Slot]:
    """What a bare name names, when its words are in no list of metrics.

    A statistic of anything ("average experience of staff"), a quality that is computed as a share ("order accuracy",
    "volledigheid van dossiers"), or a noun that no list knows and that isn't built like a quality ("ledger imbalance"):
    a trade has more measures than a list can hold.
    """
    if found and (_is_statistic(draft) or (draft.tokens[0].kind in _UNITS and is_plural(draft, 0))):
        yield draft.slot(0, 1)  # "average experience", "hours worked"
    at = next((at for at, group in enumerate(found) if not group.link), None)
    if at is not None:
        group, following = found[at], found[at + 1] if at + 1 < len(found) else None
        if _conforms(draft, group) and _has_object(draft, group, following):
            yield draft.slot(group.head, group.head + 1)
        if following and _conforms(draft, following) and draft.kinds[group.end : following.start] == _COMMA:
            yield draft.slot(following.head, following.head + 1)  # "invoice details, accuracy"
        if group.kind == "word" and _DOING.isdisjoint(draft.kinds) and not is_quality(draft, group):
            yield draft.slot(group.head, group.head + 1)


def _is_statistic(draft: Draft) -> bool:
    first = draft.tokens[0]
    return first.kind == "metric" and first.key.partition(" ")[0] in draft.lexicon.sets["statistic"]


def _conforms(draft: Draft, group: Group) -> bool:
    return draft.tokens[group.head].key in draft.lexicon.sets["conforming"]


def _has_object(draft: Draft, group: Group, following: Group | None) -> bool:
    around = draft.kinds[group.start : group.head] + draft.kinds[group.head + 1 : group.end]
    owned = following is not None and following.link in _OF and following.kind in _THINGS
    return owned or not _OBJECTS.isdisjoint(around)


def is_quality(draft: Draft, group: Group) -> bool:
    """True for a noun that no list knows and that is built like a quality: "-heid", "-ness"."""
    return group.kind == "word" and draft.tokens[group.head].key.endswith(draft.lexicon.qualities)


def is_name_part(draft: Draft, at: int, *, bare: bool) -> bool:
    """True for an adjective that says which ones are counted, not how good they must be.

    It stands before a noun inside a metric's name ("poor sleep prevalence") and is none that grades the value itself
    ("good customer retention rate"), or it names what is wrong in a bare name ("defective parts").
    """
    key, sets = draft.tokens[at].key, draft.lexicon.sets
    if bare and key in sets["adverse"]:
        return True
    within = not draft.lexicon.compounds and draft.lexicon.head_last
    return within and key not in sets["grading"] and _ABOUT_A_NOUN.match(draft.kinds, at + 1) is not None


def quoted(draft: Draft) -> tuple[int, int]:
    """Return the tokens of a sentence in quotation marks, as in a survey: from, up to; an empty range without one."""
    match = _QUOTED.search(draft.kinds)
    return match.span(1) if match else (0, 0)
