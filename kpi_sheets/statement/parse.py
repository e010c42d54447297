"""Read one line of text: each stage takes its words out before the next looks."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from kpi_sheets.language import Pack
from kpi_sheets.statement.absolutes import find_absolute, find_milestone
from kpi_sheets.statement.amounts import Found, find_amounts, find_ratios, own_duration
from kpi_sheets.statement.baselines import Baselines, find_baselines
from kpi_sheets.statement.definition import mask_definition
from kpi_sheets.statement.draft import Draft
from kpi_sheets.statement.kinds import LETTER, letters
from kpi_sheets.statement.lexicon import lexicon
from kpi_sheets.statement.measures import find_measures
from kpi_sheets.statement.moments import Calendar
from kpi_sheets.statement.names import mask_names, mask_titles
from kpi_sheets.statement.slots import Cadence, Deadline, Slot, Start, Statement
from kpi_sheets.statement.subject import find_scope, find_subject, groups
from kpi_sheets.statement.times import (
    find_cadence,
    find_deadline,
    find_durations,
    find_starts,
    find_vague_time,
)
from kpi_sheets.statement.tokens import MAX_LENGTH
from kpi_sheets.statement.wording import find_placeholder, find_vague, first_of
from kpi_sheets.typed import NamedTuple

MOST_KEPT = 2_000  # statements whose reading is remembered


class _Times(NamedTuple):
    start: Start | None
    deadline: Deadline | None
    cadence: Cadence | None
    vague: Slot | None
    duration: Slot | None
    norm: int  # the token of a duration that is a target when nothing else is; -1 when there is none


class _Wanted(NamedTuple):
    amounts: list[Found]
    absolute: Slot | None
    milestone: Slot | None
    defined: bool  # the statement begins with a share, a count or an average


def parse(text: str, pack: Pack, as_of: dt.date, fiscal_year_start: int = 1) -> Statement:
    """Return what a line of text says about a KPI.

    `as_of` is the day that "dit jaar" and dates without a year are counted from, `fiscal_year_start` the
    month (1-12) in which the fiscal year begins; `moments` says what each date expression means. Any text
    is accepted: of a very long one only the beginning is read, and an empty one says nothing.
    """
    read = _remembered if len(text) <= MAX_LENGTH else _read  # several rules and workbooks ask about the same text
    return read(text, pack, as_of, fiscal_year_start)


def states_target(text: str, pack: Pack, as_of: dt.date, fiscal_year_start: int = 1) -> bool:
    """Tell whether `parse` finds a target in a line of text, in less time than it takes."""
    known = _known_to_state if len(text) <= MAX_LENGTH else _states
    return known(text, pack, as_of, fiscal_year_start)


def _states(text: str, pack: Pack, as_of: dt.date, fiscal_year_start: int) -> bool:
    draft = Draft(text, lexicon(pack))
    if _WANTING.isdisjoint(draft.kinds) and not draft.kinds.startswith(_OPENS):
        return False
    _, _, _, wanted = _begin(draft, Calendar(as_of, fiscal_year_start))
    return bool(wanted.amounts) or wanted.absolute is not None or wanted.milestone is not None


_known_to_state = lru_cache(MOST_KEPT)(_states)


# every amount, absolute target and milestone has one of these, but for a milestone like "open the depot"
_WANTING = letters(
    "number", "word_number", "fraction", "once", "factor", "none", "all", "every", "activity", "there_is", "done"
)  # fmt: skip
_OPENS = LETTER["plain"]


def _read(text: str, pack: Pack, as_of: dt.date, fiscal_year_start: int) -> Statement:
    draft = Draft(text, lexicon(pack))
    placeholder, baselines, times, wanted = _begin(draft, Calendar(as_of, fiscal_year_start))
    found = groups(draft)
    subject = find_subject(draft, found, wanted.amounts)
    target = wanted.amounts[0].amount.quantity if wanted.amounts else None
    return Statement(
        text=text,
        language=pack.code,
        amounts=tuple(item.amount for item in wanted.amounts),
        absolute=wanted.absolute,
        milestone=wanted.milestone,
        baseline=baselines.slot,
        baseline_amount=baselines.amount,
        comparator=target.comparator if target else None,
        deadline=times.deadline,
        cadence=times.cadence,
        start=times.start,
        duration=times.duration,
        vague_time=times.vague,
        head=subject.head,
        scope=find_scope(draft, found),
        vague=() if wanted.defined else find_vague(draft, wanted.amounts),
        topic=None if wanted.milestone else subject.topic,
        measures=find_measures(draft, found, wanted.amounts),
        placeholder=None if subject.head or wanted.milestone else placeholder,
        change=first_of(draft, "change"),
        goal=first_of(draft, "goal"),
        activity=first_of(draft, "activity"),
        relative_target=_relative(wanted.amounts),
    )


_remembered = lru_cache(MOST_KEPT)(_read)


def _begin(draft: Draft, when: Calendar) -> tuple[Slot | None, Baselines, _Times, _Wanted]:
    """Take out what is wanted, and what may be taken for it."""
    placeholder = find_placeholder(draft)
    ratios = list(find_ratios(draft))
    mask_titles(draft)
    baselines = find_baselines(draft)
    times = _times(draft, when)
    return placeholder, baselines, times, _wanted(draft, ratios, times.norm)


def _times(draft: Draft, when: Calendar) -> _Times:
    start, until = find_starts(draft, when)
    mask_names(draft)
    cadence = find_cadence(draft)
    deadline = until or find_deadline(draft, when)
    vague = find_vague_time(draft)
    relative, duration, norm = find_durations(draft, start)
    return _Times(start, deadline or relative, cadence, vague, duration, norm)


def _wanted(draft: Draft, ratios: list[Found], norm: int) -> _Wanted:
    defined = mask_definition(draft)
    amounts = find_amounts(draft, ratios)
    if not amounts and norm >= 0 and not defined:
        amounts = own_duration(draft, norm)
    absolute = None if amounts and defined else find_absolute(draft)
    milestone = None if defined else find_milestone(draft)
    return _Wanted(amounts, absolute, milestone, defined)


def _relative(amounts: list[Found]) -> Slot | None:
    return next((Slot(item.amount.span, item.amount.text) for item in amounts if item.relative), None)
