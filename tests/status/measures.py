"""Measures to draw from: every shape, direction and sign."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from kpi_sheets.model import Accumulation, Direction, Period
from kpi_sheets.status import Measure, Point

AS_OF = dt.date(2026, 11, 24)
SIDES = st.sampled_from([Direction.HIGHER, Direction.LOWER])
RECURRING = st.sampled_from([period for period in Period if period is not Period.ONCE])
WHOLE = st.integers(-1000, 1000).map(float)
BROKEN = st.floats(-1e6, 1e6, allow_nan=False)
NUMBERS = WHOLE | BROKEN
PAST = st.dates(dt.date(2025, 1, 1), AS_OF)
PROFILES = st.none() | st.lists(st.integers(0, 9), min_size=12, max_size=12).filter(any).map(tuple)


def optional(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The values, or blank."""
    return st.none() | values


@st.composite
def one_sided(draw: st.DrawFn) -> Measure:
    """A measure with a target and an actual, of any shape, that may still be defective."""
    once = draw(st.booleans())
    return Measure(
        target=draw(NUMBERS),
        actual=draw(NUMBERS),
        baseline=draw(optional(NUMBERS)),
        direction=draw(SIDES),
        accumulation=draw(st.sampled_from(Accumulation)),
        period=Period.ONCE if once else draw(optional(RECURRING)),
        frequency=draw(optional(st.sampled_from(Period))),
        start=draw(st.dates(dt.date(2025, 1, 1), dt.date(2026, 1, 1))) if once else None,
        deadline=draw(st.dates(dt.date(2026, 1, 2), dt.date(2027, 12, 31))) if once else None,
        measured_through=draw(optional(PAST)),
        amber_limit=draw(optional(NUMBERS)),
        profile=draw(PROFILES),
    )


@st.composite
def bands(draw: st.DrawFn) -> Measure:
    """A band with an actual; its bounds are in order."""
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    return Measure(
        low=low,
        high=high,
        actual=draw(NUMBERS),
        direction=Direction.BAND,
        accumulation=draw(st.sampled_from(Accumulation)),
        period=draw(optional(RECURRING)),
        measured_through=draw(optional(PAST)),
        amber_limit=draw(optional(NUMBERS)),
        profile=draw(PROFILES),
    )


@st.composite
def anything(draw: st.DrawFn) -> Measure:
    """A measure in which everything may be blank, absurd or contradictory."""
    number, day = optional(NUMBERS), optional(st.dates())
    names = ("target", "actual", "baseline", "low", "high", "amber_limit", "green", "amber")
    days = ("start", "deadline", "measured_through", "accepted_until")
    points = st.lists(st.builds(Point, st.dates(), NUMBERS), max_size=15).map(tuple)
    return Measure(
        **{name: draw(number) for name in names},
        **{name: draw(day) for name in days},
        direction=draw(st.sampled_from(Direction)),
        accumulation=draw(st.sampled_from(Accumulation)),
        period=draw(optional(st.sampled_from(Period))),
        frequency=draw(optional(st.sampled_from(Period))),
        weight=draw(NUMBERS),
        profile=draw(optional(st.lists(NUMBERS, max_size=13).map(tuple))),
        history=draw(points),
        unit=draw(st.sampled_from([None, "%", "hour"])),
    )
