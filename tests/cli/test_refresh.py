"""`kpi-sheets refresh`, through the real command line: the status columns change, and nothing else does."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from kpi_sheets.cli.by_click import cli
from tests.books import stored_members
from tests.conftest import ROOT

HEADER = ["KPI", "Target", "Actual", "Period", "Measured through", "Status", "Attainment %", "As of"]


def refresh(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["refresh", "--as-of", "2026-11-24", *map(str, arguments)])


@pytest.fixture
def book(tmp_path: Path) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "KPIs"
    sheet.append(HEADER)
    sheet.append(["Number of orders", 10, 8, "month", dt.date(2026, 10, 31), None, None, None])
    sheet.append(["Number of returns", 10, 12, "month", dt.date(2026, 10, 31), None, None, None])
    workbook.create_sheet("Notes")["A1"] = "leave me"
    workbook.save(tmp_path / "kpis.xlsx")
    return tmp_path / "kpis.xlsx"


def test_it_fills_the_columns_that_are_there(book: Path) -> None:
    result = refresh(book)
    assert (result.exit_code, result.stdout) == (0, f"{book}: 2 KPIs, 6 cells changed\n")
    sheet = load_workbook(book)["KPIs"]
    assert [cell.value for cell in sheet[2]][5:] == ["Off track", 0.8, dt.datetime(2026, 11, 24)]
    assert sheet["G2"].number_format == "0%"
    assert sheet["H2"].is_date
    assert CalamineWorkbook.from_path(str(book)).get_sheet_by_name("KPIs").to_python()[1][5] == "Off track"


def test_every_other_member_stays_as_it_was(book: Path) -> None:
    before = stored_members(book)
    refresh(book)
    after = stored_members(book)
    changed = {name for name in before if before[name] != after[name]}
    assert list(before) == list(after)
    assert changed <= {"xl/worksheets/sheet1.xml", "xl/styles.xml"}


def test_a_second_time_touches_nothing(book: Path) -> None:
    refresh(book)
    content, moment = book.read_bytes(), book.stat().st_mtime_ns
    assert refresh(book).stdout == f"{book}: 2 KPIs, up to date\n"
    assert (book.read_bytes(), book.stat().st_mtime_ns) == (content, moment)


def test_check_writes_nothing_and_fails_when_something_would_change(book: Path) -> None:
    content = book.read_bytes()
    assert refresh(book, "--check").exit_code == 1
    assert book.read_bytes() == content
    refresh(book)
    assert refresh(book, "--check").exit_code == 0


def test_output_leaves_the_source_alone(book: Path, tmp_path: Path) -> None:
    content = book.read_bytes()
    refresh(book, "--output", tmp_path / "new.xlsx")
    assert book.read_bytes() == content
    assert load_workbook(tmp_path / "new.xlsx")["KPIs"]["F2"].value == "Off track"


def test_a_formula_of_a_person_is_left_alone_unless_asked(book: Path) -> None:
    workbook = load_workbook(book)
    workbook["KPIs"]["F2"] = '=IF(C2>=B2,"fine","not fine")'
    workbook.save(book)
    result = refresh(book)
    assert "formulas left alone: KPIs!F2" in result.stderr
    assert load_workbook(book)["KPIs"]["F2"].value.startswith("=IF")
    refresh(book, "--overwrite-formulas")
    assert load_workbook(book)["KPIs"]["F2"].value == "Off track"


def test_missing_columns_extend_an_excel_table(tmp_path: Path) -> None:
    book = tmp_path / "register.xlsx"
    shutil.copy(ROOT / "sample_workbooks" / "register-nl.xlsx", book)
    assert refresh(book, "--add-columns").exit_code == 0
    sheet = load_workbook(book)["KPI's"]
    assert [sheet.cell(4, column).value for column in range(19, 24)] == [
        "Status", "Statuscode", "Realisatie %", "Peildatum status", "Uitleg",
    ]  # fmt: skip
    assert sheet["S7"].value == "Let op"
    (table,) = sheet.tables.values()
    assert table.ref == "A4:W13"
    assert [column.name for column in table.tableColumns][-1] == "Uitleg"
    assert any("S5" in str(found.sqref) for found in sheet.conditional_formatting)
    assert refresh(book, "--add-columns").stdout.endswith("up to date\n")


def test_a_list_of_columns_may_be_left_out_before_a_path(book: Path) -> None:
    result = CliRunner().invoke(cli, ["refresh", "--as-of", "2026-11-24", "--add-columns", str(book)])
    assert (result.exit_code, result.stdout) == (0, f"{book}: 2 KPIs, 10 cells changed\n")
    assert CliRunner().invoke(cli, ["refresh", "--add-columns"]).exit_code == 2


def test_the_configuration_counts_here_too(book: Path) -> None:
    (book.parent / "kpi-sheets.toml").write_text('thresholds = "okr"', encoding="utf-8")
    refresh(book)
    assert load_workbook(book)["KPIs"]["F2"].value == "On track"
    assert refresh(book, "--no-config", "--check").exit_code == 1


def test_named_columns_only(book: Path) -> None:
    refresh(book, "--add-columns", "why")
    assert load_workbook(book)["KPIs"]["I1"].value == "Why"
    assert refresh(book, "--add-columns", "colour").exit_code == 2


def test_a_cell_in_a_merge_is_refused_in_one_line(book: Path) -> None:
    workbook = load_workbook(book)
    workbook["KPIs"].merge_cells("F2:F3")
    workbook.save(book)
    content = book.read_bytes()
    result = refresh(book)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert book.read_bytes() == content


@pytest.mark.needs("soffice")
def test_libreoffice_calculates_what_was_never_calculated(book: Path) -> None:
    workbook = load_workbook(book)
    workbook["KPIs"]["C2"] = "=4+6"
    workbook.save(book)
    assert refresh(book).exit_code == 0
    assert load_workbook(book)["KPIs"]["F2"].value == "Definition error"
    result = refresh(book, "--recalculate")
    assert "calculated by LibreOffice" in result.stderr
    sheet = load_workbook(book)["KPIs"]
    assert (sheet["F2"].value, sheet["C2"].value) == ("Achieved", "=4+6")
