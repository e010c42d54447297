"""Cells and quantities, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_sheets.language import available, load
from kpi_sheets.model import Comparator, Quantity
from kpi_sheets.statement import read_quantity, render_quantity

CODES = available()


@pytest.mark.parametrize(
    ("code", "text", "quantity"),
    [
        ("nl", "≥ 99,5% per maand", Quantity(99.5, "%", Comparator.AT_LEAST)),
        ("nl", "€ 10.000", Quantity(10_000, "EUR")),
        ("nl", "<2uur", Quantity(2, "hour", Comparator.LESS_THAN)),
        ("nl", "40–60", Quantity(40, None, None, 60)),
        ("nl", "7,2 (*)", Quantity(7.2)),
        ("nl", "3,7 (3)", Quantity(3.7)),
        ("nl", ">5/10", Quantity(5, None, Comparator.MORE_THAN)),
        ("nl", "%1.8", Quantity(1.8, "%")),
        ("nl", " $16.000.000 ", Quantity(16_000_000, "USD")),
        ("nl", "-35% t.o.v. baseline in 24 mnd", Quantity(-35, "%")),
        ("nl", "≥+30", Quantity(30, None, Comparator.AT_LEAST)),
        ("nl", "P1 ≤15 min; P2 ≤60 min", Quantity(15, "minute", Comparator.AT_MOST)),
        ("nl", "100% vóór dag 5", Quantity(100, "%")),
        ("nl", "10.000", Quantity(10_000)),
        ("nl", "1,250,000", Quantity(1_250_000)),
        ("nl", "0,125", Quantity(0.125)),
        ("nl", "2025", Quantity(2025)),
        ("nl", "1M", Quantity(1_000_000)),
        ("en", "€1M", Quantity(1_000_000, "EUR")),
        ("de", "1,5 M€", Quantity(1_500_000, "EUR")),
        ("en", "5m", Quantity(5, "minute")),
        ("nl", "200 per jaar", Quantity(200)),
        ("en", "200 per year", Quantity(200)),
        ("fr", "200 par an", Quantity(200)),
        ("en", "ISO 9001 certified", None),
        ("nl", "ISO 9001-gecertificeerd", None),
        ("nl", "8 of hoger", Quantity(8, None, Comparator.AT_LEAST)),
        ("nl", "1\u202f250\u202f000 stuks", Quantity(1_250_000, "stuks")),
        ("en", "10,000", Quantity(10_000)),
        ("en", "10.000", Quantity(10)),
        ("en", "benchmark: <18mo", Quantity(18, "month", Comparator.LESS_THAN)),
        ("en", "20k", Quantity(20_000)),
        ("en", "up to 6", Quantity(6, None, Comparator.AT_MOST)),
        ("de", "1.234,5 €", Quantity(1234.5, "EUR")),
        ("fr", "12,5 %", Quantity(12.5, "%")),
        ("fr", "<= 0,75 heures", Quantity(0.75, "hour", Comparator.AT_MOST)),
    ],
)
def test_read(code: str, text: str, quantity: Quantity | None) -> None:
    assert read_quantity(text, load(code)) == quantity


@pytest.mark.parametrize(
    "text", ["", "n.v.t.", "n.b.", "NNB", "-", "*", "[TODO]", "TBD", "Q3", "Niet gemeten", '"', "P1"]
)
def test_no_quantity(text: str) -> None:
    assert read_quantity(text, load("nl")) is None


UNITS = (
    None,
    "%",
    "EUR",
    "USD",
    "GBP",
    "CHF",
    "minute",
    "hour",
    "day",
    "working_day",
    "week",
    "month",
    "year",
    "kg",
    "km",
)
VALUES = st.one_of(
    st.integers(-(10**12), 10**12).map(float),
    st.decimals(-(10**6), 10**6, places=3, allow_nan=False).map(float),
    st.floats(-1e12, 1e12, allow_nan=False, allow_subnormal=False).filter(
        lambda value: value == 0 or abs(value) > 1e-9
    ),
)


@given(st.sampled_from(CODES), VALUES, st.sampled_from(UNITS), st.sampled_from([None, *Comparator]))
def test_round_trip(code: str, value: float, unit: str | None, comparator: Comparator | None) -> None:
    quantity = Quantity(value + 0.0, unit, comparator)
    assert read_quantity(render_quantity(quantity, load(code)), load(code)) == quantity


@given(st.sampled_from(CODES), st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from(UNITS))
def test_round_trip_of_a_range(code: str, low: int, length: int, unit: str | None) -> None:
    quantity = Quantity(float(low), unit, None, float(low + length))
    assert read_quantity(render_quantity(quantity, load(code)), load(code)) == quantity


@given(st.sampled_from(CODES), st.text(max_size=40))
def test_what_was_read_can_be_written(code: str, text: str) -> None:
    quantity = read_quantity(text, load(code))
    if quantity is not None:
        assert render_quantity(quantity, load(code))
