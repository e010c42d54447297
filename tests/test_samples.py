"""The sample workbooks: clean ones are clean, each practice row is found out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import pytest

from kpi_sheets.lint.engine import Request
from kpi_sheets.lint.select import choose
from kpi_sheets.model import LintedWorkbook
from kpi_sheets.pipeline import lint_workbook
from kpi_sheets.register import load_default
from tests.conftest import ROOT

AS_OF = dt.date(2026, 11, 24)


def lint(name: str) -> LintedWorkbook:
    request = Request(choose(), AS_OF, advice=False)
    return lint_workbook(str(ROOT / "sample_workbooks" / name), load_default(), request)


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
