"""Digits, by language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_sheets.statement.numbers import read_number, write_number


@pytest.mark.parametrize(
    ("digits", "comma", "point"),
    [
        ("10", 10, 10),
        ("10.000", 10_000, 10),
        ("10,000", 10, 10_000),
        ("1.250.000", 1_250_000, 1_250_000),
        ("1,250,000", 1_250_000, 1_250_000),
        ("1.234,56", 1234.56, 1234.56),
        ("1,234.56", 1234.56, 1234.56),
        ("10.5", 10.5, 10.5),
        ("10,5", 10.5, 10.5),
        ("0.125", 0.125, 0.125),
        ("1'000", 1000, 1000),
        ("1\u00a0000", 1000, 1000),
        ("1.2.3", None, None),
        ("12.34.567", None, None),
        ("1,2.3", None, None),
    ],
)
def test_read(digits: str, comma: float | None, point: float | None) -> None:
    assert read_number(digits, ",") == comma
    assert read_number(digits, ".") == point


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([(",", "."), (".", ","), (",", "\u202f")]),
)
def test_written_numbers_are_read_back(value: float, marks: tuple[str, str]) -> None:
    decimal, group = marks
    digits = write_number(abs(value), decimal, group)
    assert read_number(digits, decimal) == abs(value)
