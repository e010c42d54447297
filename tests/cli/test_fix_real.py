"""`--fix` on real workbooks: the described cells change and no other, and a second run finds nothing to do."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from kpi_sheets.model import CellValue
from kpi_sheets.pipeline.lint import Linter
from kpi_sheets.pipeline.options import LintOptions
from kpi_sheets.workbook import read
from tests.conftest import CORPUS, ROOT

WORKBOOKS = sorted((CORPUS / "workbooks").glob("**/*.xls[xm]")) + sorted((ROOT / "sample_workbooks").glob("*.xlsx"))
OPTIONS = LintOptions(dt.date(2026, 11, 24), hidden=True, use_config=False, fix=True, unsafe_fixes=True)


@pytest.mark.parametrize("path", WORKBOOKS, ids=[path.stem[:40] for path in WORKBOOKS])
def test_only_what_a_fix_describes_changes_and_only_once(path: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(path, tmp_path))
    before = cells(copy)
    (result,) = Linter(OPTIONS).lint([str(copy)])
    after, once = cells(copy), copy.read_bytes()
    fixes = [finding.fix for finding in result.fixed if finding.fix]
    assert {place: after.get(place) for place in before | after if before.get(place) != after.get(place)} == {
        (fix.sheet, fix.cell): (fix.new, None) for fix in fixes
    }
    if fixes:
        (again,) = Linter(OPTIONS).lint([str(copy)])
        assert (again.fixed, copy.read_bytes()) == ((), once)


def cells(path: Path) -> dict[tuple[str, str], tuple[CellValue, str | None]]:
    return {
        (sheet.name, cell.address): (cell.value, cell.formula)
        for sheet in read(path).sheets
        for row in sheet.rows.values()
        for cell in row.values()
    }
