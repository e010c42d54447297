"""The sample workbooks: clean ones are clean, each practice row is found out."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from kpi_sheets.lint.request import Request
from kpi_sheets.lint.select import choose
from kpi_sheets.model import LintedWorkbook
from kpi_sheets.pipeline.files import Reading
from kpi_sheets.pipeline.lint import lint_workbook
from kpi_sheets.register import load_default
from tests.conftest import ROOT

AS_OF = dt.date(2026, 11, 24)


def lint(name: str) -> LintedWorkbook:
    request = Request(choose(), AS_OF, advice=False)
    return lint_workbook(str(ROOT / "sample_workbooks" / name), Reading(load_default()), request)


@pytest.mark.parametrize("name", ["register-nl.xlsx", "register-en.xlsx"])
def test_a_clean_register_has_no_finding(name: str) -> None:
    result = lint(name)
    assert result.findings == ()
    assert [len(table.kpis) for table in result.tables] == [9]


@pytest.mark.parametrize(("name", "language"), [("oefenen-nl.xlsx", "nl"), ("practice-en.xlsx", "en")])
def test_each_practice_row_gets_its_finding(name: str, language: str) -> None:
    result = lint(name)
    codes = defaultdict(set)
    for finding in result.findings:
        codes[int(finding.cell.lstrip("ABCDEFGHIJKLMNOPQR"))].add(finding.code)
    expected = [
        {"S102", "M201", "T501"},
        {"S101", "M201", "T501"},
        {"M201", "R401"},
        {"A301", "M210", "T501"},
        {"S105"},
        {"M206"},
        {"M205"},
        {"A305"},
        {"T503"},
        {"M207"},
    ]
    assert result.language == language
    for row, wanted in enumerate(expected, start=5):
        assert wanted <= codes[row], (row, wanted - codes[row])


@pytest.mark.needs("soffice")
@pytest.mark.needs("pdftoppm")
@pytest.mark.parametrize("name", ["register-nl.xlsx", "register-en.xlsx", "oefenen-nl.xlsx", "practice-en.xlsx"])
def test_libreoffice_opens_a_sample_and_prints_it_on_one_page(name: str, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    sample = str(ROOT / "sample_workbooks" / name)
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), sample]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    pdf = tmp_path / f"{Path(name).stem}.pdf"
    subprocess.run(["pdftoppm", "-png", "-r", "60", str(pdf), str(tmp_path / "page")], check=True, timeout=60)
    assert len(list(tmp_path.glob("page*.png"))) == 1
