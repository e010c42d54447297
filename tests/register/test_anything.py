"""Whatever stands on a sheet, the register answers with tables and never with a traceback."""

from __future__ import annotations

import datetime as dt
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_sheets.model import Cell, ErrorValue, OutOfRangeDate
from kpi_sheets.register import load_default, read_tables
from kpi_sheets.register.infer import infer
from kpi_sheets.register.schema import from_document
from tests.register.sheets import FakeSheet, Range, sheet, tables

WORDS = [
    "KPI", "Target", "Norm", "Actual", "Owner", "Eigenaar", "Month", "Jan", "Feb", "Q1 2025", "ID", "Value", "Date",
    "Name", "Statement", "Total", "Unit", "%", "n.b.", "Owner: Jan", "Team:", "Revenue", "Aantal klachten", "Monthly",
    "hoger", "≥ 95%", "P1 ≤15 min; P2 ≤60 min", "Streefwaarde 2025", "Realisatie 2024", "<Enter KPI>", "Green", "Year",
]  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS),
    st.text(max_size=12),
    st.integers(-5, 2030),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.timedeltas(),
    st.sampled_from([None, ErrorValue("#N/A"), OutOfRangeDate(-1.0)]),
)
PLACES = st.tuples(st.integers(1, 12), st.integers(1, 8))
AREAS = st.builds(
    lambda top, left, tall, wide: Range(top, left, top + tall, left + wide),
    st.integers(1, 12), st.integers(1, 8), st.integers(0, 3), st.integers(0, 3),
)  # fmt: skip
FORMATS = st.sampled_from(["General", "0%", '"€" 0', "[$-"])
SHEETS = st.builds(
    lambda cells, merges: _sheet(cells, tuple(merges)),
    st.dictionaries(PLACES, st.tuples(VALUES, FORMATS, st.sampled_from([None, "A1+1"])), max_size=60),
    st.lists(AREAS, max_size=4),
)


TABLES = st.builds(
    lambda headers, rows, merges: FakeSheet("Sheet", sheet(headers, *rows).rows, tuple(merges)),
    st.permutations(WORDS).map(lambda words: ["KPI", *words[:6]]),
    st.lists(st.lists(VALUES, min_size=3, max_size=8), min_size=1, max_size=8),
    st.lists(AREAS, max_size=2),
)


def _sheet(cells: dict, merges: tuple[Range, ...]) -> FakeSheet:  # type: ignore[type-arg]
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), (value, number_format, formula) in sorted(cells.items()):
        rows.setdefault(row, {})[column] = Cell(row, column, value, number_format, formula)
    return FakeSheet("Sheet", rows, merges)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(SHEETS, TABLES), min_size=1, max_size=2))
def test_any_sheet(sheets: list[FakeSheet]) -> None:
    for table in read_tables(sheets, load_default()):
        assert table.header_rows
        for kpi in table.kpis:
            assert kpi.name or "id" in kpi.fields or kpi.fields


@settings(max_examples=150, deadline=None)
@given(st.one_of(SHEETS, TABLES))
def test_any_sheet_can_be_described(fake: FakeSheet) -> None:
    schema = from_document(infer([fake]))
    assert len(read_tables([fake], schema)) <= len(infer([fake])["tables"])


def test_a_merged_area_over_the_whole_sheet_costs_nothing() -> None:
    rows = {1: {1: Cell(1, 1, "KPI")}, 1_048_576: {16_384: Cell(1_048_576, 16_384, 1)}}
    fake = FakeSheet("Sheet", rows, tuple(Range(1, 1, 1_048_576, 16_384) for _ in range(50)))
    started = time.perf_counter()
    tables(fake)
    assert time.perf_counter() - started < 5


def test_hostile_text_is_read_in_no_time() -> None:
    nasty = ["(" * 5000, "a-" * 2500, "1." * 2500, "per " * 1250, "-\n" * 2500, "KPI " * 1250, "Q1" * 2500, "é" * 5000]
    rows = [("KPI", "Target", "Deadline", "Frequency", "Owner")] + [(text,) * 5 for text in nasty]
    started = time.perf_counter()
    tables(sheet(*rows), sheet(*rows[1:]))
    assert time.perf_counter() - started < 5


def test_dates_at_the_ends_of_the_calendar() -> None:
    ends = [dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.datetime(9999, 12, 1), dt.datetime(9999, 11, 29)]
    tables(sheet(("KPI", *ends), ("Visits", 1, 2, 3, 4), ("Leads", 1, 2, 3, 4)))
    tables(sheet(("Date", "Target", "Actual"), *[(end, 1, 2) for end in ends]))
