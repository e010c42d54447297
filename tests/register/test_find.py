"""Where a table stands, and what is no table of KPIs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kpi_sheets.register.find import find_regions
from kpi_sheets.register.grid import Grid
from kpi_sheets.register.lexicon import Lexicon
from kpi_sheets.register.schema import load_default
from tests.register.sheets import FakeSheet, ListObject, Range, sheet, table, tables

DAY = dt.datetime(2026, 1, 1)
KPIS = (("Website visitors", "10,000", "Head of marketing"), ("Churn rate", "< 5%", "Head of support"))


def test_header_in_the_first_row() -> None:
    found = table(("KPI", "Target", "Owner"), *KPIS)
    assert found.header_rows == (1,)
    assert found.columns == {"name": "A", "target": "B", "owner": "C"}
    assert [kpi.name for kpi in found.kpis] == ["Website visitors", "Churn rate"]


@pytest.mark.parametrize("blank_rows", [0, 1, 7, 40])
def test_header_anywhere(blank_rows: int) -> None:
    title = ("Plan of the year",)
    found = table(title, *[()] * blank_rows, (None, "KPI", "Target", "Owner"), *[(None, *row) for row in KPIS])
    assert found.header_rows == (blank_rows + 2,)
    assert found.columns == {"name": "B", "target": "C", "owner": "D"}


def test_two_header_rows_with_merged_parents() -> None:
    found = table(
        ("KPI", "What we want", None, "Who"),
        (None, "Target", "Unit", "Owner"),
        ("Visitors", 100, "visitors", "Marketing lead"),
        ("Complaints", 5, "complaints", "Support lead"),
        merges="A1:A2 B1:C1",
    )
    assert found.header_rows == (1, 2)
    assert found.columns == {"name": "A", "target": "B", "unit": "C", "owner": "D"}


def test_three_header_rows_with_years_over_months() -> None:
    found = table(
        (None, "Year", 2025, None, 2026),
        (None, "Month of", "November", "December", "January"),
        ("KPI", "Category", None, None, None),
        ("Emergency visits", "Care", 40, 42, 39),
        ("Average stay", "Care", 4, 4, 3),
        merges="C1:D1",
    )
    assert found.header_rows == (1, 2, 3)
    ends = [str(entry.period_end) for entry in found.kpis[0].history]
    assert ends == ["2025-11-30", "2025-12-31", "2026-01-31"]


def test_a_second_row_of_words_beneath_belongs_to_the_header() -> None:
    found = table(
        ("KPI", "Sign-off", "Owner"),
        (None, "Status", "Name"),
        ("Churn rate", "Done", "Head of support"),
        ("Visitors", "Open", "Head of marketing"),
        merges="A1:A2",
    )
    assert found.header_rows == (1, 2)
    assert found.columns["status"] == "B"


def test_a_repeated_header_is_the_same_table() -> None:
    header = ("KPI", "Target", "Owner")
    found = table(header, *KPIS, (), header, ("Uptime", "99%", "Head of IT"))
    assert [kpi.name for kpi in found.kpis] == ["Website visitors", "Churn rate", "Uptime"]


def test_the_same_table_for_each_perspective() -> None:
    header = ("KPI", "Target", "Actual")
    found = table(
        ("Financial perspective",), header, ("Revenue", 10, 9), ("Profit", 3, 2), (),
        ("Customer perspective",), header, ("NPS", 40, 30), (), ("Learning",), header, ("Training", 5, 4),
    )  # fmt: skip
    assert [(kpi.name, kpi.text("category")) for kpi in found.kpis][1:] == [
        ("Profit", ""),
        ("NPS", "Customer perspective"),
        ("Training", "Learning"),
    ]


def test_two_tables_below_each_other() -> None:
    found = tables(
        sheet(
            ("KPI", "Target", "Owner"),
            *KPIS,
            (),
            ("Finance",),
            ("Owner", "KPI", "Unit", "Target"),
            ("CFO", "Margin", "%", 20),
        )
    )
    assert [entry.header_rows for entry in found] == [(1,), (6,)]
    assert [len(entry.kpis) for entry in found] == [2, 1]


def test_tables_side_by_side() -> None:
    rows = [("KPI", "Target", None, "KPI", "Target"), ("Visitors", 100, None, "Margin", 20)]
    rows.append(("Leads", 10, None, "Costs", 30))
    found = tables(sheet(*rows))
    assert [entry.columns for entry in found] == [{"name": "A", "target": "B"}, {"name": "D", "target": "E"}]
    assert [[kpi.name for kpi in entry.kpis] for entry in found] == [
        ["Visitors", "Leads"],
        ["Margin", "Costs"],
    ]


def test_hidden_sheets_are_read_on_demand() -> None:
    hidden = sheet(("KPI", "Target", "Owner"), *KPIS, visibility="hidden")
    assert tables(hidden) == ()
    assert len(tables(hidden, hidden=True)) == 1


def test_an_excel_table_shows_its_header_and_its_totals() -> None:
    rows = [("Notes",)] + [("Some words on this sheet",)] * 200
    header = len(rows) + 1
    fake = sheet(*rows, ("KPI", "Target", "Owner"), *KPIS, ("All in all", 12, None))
    assert tables(fake) == ()
    listed = replace(fake, tables=(ListObject(Range(header, 1, header + 3, 3), 1, 1),))
    assert [kpi.name for kpi in tables(listed)[0].kpis] == ["Website visitors", "Churn rate"]


def test_an_empty_template_is_a_table_without_kpis() -> None:
    assert table(("KPI", "Owner", "Target", "Frequency")).kpis == ()


def test_a_list_of_statements_under_one_header() -> None:
    found = table(("KPI",), ("95% of tickets solved within a day, per month",), ("More revenue",))
    assert len(found.kpis) == 2


OTHER_SHEETS = {
    "contacts": sheet(("Name", "Email", "Phone", "Department", "Status"), *[("A", "a@b.c", "06", "HR", "Active")] * 3),
    "tasks": sheet(("Task", "Owner", "Start", "Deadline", "Status"), *[("Plan", "Ann", DAY, DAY, "Open")] * 3),
    "invoices": sheet(("Invoice", "Date", "Customer", "Description", "Amount"), *[("F1", DAY, "X", "Work", 10)] * 3),
    "bank": sheet(("Date", "Description", "Amount", "Balance"), *[(DAY, "Rent", -8, 90)] * 3),
    "products": sheet(("Product", "Category", "Price", "Stock"), *[("Pen", "Office", 1.2, 100)] * 3),
    "risks": sheet(
        ("ID", "Risk", "Category", "Likelihood", "Impact", "Score", "Owner"),
        *[("R", "Fire", "S", 1, 5, 5, "Z")] * 3,
    ),
    "staff": sheet(("Employee", "Job title", "Start date", "Salary", "Manager"), *[("A", "Dev", DAY, 3000, "X")] * 3),
    "budget": sheet(("Account", "Jan", "Feb", "Mar", "Total"), ("Rent", 1, 1, 1, 3), ("Energy", 2, 2, 2, 6)),
    "hours": sheet(("Date", "Start", "End", "Hours", "Project"), *[(DAY, "9:00", "17:00", 8, "P")] * 3),
    "survey": sheet(("Question", "Agree", "Neutral", "Disagree"), ("Happy?", 1, 2, 3), ("Busy?", 1, 2, 3)),
    "weather": sheet(("Date", "Temperature", "Rain"), *[(DAY + dt.timedelta(days=n), 3, 0) for n in range(9)]),
    "prijslijst": sheet(("Code", "Omschrijving", "Eenheid", "Prijs"), ("1", "Hout", "m3", 10), ("2", "Staal", "kg", 9)),
    "notes": sheet(("Read me",), ("This workbook holds notes on the target audience and its owner.",)),
    "nothing": sheet(),
}


@pytest.mark.parametrize("name", OTHER_SHEETS)
def test_other_lists_are_no_kpi_tables(name: str) -> None:
    assert tables(OTHER_SHEETS[name]) == ()


def test_the_search_looks_at_a_bounded_number_of_rows() -> None:
    """A header is tried at the top and after gaps only, so a long sheet costs no more than a short one."""
    looked_at: list[int] = []

    class Watched(Grid):
        def unfolded(self, number: int) -> dict:  # type: ignore[type-arg]
            looked_at.append(number)
            return super().unfolded(number)

    schema = load_default()
    lexicon = Lexicon(schema.kpis[0], schema.words)
    rows = [(f"Visitors of site {number}", number, "Head of web") for number in range(5000)]
    long_sheet: FakeSheet = sheet(("KPI", "Target", "Owner"), *rows)
    assert len(find_regions(Watched(long_sheet), lexicon)) == 1
    assert max(looked_at) < 200
