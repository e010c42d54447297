"""Patch real workbooks: all that wasn't asked for stays, to the byte; other programs read what was."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from kpi_sheets.workbook import Range, read
from kpi_sheets.workbook.patch import Edit, Highlight, Rule, Value, patch
from tests.books import stored_members

if TYPE_CHECKING:
    from kpi_sheets.workbook import Book, Sheet

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("KPI_SHEETS_CORPUS", ROOT.parent / "shared" / "corpus"))
WORKBOOKS = sorted((CORPUS / "workbooks").glob("**/*.xls[xm]")) + sorted((ROOT / "sample_workbooks").glob("*.xlsx"))
TEXTS = ("Op schema", "Let op & <kijk>", 0.93, True)
MAY_CHANGE = {"xl/workbook.xml", "xl/styles.xml"}
OFFICE = shutil.which("soffice")


@pytest.fixture(params=WORKBOOKS, ids=[path.stem[:40] for path in WORKBOOKS])
def patched(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path, Sheet, dict[tuple[int, int], Value]]:
    """A workbook, its patched copy, and the values put at the right of its fullest sheet."""
    path: Path = request.param
    sheet = max(read(path).sheets, key=lambda sheet: sum(map(len, sheet.rows.values())))
    wanted = _right_of(sheet)
    column = next(iter(wanted))[1]
    colours = Highlight(sheet.name, Range(1, column, 50, column), (Rule("$A1=0", "F8D7D4", "A11D16"),))
    copy = tmp_path / f"patched{path.suffix}"
    edits = [Edit(sheet.name, row, column, value) for (row, column), value in wanted.items()]
    assert patch(path, [*edits, colours], copy)
    assert not patch(copy, [*edits, colours])
    return path, copy, sheet, wanted


def test_only_what_was_asked_for_changes(patched: tuple[Path, Path, Sheet, dict[tuple[int, int], Value]]) -> None:
    path, copy, sheet, wanted = patched
    before, after = stored_members(path), stored_members(copy)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= MAY_CHANGE | {sheet.part}
    assert _cells(read(copy)) == _cells(read(path)) | {(sheet.name, *place): value for place, value in wanted.items()}


@pytest.mark.filterwarnings("ignore")
def test_others_read_it(patched: tuple[Path, Path, Sheet, dict[tuple[int, int], Value]]) -> None:
    path, copy, sheet, wanted = patched
    old, new = openpyxl.load_workbook(path), openpyxl.load_workbook(copy)
    assert old.sheetnames == new.sheetnames
    for name in old.sheetnames:
        expected = _grid(old[name]) | (wanted if name == sheet.name else {})
        assert _grid(new[name]) == expected
    rows = CalamineWorkbook.from_path(copy).get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    assert {(row, column): rows[row - 1][column - 1] for row, column in wanted} == wanted


@pytest.mark.skipif(not WORKBOOKS or OFFICE is None, reason="LibreOffice or the workbooks are not here")
def test_libreoffice_reads_them(tmp_path: Path) -> None:
    expected = {}
    for path in WORKBOOKS[:12]:
        sheet = read(path).sheets[0]
        copy = tmp_path / f"{len(expected)}.xlsx"
        (row, column), value = (max(sheet.rows, default=1) + 2, 1), "Op schema"
        patch(path, [Edit(sheet.name, row, column, value)], copy)
        expected[copy.stem] = value
    out = tmp_path / "out"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "csv", "--outdir", str(out)]
    subprocess.run([*command, *map(str, sorted(tmp_path.glob("*.xlsx")))], check=True, capture_output=True, timeout=240)
    assert {path.stem for path in out.glob("*.csv")} == set(expected)
    for path in out.glob("*.csv"):
        assert expected[path.stem] in path.read_text(encoding="utf-8", errors="replace")


def _right_of(sheet: Sheet) -> dict[tuple[int, int], Value]:
    """Values for a column beside all that the sheet holds, merges and tables included."""
    columns = [column for cells in sheet.rows.values() for column in cells]
    ranges = [*sheet.merges, *(table.range for table in sheet.tables)]
    column = max([*columns, *(cells.last_column for cells in ranges)], default=0) + 2
    rows = sorted({*list(sheet.rows)[:40], 3})
    return {(row, column): TEXTS[number % len(TEXTS)] for number, row in enumerate(rows)}


def _cells(book: Book) -> dict[tuple[str, int, int], Any]:
    return {
        (sheet.name, row, column): (cell.formula, cell.value) if cell.formula else cell.value
        for sheet in book.sheets
        for row, cells in sheet.rows.items()
        for column, cell in cells.items()
        if cell.value is not None or cell.formula
    }


def _grid(sheet: Any) -> dict[tuple[int, int], Any]:
    cells = getattr(sheet, "_cells", {})  # a chart sheet has none
    return {place: _plain(cell.value) for place, cell in cells.items() if cell.value is not None}


def _plain(value: Any) -> Any:
    """openpyxl's array formulas compare by identity."""
    return (value.ref, value.text) if hasattr(value, "ref") and hasattr(value, "text") else value
