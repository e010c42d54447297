"""Formulas that move."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from kpi_sheets.workbook.address import MAX_COLUMN, MAX_ROW
from kpi_sheets.workbook.formula import moved


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("A1", "C2"),
        ("$A1+A$1+$A$1", "$A2+C$1+$A$1"),
        ("SUM(A1:B2,Blad2!C3)", "SUM(C2:D3,Blad2!E4)"),
        ("'Q1 A1'!A1", "'Q1 A1'!C2"),
        ("'it''s A1'!A1", "'it''s A1'!C2"),
        ('IF(A1="A1","B""2",B2)', 'IF(C2="A1","B""2",D3)'),
        ("LOG10(A1)", "LOG10(C2)"),
        ("Tabel1[[#This Row],[A1]]*2", "Tabel1[[#This Row],[A1]]*2"),
        ("SUM(A:B)+SUM($A:$A)", "SUM(C:D)+SUM($A:$A)"),
        ("SUM(1:2)+SUM($1:$1)", "SUM(2:3)+SUM($1:$1)"),
        ("norm_A1+A1_norm+Q1.2026", "norm_A1+A1_norm+Q1.2026"),
        ("1.5E3+A1", "1.5E3+C2"),
        ("XFD1048576", "B1"),
        ("[1]Blad1!A1", "[1]Blad1!C2"),
        ("A1#", "C2#"),
        ("", ""),
    ],
)
def test_moved_one_down_and_two_to_the_right(formula: str, expected: str) -> None:
    assert moved(formula, 1, 2) == expected


reference = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "$"]),
    st.sampled_from("ABCXYZ"),
    st.sampled_from(["", "$"]),
    st.integers(1, 99),
)
term = st.one_of(
    reference,
    st.builds("{}:{}".format, reference, reference),
    st.builds("SUM({},'Blad A1'!{})".format, reference, reference),
    st.sampled_from(['"A1"', "1.5", "TRUE", "PI()", "norm", "Blad2!B7", "LOG10(3)"]),
)


@given(st.lists(term, min_size=1, max_size=5).map("+".join), st.integers(0, 50), st.integers(0, 50))
def test_moved_agrees_with_openpyxl(formula: str, rows: int, columns: int) -> None:
    theirs = Translator(f"={formula}", "A1").translate_formula(row_delta=rows, col_delta=columns)
    assert moved(formula, rows, columns) == theirs[1:]


@given(
    st.lists(term, max_size=5).map("&".join),
    st.integers(-MAX_ROW, MAX_ROW),
    st.integers(-MAX_COLUMN, MAX_COLUMN),
)
def test_there_and_back(formula: str, rows: int, columns: int) -> None:
    assert moved(moved(formula, rows, columns), -rows, -columns) == formula
