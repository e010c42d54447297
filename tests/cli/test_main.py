"""The command as a whole: a process, its exit code, and what it imports."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from kpi_sheets.cli import COMMANDS, main, rule
from kpi_sheets.cli.output import echo
from kpi_sheets.cli.table import Command, Said
from kpi_sheets.prepare import prepare
from tests.conftest import ROOT

HEAVY = {"openpyxl", "xlwings", "jsonschema", "jinja2", "click", "numpy", "pandas", "lxml"}
SLOW = {
    "inspect",
    "dataclasses",
    "ast",
    "zipfile",
    "shutil",
    "decimal",
    "calendar",
    "locale",
    "pkgutil",
    "pathlib",
    "typing",
    "urllib",
}


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


def after(program: str, *line: str) -> list[str]:
    """Run a plain command line in a process of its own, and return the words that a program prints after it."""
    started = f"import gc, sys\nfrom kpi_sheets.cli import main\ntry:\n    main({line!r})\nfinally:\n    {program}\n"
    done = subprocess.run(
        [sys.executable, "-c", started], capture_output=True, encoding="utf-8", cwd=ROOT, timeout=60, check=False
    )
    assert done.returncode == 0, done
    return done.stdout.splitlines()[-1].split()


def test_a_clean_plain_run_imports_nothing_but_the_standard_library(twenty_rows: Path) -> None:
    prepare()  # as the build did; since then a pack may have been edited, and be read by tomllib
    for line in [("lint", str(twenty_rows)), ("check", "Deliver 95% of orders on time each month in 2027")]:
        modules = set(after("print(*{name.partition('.')[0] for name in sys.modules})", *line))
        assert not (HEAVY | SLOW) & modules
        beyond = modules - set(sys.stdlib_module_names) - {"kpi_sheets", "__main__"}
        assert not {name for name in beyond if not name.startswith(("_", "distutils", "sitecustomize"))}


def test_a_workbook_leaves_no_cycles_behind(twenty_rows: Path) -> None:
    """It is why the collector of cycles rests; what imports leave is the same for any number of workbooks."""
    for number in range(3):
        shutil.copy(twenty_rows, twenty_rows.with_name(f"{number}.xlsx"))
    count = "gc.unfreeze(); print(gc.collect())"
    one, four = (after(count, "lint", "-j", "1", str(path)) for path in (twenty_rows, twenty_rows.parent))
    assert one == four != ["0"]


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


@pytest.mark.parametrize("group", [(), ("addin",), ("schema",)])
def test_the_list_of_commands_shows_what_they_do_in_full(group: tuple[str, ...]) -> None:
    listed = run(*group, "--help", COLUMNS="80").stdout.partition("Commands:\n")[2].splitlines()
    assert len(listed) >= 3
    assert not [line for line in listed if "..." in line or not re.match(r"  \w+ +[A-Z]", line)]


def test_a_misuse_that_a_plain_line_comes_to_is_told_with_the_usage() -> None:
    result = run("lint", "--add-ignore", "M201", "sample_workbooks")
    assert (result.returncode, result.stdout) == (2, "")
    usage, *_, error = result.stderr.splitlines()
    assert usage == "Usage: kpi-sheets lint [OPTIONS] PATH..."
    assert error == "Error: --add-ignore needs a --reason: one without has no effect."


def test_a_line_without_what_it_is_about_is_told_with_the_usage() -> None:
    assert "Error: Missing argument 'PATH...'" in run("lint").stderr


def test_a_reader_that_leaves_ends_the_run_quietly() -> None:
    command = [sys.executable, "-m", "kpi_sheets", "rule"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 1


def test_an_interrupt_ends_the_run_in_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    def interrupted(_said: Said) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(rule, "command", Command(interrupted))
    with pytest.raises(SystemExit) as end:
        main(["rule"])
    assert end.value.code == 1
    assert capsys.readouterr().err == "\nAborted!\n"


def test_colours_are_left_out_where_no_terminal_shows_them(capsys: pytest.CaptureFixture) -> None:
    echo("\x1b[31mred\x1b[0m", nl=False)
    assert capsys.readouterr().out == "red"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (["rule"], 0),
        (["check"], 0),
        (["check", "Better service"], 1),
        (["lint", str(ROOT / "sample_workbooks")], 1),
        (["lint", "nowhere.xlsx"], 2),
    ],
)
def test_a_run_without_streams_ends_as_any_other(monkeypatch: pytest.MonkeyPatch, line: list[str], code: int) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    with pytest.raises(SystemExit) as end:
        main(line)
    assert end.value.code == code
