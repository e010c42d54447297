"""`kpi-sheets status`, through the real command line."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator, FormatChecker
from openpyxl import Workbook

from kpi_sheets.cli.by_click import cli
from kpi_sheets.model import Assurance, Freshness, Status
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


def test_json_is_as_its_schema_says() -> None:
    schema = json.loads((ROOT / "schemas" / "status.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    document = json.loads(status(ROOT / "sample_workbooks", "--format", "json").stdout)
    validator.validate(document)
    assert sum(len(book["kpis"]) for book in document["workbooks"]) == 38
    for key, wrong in (("status", "Op schema"), ("code", 2), ("score", 97), ("row", "7"), ("why", "")):
        document["workbooks"][0]["kpis"][0][key] = wrong
        assert not validator.is_valid(document)
    kpi = schema["$defs"]["kpi"]["properties"]
    assert set(kpi["status"]["enum"]) == set(Status)
    assert set(kpi["freshness"]["enum"]) == {*Freshness, None}
    assert set(kpi["assurance"]["enum"]) == {*Assurance, None}


def kpi_under(config: str, tmp_path: Path, *arguments: str) -> dict[str, Any]:
    """How a yearly sum stands, 40 of 100 by the end of June, under a configuration."""
    workbook = Workbook()
    workbook.active.append(["KPI", "Target", "Actual", "Unit", "Period", "Accumulation", "Measured through"])
    workbook.active.append(["Number of orders", 100, 40, "orders", "year", "sum", dt.date(2026, 6, 30)])
    workbook.save(tmp_path / "kpis.xlsx")
    (tmp_path / "kpi-sheets.toml").write_text(config, encoding="utf-8")
    (kpi,) = json.loads(status(tmp_path, "--format", "json", *arguments).stdout)["workbooks"][0]["kpis"]
    return dict(kpi)


def test_the_thresholds_of_the_configuration_count(tmp_path: Path) -> None:
    assert kpi_under("", tmp_path)["status"] == "off_track"
    assert kpi_under('thresholds = "okr"', tmp_path)["status"] == "on_track"
    assert kpi_under("[thresholds]\ngreen = 0.95\namber = 0.8", tmp_path)["status"] == "at_risk"
    assert kpi_under("[thresholds]\ngreen = 0.8", tmp_path)["status"] == "on_track"
    assert kpi_under('thresholds = "okr"', tmp_path, "--no-config")["status"] == "off_track"


def test_the_fiscal_year_of_the_configuration_counts(tmp_path: Path) -> None:
    assert kpi_under("", tmp_path)["expected"] == pytest.approx(100 * 181 / 365)
    kpi = kpi_under("fiscal-year-start = 4", tmp_path)
    assert (kpi["expected"], kpi["status"]) == (pytest.approx(100 * 91 / 365), "on_track")
    assert "24.9 expected by 30 Jun" in kpi["why"]


def test_the_schema_and_the_language_of_the_configuration_count(tmp_path: Path) -> None:
    columns = [{"key": "name", "headers": {"en": ["Unit"]}}, {"key": "actual", "headers": {"en": ["Actual"]}}]
    own = {"name": "own", "tables": [{"kind": "kpis", "columns": columns}]}
    (tmp_path / "own.json").write_text(json.dumps(own), encoding="utf-8")
    assert kpi_under('schema = "own.json"\nlanguage = "de"', tmp_path)["name"] == "orders"
    assert "kein Ziel" in kpi_under('language = "de"\nschema = "own.json"', tmp_path)["why"]


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
    Draft202012Validator(json.loads((ROOT / "schemas" / "status.schema.json").read_text())).validate(document)
    assert len(document["workbooks"]) == 28
