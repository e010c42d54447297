"""What stands in a cell's XML, and what is read."""

# ruff: noqa: E501 (a row of a table, and the XML in it, reads best on one line)

from __future__ import annotations

import datetime as dt

import pytest
from handmade import (
    MAIN,
    OFFICE,
    SHEET,
    STRICT,
    STRICT_OFFICE,
    STRINGS,
    STYLES,
    WORKBOOK,
    WORKBOOK_LINKS,
    links,
    parts,
    rows,
    strings,
    styles,
    workbook,
    zipped,
)

from kpi_sheets.model import Cell, ErrorValue, OutOfRangeDate
from kpi_sheets.workbook import read

DAY, CLOCK, BOTH, ELAPSED, PERCENT = range(1, 6)
FORMATS = styles("dd-mm-yyyy", "h:mm", "yyyy-mm-dd hh:mm", "[h]:mm", "0%")
TEXTS = strings(
    "<t>Omzet</t>",
    "<r><rPr><b/></rPr><t>Doel</t></r><r><t xml:space='preserve'> 2026</t></r>",
    "<t>課きく</t><rPh sb='0' eb='1'><t>カ</t></rPh>",
    "<t><![CDATA[a < b & c]]></t>",
    "<t>twee_x000D_\nregels</t>",
    "<t>_x005F_x000D_</t>",
    "<t>_xD83D__xDE00_</t>",
    "<t>_xD83D_</t>",
    "<t>\n   eigenaar\n  </t>",
    "<t xml:space='preserve'>  eigenaar </t>",
    "<t/>",
    "",
)


def first_cell(xml: str, before: str = "") -> Cell | None:
    changes = {
        SHEET: rows(f'<row r="1">{xml}</row>'),
        STRINGS: TEXTS,
        STYLES: FORMATS,
        WORKBOOK: workbook(before),
    }
    return read(zipped(changes)).sheets[0].cell(1, 1)


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        ("<c r='A1'><v>12</v></c>", 12),
        ("<c r='A1' t='n'><v>-12</v></c>", -12),
        ("<c r='A1'><v>12.0</v></c>", 12.0),
        ("<c r='A1'><v>1.5E-3</v></c>", 0.0015),
        ("<c r='A1'><v>1E3</v></c>", 1000.0),
        ("<c r='A1'><v> 12 </v></c>", 12),
        ("<c r='A1'><v>12345678901234567890</v></c>", 12345678901234567890),
        ("<c r='A1'><v><![CDATA[12]]></v></c>", 12),
        ("<c r='A1'><v>1<!-- one -->2</v></c>", 12),
        ("<c><v>12</v></c>", 12),
        ("<c r='A1' t='b'><v>1</v></c>", True),
        ("<c r='A1' t='b'><v>0</v></c>", False),
        ("<c r='A1' t='e'><v>#DIV/0!</v></c>", ErrorValue("#DIV/0!")),
        ("<c r='A1' t='str'><v>klaar</v></c>", "klaar"),
        ("<c r='A1' t='str'><v>a_x000A_b</v></c>", "a\nb"),
        ("<c r='A1' t='d'><v>2026-12-31</v></c>", dt.date(2026, 12, 31)),
        ("<c r='A1' t='d'><v>2026-12-31T08:30:00Z</v></c>", dt.datetime(2026, 12, 31, 8, 30)),
        ("<c r='A1' t='d'><v>08:30:00</v></c>", dt.time(8, 30)),
        ("<c r='A1' t='inlineStr'><is><t>klaar</t></is></c>", "klaar"),
        ("<c r='A1' t='inlineStr'><is><r><t>kl</t></r><r><t>aar</t></r></is></c>", "klaar"),
        ("<c r='A1' t='s'><v>0</v></c>", "Omzet"),
        ("<c r='A1' t='s'><v>1</v></c>", "Doel 2026"),
        ("<c r='A1' t='s'><v>2</v></c>", "課きく"),
        ("<c r='A1' t='s'><v>3</v></c>", "a < b & c"),
        ("<c r='A1' t='s'><v>4</v></c>", "twee\r\nregels"),
        ("<c r='A1' t='s'><v>5</v></c>", "_x000D_"),
        ("<c r='A1' t='s'><v>6</v></c>", "\N{GRINNING FACE}"),
        ("<c r='A1' t='s'><v>7</v></c>", "\N{REPLACEMENT CHARACTER}"),
        ("<c r='A1' t='s'><v>8</v></c>", "eigenaar"),
        ("<c r='A1' t='s'><v>9</v></c>", "  eigenaar "),
        ("<c r='A1' t='s'><v>10</v></c>", ""),
        ("<c r='A1' t='s'><v>11</v></c>", ""),
        (f"<c r='A1' s='{PERCENT}'><v>0.9</v></c>", 0.9),
        (f"<c r='A1' s='{DAY}'><v>46387</v></c>", dt.date(2026, 12, 31)),
        (f"<c r='A1' s='{DAY}'><v>46387.5</v></c>", dt.datetime(2026, 12, 31, 12)),
        (f"<c r='A1' s='{DAY}'><v>59</v></c>", dt.date(1900, 2, 28)),
        (f"<c r='A1' s='{DAY}'><v>60</v></c>", OutOfRangeDate(60)),
        (f"<c r='A1' s='{DAY}'><v>61</v></c>", dt.date(1900, 3, 1)),
        (f"<c r='A1' s='{DAY}'><v>0</v></c>", OutOfRangeDate(0)),
        (f"<c r='A1' s='{DAY}'><v>-1</v></c>", OutOfRangeDate(-1)),
        (f"<c r='A1' s='{DAY}'><v>2958465</v></c>", dt.date(9999, 12, 31)),
        (f"<c r='A1' s='{DAY}'><v>2958466</v></c>", OutOfRangeDate(2958466)),
        (f"<c r='A1' s='{DAY}'><v>1E+300</v></c>", OutOfRangeDate(1e300)),
        (f"<c r='A1' s='{CLOCK}'><v>0.5</v></c>", dt.time(12)),
        (f"<c r='A1' s='{CLOCK}'><v>0.999999999999</v></c>", dt.time(23, 59, 59, 999000)),
        (f"<c r='A1' s='{BOTH}'><v>46387</v></c>", dt.datetime(2026, 12, 31)),
        (f"<c r='A1' s='{BOTH}'><v>46387.3541666667</v></c>", dt.datetime(2026, 12, 31, 8, 30)),
        (f"<c r='A1' s='{ELAPSED}'><v>1.5</v></c>", dt.timedelta(days=1, hours=12)),
        (f"<c r='A1' s='{ELAPSED}'><v>1E+300</v></c>", OutOfRangeDate(1e300)),
        (f"<c r='A1' s='{DAY}' t='str'><v>46387</v></c>", "46387"),
    ],
)
def test_value(xml: str, value: object) -> None:
    cell = first_cell(xml)
    assert cell is not None
    assert (cell.value, type(cell.value)) == (value, type(value))


@pytest.mark.parametrize(
    "xml",
    [
        "<c r='A1'/>",
        "<c r='A1' s='1'/>",
        "<c r='A1'><v/></c>",
        "<c r='A1'><v></v></c>",
        "<c r='A1' t='s'><v/></c>",
        "<c r='A1'><extLst/></c>",
        "<x xmlns='urn:x' r='A1'><v>1</v></x>",
    ],
)
def test_cell_without_content_is_left_out(xml: str) -> None:
    assert first_cell(xml) is None


@pytest.mark.parametrize(
    ("style", "serial", "value"),
    [
        (DAY, 0, dt.date(1904, 1, 1)),
        (DAY, 60, dt.date(1904, 3, 1)),
        (DAY, 44925, dt.date(2026, 12, 31)),
        (DAY, -1, OutOfRangeDate(-1)),
        (DAY, 2957003, dt.date(9999, 12, 31)),
        (DAY, 2957004, OutOfRangeDate(2957004)),
        (CLOCK, 0.25, dt.time(6)),
    ],
)
def test_date_in_the_1904_system(style: int, serial: float, value: object) -> None:
    cell = first_cell(f"<c r='A1' s='{style}'><v>{serial}</v></c>", before="<workbookPr date1904='1'/>")
    assert cell is not None
    assert (cell.value, type(cell.value)) == (value, type(value))


@pytest.mark.parametrize(
    ("xml", "formula", "value"),
    [
        ("<c r='A1'><f>B1/C1</f><v>0.9</v></c>", "B1/C1", 0.9),
        ("<c r='A1'><f>B1/C1</f></c>", "B1/C1", None),
        ("<c r='A1'><f>B1/C1</f><v></v></c>", "B1/C1", None),
        ("<c r='A1' t='str'><f>\"\"</f><v></v></c>", '""', ""),
        ("<c r='A1' t='e'><f>1/0</f><v>#DIV/0!</v></c>", "1/0", ErrorValue("#DIV/0!")),
        ("<c r='A1'><f t='array' ref='A1:A2'>B1:B2*2</f><v>4</v></c>", "B1:B2*2", 4),
        ("<c r='A1'><f t='dataTable' ref='A1:A2' r1='C1'/><v>4</v></c>", "", 4),
        ("<c r='A1'><f t='shared' si='7'/><v>4</v></c>", "", 4),
    ],
)
def test_formula(xml: str, formula: str, value: object) -> None:
    cell = first_cell(xml)
    assert cell is not None
    assert (cell.formula, cell.value, cell.not_calculated) == (formula, value, value is None)


def test_shared_formula_is_told_for_every_member() -> None:
    body = (
        "<row r='1'><c r='A1'><f t='shared' ref='A1:B2' si='0'>C1/$D$1</f><v>1</v></c>"
        "<c r='B1'><f t='shared' si='0'/><v>2</v></c></row>"
        "<row r='2'><c r='A2'><f t='shared' si='0'/><v>3</v></c></row>"
    )
    sheet = read(zipped({SHEET: rows(body)})).sheets[0]
    assert [cell.formula for row in sheet.rows.values() for cell in row.values()] == [
        "C1/$D$1",
        "D1/$D$1",
        "C2/$D$1",
    ]


def test_places_that_are_left_out_count_on() -> None:
    body = "<row><c><v>1</v></c><c r='C1'><v>2</v></c><c><v>3</v></c></row><row r='5'><c/><c><v>4</v></c></row><row/><row><c><v>5</v></c></row>"
    sheet = read(zipped({SHEET: rows(body)})).sheets[0]
    found = {cell.address: cell.value for row in sheet.rows.values() for cell in row.values()}
    assert found == {"A1": 1, "C1": 2, "D1": 3, "B5": 4, "A7": 5}


def test_cells_come_in_order_whatever_the_file_does() -> None:
    body = (
        "<row r='3'><c r='B3'><v>1</v></c><c r='A3'><v>2</v></c></row><row r='1'><c r='A1'><v>3</v></c></row>"
    )
    sheet = read(zipped({SHEET: rows(body)})).sheets[0]
    assert [cell.address for row in sheet.rows.values() for cell in row.values()] == ["A1", "A3", "B3"]


def test_number_format_goes_with_the_cell() -> None:
    cell = first_cell(f"<c r='A1' s='{PERCENT}'><v>0.9</v></c>")
    assert cell is not None
    assert cell.number_format == "0%"


def test_corners_of_the_largest_sheet_cost_nothing() -> None:
    body = "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>2</v></c></row>"
    lie = rows(body).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    sheet = read(zipped({SHEET: lie})).sheets[0]
    assert {cell.address: cell.value for row in sheet.rows.values() for cell in row.values()} == {
        "A1": 1,
        "XFD1048576": 2,
    }


def _strict(text: str) -> str:
    return text.replace(MAIN, STRICT).replace(OFFICE, STRICT_OFFICE)


def _prefixed(text: str) -> str:
    """Write `<c>` as `<x:c>`, as some programs do."""
    if f'xmlns="{MAIN}"' not in text:
        return text
    text = text.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")
    return text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')


def _utf_16(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")


def _indented(text: str) -> str:
    return text.replace("><", ">\r\n  <").replace("<t>Omzet</t>", "<t>Omzet</t>\n")


@pytest.mark.parametrize("change", [_strict, _prefixed, _utf_16, _indented])
def test_dialects_of_xml_read_the_same(change) -> None:
    plain = parts(
        {
            STYLES: FORMATS,
            SHEET: rows(f"<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' s='{DAY}'><v>46387</v></c></row>"),
        }
    )
    changed = {name: change(text) for name, text in plain.items() if name != "[Content_Types].xml"}
    assert read(zipped(changed)) == read(zipped(plain))


@pytest.mark.parametrize(
    "target",
    [
        "/xl/worksheets/sheet1.xml",
        "./worksheets/sheet1.xml",
        "../xl/worksheets/SHEET1.xml",
        "worksheets\\sheet1.xml",
    ],
)
def test_relationship_targets(target: str) -> None:
    targets = links(("worksheet", target), ("sharedStrings", "/xl/sharedStrings.xml"))
    cell = read(zipped({WORKBOOK_LINKS: targets})).sheets[0].cell(1, 1)
    assert cell is not None
    assert cell.value == "Omzet"


def test_parts_that_a_workbook_can_do_without() -> None:
    changes = {STRINGS: None, STYLES: None, "_rels/.rels": None, "[Content_Types].xml": None}
    changes |= {
        WORKBOOK_LINKS: links(("worksheet", "worksheets/sheet1.xml")),
        SHEET: rows("<row><c><v>1</v></c></row>"),
    }
    assert read(zipped(changes)).sheets[0].cell(1, 1) == Cell(1, 1, 1)
