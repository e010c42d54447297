"""Values as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_sheets.model import (
    Accumulation,
    Cell,
    CellValue,
    Comparator,
    Direction,
    ErrorValue,
    OutOfRangeDate,
    Period,
    Quantity,
)
from kpi_sheets.register.lexicon import Lexicon
from kpi_sheets.register.schema import load_default
from kpi_sheets.register.values import Reading, ValueReader, value_reader

SCHEMA = load_default()
LEXICON = Lexicon(SCHEMA.kpis[0], SCHEMA.words)
READERS = {code: value_reader(LEXICON, code) for code in SCHEMA.words["small"]}


def read(
    key: str, value: CellValue, number_format: str = "General", *, language: str = "nl", unit: str = ""
) -> Reading:
    return READERS[language].read(LEXICON.column(key), Cell(1, 1, value, number_format), unit)


@pytest.mark.parametrize(
    ("value", "number_format", "unit", "expected"),
    [
        (0.9, "0%", "", Quantity(90.0, "%")),
        (0.07, "0.00%", "", Quantity(7.0, "%")),
        (-0.1, "0%", "", Quantity(-10.0, "%")),
        (90, "General", "%", Quantity(90.0, "%")),
        (90, "General", "Percent", Quantity(90.0, "%")),
        (90, "General", "procent", Quantity(90.0, "%")),
        (0.34, "General", "%", Quantity(0.34, "%")),
        (95, "General", "", Quantity(95.0)),
        (50, "General", "klanten", Quantity(50.0, "klanten")),
        (5, "General", "dagen", Quantity(5.0, "day")),
        (100, '"€" #,##0', "", Quantity(100.0, "EUR")),
        (100, "[$$-409]#,##0.00", "", Quantity(100.0, "USD")),
        (2, '0" uur"', "", Quantity(2.0, "uur")),
        (3, '0"% of orders"', "", Quantity(3.0, "% of orders")),
        (12, "General", "€m", Quantity(12.0, "€m")),
        (dt.timedelta(hours=2), "[h]:mm", "", Quantity(2.0, "hour")),
    ],
)
def test_numbers(value: CellValue, number_format: str, unit: str, expected: Quantity) -> None:
    assert read("target", value, number_format, unit=unit) == Reading(expected)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("≥ 99,5% per maand", "nl", Quantity(99.5, "%", Comparator.AT_LEAST)),
        ("100% vóór dag 5", "nl", Quantity(100.0, "%")),
        ("≥+30", "nl", Quantity(30.0, None, Comparator.AT_LEAST)),
        ("40–60", "nl", Quantity(40.0, None, None, 60.0)),
        ("tussen 4 en 6", "nl", Quantity(4.0, None, None, 6.0)),
        ("%1.8", "en", Quantity(1.8, "%")),
        (" $16.000.000 ", "es", Quantity(16_000_000.0, "USD")),
        ("<= 0,75 horas", "es", Quantity(0.75, "hour", Comparator.AT_MOST)),
        ("<= 0,75 horas", "pt", Quantity(0.75, "horas", Comparator.AT_MOST)),  # a language without a pack
        (">5/10", "pt", Quantity(5.0, None, Comparator.MORE_THAN)),
        ("7,2 (*)", "nl", Quantity(7.2)),
        ("3,7 (3)", "nl", Quantity(3.7)),
        ("10.000,50", "nl", Quantity(10_000.5)),
        ("10.000", "nl", Quantity(10_000.0)),
        ("10,000", "en", Quantity(10_000.0)),
        ("€ 10.000", "nl", Quantity(10_000.0, "EUR")),
        ("90 %", "de", Quantity(90.0, "%")),
        ("< 2 uur", "nl", Quantity(2.0, "hour", Comparator.LESS_THAN)),
        ("200 per jaar", "nl", Quantity(200.0)),
    ],
)
def test_quantities_in_text(text: str, language: str, expected: Quantity) -> None:
    assert read("target", text, language=language) == Reading(expected)


@pytest.mark.parametrize(
    "text",
    [
        "P1 ≤15 min; P2 ≤60 min",
        "≥ 50% (2025), ≥ 60% (2026)",
        "-10% e +10%",
        "5 dagen en 3%",
        "15 min\n60 min",
    ],
)
def test_two_values_in_one_cell_are_not_chosen_from(text: str) -> None:
    assert read("target", text) == Reading(None, "two_values")


@pytest.mark.parametrize(
    "text",
    [
        "n.b.",
        "nb",
        "NNB",
        "-",
        "–",
        "*",
        "Niet gemeten",
        '"',
        "Nader bepalen…",
        "[TODO]",
        "n/a",
        "TBD",
        "?",
        "[None]",
        "(vazio)",
    ],
)
def test_missing(text: str) -> None:
    assert read("target", text) == Reading(None, "missing_word")
    assert read("owner", text) == Reading(None, "missing_word")


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("target", "as good as possible", "unreadable"),
        ("target", "word " * 60 + "5", "unreadable"),
        ("target", True, "unreadable"),
        ("target", dt.datetime(2026, 1, 1), "unreadable"),
        ("target", OutOfRangeDate(-4.0), "unreadable"),
        ("target", ErrorValue("#DIV/0!"), "formula_error"),
        ("target", None, "not_calculated"),
        ("weight", "heavy", "unreadable"),
        ("weight", "1-2", "unreadable"),
        ("deadline", "01/02/2026", "unreadable"),
        ("deadline", "soon", "unreadable"),
        ("deadline", 46000, "unreadable"),
        ("direction", "sideways", "not_in_list"),
        ("frequency", "weekly or monthly", "not_in_list"),
        ("profile", "8;x;9", "unreadable"),
    ],
)
def test_what_cannot_be_read_is_said(key: str, value: CellValue, problem: str) -> None:
    assert read(key, value) == Reading(None, problem)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("direction", "hoger is beter", Direction.HIGHER),
        ("direction", "Maximize", Direction.HIGHER),
        ("direction", "lager", Direction.LOWER),
        ("direction", "Range", Direction.BAND),
        ("direction", True, Direction.HIGHER),
        ("accumulation", "optellen", Accumulation.SUM),
        ("accumulation", "Durchschnitt", Accumulation.AVERAGE),
        ("frequency", "per maand", Period.MONTH),
        ("frequency", "mtl.", Period.MONTH),
        ("frequency", "Weekly, on Monday", Period.WEEK),
        ("frequency", "vierteljährlich", Period.QUARTER),
        ("period", "Semestral", Period.HALF_YEAR),
        ("period", "eenmalig", Period.ONCE),
        ("period", "Q3 2026", Period.QUARTER),
        ("state", "gepauzeerd", "paused"),
        ("used_for", "Rapportage", "report"),
        ("deadline", dt.datetime(2026, 12, 31), dt.date(2026, 12, 31)),
        ("deadline", "2026-12-31", dt.date(2026, 12, 31)),
        ("deadline", "31-12-2026", dt.date(2026, 12, 31)),
        ("deadline", "31 december 2026", dt.date(2026, 12, 31)),
        ("deadline", "Dec 31, 2026", dt.date(2026, 12, 31)),
        ("deadline", "Q3 2026", dt.date(2026, 9, 30)),
        ("deadline", 2026, dt.date(2026, 12, 31)),
        ("green_from", "90%", 0.9),
        ("weight", 2, 2.0),
        ("profile", "8; 8,5; 9", (8.0, 8.5, 9.0)),
        ("id", 5.0, "5"),
        ("name", "  Omzet ", "Omzet"),
    ],
)
def test_entries_dates_and_numbers(key: str, value: CellValue, expected: object) -> None:
    assert read(key, value) == Reading(expected)  # type: ignore[arg-type]


@given(
    st.sampled_from(sorted(LEXICON.columns)),
    st.one_of(
        st.text(max_size=300),
        st.floats(),
        st.integers(),
        st.booleans(),
        st.dates(),
        st.datetimes(),
        st.times(),
        st.timedeltas(),
    ),
    st.sampled_from(["General", "0%", '"', "[$", '0" uur"', ";;;", "\\%0"]),
    st.sampled_from(sorted(READERS)),
)
def test_no_cell_breaks_the_reader(key: str, value: CellValue, number_format: str, language: str) -> None:
    reading = read(key, value, number_format, language=language)
    assert (reading.value is None) or (reading.problem is None)


@given(st.integers(-(10**9), 10**9), st.sampled_from(["nl", "en", "de"]))
def test_numbers_as_text_read_as_written(number: int, language: str) -> None:
    written = f"{number:,}".replace(",", "," if language == "en" else ".")
    assert read("target", written, language=language) == Reading(Quantity(float(number)))


def test_the_same_text_is_read_once() -> None:
    reader: ValueReader = READERS["nl"]
    cell = Cell(1, 1, "≥ 95% per kwartaal")
    assert reader.read(LEXICON.column("target"), cell).value is reader.read(LEXICON.column("target"), cell).value
