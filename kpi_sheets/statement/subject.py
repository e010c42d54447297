"""What is measured: the noun groups of a statement, and which of them names something countable."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from kpi_sheets.statement.amounts import Found
from kpi_sheets.statement.counted import TIMES, UNNAMED, counted, shares
from kpi_sheets.statement.draft import Draft, is_plural
from kpi_sheets.statement.kinds import LETTER, MASKED, NAME, letters, pattern
from kpi_sheets.statement.naming import is_bare, is_quality, name_of
from kpi_sheets.statement.slots import Slot
from kpi_sheets.typed import NamedTuple

_NOUNS = frozenset(
    (
        "metric",
        "known",
        "acronym",
        "countable",
        "scale",
        "topic",
        "deliverable",
        "activity",
        "occasion",
        "word",
    )
)
_GROUPED = letters(
    "metric", "known", "acronym", "countable", "scale", "topic", "deliverable", "activity", "occasion",
    "word", "plain", "judging", "amount", "done", "change", "next", "ordinal", "code", "dash",
    "last", "target", "slash",
)  # fmt: skip
_LINKS = letters(
    "by", "until", "within", "in", "from", "to", "of", "preposition", "start", "per", "between", "baseline"
)
_OF = letters("of", "from")
_VERBS = letters("change", "activity")
_BOUND = letters("before")
_KEPT = letters("article", "pronoun", "all", "every", "masked", "quote", "none")
_METRIC = frozenset({"metric", "known", "acronym"})
_TOPICS = frozenset({"topic", "scale"})
_THINGS = _TOPICS | {"countable", "deliverable"}


class Group(NamedTuple):
    """Nouns and their adjectives from `start` up to `end`; `kind` is that of the noun at `head`.

    `link` is the letter of the preposition before it, "" when it stands free.
    """

    start: int
    end: int
    head: int
    kind: str
    link: str


class Subject(NamedTuple):
    """The head that can be counted, or else the topic."""

    head: Slot | None
    topic: Slot | None


def groups(draft: Draft) -> list[Group]:
    """Cut the tokens that no earlier stage took into noun groups."""
    found: list[Group] = []
    link, start = "", -1
    for at, kind in enumerate([*draft.kinds, ""]):
        if kind and kind in _GROUPED and not _separates(draft, at):
            start = at if start < 0 else start
            if draft.governs(at):
                found.append(_group(draft, start, at + 1, link))
                start, link = -1, LETTER["of"]
            continue
        if start >= 0:
            found.append(_group(draft, start, at, link))
            start, link = -1, ""
        if kind == LETTER["to"] and at == 0 and draft.kinds[1:2] in _VERBS:
            link = ""  # "to improve the response rate"
        elif kind in _LINKS or (kind in _BOUND and draft.tokens[at].key.isalpha()):
            link = kind  # "among" in Dutch is "onder", a comparison before a number
        elif kind and found and found[-1].end == at and draft.tokens[at].key in draft.lexicon.sets["genitive"]:
            link = LETTER["of"]
        elif kind not in _KEPT or (kind == MASKED and link in _OF):
            link = ""  # also in "van 20% lager verzuim", where "van" belongs to the amount
    return found


def _separates(draft: Draft, at: int) -> bool:
    """A spaced dash separates, a glued one joins."""
    token = draft.tokens[at]
    return token.kind == "dash" and not (draft.glued(at) or (at + 1 < len(draft.tokens) and draft.glued(at + 1)))


def _group(draft: Draft, start: int, end: int, link: str) -> Group:
    places = [at for at in range(start, end) if draft.tokens[at].kind in _NOUNS]
    head = _head(draft, places)
    if head is None:
        last = end - 1
        return Group(start, end, last, NAME[draft.kinds[last]], link)
    return Group(start, end, head, draft.tokens[head].kind, link)


def _head(draft: Draft, places: Sequence[int]) -> int | None:
    if len(places) < 2:
        return next(iter(places), None)
    if draft.lexicon.head_last:
        return _last_head(draft, places)
    for wanted in (_METRIC, _THINGS):  # "betrokkenheid medewerkers" is about the first of the two
        for at in places:
            if draft.tokens[at].kind in wanted:
                return _plural_behind(draft, at, places)
    return places[0]


def _plural_behind(draft: Draft, at: int, places: Sequence[int]) -> int:
    """The noun behind an adjective that is a noun as well: "werkloze jongeren"."""
    behind = at + 1 in places and draft.tokens[at + 1].kind == draft.tokens[at].kind == "countable"
    return at + 1 if behind and not is_plural(draft, at) and is_plural(draft, at + 1) else at


def _last_head(draft: Draft, places: Sequence[int]) -> int:
    """The last listed noun; but in "feedback integration" the activity, as no plural stands before it."""
    listed = [at for at in places if draft.tokens[at].kind not in ("word", "activity", "occasion")]
    nouns = [at for at in listed if draft.tokens[at].key not in draft.lexicon.sets["states"]]
    listed = nouns or listed  # "machines engaged in maintenance"
    if not listed:
        return places[-1]
    last = listed[-1]
    if draft.tokens[last].kind == "countable" and last != places[-1] and not is_plural(draft, last):
        return places[-1]
    return last


def find_subject(draft: Draft, found: Sequence[Group], amounts: Sequence[Found]) -> Subject:
    """Return what is measured. Amounts that count a noun, or are a share of one, are the best evidence."""
    for evidence in (
        counted(draft, amounts),
        shares(draft),
        _named(draft, found, bare=not amounts),
        _scaled(draft, found, amounts),
        name_of(draft, found) if is_bare(draft, amounts) else iter(()),
    ):
        head = next(evidence, None)
        if head:
            return Subject(head, None)
    topics = [group for group in found if group.kind in _TOPICS or is_quality(draft, group)]
    topic = min(topics, default=None, key=lambda group: (bool(group.link), group.start))
    return Subject(None, draft.slot(topic.head, topic.head + 1) if topic else None)


def find_scope(draft: Draft, found: Sequence[Group]) -> tuple[Slot, ...]:
    """Return the channels and segments: "via social media", "in Utrecht"."""
    scope = []
    for group in found:
        if group.link and group.link in _SCOPES:
            start = draft.kinds.rfind(group.link, max(0, group.start - 3), group.start)
            scope.append(draft.slot(start, group.end))
    return tuple(scope)


_SCOPES = letters("in", "preposition", "by", "within")


def _named(draft: Draft, found: Sequence[Group], *, bare: bool) -> Iterator[Slot]:
    """A metric or countable plural that stands free, or behind nothing but a change."""
    for match in _UNITS.finditer(draft.kinds):
        yield draft.slot(*match.span())
    previous: Group | None = None
    deeds = _deeds(draft)
    for group in found:
        if bare and _is_state(draft, group):
            continue
        if _stands_free(draft, previous, group) and _is_countable(draft, group, deeds):
            yield draft.slot(group.head, group.head + 1)
        previous = group


def _is_state(draft: Draft, group: Group) -> bool:
    """True for "happy customers" without an amount: a quality, as long as nobody counts them."""
    adjectives = draft.tokens[group.start : group.end]
    return group.kind == "countable" and any(token.key in draft.lexicon.sets["states"] for token in adjectives)


def _stands_free(draft: Draft, previous: Group | None, group: Group) -> bool:
    if group.kind == "acronym" and draft.in_brackets(group.start):
        return False
    if not group.link or draft.tokens[group.head].key.partition(" ")[0] in draft.lexicon.sets["statistic"]:
        return True
    return _is_open(previous, group) if previous else group.link in _OF


class _Deeds(NamedTuple):
    """The first token that says more or less, a very high number without one; whether something is done to or bettered
    in what is spoken of.
    """

    moved: int
    treated: bool


def _deeds(draft: Draft) -> _Deeds:
    bettering, treating = draft.lexicon.sets["bettering"], draft.lexicon.sets["treating"]
    moves = (at for at, token in enumerate(draft.tokens) if token.kind == "change" and token.key not in bettering)
    treated = any(token.key in treating or token.key in bettering for token in draft.tokens)
    return _Deeds(next(moves, sys.maxsize), treated)


def _is_countable(draft: Draft, group: Group, deeds: _Deeds) -> bool:
    """True for a metric, for a plural that is not merely treated well ("help customers"), for work of which there is to
    be more or less ("increase user acquisition").
    """
    if group.kind == "activity":
        named = any(token.kind in _NOUNS for token in draft.tokens[group.start : group.head])
        return draft.lexicon.head_last and named and deeds.moved <= group.start
    if group.kind != "countable":
        return group.kind in _METRIC and not (deeds.treated and _is_quality_alone(draft, group))
    if deeds.moved < group.head + 2:
        return _is_counted(draft, group) and draft.tokens[group.head].key not in draft.lexicon.sets["weighed"]
    described = LETTER["verb"] in draft.kinds and _MEASURED.isdisjoint(draft.kinds) and not _is_restricted(draft, group)
    return _is_counted(draft, group) and not (deeds.treated or described)


def _is_quality_alone(draft: Draft, group: Group) -> bool:
    """True for the "availability" of "ensure availability", of which nobody says what is to be available."""
    alone = len(draft.tokens) == 2 and group.end - group.start <= 2
    return alone and draft.tokens[group.head].key.endswith(draft.lexicon.qualities)


def _is_restricted(draft: Draft, group: Group) -> bool:
    """True for "staff who can swim": the sentence behind the noun says which are counted."""
    return group.end < len(draft.tokens) and draft.tokens[group.end].key in draft.lexicon.sets["relative"]


# "invoices are paid" can be counted, "parents are happy" can't
_MEASURED = letters("done", "activity", "metric", "known")


def _is_counted(draft: Draft, group: Group) -> bool:
    """True for a plural, and for what grows or shrinks in number ("job growth")."""
    return is_plural(draft, group.head) or (
        draft.lexicon.head_last and draft.kinds[group.head + 1 : group.end] == _CHANGE
    )


_CHANGE = LETTER["change"]
# what is counted in a unit: "kilometers per liter", "training days", "waste in kg"
_UNITS = pattern(
    "(?:measure|unit|day|currency) (?:per|slash)|open (?:measure|unit|day|currency|percent) close|in percent"
    "|(?<!number)(?<!word_number)(?:noun|activity|code) (?:unit|day|measure)(?=break|per|masked|$)"
    "|(?:noun|activity) day|in measure"
    "|(?<!number)(?<!word_number)measure noun|^(?:unit|day) to activity"
    "|(?:unit|day) preposition modifier? (?:countable|metric)(?=break|$)"
    "|(?:topic|scale|word|countable) per noun"
    "|(?<!number)(?<!word_number)(?:unit|day) (?:(?:of|from) noun|done|activity|plain)",
    needs="measure unit day currency percent per",
)


def _is_open(previous: Group, group: Group) -> bool:
    """True behind a change, a wish or a measure: "verhoging van de omzet", "number of complaints"."""
    return previous.kind == "target" or (previous.kind in _LEADING and previous.end >= group.start - 8)


_LEADING = frozenset({"change", "goal", "amount", "plain", "metric", "countable"})


def _is_label(draft: Draft, group: Group, amounts: Sequence[Found]) -> bool:
    """True for an unlisted word before a time: "Mittel: 2 Stunden" names a class and no measure."""
    single = (
        group.kind == "word"
        and group.end - group.start == 1
        and draft.kinds[group.end : group.end + 1] == LETTER["colon"]
    )
    return single and all(item.amount.quantity.unit in TIMES for item in amounts)


def _is_levelled(draft: Draft, group: Group, amounts: Sequence[Found]) -> bool:
    """True when a share is set behind a colon or comparator: "Demografische druk: 73,4%"."""
    return any(
        item.amount.quantity.unit == "%"
        and item.start >= group.end
        and (item.amount.quantity.comparator or draft.tokens[item.start - 1].kind in ("colon", "target"))
        for item in amounts
    )


def _is_rated(group: Group, amounts: Sequence[Found]) -> bool:
    """True for a quality right behind its figure: "from 7.2 to 7.8 on employee satisfaction"."""
    ends = (item.end for item in amounts if item.amount.quantity.unit is None)
    return group.kind in _TOPICS and any(0 < group.start - end <= 2 for end in ends)


def _scaled(draft: Draft, found: Sequence[Group], amounts: Sequence[Found]) -> Iterator[Slot]:
    """A quality with a level ("klanttevredenheid ≥ 8,0"), or an unlisted noun with an amount."""
    if all(item.relative for item in amounts):
        yield from _reduced(draft, found, amounts)
        return
    for group in found:
        levelled = group.kind == "plain" and _is_levelled(draft, group, amounts)
        scaled = group.kind in _SCALED and not _is_label(draft, group, amounts)
        coded = group.kind == "code" and any(item.amount.quantity.unit not in UNNAMED for item in amounts)
        if (not group.link or _is_rated(group, amounts)) and (levelled or scaled or coded):
            yield draft.slot(group.head, group.head + 1)


def _reduced(draft: Draft, found: Sequence[Group], amounts: Sequence[Found]) -> Iterator[Slot]:
    """Work or a noun that no list knows, of which there is to be so much less ("cut printing by 30%")."""
    for group in found:
        behind = any(0 < group.start - item.end <= 2 for item in amounts)  # "+2 points in market share"
        work = not group.link and group.kind in ("word", "activity") and not is_quality(draft, group)
        if amounts and (work or (behind and group.kind in _METRIC)):
            yield draft.slot(group.head, group.head + 1)


_SCALED = _TOPICS | {"word", "activity", "countable", "deliverable", "occasion"}
