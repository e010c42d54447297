"""Reading a workbook must not wait for libraries that it doesn't need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from handmade import zipped

HEAVY = (
    "openpyxl",
    "python_calamine",
    "jsonschema",
    "click",
    "xlwings",
    "lxml",
    "numpy",
    "asyncio",
    "zipfile",
    "pathlib",
    "inspect",
)
CODE = """
import sys
from kpi_sheets.workbook import read
read(sys.argv[1])
print(*sys.modules)
"""
REFUSED = """
import sys
from kpi_sheets.workbook import WorkbookError, read
try:
    read(sys.argv[1])
except WorkbookError as error:
    kept = error
"""


def test_reading_imports_the_standard_library_only(tmp_path: Path) -> None:
    book = tmp_path / "kpis.xlsx"
    book.write_bytes(zipped())
    run = subprocess.run(
        [sys.executable, "-c", CODE, book],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    loaded = set(run.stdout.split())
    assert "kpi_sheets.workbook.reader" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_refusal_leaves_nothing_behind(tmp_path: Path) -> None:
    """A part that is dropped half-way must not complain when the interpreter ends."""
    book = tmp_path / "kpis.xlsx"
    book.write_bytes(zipped({"xl/worksheets/sheet1.xml": "<worksheet>" + "<a/>" * 100_000}))
    run = subprocess.run(
        [sys.executable, "-c", REFUSED, book],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert run.stderr == ""
