"""Nothing in a workbook, beside it, or in its name is run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kpi_sheets import addin
from kpi_sheets.addin.arguments import Called
from kpi_sheets.addin.excel import calling
from tests.addin.conftest import Open
from tests.addin.engine import opened
from tests.addin.openpyxl_book import OpenBook
from tests.addin.workbooks import AS_OF, many
from tests.conftest import ROOT

PLANTED = "import pathlib; pathlib.Path(__file__).with_name('planted-code-ran').touch()\n"
MODULES = ("kpi_sheets", "xlwings", "click", "json", "re", "sitecustomize", "usercustomize", "numpy", "encodings")


def start(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run what the add-in runs, in a folder."""
    command = [sys.executable, "-B", "-P", "-m", "kpi_sheets.addin", *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder / "home")}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", timeout=60, check=False)


def test_a_module_beside_the_workbook_does_not_run(tmp_path: Path) -> None:
    for name in MODULES:
        (tmp_path / f"{name}.py").write_text(PLANTED, encoding="utf-8")
    result = start(tmp_path, "refresh", "--from_xl=1", "--wb=kpis.xlsx", "--hwnd=1")
    assert result.returncode == 2
    assert "Excel runs on Windows and macOS only" in result.stderr
    assert not (tmp_path / "planted-code-ran").exists()


def test_the_test_would_notice(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text(PLANTED, encoding="utf-8")
    subprocess.run([sys.executable, "-B", "-c", "import json"], cwd=tmp_path, check=False)
    assert (tmp_path / "planted-code-ran").exists()


def test_a_sheet_named_like_a_configuration_chooses_nothing(open_book: Open, tmp_path: Path) -> None:
    path = many(tmp_path / "kpis.xlsx", 2)
    workbook = load_workbook(path)
    for name in ("xlwings.conf", "_xlwings.conf", "kpi-sheets.conf", "run.py"):
        workbook.create_sheet(name).append(["Interpreter_Win", str(tmp_path / "evil")])
        workbook[name].append(["python", str(tmp_path / "evil")])
    workbook.save(path)
    assert addin.refresh(open_book(path), AS_OF) == "2 KPIs updated, 2 behind"


@pytest.mark.parametrize("name", ["a=b & c.xlsx", "Ü 'q\" 📈.xlsx"])
def test_the_workbook_is_found_by_its_exact_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    books = [opened(OpenBook(many(tmp_path / each, 1))) for each in (name, "a.xlsx")]
    monkeypatch.setattr(calling, "_apps", lambda: [type("App", (), {"books": books, "hwnd": 1})])
    assert calling.find_book(Called("refresh", name, 1)).fullname == str(tmp_path / name)
    with pytest.raises(calling.NoExcelError):
        calling.find_book(Called("refresh", "other.xlsx"))


def test_the_package_imports_without_xlwings(tmp_path: Path) -> None:
    code = "import sys; sys.modules['xlwings'] = None; from kpi_sheets import addin; print(*sys.modules)"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert not {"click", "jsonschema", "openpyxl", "uno"} & set(done.stdout.split())
