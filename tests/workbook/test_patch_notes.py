"""Comments of one author in a workbook: written, replaced and taken out, whatever else the sheet holds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from patch_books import MAIN, OFFICE, book, sheet
from test_patch_corpus import OFFICE as SOFFICE
from test_patch_corpus import WORKBOOKS

from kpi_sheets.workbook import WorkbookError, read
from kpi_sheets.workbook.book import OUR_AUTHOR
from kpi_sheets.workbook.patch import Edit, Notes, patch, would_change
from kpi_sheets.workbook.patch_boxes import size

SHEET, LINKS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
COMMENTS, DRAWING = "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"
ROWS = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c></row>'
TEXT = 'M201 no-target: no target & no "norm"\n→ Revenue: ‹target› <per> month'
CONTROL = (
    '<v:shape id="_x0000_s1025" type="#_x0000_t201"><v:textbox><div>Yes<br>No</div></v:textbox>'
    '<x:ClientData ObjectType="Radio"><x:Anchor>0, 1, 0, 1, 1, 1, 1, 1</x:Anchor></x:ClientData></v:shape>'
)
VML = (
    "<xml xmlns:v='urn:schemas-microsoft-com:vml' xmlns:o='urn:schemas-microsoft-com:office:office'\n"
    " xmlns:x='urn:schemas-microsoft-com:office:excel'><o:shapelayout v:ext='edit'/>{}</xml>\n"
)
THREADS = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="A1" id="{1}"><text>Really?</text></threadedComment>'
    '<threadedComment ref="A1" id="{2}"><text>Yes.</text></threadedComment></ThreadedComments>'
)


def ours(**texts: str) -> Notes:
    return Notes("KPIs", OUR_AUTHOR, texts)


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, parts: dict[str, str | bytes]) -> Path:
    """Write the parts of a workbook, replacing or adding some."""
    content = {**members(path), **parts}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


def linked(path: Path, after: str, *targets: tuple[str, str, str], content: str = "") -> Path:
    """A workbook whose sheet links to more parts: the last word of the kind, the part's name, its content."""
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="/{name}"/>'
        for number, (kind, name, _) in enumerate(targets, 1)
    )
    rels = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    return packed(
        book(path, sheet(content or ROWS, after=after)), {LINKS: rels, **{name: data for _, name, data in targets}}
    )


def comments(authors: list[str], *entries: tuple[str, int, str]) -> str:
    """A part of comments: the cell, the author's number and the text of each."""
    people = "".join(f"<author>{name}</author>" for name in authors)
    listed = "".join(
        f'<comment ref="{ref}" authorId="{author}"><text><t>{text}</t></text></comment>'
        for ref, author, text in entries
    )
    return f'<comments xmlns="{MAIN}"><authors>{people}</authors><commentList>{listed}</commentList></comments>'


def stored(path: Path) -> dict[str, tuple[str, str]]:
    """The author and the text of each comment, as openpyxl reads them."""
    page: Any = openpyxl.load_workbook(path).worksheets[0]
    cells = [cell for row in page.iter_rows() for cell in row if cell.comment]
    return {cell.coordinate: (cell.comment.author, cell.comment.text) for cell in cells}


CASES = {
    "nothing": lambda path: book(path, sheet(ROWS)),
    "no cells": lambda path: book(path, sheet("")),
    "prefixed": lambda path: book(
        path, f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData/><x:pageMargins/><x:tableParts/></x:worksheet>'
    ),
    "form controls": lambda path: linked(
        path,
        '<legacyDrawing r:id="rId1"/><controls/>',
        ("vmlDrawing", "xl/drawings/vmlDrawing1.vml", VML.format(CONTROL)),
    ),
    "pictures in the header": lambda path: linked(
        path,
        '<legacyDrawingHF r:id="rId1"/><tableParts/>',
        ("vmlDrawing", "xl/drawings/vmlDrawing1.vml", VML.format("<v:shape />")),
    ),
    "somebody's comments": lambda path: _commented(path),
    "comments without boxes": lambda path: linked(
        path, "", ("comments", "xl/remarks.xml", comments(["Ann"], ("A1", 0, "hi")))
    ),
}


def _commented(path: Path) -> Path:
    """A workbook as openpyxl writes it, with comments by two people."""
    made = openpyxl.Workbook()
    page: Any = made.active
    page.title = "KPIs"
    page["A1"] = 1
    page["A1"].comment = Comment("Who?", "Ann")
    page["D9"].comment = Comment("Why?", "Bob")
    made.save(path)
    return path


@pytest.fixture(params=CASES)
def annotated(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, dict[str, bytes]]:
    path = CASES[request.param](tmp_path / "a.xlsx")
    before = members(path)
    assert patch(path, [ours(B1=TEXT, C7="one line")])
    return path, before


def test_they_are_there_and_nothing_else_changes(annotated: tuple[Path, dict[str, bytes]]) -> None:
    path, before = annotated
    after = members(path)
    changed = {name for name in before if before[name] != after.get(name)}
    allowed = {SHEET, LINKS, "[Content_Types].xml", "xl/remarks.xml", "xl/comments/comment1.xml"}
    assert changed <= allowed | {name for name in before if name.endswith(".vml")}
    assert re.sub(rb"<(\w+:)?legacyDrawing [^>]*>", b"", after[SHEET]) == re.sub(
        rb"<(\w+:)?legacyDrawing [^>]*>", b"", before[SHEET]
    )
    found = stored(path)
    assert found["B1"] == (OUR_AUTHOR, f"{OUR_AUTHOR}\n{TEXT}")
    assert found["C7"] == (OUR_AUTHOR, f"{OUR_AUTHOR}\none line")


def test_twice_is_once(annotated: tuple[Path, dict[str, bytes]]) -> None:
    path, _ = annotated
    os.utime(path, (1, 1))
    content = path.read_bytes()
    assert not would_change(path, [ours(B1=TEXT, C7="one line")])
    assert not patch(path, [ours(B1=TEXT, C7="one line")])
    assert (path.read_bytes(), path.stat().st_mtime) == (content, 1)


def test_other_texts_take_their_place(annotated: tuple[Path, dict[str, bytes]]) -> None:
    path, _ = annotated
    others = {address: said for address, said in stored(path).items() if said[0] != OUR_AUTHOR}
    assert patch(path, [ours(B1="new", E5="another")])
    assert stored(path) == others | {
        "B1": (OUR_AUTHOR, f"{OUR_AUTHOR}\nnew"),
        "E5": (OUR_AUTHOR, f"{OUR_AUTHOR}\nanother"),
    }


def test_without_them_the_workbook_is_what_it_was(annotated: tuple[Path, dict[str, bytes]]) -> None:
    path, before = annotated
    patch(path, [ours(B1="new", E5="another")])
    assert patch(path, [ours()])
    after = members(path)
    if b"<Relationship " not in before.get(LINKS, b"<Relationship "):
        del before[LINKS]  # an empty list of links, which goes with the last link
    assert after == before
    assert list(after) == list(before)
    assert not patch(path, [ours()])


def test_they_are_none_of_what_is_read(annotated: tuple[Path, dict[str, bytes]]) -> None:
    path, _ = annotated
    rows = [page.rows for page in read(path).sheets]
    patch(path, [ours()])
    assert [page.rows for page in read(path).sheets] == rows


@pytest.mark.parametrize(
    ("after", "wanted"),
    [
        ('<drawing r:id="d"/><tableParts/>', '<drawing r:id="d"/><legacyDrawing r:id="rId2"/><tableParts/>'),
        ("<pageMargins/><extLst/>", '<pageMargins/><legacyDrawing r:id="rId2"/><extLst/>'),
        ("<legacyDrawingHF/>", '<legacyDrawing r:id="rId2"/><legacyDrawingHF/>'),
    ],
)
def test_the_drawing_is_named_where_the_schema_wants_it(tmp_path: Path, after: str, wanted: str) -> None:
    path = book(tmp_path / "a.xlsx", sheet(ROWS, after=after))
    patch(path, [ours(A1="x")])
    assert f"</sheetData>{wanted}</worksheet>" in members(path)[SHEET].decode()


def test_formulas_are_not_calculated_for_comments(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(ROWS))
    patch(path, [ours(A1="x")])
    assert b"calcPr" not in members(path)["xl/workbook.xml"]


def test_cells_and_comments_in_one_step(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(ROWS))
    assert patch(path, [Edit("KPIs", 3, 1, "new"), ours(A3="x")])
    assert read(path).sheets[0].cell(3, 1).value == "new"  # type: ignore[union-attr]
    assert list(stored(path)) == ["A3"]


def test_a_strict_workbook_gets_strict_parts(tmp_path: Path) -> None:
    text = sheet(ROWS).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    path = book(tmp_path / "a.xlsx", text.replace(f' xmlns:r="{OFFICE}"', ""))
    patch(path, [ours(A1="x")])
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    after = members(path)
    assert f'<legacyDrawing xmlns:r="{strict}" r:id="rId2"/>'.encode() in after[SHEET]
    assert f'Type="{strict}/comments"'.encode() in after[LINKS]
    assert b'<comments xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main">' in after[COMMENTS]


def test_a_cell_that_somebody_has_commented_is_refused(tmp_path: Path) -> None:
    path = _commented(tmp_path / "a.xlsx")
    content = path.read_bytes()
    with pytest.raises(WorkbookError, match="KPIs: D9 has a comment of somebody else"):
        patch(path, [ours(A2="x", D9="x")])
    assert path.read_bytes() == content


def test_a_thread_is_a_comment_of_its_cell(tmp_path: Path) -> None:
    path = linked(tmp_path / "a.xlsx", "", ("threadedComment", "xl/threadedComments/threadedComment1.xml", THREADS))
    cell = read(path).sheets[0].cell(1, 1)
    assert cell
    assert cell.comment == "Really?\nYes."
    with pytest.raises(WorkbookError, match="A1 has a comment of somebody else"):
        patch(path, [ours(A1="x")])


def test_authors_behind_ours_keep_their_comments(tmp_path: Path) -> None:
    """Excel writes the authors anew, in the order in which the comments come."""
    text = comments(["Ann", OUR_AUTHOR, "Bob"], ("A1", 0, "a"), ("A2", 1, f"{OUR_AUTHOR}\nb"), ("A3", 2, "c"))
    path = linked(tmp_path / "a.xlsx", "", ("comments", COMMENTS, text))
    assert patch(path, [ours()])
    assert stored(path) == {"A1": ("Ann", "a"), "A3": ("Bob", "c")}
    assert OUR_AUTHOR.encode() not in members(path)[COMMENTS]


@pytest.mark.parametrize(("author", "mine"), [("", True), (" ", True), ("Ann", False)])
def test_where_a_program_has_lost_the_author_the_first_line_tells(tmp_path: Path, author: str, mine: bool) -> None:
    path = linked(tmp_path / "a.xlsx", "", ("comments", COMMENTS, comments([author], ("A1", 0, f"{OUR_AUTHOR}\nb"))))
    assert patch(path, [ours()]) is mine


def test_numbers_that_no_program_writes_do_no_harm(tmp_path: Path) -> None:
    huge = "9" * 5000
    shape = (
        f'<v:shape id="_x0000_s{huge}"><x:ClientData ObjectType="Note"><x:Row>{huge}</x:Row></x:ClientData></v:shape>'
    )
    text = comments(["Ann"], ("A1", 0, "a")).replace('authorId="0"', f'authorId="{huge}"')
    parts = (("vmlDrawing", DRAWING, VML.format(shape)), ("comments", COMMENTS, text))
    path = linked(tmp_path / "a.xlsx", '<legacyDrawing r:id="rId1"/>', *parts)
    before = members(path)
    assert patch(path, [ours(B1="x")])
    assert patch(path, [ours()])
    assert members(path) == before


def test_a_drawing_that_is_none_is_left_alone(tmp_path: Path) -> None:
    path = linked(tmp_path / "a.xlsx", '<legacyDrawing r:id="rId1"/>', ("vmlDrawing", DRAWING, "<xml>"))
    with pytest.raises(WorkbookError, match=r"vmlDrawing1.vml: is no drawing that can be added to"):
        patch(path, [ours(A1="x")])
    path = linked(tmp_path / "b.xlsx", '<legacyDrawing r:id="rId9"/>')
    with pytest.raises(WorkbookError, match="links to a drawing that isn't there"):
        patch(path, [ours(A1="x")])


def test_a_box_begins_beside_its_cell_and_holds_its_text(tmp_path: Path) -> None:
    before = '<sheetFormatPr defaultRowHeight="30"/><cols><col min="3" max="3" width="20"/></cols>'
    path = book(tmp_path / "a.xlsx", sheet('<row r="1" ht="15"><c r="A1"/></row>', before=before))
    text = " ".join(["word"] * 40)
    patch(path, [ours(B1=text)])
    width, height = size(f"{OUR_AUTHOR}\n{text}")
    assert height > size("one line")[1]
    # column C has 140 px, the next ones 59; row 1 has 20 px, the next ones 40
    right, down = width + 12 - 140 - 3 * 59, height + 2 - 20 - 2 * 40
    assert 0 < right <= 59
    assert 0 < down <= 40
    assert f"<x:Anchor>2, 12, 0, 2, 6, {right}, 3, {down}</x:Anchor>".encode() in members(path)[DRAWING]


@pytest.mark.parametrize("size_", ["", "x", "nan", "inf", "-1", "1e99"])
def test_a_size_that_is_none_does_no_harm(tmp_path: Path, size_: str) -> None:
    usual = f'<sheetFormatPr defaultColWidth="{size_}" defaultRowHeight="{size_}"/>'
    before = f'{usual}<cols><col min="3" max="3" width="{size_}"/></cols>'
    path = book(tmp_path / "a.xlsx", sheet(f'<row r="1" ht="{size_}"/>', before=before))
    assert patch(path, [ours(B1="x")])


def test_a_box_at_the_edge_of_the_sheet_stays_inside(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(ROWS))
    patch(path, [ours(XFD1048576="x")])
    assert b"<x:Anchor>16383, 12, 1048575, 2, 16383, 59, 1048575, 20</x:Anchor>" in members(path)[DRAWING]


@pytest.mark.parametrize("path", WORKBOOKS, ids=[path.stem[:40] for path in WORKBOOKS])
def test_real_workbooks_come_back_whole(path: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(path, tmp_path))
    sheets = read(copy).sheets
    wanted = [Notes(page.name, OUR_AUTHOR, dict.fromkeys(_free(page), TEXT)) for page in sheets]
    assert patch(copy, wanted)
    assert not patch(copy, wanted)
    assert [page.rows for page in read(copy).sheets] == [page.rows for page in sheets]
    assert patch(copy, [notes._replace(texts={}) for notes in wanted])
    assert members(copy) == members(path)


@pytest.mark.needs("soffice")
def test_libreoffice_shows_them_and_they_outlive_it(tmp_path: Path) -> None:
    """LibreOffice loses the authors of comments when it saves."""
    for name in CASES:
        patch(CASES[name](tmp_path / f"{name}.xlsx"), [ours(B1=TEXT, C7="one line")])
    out, profile = tmp_path / "out", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run([*command, *map(str, sorted(tmp_path.glob("*.xlsx")))], check=True, capture_output=True, timeout=240)
    for name in CASES:
        path = out / f"{name}.xlsx"
        assert stored(path)["B1"][1] == f"{OUR_AUTHOR}\n{TEXT}"
        assert not patch(path, [ours(B1=TEXT, C7="one line")])
        assert patch(path, [ours()])
        assert OUR_AUTHOR not in str(stored(path))


def _free(page: Any) -> list[str]:
    cells = [cell for row in list(page.rows.values())[:9] for cell in list(row.values())[:4]]
    return [cell.address for cell in cells if cell.comment is None] or ["A1"]
