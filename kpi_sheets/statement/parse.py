"""Read one line of text: each stage takes its words out before the next looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi_sheets.statement.absolutes import find_absolute, find_milestone
from kpi_sheets.statement.amounts import Found, find_amounts, find_ratios, own_duration
from kpi_sheets.statement.baselines import find_baselines
from kpi_sheets.statement.definition import mask_definition
from kpi_sheets.statement.draft import Draft
from kpi_sheets.statement.lexicon import lexicon
from kpi_sheets.statement.measures import find_measures
from kpi_sheets.statement.moments import Calendar
from kpi_sheets.statement.names import mask_names, mask_titles
from kpi_sheets.statement.slots import Slot, Statement
from kpi_sheets.statement.subject import find_scope, find_subject, groups
from kpi_sheets.statement.times import (
    find_cadence,
    find_deadline,
    find_durations,
    find_starts,
    find_vague_time,
)
from kpi_sheets.statement.wording import find_placeholder, find_vague, first_of

if TYPE_CHECKING:
    import datetime as dt

    from kpi_sheets.language import Pack


def parse(text: str, pack: Pack, as_of: dt.date, fiscal_year_start: int = 1) -> Statement:
    """Return what a line of text says about a KPI.

    `as_of` is the day that "dit jaar" and dates without a year are counted from, `fiscal_year_start`
    the month (1-12)
    in which the fiscal year begins; `moments` says what each date expression means. Any text is
    accepted: of a very
    long one only the beginning is read, and an empty one says nothing.
    """
    draft = Draft(text, lexicon(pack))
    when = Calendar(as_of, fiscal_year_start)
    placeholder = find_placeholder(draft)
    ratios = list(find_ratios(draft))
    mask_titles(draft)
    baselines = find_baselines(draft)
    start, until = find_starts(draft, when)
    mask_names(draft)
    cadence = find_cadence(draft)
    deadline = until or find_deadline(draft, when)
    vague_time = find_vague_time(draft)
    relative, duration, number = find_durations(draft, start)
    led = mask_definition(draft)
    amounts = find_amounts(draft, ratios)
    if not amounts and number >= 0 and not led:
        amounts = own_duration(draft, number)
    absolute = None if amounts and led else find_absolute(draft)
    found = groups(draft)
    milestone = None if led else find_milestone(draft)
    subject = find_subject(draft, found, amounts)
    target = amounts[0].amount if amounts else None
    return Statement(
        text=text,
        language=pack.code,
        amounts=tuple(item.amount for item in amounts),
        absolute=absolute,
        milestone=milestone,
        baseline=baselines.slot,
        baseline_amount=baselines.amount,
        comparator=target.quantity.comparator if target else None,
        deadline=deadline or relative,
        cadence=cadence,
        start=start,
        duration=duration,
        vague_time=vague_time,
        head=subject.head,
        scope=find_scope(draft, found),
        vague=() if led else find_vague(draft, amounts),
        topic=None if milestone else subject.topic,
        measures=find_measures(draft, found, amounts),
        placeholder=None if subject.head or milestone else placeholder,
        change=first_of(draft, "change"),
        goal=first_of(draft, "goal"),
        activity=first_of(draft, "activity"),
        relative_target=_relative(amounts),
    )


def _relative(amounts: list[Found]) -> Slot | None:
    return next((Slot(item.amount.span, item.amount.text) for item in amounts if item.relative), None)
