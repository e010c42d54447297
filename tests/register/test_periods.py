"""The stretches of time that headers and cells name."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_sheets.model import Period
from kpi_sheets.register.periods import Mark, PeriodReader, dated, spacing
from kpi_sheets.register.schema import load_default
from kpi_sheets.register.vocabulary import Vocabulary

SCHEMA = load_default()
READER = PeriodReader(Vocabulary(SCHEMA.kpis[0], SCHEMA.words))


@pytest.mark.parametrize(
    ("value", "period", "end"),
    [
        ("Jan-24", Period.MONTH, "2024-01-31"),
        ("februari 2024", Period.MONTH, "2024-02-29"),
        ("Avr", Period.MONTH, "2020-04-30"),
        ("2024-03", Period.MONTH, "2024-03-31"),
        ("03/2024", Period.MONTH, "2024-03-31"),
        ("Q1'15", Period.QUARTER, "2015-03-31"),
        ("T2 2024", Period.QUARTER, "2024-06-30"),
        ("1e kwartaal 2024", Period.QUARTER, "2024-03-31"),
        ("H1 2024", Period.HALF_YEAR, "2024-06-30"),
        ("week 12", Period.WEEK, "2020-03-22"),
        ("KW 1", Period.WEEK, "2020-01-05"),
        ("FY24", Period.YEAR, "2024-12-31"),
        (2019, Period.YEAR, "2019-12-31"),
        (dt.datetime(2024, 2, 1), Period.MONTH, "2024-02-29"),
        (dt.datetime(2024, 2, 15), Period.MONTH, "2024-02-15"),
    ],
)
def test_period(value: str | int, period: Period, end: str) -> None:
    mark = READER.read(value)
    assert mark is not None
    assert mark.period is period
    assert str(mark.end(2020)) == end


@pytest.mark.parametrize(
    "value",
    ["Target", "", "5 days", 5, 12.5, True, "Realisatie 2018", "Q7", "week 60", "2024-13", "May we meet?"],
)
def test_no_period(value: str | float) -> None:
    assert READER.read(value) is None


def test_words_beside_a_period_are_kept() -> None:
    assert READER.take("Jan 24 target") == (Mark(Period.MONTH, 1, 2024), ("target",))


def test_a_month_without_a_year_has_no_end() -> None:
    mark = READER.read("March")
    assert mark is not None
    assert mark.end() is None


@pytest.mark.parametrize(
    ("step", "period"),
    [
        (1, Period.DAY),
        (7, Period.WEEK),
        (30, Period.MONTH),
        (91, Period.QUARTER),
        (365, Period.YEAR),
        (11, None),
    ],
)
def test_spacing(step: int, period: Period | None) -> None:
    assert spacing([dt.date(2024, 1, 1) + dt.timedelta(days=step * number) for number in range(6)]) is period


def test_dates_a_week_apart_stand_for_weeks() -> None:
    marks = [READER.read(dt.datetime(2020, 3, 16) + dt.timedelta(weeks=number)) for number in range(4)]
    first = dated([mark for mark in marks if mark])[0]
    assert first.period is Period.WEEK
    assert first.end() == dt.date(2020, 3, 22)


@given(st.one_of(st.text(max_size=60), st.integers(), st.floats(), st.dates(), st.datetimes()))
def test_anything_can_stand_in_a_cell(value: str | float | dt.date) -> None:
    mark = READER.read(value)
    assert mark is None or mark.end(2020) is None or isinstance(mark.end(2020), dt.date)
