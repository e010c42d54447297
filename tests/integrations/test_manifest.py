"""The manifest of the pre-commit hooks: it is valid, its commands exist, and it takes workbooks and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from identify import identify
from pre_commit.clientlib import load_manifest

from kpi_sheets.cli.by_click import cli
from tests.books import row, save
from tests.conftest import ROOT

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS: list[dict[str, Any]] = load_manifest(MANIFEST)
IDS = [hook["id"] for hook in HOOKS]


def test_it_offers_three_hooks() -> None:
    assert IDS == ["kpi-sheets-lint", "kpi-sheets-refresh-check", "kpi-sheets-fix"]


@pytest.mark.parametrize("hook", yaml.safe_load(MANIFEST.read_text()), ids=IDS)
def test_what_a_hook_is(hook: dict[str, Any]) -> None:
    assert hook["files"] == r"(?i)\.(xlsx|xlsm|xltx|xltm)$"
    assert hook["exclude"] == r"(^|/)~\$"
    assert hook["types"] == ["binary"]
    assert hook["require_serial"] is True
    assert hook["language"] == "python"


@pytest.mark.parametrize("hook", HOOKS, ids=IDS)
def test_its_command_exists(hook: dict[str, Any]) -> None:
    program, name, *options = hook["entry"].split()
    command = cli.get_command(click.Context(cli), name)
    assert program == "kpi-sheets"
    assert command is not None
    assert set(options) <= {option for parameter in command.params for option in parameter.opts}


@pytest.mark.parametrize("hook", HOOKS, ids=IDS)
@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("kpis.xlsx", True), ("KPIS.XLSX", True), ("a/b c/Kpi's 2027.xlsm", True), ("sjabloon.xltx", True),
        ("t.XltM", True), ("a~$b.xlsx", True), ("~$kpis.xlsx", False), ("a/~$kpis.xlsx", False),
        ("kpis.xls", False), ("kpis.xlsb", False), ("kpis.ods", False), ("kpis.csv", False),
        ("kpis.xlsx.md", False), ("kpisxlsx", False), ("xlsx/kpis.txt", False),
    ],
)  # fmt: skip
def test_which_names_it_takes(hook: dict[str, Any], name: str, taken: bool) -> None:
    assert (bool(re.search(hook["files"], name)) and not re.search(hook["exclude"], name)) is taken


def test_a_workbook_is_binary_and_a_text_under_its_name_is_not(tmp_path: Path) -> None:
    (tmp_path / "text.xlsx").write_text("KPI;Target\n")
    assert "binary" in identify.tags_from_path(str(save(tmp_path / "kpis.xlsx", [row(1)])))
    assert "binary" not in identify.tags_from_path(str(tmp_path / "text.xlsx"))
