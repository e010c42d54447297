"""Every hostile workbook ends each command soon, in little memory, with one plain line; nothing is run or changed.

`python -m tests.hostile.test_hostile` prints what each took.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kpi_sheets.workbook import read
from tests.conftest import ROOT
from tests.hostile.books import BOOKS, table, worksheet
from tests.hostile.watched import COMMANDS
from tests.workbook.handmade import SHEET, zipped

SECONDS = 5.0
MEGABYTES = 200
needs_proc = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is asked of Linux")
SLACK = 3  # times the seconds: the machine of a test may be slow, and busy with other things
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Watched(NamedTuple):
    """What came of the commands on one workbook; `memory` is the most the process had, in MB."""

    reports: list[dict[str, Any]]
    memory: float


def watched(book: Path) -> Watched:
    """Run the commands on a workbook in a process of their own."""
    command = [sys.executable, "-m", "tests.hostile.watched", str(book)]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT)}
    run = subprocess.run(command, capture_output=True, cwd=book.parent, env=environment, timeout=300, check=False)
    assert run.returncode == 0, run.stderr.decode()
    *reports, memory = map(json.loads, run.stdout.splitlines())
    return Watched(reports, memory)


@needs_proc
@pytest.mark.parametrize("name", BOOKS)
def test_hostile_workbook(name: str, tmp_path: Path) -> None:
    book = tmp_path / f"{name}.xlsx"
    book.write_bytes(BOOKS[name]())
    before = book.read_bytes(), book.stat().st_mtime_ns
    reports, memory = watched(book)
    assert len(reports) == len(COMMANDS)
    for report in reports:
        assert report["code"] in (0, 1, 2)
        assert len(report["err"].splitlines()) == (report["code"] == 2), report["err"]
        assert not UNPRINTABLE.search(report["out"] + report["err"])
        assert "a bug of ours" not in report["err"]
        assert report["noted"] == []
        assert report["seconds"] < SLACK * SECONDS, report["command"]
    assert memory < MEGABYTES
    assert (book.read_bytes(), book.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [book]  # lock files and temporary ones too
    assert not list(Path(tempfile.gettempdir()).glob("*kpi-sheets-was-here*"))


@needs_proc
def test_what_is_written_for_a_hostile_name_is_text(tmp_path: Path) -> None:
    """A name that looks like a formula gets its status, and neither becomes one."""
    header = ("KPI", "Target", "Actual", "Period", "Status", "Why")
    book = tmp_path / "names.xlsx"
    book.write_bytes(zipped({SHEET: worksheet(table([("=cmd|'/c calc'!A0", 10, 8, "month", "", "")] * 2, header))}))
    refreshed = watched(book).reports[-1]
    assert (refreshed["code"], refreshed["err"]) == (0, "")
    assert all(Path(event.removeprefix("writes ")).parent == tmp_path for event in refreshed["noted"])
    assert refreshed["noted"], "this one is meant to be written"
    with zipfile.ZipFile(book) as archive:
        assert b"<f" not in archive.read(SHEET)
    cells = read(book).sheets[0].rows[2]
    assert cells[1].value == "=cmd|'/c calc'!A0"
    assert cells[5].value


def measure(names: list[str]) -> None:
    """Print the seconds of each command and the memory of these workbooks, of all when none are named."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names or BOOKS:
            book = Path(folder, f"{name}.xlsx")
            book.write_bytes(BOOKS[name]())
            reports, memory = watched(book)
            book.unlink()
            codes = "".join(str(report["code"]) for report in reports)
            seconds = " ".join(f"{report['seconds']:5.2f}" for report in reports)
            sys.stdout.write(f"{name:45} {codes} {seconds} {memory:6.0f} MB  {reports[0]['err'].strip()[-150:]}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    measure(sys.argv[1:])
