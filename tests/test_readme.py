"""The README says what is true: its commands exist, and the output it shows is what comes out."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from kpi_sheets.cli import COMMANDS
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def block_after(mark: str) -> list[str]:
    found = re.search(rf"<!-- {mark} -->\n```\w*\n(.*?)\n```", README, re.DOTALL)
    assert found, mark
    return found[1].splitlines()


def test_the_output_is_that_of_a_real_run() -> None:
    command = [sys.executable, "-m", "kpi_sheets", "lint", "sample_workbooks/"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert run.returncode == 1
    shown = [line for line in block_after("a real run") if line != "…"]
    assert set(shown) <= set(run.stdout.splitlines())


@pytest.mark.parametrize("command", re.findall(r"`kpi-sheets (\w+)", README))
def test_the_commands_exist(command: str) -> None:
    assert command in COMMANDS


def test_the_two_commands_stand_alone() -> None:
    for mark in ("lint the samples", "run the tests"):
        assert len(block_after(mark)) == 1


def test_it_fits_a_screen() -> None:
    assert len(README.splitlines()) < 80
