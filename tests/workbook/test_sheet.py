"""What is read of a sheet and of a book beside the cells."""

# ruff: noqa: E501 (a row of a table, and the XML in it, reads best on one line)

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from handmade import (
    MAIN,
    SHEET,
    SHEET_LINKS,
    STRINGS,
    WORKBOOK,
    WORKBOOK_LINKS,
    links,
    rows,
    workbook,
    worksheet,
    zipped,
)

from kpi_sheets.workbook import (
    ConditionalFormat,
    ListObject,
    Range,
    Sheet,
    Validation,
    block,
    place,
    read,
)

if TYPE_CHECKING:
    from pathlib import Path

X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"


def first_sheet(body: str) -> Sheet:
    return read(zipped({SHEET: worksheet(body)})).sheets[0]


def table(attributes: str, *columns: str) -> str:
    names = "".join(f'<tableColumn id="{number}" name="{name}"/>' for number, name in enumerate(columns, 1))
    return f'<table xmlns="{MAIN}" {attributes}><autoFilter ref="A1:B2"/><tableColumns>{names}</tableColumns></table>'


def comment(address: str, *runs: str) -> str:
    return f'<comment ref="{address}"><text>{"".join(f"<r><t>{run}</t></r>" for run in runs)}</text></comment>'


def test_hidden_rows_and_columns() -> None:
    sheet = first_sheet(
        "<cols><col min='1' max='1'/><col min='2' max='3' hidden='1'/><col min='5' max='99999' hidden='true'/></cols>"
        "<sheetData><row r='2' hidden='1'/><row hidden='true'><c><v>1</v></c></row><row hidden='0'/></sheetData>"
    )
    assert sheet.hidden_rows == {2, 3}
    assert sheet.hidden_columns == {2, 3, *range(5, 16_385)}


def test_merges() -> None:
    sheet = first_sheet("<sheetData/><mergeCells><mergeCell ref='A1:C1'/><mergeCell ref='$B$9:A4'/></mergeCells>")
    assert sheet.merges == (Range(1, 1, 1, 3), Range(4, 1, 9, 2))


def test_validations_and_conditional_formats() -> None:
    sheet = first_sheet(
        "<sheetData/>"
        "<conditionalFormatting sqref='D2:D9'><cfRule type='cellIs' operator='lessThan'><formula>0.5</formula></cfRule>"
        "<cfRule type='colorScale'/></conditionalFormatting>"
        "<dataValidations><dataValidation type='list' sqref='A2:A9 C2'><formula1>\"a,b\"</formula1></dataValidation>"
        "<dataValidation type='decimal' sqref='B:B'><formula1>0</formula1><formula2>1</formula2></dataValidation>"
        "</dataValidations>"
        f"<extLst><ext xmlns:x='{X14}'><x:dataValidations><x:dataValidation type='list'/></x:dataValidations></ext></extLst>"
    )
    column = (Range(2, 4, 9, 4),)
    assert sheet.validations == (
        Validation((Range(2, 1, 9, 1), Range(2, 3, 2, 3)), "list", ('"a,b"',)),
        Validation((Range(1, 2, 1_048_576, 2),), "decimal", ("0", "1")),
    )
    assert sheet.conditional_formats == (
        ConditionalFormat(column, "cellIs", ("0.5",)),
        ConditionalFormat(column, "colorScale", ()),
    )


def test_tables() -> None:
    changes = {
        SHEET_LINKS: links(
            ("table", "../tables/table1.xml"), ("table", "/xl/tables/table2.xml"), ("drawing", "../d.xml")
        ),
        "xl/tables/table1.xml": table(
            'displayName="Doelen" name="x" ref="B2:C9" totalsRowCount="1"', "KPI", "Doel_x000a_2026"
        ),
        "xl/tables/table2.xml": table('name="Los" ref="E1:F2" headerRowCount="0"', "a", "b"),
    }
    assert read(zipped(changes)).sheets[0].tables == (
        ListObject("Doelen", Range(2, 2, 9, 3), 1, 1, ("KPI", "Doel\n2026"), "xl/tables/table1.xml"),
        ListObject("Los", Range(1, 5, 2, 6), 0, 0, ("a", "b"), "xl/tables/table2.xml"),
    )


def test_comments_go_with_their_cell_even_when_it_is_empty() -> None:
    listed = comment("C1", "leeg") + comment("A1", "Anna:", "\n waarom?")
    changes = {
        SHEET: rows("<row r='1'><c r='A1'><v>1</v></c><c r='D1'><v>2</v></c></row>"),
        SHEET_LINKS: links(("comments", "../comments1.xml")),
        "xl/comments1.xml": f'<comments xmlns="{MAIN}"><authors/><commentList>{listed}</commentList></comments>',
    }
    cells = read(zipped(changes)).sheets[0].rows[1].values()
    found = [(cell.address, cell.value, cell.comment) for cell in cells]
    assert found == [("A1", 1, "Anna:waarom?"), ("C1", None, "leeg"), ("D1", 2, None)]


def test_sheets_of_a_book() -> None:
    sheets = (
        "<sheet name='Zicht_x0021_' r:id='rId1'/><sheet name='Grafiek' r:id='rId2'/>"
        "<sheet name='Verborgen' state='hidden' r:id='rId3'/><sheet name='Diep' state='veryHidden' r:id='rId4'/>"
    )
    names = "<definedName name='Norm'>0.9</definedName><definedName name='Bereik' localSheetId='2'>A1:B2</definedName>"
    changes = {
        WORKBOOK: workbook(sheets=sheets, after=f"<definedNames>{names}</definedNames>"),
        WORKBOOK_LINKS: links(
            ("worksheet", "worksheets/sheet1.xml"), ("chartsheet", "chartsheets/sheet1.xml"),
            ("worksheet", "worksheets/sheet2.xml"), ("worksheet", "worksheets/sheet3.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ),
        "xl/worksheets/sheet2.xml": rows(""),
        "xl/worksheets/sheet3.xml": rows(""),
    }  # fmt: skip
    book = read(zipped(changes))
    assert [(sheet.name, sheet.visibility, sheet.part) for sheet in book.sheets] == [
        ("Zicht!", "visible", "xl/worksheets/sheet1.xml"),
        ("Verborgen", "hidden", "xl/worksheets/sheet2.xml"),
        ("Diep", "veryHidden", "xl/worksheets/sheet3.xml"),
    ]
    assert book.defined_names == {"Norm": "0.9", "Verborgen!Bereik": "A1:B2"}
    assert not book.date_1904


def test_sources(tmp_path: Path) -> None:
    path = tmp_path / "kpi's.xlsx"
    path.write_bytes(zipped())
    book = read(path)
    assert read(str(path)) == book
    with path.open("rb") as file:
        assert read(file) == book
        assert not file.closed
    assert read(io.BytesIO(path.read_bytes())) == read(path.read_bytes())


def test_cell_that_is_not_there() -> None:
    assert first_sheet("<sheetData/>").cell(1, 1) is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [("A1", (1, 1)), ("$XFD$1048576", (1_048_576, 16_384)), ("aa10", (10, 27))],
)
def test_place(address: str, expected: tuple[int, int]) -> None:
    assert place(address) == expected


@pytest.mark.parametrize("address", ["", "A", "1", "A0", "XFE1", "A1048577", "A1:B2", "A-1", "Ä1", "A１"])
def test_no_place(address: str) -> None:
    with pytest.raises(ValueError, match="is no cell"):
        place(address)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [("A1", Range(1, 1, 1, 1)), ("B2:A1", Range(1, 1, 2, 2)), ("$A$1:$C$3", Range(1, 1, 3, 3))],
)
def test_block(reference: str, expected: Range) -> None:
    assert block(reference) == expected
    assert block(str(expected)) == expected
    assert expected.holds(1, 1)
    assert not expected.holds(4, 1)


def test_strings_part_is_found_by_its_link_only() -> None:
    changes = {STRINGS: None, "xl/elders.xml": f'<sst xmlns="{MAIN}"><si><t>elders</t></si></sst>'}
    changes[WORKBOOK_LINKS] = links(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "elders.xml"))
    cell = read(zipped(changes)).sheets[0].cell(1, 1)
    assert cell is not None
    assert cell.value == "elders"
