"""Every layout is read, from cells and from a real workbook, and described by an inferred schema."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest

from kpi_sheets.model import Kpi, Period, Quantity, Source, Table
from kpi_sheets.register import read_tables
from kpi_sheets.register.infer import infer
from kpi_sheets.register.schema import check, from_document
from kpi_sheets.workbook import read
from tests.register.layouts import LAYOUTS, Expected, Layout
from tests.register.sheets import FakeSheet, sheet, table, tables

if TYPE_CHECKING:
    from pathlib import Path

CASES = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)


def kpis(found: tuple[Table, ...]) -> tuple[Expected, ...]:
    return tuple(
        Expected(kpi.name, _number(kpi, "target"), _number(kpi, "actual"), len(kpi.history))
        for entry in found
        for kpi in entry.kpis
    )


def _number(kpi: Kpi, key: str) -> float | None:
    value = kpi.value(key)
    return value.value if isinstance(value, Quantity) else None


@CASES
def test_cells(layout: Layout) -> None:
    assert kpis(tables(*layout.sheets)) == layout.kpis


@CASES
def test_workbook(layout: Layout, tmp_path: Path) -> None:
    path = tmp_path / "kpis.xlsx"
    _write(layout.sheets, path)
    from_file = read_tables(read(path), _default())
    from_cells = tables(*layout.sheets)
    assert kpis(from_file) == layout.kpis
    assert [entry.columns for entry in from_file] == [entry.columns for entry in from_cells]
    assert [entry.header_rows for entry in from_file] == [entry.header_rows for entry in from_cells]


@CASES
def test_inferred_schema_reads_the_same(layout: Layout) -> None:
    document = infer(layout.sheets)
    check(document, "inferred")
    assert document["tables"][0]["layout"] == layout.layout
    assert kpis(read_tables(layout.sheets, from_document(document))) == layout.kpis


def _default() -> object:
    from kpi_sheets.register import load_default

    return load_default()


def _write(sheets: tuple[FakeSheet, ...], path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for fake in sheets:
        target = book.create_sheet(fake.name)
        for row in fake.rows.values():
            for cell in row.values():
                written = target.cell(cell.row, cell.column, cell.value)
                if cell.number_format != "General":
                    written.number_format = cell.number_format
        for area in fake.merges:
            target.merge_cells(None, area.first_row, area.first_column, area.last_row, area.last_column)
    book.save(path)


def test_history_knows_its_periods_and_cells() -> None:
    kpi = tables(*LAYOUTS["with a column a month"].sheets)[0].kpis[0]
    assert [(str(entry.period_end), entry.value) for entry in kpi.history] == [
        ("2024-01-31", 90.0),
        ("2024-02-29", 95.0),
        ("2024-03-31", 97.0),
    ]
    assert kpi.history[0].cell is not None
    assert kpi.history[0].cell.address == "C2"
    assert kpi.cell("actual") == "E2"
    assert kpi.fields["measured_through"] == (dt.date(2024, 3, 31), None, Source.INFERRED)
    assert kpi.value("frequency") is Period.MONTH
    assert "period" not in kpi.fields


def test_targets_per_period_state_the_period() -> None:
    kpi = tables(*LAYOUTS["groups per period"].sheets)[0].kpis[0]
    assert [(str(entry.period_end), entry.value, entry.target) for entry in kpi.history] == [
        ("2026-01-31", 47.0, 50.0),
        ("2026-02-28", 52.0, 55.0),
    ]
    assert kpi.cell("target") == "E3"
    assert kpi.fields["period"] == (Period.MONTH, None, Source.INFERRED)


def test_months_without_a_year_keep_their_order() -> None:
    kpi = table(("KPI", "Target", "Jan", "Feb", "Mar"), ("Calls", 10, 7, 8, 9), ("Visits", 1, 2, 3, 4)).kpis[0]
    assert [(entry.period_end, entry.label, entry.value) for entry in kpi.history] == [
        (None, "Jan", 7.0),
        (None, "Feb", 8.0),
        (None, "Mar", 9.0),
    ]
    assert kpi.cell("actual") == "E2"
    assert "measured_through" not in kpi.fields


def test_a_sheet_name_tells_apart_what_is_otherwise_alike() -> None:
    found = tables(*LAYOUTS["the same table per department"].sheets)
    fields = [entry.kpis[0].fields["team"] for entry in found]
    assert fields == [("Marketing", None, Source.DEFAULT), ("HR", None, Source.DEFAULT)]
    months = [sheet(("KPI", "Target"), ("Leads", 10), ("Deals", 5), name=name) for name in ("Jan 2026", "Feb 2026")]
    assert not {"team", "segment"} & tables(*months)[0].kpis[0].fields.keys()


def test_lines_above_a_table_hold_for_its_kpis() -> None:
    found = table(
        ("KPI overview Sales",), ("Owner:", "J. Jansen"), ("Period", "month"), ("Source: CRM",), (),
        ("KPI", "Target", "Owner"), ("Leads", 10, None), ("Deals", 5, "K. de Wit"),
    )  # fmt: skip
    leads, deals = found.kpis
    assert leads.fields["owner"].source is Source.DEFAULT
    assert (leads.text("owner"), leads.cell("owner")) == ("J. Jansen", "B2")
    assert deals.text("owner") == "K. de Wit"
    assert (leads.value("period"), leads.text("source")) == (Period.MONTH, "CRM")
    assert found.defaults.keys() == {"owner", "period", "source"}


def test_places_to_fill_in_above_a_table_say_nothing() -> None:
    found = table(("Owner", "<Enter owner>"), ("Period", "n.b."), (), ("KPI", "Target"), ("Leads", 10), ("Deals", 5))
    assert found.defaults == {}


def test_measurements_of_unknown_kpis_and_twice_the_same_period() -> None:
    found = tables(
        sheet(("ID", "KPI", "Target"), ("A-1", "Visits", 10), ("A-2", "Leads", 5), name="KPIs"),
        sheet(
            ("ID", "Period end", "Value"),
            ("A-1", dt.datetime(2026, 1, 31), 9),
            ("A-1", dt.datetime(2026, 1, 31), 8),
            ("A-2", dt.datetime(2026, 1, 31), 7),
            ("X-9", dt.datetime(2026, 1, 31), 6),
            name="History",
        ),
    )
    assert [entry.sheet for entry in found] == ["KPIs"]
    kinds = [(problem.kind, problem.sheet, problem.cell) for problem in found[0].problems]
    assert kinds == [("duplicate_measurement", "History", "C3"), ("unknown_kpi", "History", "A5")]


@pytest.mark.parametrize(
    ("rows", "language"),
    [
        ((("KPI", "Norm", "Eigenaar"), ("Aantal klachten van klanten", 5, "Hoofd")), "nl"),
        ((("KPI", "Target", "Owner"), ("Number of complaints", 5, "Head of support")), "en"),
        ((("Kennzahl", "Zielwert", "Einheit"), ("Dauer der Lieferung", 5, "Tage")), "de"),
        ((("Indicateur", "Cible", "Réalisé"), ("Taux de retour", 5, 6)), "fr"),
        ((("Nombre KPI", "Meta", "Unidad"), ("Tasa de retorno", 5, "%")), "es"),
        ((("Indicador", "Meta", "Realizado"), ("Taxa de retorno", 5, 6)), "pt"),
        ((("usuario", "area", "mes", "kpi", "valor", "meta"),), "es"),
        ((("usuário", "área", "mês", "kpi", "valor", "meta"),), "pt"),
    ],
)
def test_language_is_voted(rows: tuple[tuple[str | int, ...], ...], language: str) -> None:
    assert table(*rows).language == language
    assert tables(sheet(*rows), language="de")[0].language == "de"
