"""KPIs held against each other: in each workbook, or over all of them; what was refreshed, against its figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from kpi_sheets.cli.by_click import cli
from tests.books import AS_OF, HEADER, PLACES, found, row, run, save


def two_books(folder: Path) -> None:
    save(folder / "a.xlsx", [row(1), row(2)])
    save(folder / "b.xlsx", [row(1, KPI="Revenue in Gouda"), row(4, KPI=row(2)[1], Goal=row(2)[6])])


def test_workbooks_are_compared_only_when_asked(tmp_path: Path) -> None:
    two_books(tmp_path)
    assert found(run(tmp_path, "--select", "W602,W603")) == []
    together = run(tmp_path, "--select", "W602,W603", "--together")
    assert found(together) == ["A2 W602", "B3 W603"]
    assert "a.xlsx: KPIs!A2" in together.stdout
    assert "1 error, 1 warning" in together.stdout


def test_what_is_known_or_ignored_stays_out_of_the_comparison_too(tmp_path: Path) -> None:
    two_books(tmp_path)
    save(tmp_path / "b.xlsx", [row(1, "W602: agreed", KPI="Revenue in Gouda"), row(4, KPI=row(2)[1], Goal=row(2)[6])])
    assert found(run(tmp_path, "--select", "W602,W603", "--together")) == ["B3 W603"]
    baseline = tmp_path / "known.json"
    run(tmp_path, "--select", "W602,W603", "--together", "--write-baseline", baseline)
    assert "W603" in baseline.read_text()
    assert found(run(tmp_path, "--select", "W602,W603", "--together", "--baseline", baseline)) == []


def test_each_workbook_keeps_its_own_settings(tmp_path: Path) -> None:
    two_books(tmp_path)
    (tmp_path / "kpi-sheets.toml").write_text('[per-file-ignores]\n"b.xlsx" = ["W603"]\n')
    both = found(run(tmp_path, "--together"))
    assert "A2 W602" in both
    assert "B3 W603" not in both


def test_an_owner_of_many_is_told_with_the_limit_of_the_configuration(tmp_path: Path) -> None:
    save(tmp_path / "a.xlsx", [row(number) for number in range(4)])
    assert found(run(tmp_path, "--select", "A303")) == ["F5 A303"]
    (tmp_path / "kpi-sheets.toml").write_text("[rules.owner-overload]\nmost = 4\n")
    assert found(run(tmp_path, "--select", "A303")) == []


def test_a_refreshed_workbook_is_in_date_until_a_figure_changes(tmp_path: Path) -> None:
    header = (*HEADER, "Actual", "Measured through")
    rows = [[*row(number), 20, "2026-10-31"] for number in range(2)]
    path = save(tmp_path / "a.xlsx", rows, header)
    refreshed = CliRunner().invoke(cli, ["refresh", str(path), "--add-columns", "--as-of", AS_OF])
    assert refreshed.exit_code == 0, refreshed.output
    assert found(run(path, "--select", "W606")) == []
    book = load_workbook(path)
    book["KPIs"]["L2"] = 3
    book.save(path)
    result = run(path, "--select", "W606", "--format", "json")
    (finding,) = json.loads(result.stdout)["workbooks"][0]["findings"]
    assert finding["kpi"] == f"Number of orders from {PLACES[0]}"
    assert "2026-11-24" in finding["message"]


@pytest.mark.parametrize("rule", ["R402", "R403", "R404", "R405", "W603"])
def test_a_rule_that_compares_can_be_ignored_and_is_never_called_unused(rule: str, tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [row(1, f"{rule}: agreed"), row(2)])
    assert found(run(path, "--select", "W61")) == []
