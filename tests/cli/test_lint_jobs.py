"""`kpi-sheets lint --jobs`: the same in several processes as in one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kpi_sheets.pipeline.processes import WORTH_A_PROCESS, ProcessError, how_many, spread
from tests.books import AS_OF, row, save
from tests.conftest import ROOT

WAIT = 30  # seconds
COMMAND = (sys.executable, "-m", "kpi_sheets", "lint", "--as-of", AS_OF, "--no-config")


def lint(*arguments: str | Path, jobs: int) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, "--jobs", str(jobs), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of twelve workbooks; each lacks another owner, the seventh is none."""
    folder = tmp_path_factory.mktemp("books")
    for number in range(12):
        rows = [row(1 + at % 9, Owner=None if at == number else "Head of sales") for at in range(12)]
        save(folder / f"{number:02}.xlsx", rows)
    (folder / "06.xlsx").write_bytes(b"no workbook")
    return folder


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_processes_change_nothing(folder: Path, form: str) -> None:
    one, several = (lint(folder, "--format", form, jobs=jobs) for jobs in (1, 3))
    assert several.stdout == one.stdout
    assert several.returncode == one.returncode == 2
    assert several.stderr == one.stderr
    assert one.stderr.startswith(f"kpi-sheets: {folder / '06.xlsx'}")


def test_results_keep_the_order_of_the_paths(folder: Path) -> None:
    named = [folder / f"{number:02}.xlsx" for number in (9, 2, 11, 0, 5)]
    found = lint(*named, "--select", "A301", "--format", "csv", jobs=2).stdout
    shown = [path.name for line in found.splitlines() for path in named if path.name in line]
    assert list(dict.fromkeys(shown)) == [path.name for path in named]


def test_workbooks_are_held_against_each_other_all_the_same(folder: Path) -> None:
    one, several = (lint(folder, "--together", "--select", "W602,W603", jobs=jobs) for jobs in (1, 3))
    assert several.stdout == one.stdout
    assert "W602" in one.stdout


def test_a_bad_setting_is_one_line_from_any_process(folder: Path, tmp_path: Path) -> None:
    config = tmp_path / "kpi-sheets.toml"
    config.write_text('profile = "lenient"\n', encoding="utf-8")
    command = [*COMMAND[:-1], "--config", str(config), "--jobs", "2", str(folder)]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_few_small_workbooks_take_one_process(tmp_path: Path) -> None:
    paths = [str(tmp_path / f"{number}.xlsx") for number in range(4)]
    for path in paths:
        Path(path).write_bytes(b" " * (WORTH_A_PROCESS // 8))
    assert how_many(paths, None) == 1
    assert how_many(paths, 3) == 3
    assert how_many(paths, 64) == 4
    assert how_many([], 2) == 1
    assert how_many([str(tmp_path / "absent.xlsx")] * 3, None) == 1


def test_many_workbooks_take_a_process_per_core_at_most(tmp_path: Path) -> None:
    paths = [str(tmp_path / f"{number}.xlsx") for number in range(64)]
    for path in paths:
        Path(path).write_bytes(b" " * WORTH_A_PROCESS)
    assert how_many(paths, None) == len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def test_a_process_that_dies_is_one_clear_error() -> None:
    with pytest.raises(ProcessError, match="--jobs 1"):
        list(spread(_die_at_three, [str(number) for number in range(8)], 2))


def test_what_work_raises_is_raised_here() -> None:
    results = spread(int, ["1", "2", "three", "4"], 2)
    assert [next(results), next(results)] == [1, 2]
    with pytest.raises(ValueError, match="three"):
        next(results)


@pytest.mark.skipif(os.name == "nt", reason="a console sends Ctrl-C in another way")
def test_an_interrupt_ends_all_processes_at_once() -> None:
    script = "from tests.cli.test_lint_jobs import wait_in_processes; wait_in_processes()"
    started = time.monotonic()
    process = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert time.monotonic() - started < WAIT
    assert process.returncode != 0


def wait_in_processes() -> None:
    list(spread(_wait, ["a", "b", "c", "d"], 2))


def _wait(_path: str) -> None:
    time.sleep(WAIT)


def _die_at_three(number: str) -> str:
    if number == "3":
        os._exit(1)
    return number
