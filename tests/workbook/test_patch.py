"""Writing into a workbook: each trap that other programs' files lay."""

from __future__ import annotations

import datetime as dt
import os
import stat
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from patch_books import MAIN, STRINGS, STYLES, book, part, rows_of, sheet, sheet_of, table, workbook

from kpi_sheets.workbook import Range, WorkbookError, read
from kpi_sheets.workbook.patch import Edit, Highlight, Rule, TableColumn, Value, patch, would_change

ROW = '<row r="2"><c r="A2"><v>1</v></c><c r="C2"><v>3</v></c></row>'
FORMULAS = (
    '<row r="1"><c r="B1"><f t="shared" ref="B1:B4" si="0">A1*2&lt;3</f><v>1</v></c></row>'
    '<row r="2"><c r="B2"><f t="shared" si="0"/><v>1</v></c></row>'
    '<row r="3"><c r="B3"><f t="shared" si="0"></f><v>1</v></c></row>'
    '<row r="4"><c r="B4"><f t="shared" si="0"/><v>1</v></c></row>'
)
CHAIN = f'<calcChain xmlns="{MAIN}"><c r="B1" i="1"/></calcChain>'


def edit(row: int, column: int, value: Value, number_format: str | None = None) -> Edit:
    return Edit("KPIs", row, column, value, number_format)


PLACES = [
    ("before the first", ROW, edit(2, 2, 9), '<c r="A2"><v>1</v></c><c r="B2"><v>9</v></c><c r="C2">'),
    ("behind the last", ROW, edit(2, 4, 9), '<c r="C2"><v>3</v></c><c r="D2"><v>9</v></c></row>'),
    ("in place", ROW, edit(2, 1, 9), '<row r="2"><c r="A2"><v>9</v></c><c r="C2">'),
    ("a new row above", ROW, edit(1, 2, 9), '<row r="1"><c r="B1"><v>9</v></c></row><row r="2">'),
    ("a new row below", ROW, edit(7, 2, 9), '</row><row r="7"><c r="B7"><v>9</v></c></row>'),
    ("a sheet without rows", "", edit(2, 2, 9), '<row r="2"><c r="B2"><v>9</v></c></row>'),
    ("a self-closed row", '<row r="2" ht="9"/>', edit(2, 2, 9), '<row r="2" ht="9"><c r="B2"><v>9</v></c></row>'),
    ("a self-closed cell", '<row r="2"><c r="B2" s="2"/></row>', edit(2, 2, 9), '<c r="B2" s="2"><v>9</v></c></row>'),
    ("stale spans", '<row r="2" spans="1:3"><c r="A2"/></row>', edit(2, 5, 9), '<row r="2" spans="1:5">'),
    ("no addresses", "<row><c/><c><v>2</v></c><c/></row>", edit(1, 2, 9), '<row><c/><c r="B1"><v>9</v></c><c/></row>'),
    ("no addresses, behind", "<row><c/><c/></row>", edit(1, 3, 9), '<c/><c/><c r="C1"><v>9</v></c></row>'),
    (
        "the row's style",
        '<row r="2" s="2" customFormat="1"><c r="A2"/></row>',
        edit(2, 5, 9),
        '<c r="E2" s="2"><v>9</v></c>',
    ),
    ("a row's style that doesn't count", '<row r="2" s="2"><c r="A2"/></row>', edit(2, 5, 9), '<c r="E2"><v>9</v></c>'),
    ("a cell with much to lose", '<row r="2"><c r="A2" cm="1" ph="1" s="2"/></row>', edit(2, 1, 9), '<c r="A2" s="2">'),
    ("emptied", ROW, edit(2, 1, None), '<c r="A2"/><c r="C2">'),
    ("a truth", ROW, edit(2, 1, True), '<c r="A2" t="b"><v>1</v></c>'),
    ("a whole float", ROW, edit(2, 1, 50.0), "<v>50</v>"),
    ("a float", ROW, edit(2, 1, 0.1), "<v>0.1</v>"),
    ("a text", ROW, edit(2, 1, "a<b & =1"), '<c r="A2" t="inlineStr"><is><t>a&lt;b &amp; =1</t></is></c>'),
    ("blanks", ROW, edit(2, 1, " a"), '<t xml:space="preserve"> a</t>'),
    ("what XML can't hold", ROW, edit(2, 1, "\x01\r_x0041_"), "<t>_x0001__x000D__x005F_x0041_</t>"),
    ("a formula", '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>', edit(2, 1, 2), '<c r="A2"><v>2</v></c>'),
]


@pytest.mark.parametrize(("rows", "change", "wanted"), [case[1:] for case in PLACES], ids=[case[0] for case in PLACES])
def test_a_cell_is_written_where_it_belongs(tmp_path: Path, rows: str, change: Edit, wanted: str) -> None:
    path = book(tmp_path / "a.xlsx", sheet(rows))
    assert patch(path, [change])
    assert wanted in rows_of(path)
    assert _value(path, change.row, change.column) == change.value
    assert not patch(path, [change])


def test_nothing_but_the_cell_changes(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(ROW, after="<pageMargins left='1'  right=\"1\" /><!-- ok -->"))
    before = sheet_of(path)
    patch(path, [edit(2, 3, 4)])
    assert sheet_of(path) == before.replace("<v>3</v>", "<v>4</v>")


def test_the_columns_style_is_inherited(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(ROW, before='<cols><col min="5" max="9" style="2"/></cols>'))
    patch(path, [edit(2, 6, 1), edit(2, 10, 1)])
    assert '<c r="F2" s="2"><v>1</v></c><c r="J2"><v>1</v></c>' in rows_of(path)


def test_a_prefixed_sheet_keeps_its_prefix(tmp_path: Path) -> None:
    text = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"/></x:sheetData></x:worksheet>'
    path = book(tmp_path / "a.xlsx", text)
    patch(path, [edit(1, 1, "a"), edit(2, 1, 5)])
    cells = '<x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c>'
    assert f'<x:row r="1">{cells}</x:row><x:row r="2"><x:c r="A2"><x:v>5</x:v></x:c></x:row>' in sheet_of(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{name}"?>' + sheet('<row r="1"><c r="A1" t="str"><v>é</v></c></row>')
    path = book(tmp_path / "a.xlsx", text.encode(encoding))
    patch(path, [edit(1, 2, "ë")])
    assert [_value(path, 1, column) for column in (1, 2)] == ["é", "ë"]


def test_the_dimension_grows_with_the_cells(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(ROW, before='<dimension ref="A2:C2"/>'))
    patch(path, [edit(2, 3, 5)])
    assert '<dimension ref="A2:C2"/>' in sheet_of(path)
    patch(path, [edit(9, 5, 5)])
    assert '<dimension ref="A2:E9"/>' in sheet_of(path)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('t="s"><v>0</v>', "Op schema"),
        ('t="s"><v>1</v>', "Achter"),
        ('t="str"><v>a_x0041_</v>', "aA"),
        ('t="inlineStr"><is><r><t>a</t></r><rPh><t>x</t></rPh><r><t>b</t></r></is>', "ab"),
        ("><v>1.50</v>", 1.5),
        ("><v>1E2</v>", 100),
        ('t="b"><v>1</v>', True),
        ('s="1"><v>46350</v>', dt.date(2026, 11, 24)),
        ('s="1"><v>46350.5</v>', dt.datetime(2026, 11, 24, 12)),
        ('s="2">', None),
    ],
)
def test_what_is_there_already_leaves_the_file_alone(tmp_path: Path, cell: str, value: Value) -> None:
    path = book(tmp_path / "a.xlsx", sheet(f'<row r="1"><c r="A1" {cell}</c></row>'), sharedStrings=STRINGS)
    os.utime(path, (1, 1))
    content = path.read_bytes()
    assert not would_change(path, [edit(1, 1, value), edit(5, 5, None)])
    assert would_change(path, [edit(1, 1, "something else")])
    assert not patch(path, [edit(1, 1, value), edit(5, 5, None)])
    assert path.read_bytes() == content
    assert path.stat().st_mtime == 1


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('t="s"><v>0</v>', "Achter"),
        ('t="b"><v>1</v>', 1),
        ("><v>1</v>", True),
        ("><v>1</v>", "1"),
        ('t="e"><v>#N/A</v>', "#N/A"),
        ("><f>1</f><v>1</v>", 1),
        ("><v>46350</v>", dt.date(2026, 11, 24)),
        ("><v>5</v>", None),
        ("", ""),
    ],
)
def test_what_only_looks_alike_is_written(tmp_path: Path, cell: str, value: Value) -> None:
    inside = cell or ">"
    path = book(tmp_path / "a.xlsx", sheet(f'<row r="1"><c r="A1" {inside}</c></row>'), sharedStrings=STRINGS)
    assert patch(path, [edit(1, 1, value)])
    assert not patch(path, [edit(1, 1, value)])


def test_a_date_gets_a_date_format_once(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet('<row r="1"><c r="A1" s="2"/><c r="B1" s="1"/><c r="C1" s="2"/></row>'))
    day = dt.date(2026, 11, 24)
    patch(path, [edit(1, 1, day), edit(1, 2, day), edit(1, 3, day)])
    assert '<c r="A1" s="3"><v>46350</v></c><c r="B1" s="1"><v>46350</v></c><c r="C1" s="3">' in rows_of(path)
    styles = part(path, "xl/styles.xml")
    assert '<cellXfs count="4">' in styles
    assert '<xf numFmtId="14" fontId="0" applyNumberFormat="1"><alignment wrapText="1"/></xf></cellXfs>' in styles
    assert _value(path, 1, 1) == day


def test_a_format_that_follows_the_locale_is_written_out(tmp_path: Path) -> None:
    """Excel's formats 27 to 36 are East Asian dates: other programs show a bare number."""
    path = book(tmp_path / "a.xlsx", sheet(ROW))
    patch(path, [edit(2, 2, dt.date(2026, 11, 24), "yyyy-mm-dd")])
    cell = openpyxl.load_workbook(path)["KPIs"]["B2"]
    assert (cell.value, cell.number_format) == (dt.datetime(2026, 11, 24), "yyyy-mm-dd")


def test_dates_count_from_1904_where_the_workbook_does(tmp_path: Path) -> None:
    settings_ = '<workbookPr date1904="1"/>'
    path = book(tmp_path / "a.xlsx", sheet(ROW), workbook=workbook(settings_))
    moment = dt.datetime(2026, 11, 24, 18)
    patch(path, [edit(1, 1, moment)])
    assert "<v>44888.75</v>" in rows_of(path)
    assert _value(path, 1, 1) == moment


def test_a_number_format_is_made_when_it_is_new(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(ROW))
    patch(path, [edit(2, 1, 0.5, "0.0%"), edit(2, 2, 0.5, "0%"), edit(2, 3, 3, "0.0%")])
    styles = part(path, "xl/styles.xml")
    assert (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>' in styles
    )
    assert '<c r="A2" s="3"><v>0.5</v></c><c r="B2" s="4"><v>0.5</v></c><c r="C2" s="3">' in rows_of(path)
    assert not patch(path, [edit(2, 1, 0.5, "0.0%")])


@pytest.mark.parametrize("gone", [1, 2, 3, 4])
def test_a_shared_formula_outlives_the_cell_that_holds_it(tmp_path: Path, gone: int) -> None:
    path = book(tmp_path / "a.xlsx", sheet(FORMULAS), calcChain=CHAIN)
    patch(path, [edit(row, 2, 7) for row in range(1, gone + 1)])
    formulas = {row: cells[2].formula for row, cells in read(path).sheets[0].rows.items()}
    assert formulas == {row: None if row <= gone else f"A{row}*2<3" for row in range(1, 5)}
    if gone < 4:
        assert f'ref="{Range(gone + 1, 2, 4, 2)}"' in rows_of(path)


def test_a_member_of_a_shared_formula_can_go(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(FORMULAS))
    patch(path, [edit(2, 2, 7)])
    assert rows_of(path) == FORMULAS.replace('<c r="B2"><f t="shared" si="0"/><v>1</v></c>', '<c r="B2"><v>7</v></c>')


def test_the_calculation_chain_goes_with_a_formula(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(FORMULAS), calcChain=CHAIN)
    patch(path, [edit(9, 9, 1)])
    assert "xl/calcChain.xml" in zipfile.ZipFile(path).namelist()
    patch(path, [edit(1, 2, 1)])
    assert "xl/calcChain.xml" not in zipfile.ZipFile(path).namelist()
    assert "calcChain" not in part(path, "[Content_Types].xml") + part(path, "xl/_rels/workbook.xml.rels")


CALCULATIONS = [
    ("", '</sheets><calcPr fullCalcOnLoad="1"/></workbook>'),
    ('<calcPr calcId="1"/>', '<calcPr calcId="1" fullCalcOnLoad="1"/>'),
    ("<definedNames/><extLst/>", '<definedNames/><calcPr fullCalcOnLoad="1"/><extLst/>'),
    ('<calcPr fullCalcOnLoad="0"/>', '<calcPr fullCalcOnLoad="1"/>'),
    ('<calcPr fullCalcOnLoad="true"/>', '<calcPr fullCalcOnLoad="true"/>'),
]


@pytest.mark.parametrize(("there", "wanted"), CALCULATIONS)
def test_a_book_with_formulas_is_calculated_anew(tmp_path: Path, there: str, wanted: str) -> None:
    path = book(tmp_path / "a.xlsx", sheet(FORMULAS), workbook=workbook(after=there))
    patch(path, [edit(9, 9, 1)])
    assert wanted in part(path, "xl/workbook.xml")


def test_a_book_without_formulas_keeps_its_workbook_part(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(ROW + '<row r="3"><c r="A3" t="inlineStr"><is><t>&lt;f></t></is></c></row>'))
    patch(path, [edit(9, 9, 1)])
    assert part(path, "xl/workbook.xml") == workbook()


MERGE = '<mergeCells count="1"><mergeCell ref="B2:C3"/></mergeCells>'
ARRAY = '<row r="2"><c r="B2"><f t="array" ref="B2:C3">A1:B2*2</f><v>1</v></c></row>'
DATA_TABLE = ARRAY.replace('t="array"', 't="dataTable"')
PIVOT = f'<pivotTableDefinition xmlns="{MAIN}"><location ref="B2:C3"/></pivotTableDefinition>'


@pytest.mark.parametrize(
    ("text", "parts", "message"),
    [
        (sheet(ROW, after=MERGE), {}, "C3 is part of merged cells"),
        (sheet(ARRAY), {}, "C3 is part of a range that one formula fills"),
        (sheet(DATA_TABLE), {}, "C3 is part of a range that one formula fills"),
        (sheet(ROW), {"table1": table("A3:C9", "a", "b", "c")}, "C3 is in the header"),
        (sheet(ROW), {"table1": table("A1:C3", "a", "b", "c", attributes=' totalsRowCount="1"')}, "C3 is in the"),
        (sheet(ROW), {"pivotTable1": PIVOT}, "C3 is filled by a pivot table"),
    ],
)
def test_cells_that_belong_to_something_larger(tmp_path: Path, text: str, parts: dict[str, str], message: str) -> None:
    path = book(tmp_path / "a.xlsx", text, **parts)
    content = path.read_bytes()
    with pytest.raises(WorkbookError, match=message) as caught:
        patch(path, [edit(20, 20, 1), edit(3, 3, 1)])
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content
    assert patch(path, [edit(4, 4, 1)])


def test_a_signed_workbook_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(ROW))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    _assert_refused(path, "is signed", edit(1, 1, 1))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_duplicate_members_are_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(ROW))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    _assert_refused(path, "twice", edit(1, 1, 1))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (Edit("Sales", 1, 1, 1), 'no sheet "Sales".*KPIs'),
        (edit(0, 1, 1), "outside the sheet"),
        (edit(1, 16385, 1), "outside the sheet"),
        (edit(1, 1, "a" * 32768), "32,767"),
        (edit(1, 1, "\ud800"), "half a character"),
        (edit(1, 1, float("nan")), "undefined number"),
        (edit(1, 1, 2**60), "15 digits"),
        (edit(1, 1, dt.date(1899, 1, 1)), "no date before"),
        (TableColumn("KPIs", "T9", "a", {}), "no table T9"),
    ],
)
def test_changes_that_cannot_be_made(tmp_path: Path, change: Edit | TableColumn, message: str) -> None:
    _assert_refused(book(tmp_path / "a.xlsx", sheet(ROW)), message, change)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (sheet('<row r="3"/><row r="2"/>'), "row 2 comes after row 3"),
        (sheet('<row r="1"><c r="B1"/><c r="A1"/></row>'), "not in order"),
        (sheet('<row r="1">'), "no valid XML at byte"),
        ("<!DOCTYPE worksheet>" + sheet(ROW), "DOCTYPE"),
        (sheet('<row r="1"><c r="A1" s="x"/></row>'), "no style"),
        (sheet("<!-- </sheetData> -->" + ROW), "an end tag where none belongs"),
    ],
)
def test_sheets_that_cannot_be_patched(tmp_path: Path, text: str, message: str) -> None:
    _assert_refused(book(tmp_path / "a.xlsx", text), message, edit(1, 1, 1))


TABLE_ROWS = (
    '<row r="1"><c r="A1" s="2" t="inlineStr"><is><t>KPI</t></is></c><c r="B1" s="2" t="s"><v>0</v></c></row>'
    '<row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c></row>'
)


def test_a_table_grows_by_a_column(tmp_path: Path) -> None:
    listed = sheet(TABLE_ROWS, after='<tableParts count="1"><tablePart r:id="table1"/></tableParts>')
    path = book(tmp_path / "a.xlsx", listed, table1=table("A1:B3", "KPI", "Op schema"), sharedStrings=STRINGS)
    columns = [
        TableColumn("KPIs", "T1", "Status", {2: "Achter"}),
        TableColumn("KPIs", "T1", "Pace &\n%", {3: 0.5}, "0%"),
    ]
    assert patch(path, columns)
    text = part(path, "xl/tables/table1.xml")
    assert 'ref="A1:D3"><autoFilter ref="A1:D3"/><tableColumns count="4">' in text
    assert '<tableColumn id="3" name="Status"/><tableColumn id="4" name="Pace &amp;_x000a_%"/></tableColumns>' in text
    assert '<c r="C1" s="2" t="inlineStr"><is><t>Status</t></is></c><c r="D1" s="2"' in rows_of(path)
    assert read(path).sheets[0].tables[0].columns == ("KPI", "Op schema", "Status", "Pace &\n%")
    assert [_value(path, 1, 4), _value(path, 2, 3), _value(path, 3, 3), _value(path, 3, 4)] == [
        "Pace &\n%", "Achter", None, 0.5,
    ]  # fmt: skip
    assert not patch(path, columns)
    assert patch(path, [TableColumn("KPIs", "T1", "STATUS", {3: "Op schema"})])
    assert [_value(path, 2, 3), _value(path, 3, 3)] == [None, "Op schema"]
    assert openpyxl.load_workbook(path)["KPIs"].tables["T1"].ref == "A1:D3"


def test_a_table_with_totals_and_one_without_a_header(tmp_path: Path) -> None:
    totals = table("A1:B3", "KPI", "x", attributes=' totalsRowCount="1"', buttons="A1:B2")
    path = book(tmp_path / "a.xlsx", sheet(TABLE_ROWS), table1=totals, sharedStrings=STRINGS)
    patch(path, [TableColumn("KPIs", "T1", "Status", {2: "a"})])
    assert '<autoFilter ref="A1:C2"/>' in part(path, "xl/tables/table1.xml")
    _assert_refused(path, "row 3 is no row of table T1", TableColumn("KPIs", "T1", "Status", {3: "a"}))
    bare = table("A1:B3", "KPI", "x", attributes=' headerRowCount="0"')
    path = book(tmp_path / "b.xlsx", sheet(TABLE_ROWS), table1=bare, sharedStrings=STRINGS)
    patch(path, [TableColumn("KPIs", "T1", "Status", {1: "a"})])
    assert _value(path, 1, 3) == "a"


@pytest.mark.parametrize(
    ("rows", "parts", "message"),
    [
        (TABLE_ROWS + '<row r="4"/>', {"table2": table("C2:D3", "y", "z", number=2)}, "table T2 is there"),
        (TABLE_ROWS.replace("</row><row", '<c r="C1"><v>5</v></c></row><row', 1), {}, "C1 is filled"),
    ],
)
def test_a_table_without_room(tmp_path: Path, rows: str, parts: dict[str, str], message: str) -> None:
    path = book(tmp_path / "a.xlsx", sheet(rows), table1=table("A1:B3", "KPI", "x"), sharedStrings=STRINGS, **parts)
    _assert_refused(path, message, TableColumn("KPIs", "T1", "Status", {2: "a"}))


def test_a_table_that_a_query_fills_is_refused(tmp_path: Path) -> None:
    query = table("A1:B3", "KPI", "x", attributes=' tableType="queryTable"')
    path = book(tmp_path / "a.xlsx", sheet(TABLE_ROWS), table1=query, sharedStrings=STRINGS)
    _assert_refused(path, "filled by a query", TableColumn("KPIs", "T1", "Status", {2: "a"}))


RULES = (Rule('$D2<"a"', "F8D7D4", "A11D16"), Rule("$D2=1", "D5EFEB", "0C6661"))
COLOURS = Highlight("KPIs", Range(2, 4, 9, 4), RULES)
AFTER = [
    ("", "</sheetData><conditionalFormatting "),
    (MERGE + "<dataValidations/>", "</mergeCells><conditionalFormatting "),
    ("<hyperlinks/><pageMargins/>", "</sheetData><conditionalFormatting "),
    (
        '<conditionalFormatting sqref="A1"><cfRule priority="7"/></conditionalFormatting>',
        "</conditionalFormatting><cond",
    ),
]


@pytest.mark.parametrize(("after", "wanted"), AFTER)
def test_colours_stand_where_the_schema_wants_them(tmp_path: Path, after: str, wanted: str) -> None:
    path = book(tmp_path / "a.xlsx", sheet(ROW, after=after))
    assert patch(path, [COLOURS])
    assert wanted in sheet_of(path)
    assert '<formula>$D2&lt;"a"</formula>' in sheet_of(path)
    assert f'priority="{8 if "priority" in after else 1}"' in sheet_of(path)
    styles = part(path, "xl/styles.xml")
    assert '</cellStyles><dxfs count="2"><dxf><font><color rgb="FFA11D16"/></font>' in styles
    assert not patch(path, [COLOURS])


def test_colours_follow_a_range_that_grows(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(ROW))
    patch(path, [COLOURS])
    styles = part(path, "xl/styles.xml")
    assert patch(path, [COLOURS._replace(range=Range(2, 4, 30, 4))])
    assert sheet_of(path).count('<conditionalFormatting sqref="D2:D30">') == 1
    assert part(path, "xl/styles.xml") == styles


@pytest.mark.parametrize("there", ["<dxfs/>", '<dxfs count="0"/>', '<dxfs count="1"><dxf/></dxfs>'])
def test_a_list_of_differential_styles_is_continued(tmp_path: Path, there: str) -> None:
    path = book(tmp_path / "a.xlsx", sheet(ROW), styles=STYLES.replace("<extLst/>", f"{there}<extLst/>"))
    patch(path, [COLOURS])
    first = there.count("<dxf/>")
    assert f'<dxfs count="{first + 2}">' in part(path, "xl/styles.xml")
    assert f'dxfId="{first}"' in sheet_of(path)


def test_a_link_stays_a_link_and_the_mode_stays(tmp_path: Path) -> None:
    real = book(tmp_path / "real.xlsx", sheet(ROW))
    real.chmod(0o640)
    link = tmp_path / "link.xlsx"
    link.symlink_to(real)
    patch(link, [edit(1, 1, 5)])
    assert link.is_symlink()
    assert _value(real, 1, 1) == 5
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.xlsx", "real.xlsx"]


def test_another_output_leaves_the_source(tmp_path: Path) -> None:
    source, output = book(tmp_path / "a.xlsx", sheet(ROW)), tmp_path / "b.xlsx"
    content = source.read_bytes()
    assert not patch(source, [edit(2, 1, 1)], output)
    assert output.read_bytes() == content
    assert patch(source, [edit(2, 1, 5)], output)
    assert (source.read_bytes(), _value(output, 2, 1)) == (content, 5)


def test_a_failing_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "a.xlsx", sheet(ROW))
    content = path.read_bytes()

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    _assert_refused(path, "can't be written \\(No space left on device\\)", edit(1, 1, 1))
    assert path.read_bytes() == content
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_file_that_changes_meanwhile_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "a.xlsx", sheet(ROW))
    monkeypatch.setattr(os, "fsync", lambda handle: os.utime(path, (5, 5)))
    _assert_refused(path, "changed by another program", edit(1, 1, 1))


VALUES = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
MOMENTS = st.dates(dt.date(1900, 3, 1)) | st.datetimes(dt.datetime(1900, 3, 1)).map(
    lambda at: at.replace(microsecond=0)
)
PLACES_ = st.tuples(st.integers(1, 6), st.integers(1, 30))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(PLACES_, VALUES | TEXTS | MOMENTS, min_size=1, max_size=12))
def test_what_is_written_is_read(tmp_path: Path, wanted: dict[tuple[int, int], Value]) -> None:
    path = book(tmp_path / "a.xlsx", sheet('<row r="2"><c r="B2" s="2"/><c r="E2"><v>5</v></c></row><row r="4"/>'))
    patch(path, [edit(row, column, value) for (row, column), value in wanted.items()])
    cells = {place: _value(path, *place) for place in wanted}
    assert cells == wanted
    assert _value(path, 2, 5) == wanted.get((2, 5), 5)


def _value(path: Path, row: int, column: int) -> object:
    cell = read(path).sheets[0].cell(row, column)
    return cell.value if cell else None


def _assert_refused(path: Path, message: str, *changes: Edit | TableColumn) -> None:
    content = path.read_bytes()
    with pytest.raises(WorkbookError, match=message) as caught:
        patch(path, changes)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content
