"""What a rule may look at, by what is asked of the run."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kpi_sheets.language import load
from kpi_sheets.lint.context import Context
from kpi_sheets.lint.request import Request
from kpi_sheets.model import Field, Kpi
from kpi_sheets.pipeline.lint import Linter
from kpi_sheets.pipeline.options import LintOptions

AS_OF = dt.date(2026, 11, 24)


@pytest.mark.parametrize(("year_start", "deadline"), [(1, dt.date(2027, 9, 30)), (4, dt.date(2026, 12, 31))])
def test_a_sentence_counts_quarters_from_the_fiscal_year(year_start: int, deadline: dt.date) -> None:
    kpi = Kpi({"statement": Field("95% of orders on time by the end of Q3 2027")})
    found = Context(kpi, load("en"), Request((), AS_OF, fiscal_year_start=year_start)).statement.deadline
    assert found
    assert found.date == deadline


def test_the_configuration_reaches_the_rules(tmp_path: Path) -> None:
    config = tmp_path / "kpi-sheets.toml"
    config.write_text('fiscal-year-start = 4\nthresholds = "okr"', encoding="utf-8")
    linter = Linter(LintOptions(AS_OF, config=str(config)))
    request = linter._request(linter.settings("book.xlsx"))
    kpi = Kpi({"name": Field("Orders"), "target": Field(10.0), "actual": Field(8.0)})
    assert request.fiscal_year_start == 4
    assert request.judge
    assert request.judge(kpi, AS_OF).columns["status"] == "On track"
