"""Which rows are KPIs, and what they take over from the rows above them."""

from __future__ import annotations

import pytest

from kpi_sheets.model import Quantity, Source
from tests.register.sheets import table

HEADER = ("KPI", "Target", "Unit", "Owner")
REVENUE = ("Revenue", 100, "EUR", "CFO")
COSTS = ("Costs", 50, "EUR", "CFO")


def names(*rows: tuple[object, ...], merges: str = "") -> list[str]:
    return [kpi.name for kpi in table(HEADER, *rows, merges=merges).kpis]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        ("Total", 150, None, None),
        ("Totaal:", 150, None, None),
        ("Subtotal", 150, None, None),
        ("<Enter KPI here>", None, None, None),
        ("Example: revenue", 100, "EUR", "CFO"),
        ("Note: figures are provisional",),
        ("* provisional",),
        ("Bron: jaarverslag",),
        ("KPI", "Target", "Unit", "Owner"),
        (None, 12, None, None),
        (),
    ],
)
def test_rows_that_are_no_kpis(other: tuple[object, ...]) -> None:
    assert names(REVENUE, COSTS, other) == ["Revenue", "Costs"]


@pytest.mark.parametrize("name", ["Total revenue", "Totaal aantal klachten", "KPI 1", "TBD works", "Average order"])
def test_names_that_look_like_others_are_kpis(name: str) -> None:
    assert names(REVENUE, (name, 5, "%", "COO"), COSTS) == ["Revenue", name, "Costs"]


def test_headings_give_their_rows_a_category() -> None:
    found = table(HEADER, ("FINANCE",), REVENUE, COSTS, ("SALES",), ("New customers", 20, "customers", "CSO"))
    assert [(kpi.name, kpi.text("category")) for kpi in found.kpis] == [
        ("Revenue", "FINANCE"),
        ("Costs", "FINANCE"),
        ("New customers", "SALES"),
    ]


def test_a_heading_merged_across_is_no_kpi() -> None:
    assert names(REVENUE, ("Sales figures",), COSTS, merges="A3:D3") == ["Revenue", "Costs"]


def test_a_kpi_of_which_only_the_name_is_known_is_a_kpi() -> None:
    assert names(REVENUE, ("Customer satisfaction",), ("Net promoter score",), COSTS) == [
        "Revenue",
        "Customer satisfaction",
        "Net promoter score",
        "Costs",
    ]


def test_blank_group_cells_take_over_the_one_above() -> None:
    found = table(
        ("Goal", "KPI", "Target"),
        ("Grow", "New customers", 50),
        (None, "Conversion rate", "5%"),
        ("Save", "Costs per order", 4),
        (None, "Waste", 2),
    )
    assert [kpi.text("goal") for kpi in found.kpis] == ["Grow", "Grow", "Save", "Save"]
    assert found.kpis[1].fields["goal"].cell == found.kpis[0].fields["goal"].cell


def test_a_list_that_merely_ends_sooner_is_not_taken_over() -> None:
    found = table(
        ("Team", "KPI", "Target"),
        ("Sales", "Leads", 5),
        ("HR", "Hires", 5),
        (None, "Cost per hire", 5),
        (None, "Exits", 1),
    )
    assert [kpi.text("team") for kpi in found.kpis] == ["Sales", "HR", "", ""]


def test_merged_cells_hold_for_all_their_rows() -> None:
    found = table(("Category", "KPI", "Target"), ("Care", "Falls", 1), (None, "Waiting time", 2), merges="A2:A3")
    assert [kpi.text("category") for kpi in found.kpis] == ["Care", "Care"]


def test_more_rows_of_one_merged_name_are_one_kpi() -> None:
    found = table(
        ("KPI", "Target", "Initiative"), ("Hires", 5, "Job fair"), (None, None, "Referrals"), ("Exits", 2, "Talks"),
        merges="A2:A3 B2:B3",
    )  # fmt: skip
    assert [kpi.name for kpi in found.kpis] == ["Hires", "Exits"]


@pytest.mark.parametrize("header", ["Target (%)", "Target %", "Target (in %)"])
def test_a_header_may_hold_the_unit(header: str) -> None:
    assert table(("KPI", header), ("Uptime", 99), ("Yield", 95)).kpis[0].value("target") == Quantity(99.0, "%")


def test_a_name_may_hold_the_unit() -> None:
    kpi = table(("KPI", "Target"), ("Sick leave (%)", 4.5), ("Deals (open)", 5)).kpis[0]
    assert kpi.value("target") == Quantity(4.5, "%")
    assert kpi.fields["unit"].source is Source.INFERRED


def test_fields_know_their_cells() -> None:
    kpi = table(HEADER, REVENUE).kpis[0]
    assert (kpi.sheet, kpi.row, kpi.cell("target"), kpi.cell("owner")) == ("Sheet1", 2, "B2", "D2")
    assert kpi.fields["target"].source is Source.CELL
    assert "deadline" not in kpi.fields
