"""A new workbook: nothing for the linter, nothing to refresh, the same bytes each time."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest

from kpi_sheets.language import load
from kpi_sheets.lint.engine import lint_table
from kpi_sheets.lint.request import Request
from kpi_sheets.lint.select import choose
from kpi_sheets.model import Field, Finding, Kpi, Status, Table
from kpi_sheets.pipeline.files import Reading, read_workbook
from kpi_sheets.pipeline.refresh import Wish, refresh
from kpi_sheets.pipeline.standing import standing
from kpi_sheets.register import load_default, read_tables
from kpi_sheets.register.read import is_own
from kpi_sheets.starter import teams
from kpi_sheets.starter.texts import texts
from kpi_sheets.workbook import read
from tests.conftest import ROOT
from tests.starter.books import AS_OF, CHOICES, LANGUAGES, made, order

STRICT = choose()
READING = Reading(load_default())


@lru_cache(maxsize=64)
def tables(book: bytes) -> tuple[Table, ...]:
    return read_workbook(book, READING).tables


def findings(book: bytes, as_of: dt.date = AS_OF) -> list[Finding]:
    request = Request(STRICT, as_of)
    return [finding for table in tables(book) for finding in lint_table(table, request)]


@pytest.mark.parametrize(("language", "team"), CHOICES)
def test_a_new_workbook_is_clean_and_up_to_date(language: str, team: str, tmp_path: Path) -> None:
    book = made(order(language, team))
    (table,) = tables(book)
    assert len(table.kpis) == 3 * len(order(language, team).teams)
    assert all(len(kpi.history) == 12 for kpi in table.kpis)
    assert table.language == language
    assert findings(book) == []
    (tmp_path / "new.xlsx").write_bytes(book)
    result = refresh(str(tmp_path / "new.xlsx"), READING, Wish(AS_OF, check=True))
    assert (result.error, result.changed, result.formulas) == ("", False, ())


DAYS = (dt.date(2027, 1, 1), dt.date(2028, 2, 29), dt.date(2027, 7, 31), dt.date(2027, 8, 1))


@pytest.mark.parametrize("as_of", DAYS)
def test_on_any_day_the_figures_run_up_to_it(as_of: dt.date) -> None:
    book = made(order("en", "all", as_of))
    assert findings(book, as_of) == []
    statuses = {standing(kpi, as_of).result.status for table in tables(book) for kpi in table.kpis}
    assert {Status.ON_TRACK, Status.ACHIEVED, Status.AT_RISK, Status.OFF_TRACK, Status.ACCEPTED} == statuses


def with_actual(kpi: Kpi, key: str) -> Kpi:
    """The KPI with its baseline or target as its figure, and judged as it stands."""
    fields = {name: field for name, field in kpi.fields.items() if name != "accepted_until"}
    fields["actual"] = Field(kpi.fields[key].value, kpi.fields["actual"].cell)
    return kpi._replace(fields=fields, history=())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_baseline_is_never_green_and_the_target_always_is(language: str) -> None:
    for table in tables(made(order(language, "all"))):
        for kpi in table.kpis:
            assert standing(with_actual(kpi, "baseline"), AS_OF).result.code != 1, kpi.name
            assert standing(with_actual(kpi, "target"), AS_OF).result.code == 1, kpi.name


def test_each_use_of_a_kpi_has_its_place() -> None:
    kpis = [kpi for table in tables(made(order("en", "all"))) for kpi in table.kpis]
    uses = {str(kpi.value("used_for")) for kpi in kpis}
    assert uses == {"report", "dashboard", "campaign", "goal", "bonus", "project"}
    campaign = next(kpi for kpi in kpis if kpi.value("used_for") == "campaign")
    assert campaign.value("start") is not None
    assert campaign.value("deadline") is not None
    assert {kpi.text("category") for kpi in kpis} == set(texts("en")["categories"].values())


def test_the_same_order_gives_the_same_bytes() -> None:
    program = (
        "import sys; from tests.starter.books import made, order; sys.stdout.buffer.write(made(order('nl', 'hr')))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, timeout=60, check=True
    )
    assert run.stdout == made(order("nl", "hr"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_formula_has_its_value(language: str) -> None:
    rows = [row for sheet in read(made(order(language, "all"))).sheets for row in sheet.rows.values()]
    formulas = [cell for row in rows for cell in row.values() if cell.formula is not None]
    assert len(formulas) > 3000
    assert not any(cell.not_calculated for cell in formulas)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_practice_row_is_found_out(language: str) -> None:
    book = made(order(language, "support")._replace(rows="practice"))
    (table,) = tables(book)
    found = findings(book)
    codes = {kpi.row: {finding.code for finding in found if finding.cell[1:] == str(kpi.row)} for kpi in table.kpis}
    wanted = ("M201", "S101", "A301", "M210", "S105", "M206", "M205", "A305", "T503", "M207")
    assert all(code in codes[row] for row, code in enumerate(wanted, start=6)), codes


def test_the_check_sheet_leads_to_what_was_found() -> None:
    book = read(made(order("en", "support")._replace(rows="practice")))
    check = next(sheet for sheet in book.sheets if sheet.name == "Check")
    shown = {(cells[1].value, cells[3].value) for row, cells in check.rows.items() if row > 3}
    assert ("R6", "M201 no-target") in shown
    assert ("C10", "S105 two-norms") in shown
    assert is_own(check)  # so the add-in writes on the same sheet


def test_an_empty_workbook_waits_for_its_first_kpi() -> None:
    book = made(order("en", "all")._replace(rows="none"))
    assert tables(book)[0].kpis == ()
    assert findings(book) == []


@pytest.mark.parametrize("name", ["=1+1", "<script>", '"&A1&"', "a\x07b", "{behind}", "x" * 40_000])
def test_a_name_is_only_ever_a_text(name: str) -> None:
    book = read(made(order("en", "it")._replace(organisation=name)))
    start = next(sheet for sheet in book.sheets if sheet.name == "Start")
    title = start.rows[2][2]
    assert title.formula is None
    assert str(title.value).startswith("KPIs of ")


def test_what_is_drawn_is_a_line_chart_for_each_kpi(tmp_path: Path) -> None:
    from zipfile import ZipFile

    (tmp_path / "new.xlsx").write_bytes(made(order("de", "it")))
    with ZipFile(tmp_path / "new.xlsx") as package:
        charts = [package.read(name) for name in package.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 1 + 3
    assert all(b"<lineChart>" in chart and chart.count(b"<ser>") == 4 for chart in charts)


def test_its_own_names_say_which_sheets_hold_no_register() -> None:
    """So a dashboard is not read as a register, however it is called; without the names it would be."""
    book = read(made(order("en", "all")))
    pointed_at = {sheet.name for sheet in book.sheets if f"not_kpis_{sheet.name.lower()}" in book.defined_names}
    assert pointed_at == {"Start", "Dashboard", "Check", "Lists"}
    renamed = tuple(sheet._replace(name="View") if sheet.name == "Dashboard" else sheet for sheet in book.sheets)
    names = {**book.defined_names, "not_kpis_dashboard": "View!$A$1"}
    found = read_tables(book._replace(sheets=renamed, defined_names=names), READING.schema)
    assert [table.sheet for table in found] == ["KPIs"]
    assert len(read_tables(book._replace(defined_names={}), READING.schema)) > 1


def shape(value: object) -> object:
    """The keys of a table and how long its lists are; the words of drop-downs may be few or none."""
    if isinstance(value, dict):
        return {key: shape(part) for key, part in value.items() if key != "words"}
    return [shape(part) for part in value] if isinstance(value, list) else type(value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_all_that_english_says(language: str) -> None:
    assert shape(load(language).table("starter")) == shape(load("en").table("starter"))


def test_all_teams_have_samples() -> None:
    named = "marketing sales hr finance support it healthcare education"
    assert teams() == tuple(named.split())
