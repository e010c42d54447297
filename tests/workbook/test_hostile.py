"""Files that are damaged, disguised or built to do harm: one clear line, soon, in little memory."""

# ruff: noqa: E501 (a row of a table, and the XML in it, reads best on one line)

from __future__ import annotations

import io
import os
import random
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from handmade import (
    MAIN,
    SHEET,
    SHEET_LINKS,
    STRINGS,
    STYLES,
    WORKBOOK,
    WORKBOOK_LINKS,
    Parts,
    links,
    rows,
    strings,
    styles,
    workbook,
    worksheet,
    zipped,
)

from kpi_sheets.workbook import Book, WorkbookError, budget, markup, package, read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ONE_CELL = "<row r='1'><c r='A1'><v>1</v></c></row>"


def refusal(source: bytes | Path) -> str:
    """Return the message that reading ends with, after checking that it is one plain line."""
    with pytest.raises(WorkbookError) as caught:
        read(source)
    message = str(caught.value)
    assert message.isprintable()
    assert len(message) < 500
    return message


def only(*members: str) -> bytes:
    return zipped(dict.fromkeys(members, "") | {"_rels/.rels": None, WORKBOOK: None})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (
            OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "is encrypted; remove the password first",
        ),
        (OLE + bytes(600) + "Workbook".encode("utf-16-le"), "is an old Excel workbook (.xls)"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "is an old Excel workbook (.xls)"),
        (only("xl/workbook.bin"), "is a binary Excel workbook (.xlsb)"),
        (only("content.xml", "mimetype"), "is an OpenDocument file (.ods)"),
        (only("word/document.xml"), "is a Word document"),
        (only("ppt/presentation.xml"), "is a PowerPoint presentation"),
        (only("readme.txt"), "the part with the list of sheets is missing"),
        (
            zipped(dict.fromkeys(("[Content_Types].xml", "_rels/.rels", WORKBOOK))),
            "is a zip archive",
        ),
        (b"naam;doel\r\nOmzet;10\r\n", "is a text file (CSV?)"),
        ("naam;doel\r\n€;10".encode("utf-16"), "is a text file (CSV?)"),
        (b"\xef\xbb\xbf <!DOCTYPE html><html>", "is a web page (HTML)"),
        (b"<table><tr><td>1</td></tr></table>", "is a web page (HTML)"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "XML Spreadsheet 2003",
        ),
        (b"<?xml version='1.0'?><kpis/>", "is an XML file"),
        (b"%PDF-1.7", "is a PDF document"),
        (b"\x1f\x8b\x08", "is a gzip archive"),
        (bytes(range(256)), "of an unknown kind"),
        (zipped()[:200], "is damaged or cut short"),
        (zipped()[:-1], "is damaged or cut short"),
        (zipped(compression=zipfile.ZIP_LZMA), "compressed in a way Excel doesn't know"),
    ],
)
def test_kind_of_file(data: bytes, said: str) -> None:
    assert said in refusal(data)


@pytest.mark.parametrize(
    ("changes", "part", "said"),
    [
        ({SHEET: "<!DOCTYPE x [<!ENTITY a 'b'>]>" + rows(ONE_CELL)}, SHEET, "holds a DOCTYPE"),
        ({SHEET: "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>" + rows(ONE_CELL)}, SHEET, "holds a DOCTYPE"),
        ({STRINGS: "<!DOCTYPE x>" + strings()}, STRINGS, "holds a DOCTYPE"),
        ({"_rels/.rels": "<!DOCTYPE x>" + links()}, "_rels/.rels", "holds a DOCTYPE"),
        ({SHEET: rows("<row><c><v>&nbsp;</v></c></row>")}, SHEET, "undefined entity"),
        ({SHEET: rows("<row><c></row>")}, SHEET, "(mismatched tag)"),
        ({SHEET: rows(ONE_CELL)[:-5]}, SHEET, "(unclosed token)"),
        ({SHEET: rows(ONE_CELL)[:-20]}, SHEET, "is no valid XML at byte"),
        ({SHEET: ""}, SHEET, "(no element found)"),
        ({SHEET: rows("<row><c t='str'><v>\xff</v></c></row>").encode("latin-1")}, SHEET, "not well-formed"),
        ({SHEET: '<?xml version="1.0" encoding="klingon"?>' + rows(ONE_CELL)}, SHEET, "unknown encoding"),
        ({SHEET: rows(ONE_CELL).replace("worksheet", "chartsheet")}, SHEET, "starts with <chartsheet> instead of"),
        ({SHEET: rows(ONE_CELL).replace(MAIN, "urn:other")}, SHEET, "starts with <worksheet> instead of"),
        ({SHEET: None}, SHEET, "the part is missing"),
        ({STRINGS: None}, STRINGS, "the part is missing"),
        ({STYLES: None}, STYLES, "the part is missing"),
        ({WORKBOOK_LINKS: None}, WORKBOOK, 'sheet "KPIs" has no part'),
        ({WORKBOOK: workbook(sheets="<sheet name='a' r:id='rId1'/><sheet name='b' r:id='rId1'/>")}, WORKBOOK, 'sheet "b" shares'),
        ({SHEET: rows("<row><c t='s'><v>1</v></c></row>")}, SHEET, 'cell 1 of row 1 refers to shared text "1"'),
        ({SHEET: rows("<row r='7'><c r='B7' t='s'><v>-1</v></c></row>")}, SHEET, 'cell B7 refers to shared text "-1"'),
        ({SHEET: rows("<row><c r='A1' t='s'><v>x</v></c></row>")}, SHEET, 'cell A1 refers to shared text "x"'),
        ({SHEET: rows("<row><c r='A1' s='7'><v>1</v></c></row>")}, SHEET, "cell A1 has style 7"),
        ({SHEET: rows("<row><c r='A1' s='-1'><v>1</v></c></row>")}, SHEET, "cell A1 has style -1"),
        ({SHEET: rows("<row><c r='A1'><v>tien</v></c></row>")}, SHEET, 'cell A1 holds "tien"'),
        ({SHEET: rows("<row><c r='A1'><v>NaN</v></c></row>")}, SHEET, 'cell A1 holds "NaN"'),
        ({SHEET: rows("<row><c r='A1'><v>1e999</v></c></row>")}, SHEET, 'cell A1 holds "1e999"'),
        ({SHEET: rows("<row><c r='A1'><v>1_0</v></c></row>")}, SHEET, 'cell A1 holds "1_0"'),
        ({SHEET: rows(f"<row><c r='A1'><v>{'9' * 5000}</v></c></row>")}, SHEET, 'cell A1 holds "9999'),
        ({SHEET: rows("<row><c r='A1' t='d'><v>31-12-2026</v></c></row>")}, SHEET, 'cell A1 holds "31-12-2026"'),
        ({SHEET: rows("<row><c r='A1' t='zz'><v>a</v></c></row>")}, SHEET, 'cell A1 holds "a"'),
        ({SHEET: rows("<row r='1'><c r='A2'><v>1</v></c></row>")}, SHEET, "cell A2 can't stand in row 1"),
        ({SHEET: rows("<row r='1'><c r='XFE1'><v>1</v></c></row>")}, SHEET, "cell XFE1 can't stand in row 1"),
        ({SHEET: rows("<row r='1'><c r='1'><v>1</v></c></row>")}, SHEET, "cell 1 can't stand in row 1"),
        ({SHEET: rows("<row r='1048577'/>")}, SHEET, "row 1048577 is beyond the last row"),
        ({SHEET: rows("<row r='0'/>")}, SHEET, "row 0 is"),
        ({SHEET: rows("<row r='een'/>")}, SHEET, '"een" is no row'),
        ({SHEET: rows("<row r='1048576'/><row/>")}, SHEET, "row 1048577 is beyond the last row"),
        ({SHEET: rows(f"<row>{'<c/>' * 16385}</row>")}, SHEET, "more than 16,384 cells"),
        ({SHEET: worksheet("<cols><col min='x' max='2'/></cols>")}, SHEET, "a column has no number"),
        ({SHEET: worksheet("<mergeCells><mergeCell ref='A0:B1'/></mergeCells>")}, SHEET, '"A0:B1" is no range to merge'),
        ({STYLES: styles("0").replace('numFmtId="164" f', 'numFmtId="x" f')}, STYLES, "a number format has no number"),
        ({SHEET_LINKS: links(("table", "../tables/table1.xml"))}, "xl/tables/table1.xml", "the part is missing"),
        (
            {SHEET_LINKS: links(("table", "../t.xml")), "xl/t.xml": f'<table xmlns="{MAIN}" ref="A:B"/>'},
            "xl/t.xml",
            "the table has no range of cells",
        ),
        (
            {SHEET_LINKS: links(("comments", "../c.xml")), "xl/c.xml": f'<comments xmlns="{MAIN}"><commentList><comment ref="A0"/></commentList></comments>'},
            "xl/c.xml",
            'a comment belongs to "A0"',
        ),
        ({"../../etc/cron.d/kpi": "x"}, "../../etc/cron.d/kpi", "leads out of the workbook"),
        ({"/etc/cron.d/kpi": "x"}, "/etc/cron.d/kpi", "leads out of the workbook"),
        ({"xl\\..\\..\\kpi": "x"}, "kpi", "leads out of the workbook"),
        ({"xl/WORKBOOK.xml": "x"}, "xl/WORKBOOK.xml", "the part is there twice"),
        ({"\x1b[31m\n/../rood": "x"}, "rood", "leads out of the workbook"),
    ],
)  # fmt: skip
def test_part(changes: Parts, part: str, said: str) -> None:
    message = refusal(zipped(changes))
    assert part in message
    assert said in message


def test_place_of_broken_xml_counts_from_the_start_of_the_part() -> None:
    broken = rows("<row><c><v>1</v></c></row>" * 10_000 + "<row><c></row>")
    at = broken.index("<c></row>") + len("<c></")
    assert f"is no valid XML at byte {at:,} (mismatched tag)" in refusal(zipped({SHEET: broken}, zipfile.ZIP_STORED))


def test_path_that_is_no_file(tmp_path: Path) -> None:
    assert "there is no such file" in refusal(tmp_path / "weg.xlsx")
    assert "is a folder" in refusal(tmp_path)
    with pytest.raises(WorkbookError, match="can't be opened"):
        read("naam\0.xlsx")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    book = tmp_path / "dicht.xlsx"
    book.write_bytes(zipped())
    book.chmod(0)
    assert "may not be read" in refusal(book)


def test_lock_file_of_an_open_workbook(tmp_path: Path) -> None:
    lock = tmp_path / "~$kpis.xlsx"
    lock.write_bytes(b"\x04Anna" + bytes(160))
    assert "is the lock file of an open workbook" in refusal(lock)


def test_duplicate_members() -> None:
    buffer = io.BytesIO(zipped())
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(SHEET, rows(""))
    assert "the part is there twice" in refusal(buffer.getvalue())


def test_encrypted_member() -> None:
    data = bytearray(zipped())
    for signature, at in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        for found in re.finditer(re.escape(signature), bytes(data)):
            data[found.start() + at] |= 1
    assert "the part is encrypted; remove the password first" in refusal(bytes(data))


def test_too_many_members() -> None:
    assert "more than 10,000 parts" in refusal(zipped({f"xl/{number}": "" for number in range(10_000)}))


@pytest.mark.parametrize("zip64", [False, True])
def test_directory_too_long_to_look_through(zip64: bool) -> None:
    filler = bytes(5 << 20)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 9, 9, 5 << 20, 0, 0)
    if zip64:
        record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 9, 9, 5 << 20, 0)
        locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(filler), 1)
        end = record + locator + end.replace(struct.pack("<L", 5 << 20), b"\xff\xff\xff\xff")
    assert "more than 10,000 parts" in refusal(filler + end)


def test_bomb_is_refused_before_it_inflates() -> None:
    bomb = rows(f"<row><c t='str'><v>{'0' * (20 << 20)}</v></c></row>")
    message = refusal(zipped({SHEET: bomb}))
    assert SHEET in message
    assert "more than 100 times its size" in message


def test_bomb_in_a_part_that_is_not_read_does_no_harm() -> None:
    assert isinstance(read(zipped({"customUI/customUI14.xml": " " * (1 << 20)})), Book)


def test_size_that_lies_is_found_out_while_inflating() -> None:
    data = zipped({SHEET: rows(f"<row><c t='str'><v>{'0' * (20 << 20)}</v></c></row>")})
    size = struct.pack("<L", zipfile.ZipFile(io.BytesIO(data)).getinfo(SHEET).file_size)
    assert "the part is damaged" in refusal(data.replace(size, struct.pack("<L", 5000)))


@pytest.mark.parametrize(
    ("module", "limit", "value", "body", "said"),
    [
        (package, "MAX_INFLATED", 1000, "<row/>" * 1000, "inflates to more than 1 GiB"),
        (markup, "MAX_ELEMENT", 100_000, f"<row><c><is><t>{'0123456789' * 60_000}</t></is></c></row>", "one element of more"),
        (markup, "MAX_ELEMENT", 100_000, " " * 300_000, "one element of more"),
        (budget, "MAX_ITEMS", 100, "<row r='1'/>" + "<row r='1'><c r='A1'><v>1</v></c></row>" * 200, "more than 100 cells"),
        (budget, "MAX_ITEMS", 100, f"<row/></sheetData><conditionalFormatting sqref='{'A1 ' * 200}'/><sheetData>", "more than 100 cells"),
        (budget, "MAX_TEXT", 100, f"<row><c t='inlineStr'><is><t>{'ab' * 60}</t></is></c></row>", "or 0 million"),
    ],
)  # fmt: skip
def test_limit(monkeypatch: pytest.MonkeyPatch, module, limit: str, value: int, body: str, said: str) -> None:
    monkeypatch.setattr(module, limit, value)
    assert said in refusal(zipped({SHEET: rows(body)}, compression=zipfile.ZIP_STORED))


def test_work_on_shared_formulas_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MAX_MOVED", 4)
    members = "<row><c><f t='shared' si='0'/></c></row>" * 3
    body = f"<row r='1'><c r='A1'><f t='shared' si='0'>B1</f></c></row>{members}"
    sheet = read(zipped({SHEET: rows(body)})).sheets[0]
    assert [sheet.rows[row][1].formula for row in (1, 2, 3, 4)] == ["B1", "B2", "B3", "B1"]


def test_nesting_is_bounded() -> None:
    noise = "".join(f"<x{number % 97} y='{number * 7919}'>" for number in range(20_000))
    assert "nested more than 64 deep" in refusal(zipped({SHEET: worksheet(noise)}))


def test_million_merges_and_overlapping_columns_stay_cheap() -> None:
    merges = "".join(f"<mergeCell ref='A{row}:B{row}'/>" for row in range(1, 100_001))
    columns = "<col min='1' max='16384' hidden='1'/>" * 5000
    body = worksheet(f"<cols>{columns}</cols><sheetData/><mergeCells>{merges}</mergeCells>")
    sheet = read(zipped({SHEET: body}, compression=zipfile.ZIP_STORED)).sheets[0]
    assert len(sheet.merges) == 100_000
    assert len(sheet.hidden_columns) == 16_384


def test_hostile_file_takes_little_memory(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    assert resource
    noise = "".join(f"<x y='{number}'><z/></x>" for number in range(400_000))
    book = tmp_path / "ruis.xlsx"
    book.write_bytes(zipped({SHEET: worksheet(f"{noise}<sheetData>{ONE_CELL}</sheetData>")}))
    code = (
        "import resource, sys; from kpi_sheets.workbook import read\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "read(sys.argv[1]); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    grown = subprocess.run(
        [sys.executable, "-c", code, book],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    ).stdout
    assert int(grown) < 10_000 * (1024 if sys.platform == "darwin" else 1)


def outcome(data: bytes) -> Book | str:
    """Return the book, or the message; whatever else is raised fails the test."""
    try:
        return read(data)
    except WorkbookError as error:
        message = str(error)
    assert message.isprintable()
    return message


FORMATTED = zipped({
    STYLES: styles("dd-mm-yyyy"),
    SHEET: worksheet(
        "<cols><col min='2' max='3' hidden='1'/></cols><sheetData><row r='1' hidden='1'><c r='A1' t='s'><v>0</v></c>"
        "<c r='B1' s='1'><v>46387</v></c><c r='C1'><f t='shared' si='0' ref='C1:C2'>A1&amp;B1</f><v>2</v></c></row>"
        "<row r='2'><c r='C2' t='e'><f t='shared' si='0'/><v>#REF!</v></c></row></sheetData>"
        "<mergeCells><mergeCell ref='A5:B6'/></mergeCells>"
        "<dataValidations><dataValidation type='list' sqref='A1:A9 C1'><formula1>\"a,b\"</formula1></dataValidation></dataValidations>"
    ),
    SHEET_LINKS: links(("table", "../tables/table1.xml"), ("comments", "../comments1.xml")),
    "xl/tables/table1.xml": f'<table xmlns="{MAIN}" name="Doelen" ref="A1:C2"><tableColumns><tableColumn name="a"/></tableColumns></table>',
    "xl/comments1.xml": f'<comments xmlns="{MAIN}"><commentList><comment ref="A1"><text><t>hoi</t></text></comment></commentList></comments>',
}, compression=zipfile.ZIP_STORED)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_flipped_bits_and_bytes(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(150):
        data = bytearray(FORMATTED)
        for _ in range(chance.choice((1, 1, 1, 3, 20))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        outcome(bytes(data))


@pytest.mark.parametrize("seed", range(4))
def test_garbled_parts_that_still_pass_their_checksum(seed: int) -> None:
    """A checksum stops most damage early, so the parts are garbled before they are packed."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(FORMATTED)) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(200):
        name = chance.choice(sorted(whole))
        data = bytearray(whole[name])
        for _ in range(chance.choice((1, 2, 5))):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(3)] = bytes(
                chance.choices(b"\"'<>/&;:=0123456789-ABZaz \xff", k=chance.randrange(4))
            )
            data = data or bytearray(b"<")
        outcome(zipped({**whole, name: bytes(data)}))


def test_cut_short_anywhere() -> None:
    data = FORMATTED
    for length in range(0, len(data), 37):
        assert isinstance(outcome(data[:length]), str)
