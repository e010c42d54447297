"""`kpi-sheets refresh` on workbooks full of other things: those stay to the byte, and others read what was written."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from kpi_sheets.cli.by_click import cli
from kpi_sheets.pipeline.added import COLOURS
from kpi_sheets.register import load_default, read_tables
from kpi_sheets.workbook import read
from tests.books import AS_OF, stored_members
from tests.conftest import CORPUS
from tests.rich_books import ROWS, rich_book

REAL = sorted((CORPUS / "workbooks").glob("*.xls[xm]"))
WORDS = ["Achter", "Niet gehaald", "Behaald"]  # how the rows of the rich workbook stand
WITH_FORMULAS = {"xl/workbook.xml"}  # it says that they are to be calculated anew
OVERWRITTEN = {"xl/calcChain.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"}


def refresh(*arguments: str | Path) -> int:
    """Add the usual columns; return the exit code."""
    result = CliRunner().invoke(cli, ["refresh", "--as-of", AS_OF, "--add-columns", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The rich workbook, and what a refresh makes of it."""
    folder = tmp_path_factory.mktemp("rich")
    before, after = rich_book(folder / "rich.xlsm"), folder / "after.xlsm"
    assert refresh(before, "--output", after) == 0
    return before, after


def test_every_other_member_is_the_same_to_the_byte(books: tuple[Path, Path]) -> None:
    old, new = map(stored_members, books)
    assert list(old) == list(new)
    kinds = "chart media ctrlProps persons threadedComments slicer slicerCaches pivotCache pivotTables vba vml comments"
    assert all(any(kind in name for name in old) for kind in kinds.split())
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/styles.xml"}


def test_the_changed_parts_keep_all_that_was_in_them(books: tuple[Path, Path]) -> None:
    (old, new) = [_part(path, "xl/worksheets/sheet1.xml") for path in books]
    before, after = (text.partition("</sheetData>")[2] for text in (old, new))
    ours = re.compile('<conditionalFormatting sqref="G4:G6">.*?</conditionalFormatting>')
    assert len(ours.findall(after)) == 1
    assert ours.sub("", after) == before
    assert all(word in before for word in ("sparkline", "x14:dataBar", "slicerList", "<control ", "legacyDrawing"))
    cell = re.compile(r'<c r="[A-F]\d+".*?(?:/>|</c>)')
    assert cell.findall(new) == cell.findall(old)
    for part in ("xl/styles.xml", "xl/workbook.xml", "xl/tables/table1.xml"):
        was, became = (re.findall("<[^>]+>", _part(path, part)) for path in books)
        lost = [tag for tag in was if tag not in became]
        assert all(
            tag.startswith(("<cellXfs", "<dxfs", "<calcPr", "<table ", "<autoFilter", "<tableC")) for tag in lost
        )


@pytest.mark.filterwarnings("ignore")
def test_others_read_what_was_written(books: tuple[Path, Path]) -> None:
    sheet = openpyxl.load_workbook(books[1], keep_vba=True)["KPIs"]
    assert [sheet.cell(row, 7).value for row in range(4, 7)] == WORDS
    rows = CalamineWorkbook.from_path(books[1]).get_sheet_by_name("KPIs").to_python(skip_empty_area=False)
    assert [row[6] for row in rows[3:6]] == WORDS
    assert [sheet.cell(row, 9).number_format for row in range(4, 7)] == ["0%"] * len(ROWS)


@pytest.mark.filterwarnings("ignore")
def test_new_columns_look_like_their_neighbours(books: tuple[Path, Path]) -> None:
    sheet = openpyxl.load_workbook(books[1])["KPIs"]
    head, body = sheet["G3"], sheet["K5"]
    assert (head.fill.fgColor.rgb, head.font.color.rgb, head.font.bold) == ("FF12395B", "FFFFFFFF", True)
    assert (body.fill.fgColor.rgb, body.border.left.style) == ("FFFFF8E1", "thin")
    assert [sheet[f"{column}5"].number_format for column in "GHIJK"] == [
        "General", "General", "0%", "dd-mm-yyyy", "General",
    ]  # fmt: skip
    assert sheet.column_dimensions["J"].width >= len("Peildatum status")
    assert sheet.column_dimensions["K"].width >= max(len(sheet[f"K{row}"].value) for row in range(4, 7))


@pytest.mark.needs("soffice")
def test_libreoffice_shows_words_in_their_colours(books: tuple[Path, Path], tmp_path: Path) -> None:
    (page,) = _shown([books[1]], tmp_path)
    assert [page[word] for word in WORDS] == [COLOURS[-1], COLOURS[-1], COLOURS[1]]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("source", REAL, ids=lambda path: path.name[:30])
def test_real_workbooks_keep_every_other_member(source: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(source, tmp_path / source.name))
    code = refresh(path)
    old, new = stored_members(source), stored_members(path)
    changed = {name for name in old if old[name] != new.get(name)}
    if code:  # refused as a whole
        assert (code, changed) == (2, set())
        return
    book = read(path)
    tables = read_tables(book, load_default())
    sheets = [sheet for sheet in book.sheets if any(sheet.name == table.sheet for table in tables)]
    own = {sheet.part for sheet in sheets} | {held.part for sheet in sheets for held in sheet.tables}
    assert changed <= own | {"xl/styles.xml"} | WITH_FORMULAS | OVERWRITTEN
    assert [name for name in old if name not in changed] == [name for name in new if name not in changed]
    assert refresh(path, "--check") == 0
    _agree(path, {(kpi.sheet, kpi.row, place): kpi.shown("status") for kpi, place in _with_status(tables)})


@pytest.mark.needs("soffice")
@pytest.mark.skipif(not REAL, reason="the real workbooks are not here")
def test_libreoffice_shows_real_registers_in_colour(tmp_path: Path) -> None:
    small = [Path(shutil.copy(path, tmp_path)) for path in REAL if path.stat().st_size < 30_000]
    without = [path for path in small if not _has_status(path)]  # a column of one's own keeps its own colours
    done = [path for path in without if refresh(path) == 0 and _has_status(path)]
    assert len(done) >= 5
    for path, page in zip(done, _shown(done, tmp_path / "out"), strict=True):
        assert set(page.values()) <= set(COLOURS.values())
        assert page, path.name


def _part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def _has_status(path: Path) -> bool:
    return any("status" in table.columns for table in read_tables(read(path), load_default()))


def _with_status(tables: Any) -> Any:
    for table in tables:
        column = table.columns.get("status")
        yield from ((kpi, column) for kpi in table.kpis if column and kpi.cell("status") == f"{column}{kpi.row}")


def _agree(path: Path, wanted: dict[tuple[str, int, str], str]) -> None:
    """openpyxl and calamine read the statuses that we read."""
    theirs, calamine = openpyxl.load_workbook(path, data_only=True), CalamineWorkbook.from_path(path)
    sheets = {sheet for sheet, _, _ in wanted}
    rows = {sheet: calamine.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for sheet in sheets}
    for (sheet, row, letters), text in wanted.items():
        cell = theirs[sheet][f"{letters}{row}"]
        assert cell.value == text
        assert rows[sheet][row - 1][cell.column - 1] == text


def _shown(paths: list[Path], folder: Path) -> list[dict[str, tuple[str, str]]]:
    """For each workbook the coloured words that LibreOffice shows, with their fill and their text's colour."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "html", "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    fills = "|".join(fill for fill, _ in COLOURS.values())
    cell = re.compile(rf'<td[^>]* bgcolor="#({fills})"[^>]*>(?:<[^>]*>)*<font[^>]* color="#(\w+)">(?:<[^>]*>)*([^<]+)')
    pages = ((folder / f"{path.stem}.html").read_text(encoding="utf-8", errors="replace") for path in paths)
    return [{word.strip(): (fill, text) for fill, text, word in cell.findall(page)} for page in pages]
