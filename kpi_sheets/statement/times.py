"""When: deadlines, recurring periods, start dates, and durations that belong to the measured thing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from kpi_sheets.model import Period
from kpi_sheets.statement import dates, moments
from kpi_sheets.statement.draft import Draft, Token, is_plural
from kpi_sheets.statement.kinds import LETTER, MASKED, letters, pattern
from kpi_sheets.statement.lexicon import Lexicon
from kpi_sheets.statement.moments import Calendar
from kpi_sheets.statement.slots import Cadence, Deadline, Slot, Start
from kpi_sheets.typed import NamedTuple

MOMENT = (
    "(?:date"
    "|any_number ordinal? of? month_name (?:comma|of|from|stop)? year?"
    "|ordinal of? month_name (?:of|from|stop)? year?"
    "|month_name any_number(?!modifier{0,2} countable) ordinal? (?:comma? year)?"
    "|month_name (?:(?:dash|of|from|stop)? year)?"
    "|(?:quarter|half) (?:(?:in|of|from|dash|slash){0,4} article? (?:year|fiscal any_number))?"
    "|any_number? ordinal calendar (?:(?:in|of|from)? article? (?:this|next)? (?:year|calendar))?"
    "|season (?:in|of|from)? year?"
    "|edge (?:in|of|from)? (?:year|quarter)?"
    "|fiscal (?:year|any_number(?!modifier{0,2} countable))"
    "|year (?:slash|dash) (?:year|number)"
    "|year"
    "|(?:this|next|next_window) (?:season|calendar|month_name|weekday|recurring|occasion|edge|fiscal|quarter)"
    "|calendar next(?!noun|activity)|(?<!number)(?<!word_number)calendar number year?)"
)
DATED = "date month_name quarter half calendar season edge fiscal year this next next_window"  # each has one of these
_OPEN_END = "(?!year|any_number(?!modifier{0,2} countable))"  # neither "FY27" nor "fiscal year 2027"
_LEAD = "(?:before|by|until|in|within|from|of|to|preposition|per|next_window){0,4} article?"
EDGE = "(?:end (?:of|from|in)? article? (?:this|next)? dash?)?"

_START = pattern(
    f"start (?:in|of|from|by|preposition|article|colon){{0,4}} {EDGE}"
    f" (?:{MOMENT}|(?:calendar|day) number|next calendar|occasion)",
    needs="start",
)
_FROM_DATE = pattern(f"from article? {EDGE} (?:{MOMENT}|(?:calendar|day) number)", needs="from")
_FROM_UNTIL = pattern(
    f"(?:from|start|between) article? {EDGE} {MOMENT} (?:until|to|dash|by|and) article? {EDGE} {MOMENT}",
    needs="from start between",
)
_DEADLINE = pattern(f"{_LEAD} {EDGE} {MOMENT}", needs=DATED)
_END_OF_PERIOD = pattern(
    f"{_LEAD} end (?:of|from|in)? article? (?:this|next)? dash? (?:calendar|recurring|fiscal{_OPEN_END})"
    f"|(?:in|within) article fiscal{_OPEN_END}"
    "|(?:by|until) article? (?:weekday|(?:day|calendar) number)",
    needs="end by until fiscal",
)
_OCCASION = pattern(
    "(?:by|until|in|within|end) (?:of|from|in)? (?:article|pronoun|this|next|ordinal){0,4} modifier{0,2} occasion",
    needs="occasion",
)
_END_OF_THING = pattern(
    "(?:(?:by|in|until) article? end|(?<=break)end|^end) (?:of|from)? (?:article|pronoun|this){0,4} (?:noun|activity)",
    needs="end",
)
_CADENCE = pattern(
    "(?:per|every) (?:any_number|ordinal|this|occasion)?"
    " (?:calendar|day|recurring|weekday|half|cadence)"
    "|every (?:month_name|season)"
    "|slash (?:calendar|day)(?!number)"
    "|(?:in|by) (?:article|every|pronoun|this|next|last){0,4} recurring"
    "|(?<=[number word_number once times countable metric word percent currency measure masked])"
    "article (?:calendar|day)"
    "|(?<=break)(?:calendar|recurring)(?=break|dash and|$)"
    "|by (?:calendar|day)(?=break|and|$)"
    "|last_window any_number? dash? calendar|in article? last calendar"
    "|any_number dash calendar (?=last_window)"
    "|cadence",
    needs="calendar day recurring weekday half cadence month_name season",
)
_DURATION = pattern(
    "(?:in|before|within|by|preposition){0,4} article?"
    " (?P<lead>within|in|next_window|next|before) (?:article|pronoun)? next? before?"
    " (?P<count>any_number)? (?:dash any_number)? (?P<what>calendar|day|unit)",
    needs="calendar day unit",
)
_HYPHENATED = pattern("any_number dash (?:calendar|day|unit)", needs="dash")
_VAGUE = pattern("vague_time", needs="vague_time")

_PERCENT = letters("percent", "fraction")
_NUMBERS = letters("number", "word_number")
_CHANGING = letters("change", "goal", "activity", "factor", "deliverable", "done")
_DONE = letters("done")
_SHORT = letters("unit")
_LONG = letters("calendar")
_COMING = letters("next_window", "next")
_WITHIN = letters("within")
_OCCASIONS = letters("occasion", "activity", "done", "start")
_SKIPPED = letters("article", "pronoun", "plain", "word", "deliverable", "metric", "topic", "countable", "change")


def find_starts(draft: Draft, when: Calendar) -> tuple[Start | None, Deadline | None]:
    """Take out start dates, and the deadline of "from January to March"."""
    for match in draft.take(_FROM_UNTIL):
        deadline = _deadline(draft, match, when)
        return Start(deadline.span, deadline.text, None), deadline
    start = None
    for wanted in (_START, _FROM_DATE):
        for match in wanted.finditer(draft.kinds):
            if wanted is _FROM_DATE and draft.tokens[match.start()].key not in draft.lexicon.sets["starting"]:
                continue
            draft.mask(*match.span())
            slot = draft.slot(*match.span())
            date = moments.first_day(*_named(draft, match), when)
            start = start or Start(slot.span, slot.text, date)
    return start, None


def find_deadline(draft: Draft, when: Calendar) -> Deadline | None:
    """Take out dates and named occasions, and return the first that is a deadline."""
    _tag_occasions(draft)
    found = []
    for wanted in (_END_OF_PERIOD, _DEADLINE):
        for match in wanted.finditer(draft.kinds):
            if (
                draft.kinds[match.end() - 1] == LETTER["weekday"]
                and draft.tokens[match.start()].key in draft.lexicon.sets["on_day"]
            ):
                continue
            draft.mask(*match.span())
            found.append(_deadline(draft, match, when))
    for wanted in (_OCCASION, _END_OF_THING):
        for match in wanted.finditer(draft.kinds):
            if wanted is _END_OF_THING and not _says_of(draft, match):
                continue
            slot = draft.slot(*match.span())
            draft.mask(*match.span())
            found.append(Deadline(slot.span, slot.text, None))
    return min(found, key=lambda deadline: (deadline.date is None, deadline.span), default=None)


def _says_of(draft: Draft, match: re.Match[str]) -> bool:
    """True for "end of migration", false for "end user"."""
    return any(
        token.kind in ("of", "from") or " " in token.key for token in draft.tokens[match.start() : match.end() - 1]
    )


def _tag_occasions(draft: Draft) -> None:
    """A word that is also an activity ("launch", "review") is an occasion behind "before", "at", "end of"."""
    for match in _BEFORE_NOUN.finditer(draft.kinds):
        for at in range(match.end() - 1, min(match.end() + 2, len(draft.tokens))):
            if draft.tokens[at].key in draft.lexicon.sets["occasion"]:
                draft.retag(at, "occasion")
            if draft.kinds[at] not in _NOMINAL:
                break


_BEFORE_NOUN = pattern(
    "(?:by|until|in|within|end) (?:of|from|in)? (?:article|pronoun|this|next|ordinal){0,4}"
    " (?:noun|activity|change|done)",
    needs="by until in within end",
)
_NOMINAL = letters(
    "metric",
    "known",
    "countable",
    "topic",
    "scale",
    "deliverable",
    "acronym",
    "word",
    "plain",
    "activity",
    "change",
    "done",
)


def _deadline(draft: Draft, match: re.Match[str], when: Calendar) -> Deadline:
    slot = draft.slot(*match.span())
    return Deadline(slot.span, slot.text, moments.last_day(*_named(draft, match), when))


def _named(draft: Draft, match: re.Match[str]) -> tuple[Sequence[Token], Lexicon]:
    return draft.tokens[match.start() : match.end()], draft.lexicon


def find_cadence(draft: Draft) -> Cadence | None:
    """Take out recurring periods; a period inside a word ("maandomzet") is reported and its word left."""
    found = []
    for match in draft.take(_CADENCE):
        slot = draft.slot(*match.span())
        found.append(Cadence(slot.span, slot.text, _period(draft.tokens[match.start() : match.end()])))
    for at, token in enumerate(draft.tokens):
        if token.period and draft.kinds[at] != MASKED:
            slot = draft.slot(at, at + 1)
            found.append(Cadence(slot.span, slot.text, token.period))
    return min(found, key=lambda cadence: cadence.span, default=None)


def _period(tokens: Sequence[Token]) -> Period | None:
    for token in reversed(tokens):
        if token.kind == "cadence":
            return Period(token.value)
        if token.kind in ("day", "calendar"):
            return Period.DAY if token.kind == "day" else Period(token.value)
        if token.kind in ("weekday", "month_name", "season"):
            return Period.WEEK if token.kind == "weekday" else Period.YEAR
    return None


class Durations(NamedTuple):
    """A deadline counted from the start; a duration of the measured thing, and the token of its number.

    `number` is -1 when there is none, or when the duration only defines what is counted.
    """

    deadline: Deadline | None
    duration: Slot | None
    number: int


def find_durations(draft: Draft, start: Start | None) -> Durations:
    """Take out durations."""
    deadline, duration, number = None, None, -1
    for match in _DURATION.finditer(draft.kinds):
        if not _is_duration(draft, match):
            continue
        slot = draft.slot(*match.span())
        if not _is_own(draft, match):
            counted = _counted(draft, match, start)
            deadline = deadline or Deadline(slot.span, slot.text, counted, relative=True)
        else:
            duration = duration or slot
            if number < 0 and match["count"] and _is_norm(draft, match):
                number = match.start("count")
        draft.mask(*match.span())
    for match in draft.take(_HYPHENATED):
        duration = duration or draft.slot(*match.span())
    return Durations(deadline, duration, number)


def _is_duration(draft: Draft, match: re.Match[str]) -> bool:
    """False for "in 5 days" in passing: only long units count behind "in"."""
    lead, long = match["lead"], match["what"] in _LONG
    if lead == LETTER["before"]:  # "≤ 60 days after launch" is a deadline, "< 2 hours" an amount
        return match["count"] is not None and _anchor(draft, match.end()) is True
    if lead == LETTER["in"]:
        word = draft.tokens[match.start("lead")].key
        return long and match["count"] is not None and word in draft.lexicon.sets["in_time"]
    return match["count"] is not None or lead in _COMING or long


_EVENTS = pattern("plain? countable within any_number (?:day|calendar)$", needs="within")


def _is_norm(draft: Draft, match: re.Match[str]) -> bool:
    """False for "readmissions within 30 days (of discharge)", which only names what is counted."""
    if _EVENTS.match(draft.kinds, 0) and is_plural(draft, match.start() - 1):
        return False
    done = not _DONE.isdisjoint(draft.kinds[max(0, match.start() - 3) : match.start()])
    return done or _anchor(draft, match.end()) is None


def _is_own(draft: Draft, match: re.Match[str]) -> bool:
    """True when the duration belongs to each measured thing ("invoices paid within 30 days")."""
    if match["what"] in _SHORT:
        return True
    if match["lead"] in _COMING:
        return False
    anchor = _anchor(draft, match.end())
    if anchor is not None:
        return not anchor
    start = match.start()
    around = draft.tokens[max(0, start - 5) : start] + draft.tokens[match.end() : match.end() + 3]
    if any(token.key in draft.lexicon.sets["processing"] for token in around):
        return match["what"] not in _LONG or not _is_count(draft, match)
    return match["what"] not in _LONG and not any(kind in _CHANGING for kind in draft.kinds)


def _is_count(draft: Draft, match: re.Match[str]) -> bool:
    """True when a number of things is to be reached, as in "500 charging points installed within 2 years"."""
    others = draft.kinds[: match.start()] + draft.kinds[match.end() :]
    return _PERCENT.isdisjoint(others) and not _NUMBERS.isdisjoint(others)


def _anchor(draft: Draft, at: int) -> bool | None:
    """What a duration is counted from: True an occasion ("after launch"), False an event of each thing ("na
    ontvangst").
    """
    if at >= len(draft.tokens) or draft.tokens[at].key not in draft.lexicon.sets["anchors"]:
        return None
    for kind in draft.kinds[at + 1 : at + 5]:
        if kind in _OCCASIONS:
            return True
        if kind not in _SKIPPED:
            break
    return False


def _counted(draft: Draft, match: re.Match[str], start: Start | None) -> dt.date | None:
    if start is None or start.date is None:
        return None
    number = draft.tokens[match.start("count")].value if match["count"] else 1
    return dates.add(start.date, number, draft.tokens[match.start("what")].value)


def find_vague_time(draft: Draft) -> Slot | None:
    """Take out "op termijn", "soon" and the like; return the first."""
    return next(iter([draft.slot(*match.span()) for match in draft.take(_VAGUE)]), None)
