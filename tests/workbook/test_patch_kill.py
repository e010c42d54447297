"""Kill the patch at any moment: the file is the old one or the new one, whole."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from kpi_sheets.workbook import read
from kpi_sheets.workbook.patch import Edit, patch

ROWS = 400
KILLS = 300


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_patch_leaves_a_whole_file(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "kpis.xlsx")
    moments = random.Random(20261124)
    seen = set()
    for _ in range(KILLS):
        _patch_and_kill(path, moments.uniform(0.0, 0.15))
        seen.add(_state(path))
    assert seen == {"old", "new"}
    assert patch(path, [Edit("KPIs", 1, 4, "still works")])


def _workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "KPIs"
    for row in range(1, ROWS + 1):
        book.active.append([f"KPI {row}", row, "old"])
    book.save(path)
    return path


def _patch_and_kill(path: Path, seconds: float) -> None:
    child = os.fork()
    if child == 0:
        _patch_for_ever(path)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL  # it was still at work


def _patch_for_ever(path: Path) -> None:
    """Make two changes in turn, so that every round has something to write."""
    try:
        while True:
            for value in ("new", "old"):
                patch(path, [Edit("KPIs", row, 3, value) for row in range(1, ROWS + 1)])
    finally:
        os._exit(1)


def _state(path: Path) -> str:
    """Read the whole file; all rows must be of one kind."""
    rows = read(path).sheets[0].rows
    assert len(rows) == ROWS
    (state,) = {cells[3].value for cells in rows.values()}
    return str(state)
