"""Numbers that say no amount: names (ISO 9001), filters (jonger dan 18 jaar), denominators (per 1.000
inwoners).
"""

from __future__ import annotations

from kpi_sheets.model import Comparator
from kpi_sheets.statement.draft import Draft, is_plural
from kpi_sheets.statement.kinds import LETTER, MASKED, letters, pattern
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import re

_DENOMINATOR = pattern(
    "(?:per|slash) (?:any_number)(?:any_number)?(?!calendar|day|month_name|ordinal|percent|unit)", needs="per slash"
)
_COVERAGE = pattern("number (?:slash|times) number", needs="number")
_LIST_NUMBER = pattern("^number (?:close|stop)(?=.)", needs="number")
_ORDINAL = pattern("(?<!month_name)number ordinal(?!calendar|of? month_name)", needs="ordinal")
_GLUED = pattern("number dash(?=noun|change|activity|judging|done|countable)", needs="dash")
_PLUS = pattern("number plus(?!any_number|percent|currency)", needs="plus")
_CODE = pattern("(?:noun|target) dash (?:number|code)", needs="dash")
_LETTERED = pattern("number code|code dash number", needs="code")
_NUMBERED = pattern(
    "any_number (?:(?:and|dash|comma|slash) number){0,4} (?!percent|points|currency|measure|time_unit|times|after)",
    needs="number word_number",
)
_SINGLE = pattern("(?:countable|word|plain|deliverable)(?=break|preposition_like|and|masked|verb|$)")
_LOCATED = pattern(
    "(?:in|by|of|from|preposition|(?<=metric)) article? (?:countable|word|plain|topic) number"
    "(?=break|preposition_like|and|masked|$)",
    needs="number",
)
_DEFINITE = pattern("article number(?!percent|points|currency|measure|time_unit|times)", needs="article")
_AGED = pattern(
    "(?<=[countable word metric deliverable plain])"
    "(?:until|from|of|article|start|between|plain|word|open){0,4}"
    "before? number(?:(?:dash|to|until|and) number)? calendar after?",
    needs="calendar",
)
_AGE = pattern("(?:before|in|by|from|of|between|article){0,4} number(?:(?:dash|to|until|and) number)? calendar?")
_YEAR_OLDS = pattern("number(?:(?:dash|to|until|and) number)? dash? calendar dash? (?:noun)", needs="calendar")
_AGED_BOUND = pattern("number(?!percent|points|currency|measure|unit|day|times|noun)")
_SCHOOL_YEAR = pattern(
    "(?<!by)(?<!until)(?<!article)(?<!number)(?<!word_number)(?<!this)(?<!next)(?<!per)(?<!every)calendar number",
    needs="calendar",
)
_SIZE = pattern(
    "(?<=[countable word metric known])(?:plain|done|open|(?:preposition|pronoun|in|by|of|from) article?)?"
    " before currency? number (?:day|calendar|unit|currency|measure)"
    "|(?<=[countable word])(?:(?:preposition|pronoun|in|by|of) article?)? before currency number"
    "|(?<=[countable word])(?:preposition|pronoun|by|in) verb? article? before any_number"
    " modifier? (?:countable|word|metric)"
    "|(?<=[countable word])(?:preposition|pronoun|by) any_number after countable",
    needs="before after",
)
_SEGMENTS = pattern(
    "(?<!number)(?<!word_number)(?:in|of|by|preposition|per|from|until) (?:article|pronoun|all){0,4}"
    " any_number modifier{0,2} noun",
    needs="number word_number",
)

_NUMBERS = letters("number", "word_number", "code")
_GIVEN = letters("article", "pronoun")
_NOUNS = letters("countable", "metric", "word", "deliverable")
_COLON = letters("colon", "target")


def mask_names(draft: Draft) -> None:
    """Take out every number that is part of a name, a filter or a denominator."""
    if _NUMBERS.isdisjoint(draft.kinds):
        return
    _mask_coverage(draft)
    for wanted in (_LIST_NUMBER, _DENOMINATOR):
        for _ in draft.take(wanted):
            pass
    for match in _DEFINITE.finditer(draft.kinds):
        definite = draft.tokens[match.start()].key in draft.lexicon.sets["definite"]
        if definite or (_SINGLE.match(draft.kinds, match.end()) and not is_plural(draft, match.end())):
            draft.mask(match.start() + 1, match.end())
    for match in _LOCATED.finditer(draft.kinds):
        if not is_plural(draft, match.end() - 2):
            draft.mask(match.end() - 1, match.end())
    _mask_glued(draft)
    _mask_numbered(draft)
    _mask_filters(draft)
    _mask_segments(draft)


def _mask_coverage(draft: Draft) -> None:
    for match in _COVERAGE.finditer(draft.kinds):
        first, last = draft.tokens[match.start()].value, draft.tokens[match.end() - 1].value
        if first == 24 and last <= 7:
            draft.mask(*match.span())


def _mask_glued(draft: Draft) -> None:
    for wanted in (_LETTERED, _CODE, _GLUED, _PLUS, _ORDINAL):
        for match in wanted.finditer(draft.kinds):
            if wanted is _PLUS and not _is_age_and_over(draft, match.start()):
                continue
            if all(draft.glued(at) for at in range(match.start() + 1, match.end())):
                start = match.start() + (wanted is _CODE)
                draft.mask(start, match.end())


def _is_age_and_over(draft: Draft, at: int) -> bool:
    """True for "65+" by itself and with people ("65+ residents"), false for "500+ submissions" and "NPS of 40+"."""
    if draft.tokens[at].value > MAX_AGE:
        return False
    sets = draft.lexicon.sets
    if draft.kinds[at + 2 : at + 3] in _COUNTED and at + 2 < len(draft.tokens):
        return draft.tokens[at + 2].key in sets["people"]
    before = [token.key.partition(" ")[0] for token in draft.tokens[max(0, at - 2) : at]]
    return not before or not sets["people"].isdisjoint(before) or not sets["statistic"].isdisjoint(before)


MAX_AGE = 110
_COUNTED = letters("countable", "topic", "metric", "word", "measure", "plain")


def _mask_numbered(draft: Draft) -> None:
    numbered = draft.lexicon.sets["numbered"]
    for match in _NUMBERED.finditer(draft.kinds):
        at = match.start()
        if at and (draft.tokens[at - 1].key.rpartition("'")[2] in numbered or _is_proper(draft, at - 1)):
            draft.mask(*match.span())


def mask_standards(draft: Draft) -> None:
    """Take out the number of a standard ("ISO 9001 certified"); "level 3" stays an amount."""
    for at in range(1, len(draft.tokens)):
        before = draft.tokens[at - 1]
        named = before.key in draft.lexicon.sets["numbered"] and before.kind in _STANDARDS
        if named and draft.tokens[at].kind == "number":
            draft.mask(at, at + 1)


_STANDARDS = frozenset({"deliverable", "acronym", "word"})


def _is_proper(draft: Draft, at: int) -> bool:
    """True for a capitalised word that no list knows, such as the "Boeing" of "Boeing 737".

    A sentence begins with a capital, too: "Baptise 10 people".
    """
    if at == 0 and at + 2 < len(draft.tokens) and draft.tokens[at + 2].kind == "countable" and is_plural(draft, at + 2):
        return False
    return draft.tokens[at].kind == "word" and draft.raw(at)[0].isupper() and not draft.glued(at + 1)


def _mask_filters(draft: Draft) -> None:
    _mask_ages(draft)
    for match in _SCHOOL_YEAR.finditer(draft.kinds):
        ended = LETTER["end"] in draft.kinds[max(0, match.start() - 3) : match.start()]  # "by the end of the year 10 …"
        if draft.tokens[match.start()].value == "year" and not ended:
            draft.mask(*match.span())
    sizes = list(_SIZE.finditer(draft.kinds))
    if sizes and not draft.is_timed(0, len(draft.tokens)):
        for match in sizes:
            if draft.kinds[match.start() - 2 : match.start() - 1] != _PER and _is_filter(draft, match):
                draft.mask(*match.span())


def _mask_ages(draft: Draft) -> None:
    for match in _AGED.finditer(draft.kinds):
        in_years = any(token.value == "year" for token in draft.tokens[match.end() - 2 : match.end()])
        if in_years and not draft.is_timed(0, match.start()):
            draft.mask(*match.span())
    for match in _YEAR_OLDS.finditer(draft.kinds):
        if draft.tokens[match.end() - 1].key in draft.lexicon.sets["people"]:
            draft.mask(*match.span())
    age = draft.lexicon.sets["age"]
    for at, token in enumerate(draft.tokens):
        bound = token.kind == "before" and _is_bound_of_age(draft, at)
        if bound or token.key in age:
            found = (_AGED_BOUND if bound else _AGE).match(draft.kinds, at + 1)
            if found:
                draft.mask(*found.span())


def _is_filter(draft: Draft, match: re.Match[str]) -> bool:
    """True for "invoices > 90 days" and "orders > € 1,000", false for "losses < € 1,000"."""
    noun = draft.tokens[match.start() - 1]
    bounds = [draft.tokens[at].value for at in range(*match.span()) if draft.tokens[at].kind == "before"]
    if bounds and bounds[0] in (Comparator.AT_MOST, Comparator.LESS_THAN):
        return False
    of_money = noun.key.endswith(draft.lexicon.money)
    if LETTER["currency"] in draft.kinds[match.start() : match.end()]:
        return noun.kind != "metric" and not of_money
    return noun.kind != "metric" or of_money


def _is_bound_of_age(draft: Draft, at: int) -> bool:
    """True for the "under" of "people under 23", false in "accidents per 1,000 people under 23"."""
    if at == 0 or draft.kinds[at - 2 : at - 1] == MASKED:
        return False
    return draft.tokens[at - 1].key in draft.lexicon.sets["people"]


def _mask_segments(draft: Draft) -> None:
    """Take out "in 3 regio's", "of the 12 sites"; "to 12 stores" and "by 3 stores" stay amounts."""
    segments = draft.lexicon.sets["segments"]
    for match in _SEGMENTS.finditer(draft.kinds):
        lead = draft.kinds[match.start()]
        given = draft.kinds[match.start() + 1] in _GIVEN
        named = draft.tokens[match.end() - 1].key in segments
        few = draft.tokens[match.start() + 1].value is None or draft.tokens[match.start() + 1].value < MANY
        if (lead in _IN and few) or (given and lead in _OF) or (named and lead not in _OF_WITHOUT):
            draft.mask(match.start() + 1, match.end())


MANY = 100  # "in 80,000 homes" is no number of segments
_PER = LETTER["per"]
_IN = letters("in")
_OF = letters("of", "from", "preposition")
_OF_WITHOUT = letters("of", "from", "until")


def mask_titles(draft: Draft) -> None:
    """Take out a year that is part of a title ("Plan Ambition 2030")."""
    titles = draft.lexicon.sets["titles"]
    for match in _TITLED.finditer(draft.kinds):
        year = match.end() - 1
        for at in range(year - 1, max(-1, year - 5), -1):
            if draft.tokens[at].key in titles:
                draft.mask(year, year + 1)
            if draft.kinds[at] in _BREAKS or not draft.raw(at)[0].isupper():
                break


_TITLED = pattern("(?:noun|change|goal|activity|target|judging|pronoun|of|and|code|done|numbered) year", needs="year")
_BREAKS = letters("colon", "comma", "stop", "open", "close")
