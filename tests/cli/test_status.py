"""`kpi-sheets status`, through the real command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from kpi_sheets.cli import cli
from tests.conftest import CORPUS, ROOT

SAMPLE = ROOT / "sample_workbooks" / "register-nl.xlsx"
PRACTICE = ROOT / "sample_workbooks" / "practice-en.xlsx"


def status(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["status", "--as-of", "2026-11-24", *map(str, arguments)])


def test_the_worst_stand_on_top_each_with_its_reason() -> None:
    lines = status(PRACTICE).stdout.splitlines()
    assert lines[1] == "  ■ Off track  Followers: 3,100 of 5,000; 4,164 expected by 31 Oct → off track"
    assert [line.split()[0] for line in lines[1:11]] == ["■", "■", "▲", *"○○○○○○", "●"]


def test_a_team_shows_its_coverage_and_its_reds_beside_its_score() -> None:
    assert "  Marketing: 1 van 2 op schema, 98% (2 van 2), ■ 0" in status(SAMPLE).stdout.splitlines()


def test_json_has_fractions_nulls_and_english_names() -> None:
    document = json.loads(status(SAMPLE, "--format", "json").stdout)
    assert document["as_of"] == "2026-11-24"
    (book,) = document["workbooks"]
    kpi = next(kpi for kpi in book["kpis"] if kpi["id"] == "SAL-01")
    assert list(kpi) == [
        "sheet", "row", "id", "name", "attainment", "progress", "expected", "pace", "status", "code", "trend",
        "forecast", "needed", "score", "freshness", "assurance", "why",
    ]  # fmt: skip
    assert (kpi["attainment"], kpi["status"], kpi["code"], kpi["pace"]) == (0.94, "at_risk", 0, None)
    assert {team["name"] for team in book["teams"]} == {"Marketing", "Sales", "HR", "Finance", "Support", "IT"}


def test_csv_starts_no_formula(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["KPI", "Target", "Actual", "Period"])
    workbook.active.append(["+cmd|calls", 10, 8, "month"])
    workbook.save(tmp_path / "kpis.xlsx")
    (row,) = csv.DictReader(io.StringIO(status(tmp_path, "--format", "csv").stdout))
    assert row["name"] == "'+cmd|calls"


def test_markdown_is_a_table() -> None:
    assert "| ▲ Let op | Nieuwe klanten | 47 van 50 → let op |" in status(SAMPLE, "--format", "markdown").stdout


def test_a_formula_that_was_never_calculated_is_no_missing_figure(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["KPI", "Target", "Actual", "Period"])
    workbook.active.append(["Number of orders", 10, "=3+4", "month"])
    workbook.save(tmp_path / "kpis.xlsx")
    (kpi,) = json.loads(status(tmp_path, "--format", "json").stdout)["workbooks"][0]["kpis"]
    assert kpi["status"] == "invalid"
    assert "formula" in kpi["why"]


def test_a_broken_workbook_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK no more")
    result = status(tmp_path, SAMPLE)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "Nieuwe klanten" in result.stdout


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real workbooks are not here")
def test_real_workbooks_end_without_an_accident() -> None:
    document = json.loads(status(CORPUS / "workbooks", "--format", "json").stdout)
    assert len(document["workbooks"]) == 28
