"""Kill the patch at any moment: the file is the old one or the new one, whole."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from kpi_sheets.workbook import read
from kpi_sheets.workbook.patch import Edit, patch

ROWS = 1500
KILLS = 100
ROOT = Path(__file__).parents[2]
# Two changes in turn, so that every round has something to write.
LOOP = """
import sys
from kpi_sheets.workbook.patch import Edit, patch
print("ready", flush=True)
turn = 0
while True:
    turn += 1
    patch(sys.argv[1], [Edit("KPIs", row, 3, ("old", "new")[turn % 2]) for row in range(1, int(sys.argv[2]) + 1)])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_patch_leaves_a_whole_file(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "kpis.xlsx")
    moments = random.Random(20261124)
    seen = set()
    for _ in range(KILLS):
        _patch_and_kill(path, moments.uniform(0.0, 0.25))
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
    command = [sys.executable, "-c", LOOP, str(path), str(ROWS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)


def _state(path: Path) -> str:
    """Read the whole file; all rows must be of one kind."""
    rows = read(path).sheets[0].rows
    assert len(rows) == ROWS
    (state,) = {cells[3].value for cells in rows.values()}
    return str(state)
