"""What is fuzzed: each target takes any bytes, and raises nothing but what it is meant to raise.

The first byte of the input chooses what the rest is taken for, so that a mutation reaches behind the checksums of the
archive: one part of a small workbook is replaced, then packed.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import zipfile
from pathlib import Path

from kpi_sheets.language import available, load
from kpi_sheets.model import KpiSheetsError
from kpi_sheets.register import load_default, read_tables
from kpi_sheets.statement import parse
from kpi_sheets.workbook import WorkbookError, read
from kpi_sheets.workbook.patch import Edit, patch
from tests.workbook.handmade import (
    MAIN,
    SHEET,
    SHEET_LINKS,
    STRINGS,
    STYLES,
    WORKBOOK,
    WORKBOOK_LINKS,
    links,
    parts,
    strings,
    styles,
    workbook,
    worksheet,
    zipped,
)

AS_OF = dt.date(2026, 11, 24)
PACKS = tuple(map(load, available()))
TABLE = "xl/tables/table1.xml"
COMMENTS = "xl/comments1.xml"
WHOLE = parts({
    WORKBOOK: workbook(after='<definedNames><definedName name="a">KPIs!$A$1</definedName></definedNames>'),
    STRINGS: strings("<t>KPI</t>", "<t>Target</t>", "<r><t>Actual</t></r>", "<t>Number of orders per month</t>"),
    STYLES: styles("dd-mm-yyyy", "0%"),
    SHEET: worksheet(
        '<dimension ref="A1:C3"/><cols><col min="2" max="3" hidden="1" style="1"/></cols><sheetData><row r="1" spans="1:3">'
        '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>Actual</t></is></c></row>'
        '<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" s="2"><v>0.9</v></c>'
        '<c r="C2"><f t="shared" si="0" ref="C2:C3">B2*2</f><v>1.8</v></c></row>'
        '<row r="3" hidden="1"><c r="A3" t="str"><v>Sick leave</v></c><c r="B3" s="1"><v>46387</v></c>'
        '<c r="C3" t="e"><f t="shared" si="0"/><v>#REF!</v></c></row></sheetData>'
        '<mergeCells count="1"><mergeCell ref="A5:B6"/></mergeCells><dataValidations><dataValidation type="list" '
        'sqref="A1:A9 C1"><formula1>"a,b"</formula1></dataValidation></dataValidations>'
    ),
    SHEET_LINKS: links(("table", "../tables/table1.xml"), ("comments", "../comments1.xml")),
    TABLE: f'<table xmlns="{MAIN}" name="T" displayName="T" ref="A1:C3"><tableColumns count="3"><tableColumn id="1" '
    'name="KPI"/><tableColumn id="2" name="Target"/><tableColumn id="3" name="Actual"/></tableColumns></table>',
    COMMENTS: f'<comments xmlns="{MAIN}"><commentList><comment ref="A2"><text><t>kpi-sheets: ignore M203 agreed</t>'
    "</text></comment></commentList></comments>",
})  # fmt: skip
PARTS = (SHEET, STRINGS, STYLES, WORKBOOK, WORKBOOK_LINKS, SHEET_LINKS, TABLE, COMMENTS, "[Content_Types].xml")
EDITS = (
    Edit("KPIs", 2, 3, 7.5),
    Edit("KPIs", 3, 2, "On track"),
    Edit("KPIs", 4, 4, AS_OF),
    Edit("KPIs", 1, 4, "Status"),
)
SENTENCES = (
    "Number of orders ≥ 95% per month by end of 2027",
    "Ziekteverzuim van 6,5% naar 4,5% vóór 31-12-2027",
    "Umsatz um 10.000 € pro Quartal steigern",
    "1 op de 10 klanten belt binnen 24 uur terug, t.o.v. Q3 2026",
)


def archive(data: bytes) -> None:
    """Read the input as a file."""
    _read(data)


def part(data: bytes) -> None:
    """Read a workbook of which one part is the input, and find its KPIs."""
    _read(_with_part(data))


def patched(data: bytes) -> None:
    """Write into a workbook of which one part is the input: what was refused is untouched, the rest reads back."""
    whole = _with_part(data)
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder, "book.xlsx")
        book.write_bytes(whole)
        try:
            changed = patch(book, EDITS)
        except WorkbookError as error:
            _is_one_line(error)
            _is_same(book, whole)
            return
        assert not changed or not patch(book, EDITS), "a second time changes nothing"
        assert zipfile.ZipFile(book).testzip() is None


def statement(data: bytes) -> None:
    """Parse a sentence in the language that the first byte chooses."""
    text = data[1:].decode("utf-8", "replace")
    said = parse(text, PACKS[(data or b"\0")[0] % len(PACKS)], AS_OF)
    for amount in said.amounts:
        assert text[amount.span.start : amount.span.end] == amount.text


TARGETS = {target.__name__: target for target in (archive, part, patched, statement)}


def seeds(name: str) -> list[bytes]:
    """Return inputs that mean something, for mutations to start from."""
    if name == "archive":
        return [zipped(WHOLE), zipped(WHOLE, zipfile.ZIP_STORED)]
    if name == "statement":
        return [bytes([number]) + text.encode() for number in range(len(PACKS)) for text in SENTENCES]
    return [bytes([number]) + _encoded(WHOLE[part]) for number, part in enumerate(PARTS)]


def _with_part(data: bytes) -> bytes:
    number = (data or b"\0")[0] % len(PARTS)
    return zipped({**WHOLE, PARTS[number]: data[1:]}, zipfile.ZIP_STORED)


def _read(data: bytes) -> None:
    try:
        read_tables(read(data), load_default(), hidden=True)
    except KpiSheetsError as error:
        _is_one_line(error)


def _is_one_line(error: KpiSheetsError) -> None:
    assert str(error).isprintable()
    assert len(str(error)) < 1000


def _is_same(book: Path, whole: bytes) -> None:
    assert book.read_bytes() == whole


def _encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
