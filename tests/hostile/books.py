"""Workbooks that are damaged, disguised or built to do harm: `BOOKS` maps a name to the function that makes one.

python -m tests.hostile.books FOLDER      # writes them all, to try them on something else
"""

from __future__ import annotations

import io
import random
import re
import struct
import sys
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from kpi_sheets.model import column_letter
from tests.workbook.handmade import (
    MAIN,
    SHEET,
    SHEET_LINKS,
    STRINGS,
    STYLES,
    WORKBOOK,
    WORKBOOK_LINKS,
    links,
    rows,
    strings,
    styles,
    workbook,
    worksheet,
    zipped,
)

BOOKS: dict[str, Callable[[], bytes]] = {}
HEADER = ("KPI", "Target", "Actual", "Unit", "Period", "Owner")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EVIL_TEXTS = (
    "\u202eHFSAC\u202c orders", "\u2066orders\u2069 \u200f\u200e", "a\u2028::error::owned", "\u0085\u009b31m",
    "_x001B_[31mred_x001B_]0;title_x0007_", "_x0000_", "_xD800_", "_x000D__x000A_::error::owned", "<script>alert(1)</script>",
    "=cmd|'/c calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "[x](javascript:alert(1))", "%0A::error::owned", "a|b\\|c`d`",
    "Z\u0351\u036b\u0343\u0363" * 200, "\U0001f469\u200d\U0001f4bb" * 300, "\ufeff\ufffe\uffff",
)  # fmt: skip


def book(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """List a workbook under the name of its function."""
    BOOKS[make.__name__] = make
    return make


def table(lines: Iterable[Iterable[str | float]], header: Iterable[str] = HEADER) -> str:
    """Return `<sheetData>` with a header and lines of text and numbers, all text inline."""
    return f"<sheetData>{''.join(_row(n, line) for n, line in enumerate((tuple(header), *lines), 1))}</sheetData>"


def _row(number: int, line: Iterable[str | float]) -> str:
    cells = (_cell(f"{column_letter(column)}{number}", value) for column, value in enumerate(line, 1))
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(address: str, value: str | float) -> str:
    if not isinstance(value, str):
        return f'<c r="{address}"><v>{value}</v></c>'
    text = "".join(f"&#{ord(char)};" if char in "<>&\"'" else char for char in value)
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def kpi(name: str = "Number of orders") -> tuple[str | float, ...]:
    """Return the line of a KPI."""
    return (name, 10, 8, "orders", "month", "Head of sales")


def sheet(body: str, **parts: str | bytes | None) -> bytes:
    """Return a workbook with one sheet, and other parts changed."""
    return zipped({SHEET: worksheet(body), **parts})


def stored(changes: dict[str, str | bytes | None]) -> bytes:
    """Return a workbook that isn't compressed, so that it is no bomb whatever it repeats."""
    return zipped(changes, zipfile.ZIP_STORED)


def pack(body: bytes, copies: int) -> bytes:
    """Deflate a text that is repeated, without making it: megabytes become gigabytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packer.compress(b"")
    piece = packer.compress(body) + packer.flush(zlib.Z_FULL_FLUSH)
    return piece * copies + packer.flush()


def bomb(size: int) -> bytes:
    """Return a workbook of 2 MB whose sheet inflates to 2 GB, and whose directory says that it is `size` bytes."""
    data = pack(b"<row><c><v>" + b"1" * (1 << 20) + b"</v></c></row>", 2048)
    body = bytearray(zipped({SHEET: "@"}, zipfile.ZIP_STORED))
    with zipfile.ZipFile(io.BytesIO(bytes(body))) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist() if info.filename != SHEET]
    return raw_zip([*((name, text, len(text), 0) for name, text in members), (SHEET, data, size, 8)])


def raw_zip(members: Iterable[tuple[str, bytes, int, int]]) -> bytes:
    """Write an archive as told: (name, the bytes as stored, the size it is said to have, the method)."""
    body, directory, count = b"", b"", 0
    for name, data, size, method in members:
        sizes = struct.pack("<LLL", zlib.crc32(data) if method == 0 else 0, len(data), size)
        head = struct.pack("<HHHHH", 20, 0, method, 0, 33) + sizes + struct.pack("<HH", len(name), 0)
        directory += b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHLL", 0, 0, 0, 0, len(body))
        directory += name.encode()
        body += b"PK\3\4" + head + name.encode() + data
        count += 1
    return body + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)


# ── Cells that other readers stumble over ──────────────────────────────────────────────────────────────────────────────


@book
def far_corners() -> bytes:
    return sheet(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )


@book
def dimension_that_lies() -> bytes:
    return sheet('<dimension ref="A1:XFD1048576"/>' + table([kpi()]))


@book
def three_million_figures() -> bytes:
    line = "".join(f'<c r="{column_letter(n)}@"><v>{n}.5</v></c>' for n in range(1, 21))
    return stored({SHEET: rows("".join(f'<row r="{n}">{line.replace("@", str(n))}</row>' for n in range(1, 150_001)))})


@book
def three_million_figures_under_a_header() -> bytes:
    line = "".join(f'<c r="{column_letter(n)}@"><v>{n}.5</v></c>' for n in range(2, 22))
    header = _row(1, HEADER)
    body = "".join(f'<row r="{n}">{line.replace("@", str(n))}</row>' for n in range(2, 150_001))
    return stored({SHEET: rows(header + body)})


@book
def many_sheets_of_figures() -> bytes:
    line = "".join(f"<c><v>{n}.25</v></c>" for n in range(20))
    parts: dict[str, str | bytes | None] = {
        f"xl/worksheets/s{n}.xml": rows(f"<row>{line}</row>" * 1000) for n in range(150)
    }
    names = "".join(f'<sheet name="s{n}" sheetId="{n + 1}" r:id="rId{n + 1}"/>' for n in range(150))
    targets = [("worksheet", f"worksheets/s{n}.xml") for n in range(150)]
    return stored(
        {
            **parts,
            SHEET: None,
            STRINGS: None,
            STYLES: None,
            WORKBOOK: workbook(sheets=names),
            WORKBOOK_LINKS: links(*targets),
        }
    )


@book
def errors_and_formulas_without_a_result() -> bytes:
    errors = '<row r="2"><c r="A2" t="inlineStr"><is><t>Orders</t></is></c><c r="B2" t="e"><v>#DIV/0!</v></c><c r="C2"><f>B2*2</f></c></row>'
    return sheet(f"<sheetData>{_row(1, HEADER)}{errors}</sheetData>")


@book
def dates_that_do_not_exist() -> bytes:
    days = (60, -1, 2_958_466, 1e300)
    lines = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>Orders</t></is></c><c r="B{n}" s="1"><v>{day}</v></c></row>'
        for n, day in enumerate(days, 2)
    )
    return sheet(f"<sheetData>{_row(1, ('KPI', 'Deadline'))}{lines}</sheetData>", **{STYLES: styles("dd-mm-yyyy")})


@book
def figures_as_text() -> bytes:
    return sheet(
        table([("Omzet per maand", text) for text in ("10.000,50", "€ 10.000", "90%", "< 2 uur", "1e9999", "９９")])
    )


@book
def numbers_without_end() -> bytes:
    """Python makes no number of more than 4,300 digits."""
    nines = "9" * 5000
    spanned = table([kpi()]).replace('<row r="2"', f'<row r="2" spans="1:{nines}"')
    comment = f'<comment ref="A2" authorId="{nines}"><text><t>x</t></text></comment>'
    return sheet(spanned, **{
        WORKBOOK: workbook(after=f'<definedNames><definedName name="a" localSheetId="{nines}">1</definedName></definedNames>'),
        SHEET_LINKS: links(("comments", "../comments1.xml")),
        "xl/comments1.xml": f'<comments xmlns="{MAIN}"><commentList>{comment}</commentList></comments>',
    })  # fmt: skip


@book
def longest_cells() -> bytes:
    texts = [f"{n} " + "omzet per maand van 5 naar 10 % vóór 31-12-2027 en " * 700 for n in range(200)]
    return stored({SHEET: worksheet(table([kpi(text[:32_767]) for text in texts]))})


@book
def cells_longer_than_excel_allows() -> bytes:
    return stored({SHEET: worksheet(table([kpi("a-1,5% " * 150_000)]))})


@book
def gigabyte_of_shared_text() -> bytes:
    items = strings(*(f"<t>{n}{chr(0x10348) * 32_000}</t>" for n in range(1200)))
    return zipped({SHEET: worksheet(table([kpi()])), STRINGS: items}, zipfile.ZIP_STORED)


# ── What stands around the cells ───────────────────────────────────────────────────────────────────────────────────────


@book
def million_merges() -> bytes:
    merges = "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(2, 1_000_002))
    return zipped({SHEET: worksheet(f"{table([kpi()])}<mergeCells>{merges}</mergeCells>")})


@book
def merges_over_each_other() -> bytes:
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 5000
    return stored({SHEET: worksheet(f"{table([kpi()] * 50)}<mergeCells>{merges}</mergeCells>")})


@book
def columns_over_each_other() -> bytes:
    column = '<col min="1" max="16384" hidden="1"/>'
    return stored({SHEET: worksheet(f"<cols>{column * 50_000}</cols>{table([kpi()])}")})


@book
def names_in_a_circle() -> bytes:
    names = "".join(f'<definedName name="n{n}">n{(n + 1) % 1000}</definedName>' for n in range(1000))
    return sheet(table([kpi()]), **{WORKBOOK: workbook(after=f"<definedNames>{names}</definedNames>")})


@book
def million_names() -> bytes:
    names = "".join(f'<definedName name="n{n}">KPIs!$A${n}</definedName>' for n in range(1_000_000))
    return sheet(table([kpi()]), **{WORKBOOK: workbook(after=f"<definedNames>{names}</definedNames>")})


@book
def million_comments() -> bytes:
    notes = "".join(
        f'<comment ref="A{n}"><text><t>kpi-sheets: ignore M203</t></text></comment>' for n in range(1, 1_000_001)
    )
    return sheet(table([kpi()]), **{
        SHEET_LINKS: links(("comments", "../comments1.xml")),
        "xl/comments1.xml": f'<comments xmlns="{MAIN}"><commentList>{notes}</commentList></comments>',
    })  # fmt: skip


@book
def one_row_over_and_over() -> bytes:
    """A row of all columns, told again for each of many cells, with a comment in each."""
    whole = "".join(f'<c r="{column_letter(n)}9"><v>{n}</v></c>' for n in range(1, 16_385))
    notes = "".join(f'<comment ref="{column_letter(n)}9"><text><t>n</t></text></comment>' for n in range(1, 16_385))
    again = '<row r="9"><c r="A9"><v>1</v></c></row>' * 20_000
    body = table([kpi()] * 5).replace("</sheetData>", f'<row r="9">{whole}</row>{again}</sheetData>')
    return stored({
        SHEET: worksheet(body),
        SHEET_LINKS: links(("comments", "../comments1.xml")),
        "xl/comments1.xml": f'<comments xmlns="{MAIN}"><commentList>{notes}</commentList></comments>',
    })  # fmt: skip


@book
def million_styles() -> bytes:
    return zipped(
        {STYLES: styles(*("0" for _ in range(300_000))), SHEET: worksheet(table([kpi()]))}, zipfile.ZIP_STORED
    )


@book
def formats_that_backtrack() -> bytes:
    formats = ["[" * 5000, "&quot;" * 5000, "\\\\" * 5000, "yyyy" * 5000, "[h" * 5000]
    lines = "".join(f'<row><c t="str"><v>Orders</v></c><c s="{n}"><v>1</v></c></row>' for n in range(1, 6))
    return stored({STYLES: styles(*formats), SHEET: rows(_row(1, ("KPI", "Target")) + lines)})


@book
def formats_over_a_million_ranges() -> bytes:
    ranges = "A1 " * 1_000_000
    return stored({SHEET: worksheet(f"{table([kpi()])}<conditionalFormatting sqref='{ranges}'/>")})


@book
def shared_formula_of_a_million_cells() -> bytes:
    master = f"<row><c><f t='shared' si='0' ref='A1:A400000'>{'B1+' * 2700}B1</f><v>1</v></c></row>"
    return zipped(
        {SHEET: rows(master + "<row><c><f t='shared' si='0'/><v>1</v></c></row>" * 400_000)}, zipfile.ZIP_STORED
    )


# ── Markup ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@book
def billion_laughs() -> bytes:
    laughs = ["ha", *(f"&a{n};" * 10 for n in range(9))]
    entities = "".join(f'<!ENTITY a{n} "{laugh}">' for n, laugh in enumerate(laughs))
    return zipped({SHEET: f"<!DOCTYPE x [{entities}]>" + rows("<row><c t='str'><v>&a9;</v></c></row>")})


@book
def entity_that_reads_a_file() -> bytes:
    return zipped(
        {SHEET: "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + rows("<row><c t='str'><v>&a;</v></c></row>")}
    )


@book
def ill_formed() -> bytes:
    return zipped({SHEET: rows(_row(1, HEADER) + "<row><c></row>")})


@book
def nested_deep() -> bytes:
    return stored({SHEET: worksheet("".join(f"<x{n % 97}>" for n in range(300_000)))})


@book
def elements_that_nobody_reads() -> bytes:
    return stored({SHEET: worksheet("<x><y/></x>" * 5_000_000 + table([kpi()]))})


@book
def one_element_of_a_million() -> bytes:
    return stored({SHEET: rows(f"<row>{'<v/>' * 6_000_000}</row>")})


@book
def one_tag_of_a_million_attributes() -> bytes:
    attributes = " ".join(f"a{n}=''" for n in range(1_000_000))
    return stored({SHEET: rows(f"<row {attributes}/>")})


@book
def bad_utf_8() -> bytes:
    return zipped({SHEET: worksheet(table([kpi("Ziekteverzuim \xe9\xff")])).encode("latin-1")})


@book
def overlong_utf_8() -> bytes:
    return zipped({SHEET: worksheet(table([kpi("@")])).encode().replace(b"@", b"\xc0\xbcscript\xed\xa0\x80")})


@book
def utf_7() -> bytes:
    return zipped({SHEET: '<?xml version="1.0" encoding="utf-7"?>' + worksheet(table([kpi("+ADw-script+AD4-")]))})


@book
def control_and_right_to_left_characters() -> bytes:
    name = "KPI&#x202e;s\u2066 &#9;&#10;::error::x"
    lines = [kpi(text.replace("\ufffe", "").replace("\uffff", "")) for text in EVIL_TEXTS]
    return sheet(table(lines), **{WORKBOOK: workbook(sheets=f'<sheet name="{name}" sheetId="1" r:id="rId1"/>')})


@book
def control_characters_in_the_markup() -> bytes:
    return sheet(table([kpi("bell \x07 escape \x1b[31m")]))


# ── Formulas and links that would run or fetch something ───────────────────────────────────────────────────────────────


@book
def formulas_that_run_programs() -> bytes:
    formulas = (
        "cmd|'/c calc'!A0", "DDE(&quot;cmd&quot;;&quot;/c calc&quot;;&quot;x&quot;)", "WEBSERVICE(&quot;http://127.0.0.1:9/&quot;)",
        "HYPERLINK(&quot;http://127.0.0.1:9/&quot;,&quot;x&quot;)", "CALL(&quot;kernel32&quot;,&quot;WinExec&quot;,&quot;JJ&quot;,0)",
        "EXEC(&quot;calc&quot;)", "'\\\\127.0.0.1\\share\\[x.xlsx]S'!A1", "IMPORTXML(&quot;http://127.0.0.1:9/&quot;,&quot;//a&quot;)",
    )  # fmt: skip
    lines = "".join(
        f'<row r="{n}"><c r="A{n}" t="str"><v>Orders {n}</v></c><c r="B{n}"><f>{formula}</f><v>10</v></c></row>'
        for n, formula in enumerate(formulas, 2)
    )
    return sheet(f"<sheetData>{_row(1, HEADER)}{lines}</sheetData>")


@book
def links_to_elsewhere() -> bytes:
    outside = 'TargetMode="External" Target="file:///etc/passwd"'
    listing = links(
        ("worksheet", "worksheets/sheet1.xml"), ("externalLink", "externalLinks/e1.xml"), ("connections", "c.xml")
    )
    listing = listing.replace("</Relationships>", f'<Relationship Id="x" Type="/table" {outside}/></Relationships>')
    return sheet(table([kpi()]), **{
        WORKBOOK_LINKS: listing,
        "xl/externalLinks/e1.xml": f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>',
        "xl/c.xml": f'<connections xmlns="{MAIN}"><connection id="1" odcFile="http://127.0.0.1:9/"/></connections>',
    })  # fmt: skip


@book
def macros() -> bytes:
    return sheet(table([kpi()]), **{"xl/vbaProject.bin": OLE + b"Auto_Open Shell calc" * 100})


# ── Parts that lead astray ─────────────────────────────────────────────────────────────────────────────────────────────


@book
def sheet_that_is_missing() -> bytes:
    return zipped({SHEET: None})


@book
def shared_text_that_is_missing() -> bytes:
    return zipped({STRINGS: None})


@book
def links_in_a_circle() -> bytes:
    return zipped({"_rels/.rels": links(("officeDocument", "_rels/.rels"))})


@book
def sheet_that_is_the_workbook() -> bytes:
    return zipped({WORKBOOK_LINKS: links(("worksheet", "workbook.xml"))})


@book
def sheet_that_is_two_sheets() -> bytes:
    two = '<sheet name="a" sheetId="1" r:id="rId1"/><sheet name="b" sheetId="2" r:id="rId1"/>'
    return zipped({WORKBOOK: workbook(sheets=two)})


@book
def path_out_of_the_archive() -> bytes:
    return zipped({"../../../../tmp/kpi-sheets-was-here": "x"})


@book
def path_from_the_root() -> bytes:
    return zipped({"/tmp/kpi-sheets-was-here": "x"})


@book
def path_of_another_system() -> bytes:
    return zipped({"xl\\..\\..\\kpi-sheets-was-here": "x"})


@book
def path_of_a_sheet_out_of_the_archive() -> bytes:
    return zipped({WORKBOOK_LINKS: links(("worksheet", "../../../../../../etc/passwd"))})


# ── Archives ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@book
def bomb_of_two_gigabytes() -> bytes:
    return bomb(2 << 30)


@book
def bomb_that_says_it_is_small() -> bytes:
    return bomb(5000)


@book
def too_many_parts() -> bytes:
    return zipped({f"xl/{number}": "" for number in range(20_000)})


@book
def parts_that_are_there_twice() -> bytes:
    buffer = io.BytesIO(zipped())
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, rows(""))
    return buffer.getvalue()


@book
def parts_that_overlap() -> bytes:
    data = zlib.compress(rows("<row/>" * 200_000).encode())[2:-4]
    whole = bytearray(raw_zip([(f"xl/worksheets/s{n}.xml", data if n == 0 else b"", len(data), 8) for n in range(500)]))
    at = whole.index(b"PK\1\2")
    for found in re.finditer(b"PK\1\2", bytes(whole[at:])):
        whole[at + found.start() + 42 : at + found.start() + 46] = bytes(4)
    return bytes(whole)


@book
def archive_in_an_archive() -> bytes:
    inner = zipped()
    for _ in range(50):
        inner = zipped({"xl/embeddings/book.xlsx": inner})
    return inner


@book
def cut_short() -> bytes:
    return zipped()[:-200]


@book
def flipped_bit() -> bytes:
    data = bytearray(zipped({SHEET: worksheet(table([kpi(str(n)) for n in range(50)]))}))
    data[data.index(SHEET.encode()) + 200] ^= 16
    return bytes(data)


@book
def encrypted_part() -> bytes:
    data = bytearray(zipped())
    for signature, at in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        for found in re.finditer(re.escape(signature), bytes(data)):
            data[found.start() + at] |= 1
    return bytes(data)


# ── Other files under the name of a workbook ───────────────────────────────────────────────────────────────────────────


def _other(name: str, data: bytes) -> None:
    BOOKS[name] = lambda: data


_other("empty_file", b"")
_other("encrypted_workbook", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
_other("old_workbook", OLE + bytes(600) + "Workbook".encode("utf-16-le"))
_other("binary_workbook", zipped({"xl/workbook.bin": "", WORKBOOK: None, "_rels/.rels": None}))
_other("open_document", zipped({"content.xml": "", "mimetype": "", WORKBOOK: None, "_rels/.rels": None}))
_other("text_file", b"KPI;Target\r\n=cmd|'/c calc'!A0;10\r\n")
_other("web_page", b"<!DOCTYPE html><html><script>alert(1)</script>")
_other("noise", random.Random(7).randbytes(100_000))
_other("zeros", bytes(1_000_000))


def write_all(folder: Path) -> None:
    """Write all of them into a folder."""
    for name, make in BOOKS.items():
        (folder / f"{name}.xlsx").write_bytes(make())


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
