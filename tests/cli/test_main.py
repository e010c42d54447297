"""The command as a whole: a process, its exit code, and what it imports."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from kpi_sheets.cli import COMMANDS
from tests.conftest import ROOT

HEAVY = {"openpyxl", "xlwings", "jsonschema", "jinja2", "numpy", "pandas", "lxml"}


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kpi_sheets", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


@pytest.fixture
def twenty_rows(tmp_path: Path) -> Path:
    book = Workbook()
    book.active.append(["KPI", "Target", "Unit", "Period", "Owner", "Goal", "Data source"])
    for number in range(20):
        book.active.append(
            [f"Number of orders {number}", 10 + number, "orders", "month", "Head of sales", "Growth", "CRM"]
        )
    book.save(tmp_path / "twenty.xlsx")
    return tmp_path / "twenty.xlsx"


def test_a_lint_of_a_clean_workbook_imports_nothing_heavy(twenty_rows: Path) -> None:
    program = (
        "import sys\n"
        "from kpi_sheets.cli import main\n"
        "try:\n"
        f"    main(['lint', {str(twenty_rows)!r}])\n"
        "except SystemExit as end:\n"
        "    print(end.code, *sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", cwd=ROOT, timeout=60, check=True
    )
    code, *modules = result.stdout.splitlines()[-1].split()
    assert code == "0", result.stdout
    assert not HEAVY & set(modules)
    beyond = set(modules) - set(sys.stdlib_module_names) - {"kpi_sheets", "click", "__main__"}
    assert not {name for name in beyond if not name.startswith(("_", "distutils", "sitecustomize"))}


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("nowhere.xlsx", "there is no such file or folder"),
        ("tests/lint", "there is no workbook in this folder"),
        ("README.md", "README.md"),
    ],
)
def test_what_can_not_be_read_is_one_line_and_exit_code_2(argument: str, said: str) -> None:
    result = run("lint", argument)
    assert result.returncode == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_findings_are_utf_8_whatever_the_locale() -> None:
    result = run("check", "Klanttevredenheid ≥ 8,0 per kwartaal", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert result.stdout == "✓ Klanttevredenheid ≥ 8,0 per kwartaal\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    result = run(command, "--help")
    assert (result.returncode, result.stderr) == (0, "")
    assert "Usage:" in result.stdout
