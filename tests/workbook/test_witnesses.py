"""Two independent readers as witnesses: each cell that we read, they read too, and the same.

Where the readers differ for a reason, the reason stands beside the code that allows for it.
"""

# ruff: noqa: E501 (a row of a table, and the XML in it, reads best on one line)

from __future__ import annotations

import datetime as dt
import io
import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from handmade import SHEET, STRINGS, STYLES, rows, strings, styles, worksheet, zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.table import Table
from python_calamine import CalamineWorkbook

from kpi_sheets.model import Cell, ErrorValue, OutOfRangeDate
from kpi_sheets.workbook import Book, Sheet, read
from kpi_sheets.workbook.styles import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS = (
    Path(os.environ.get("KPI_SHEETS_CORPUS", Path(__file__).parents[3] / "shared" / "corpus")) / "workbooks"
)
REAL = sorted(CORPUS.glob("*.xls[xm]"))


def made_by_openpyxl() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "KPI's"
    sheet.append(["KPI", "Doel", "Actueel", "Datum", "Klaar", "Tijd", "Duur", "Formule"])
    day, moment = dt.date(2026, 12, 31), dt.datetime(2026, 3, 1, 8, 30)
    sheet.append(["Omzet", 0.9, 12, day, True, dt.time(8, 30), dt.timedelta(hours=30), "=C2/B2"])
    sheet.append(["  Marge ", 1e-9, -3, moment, False, None, None, '=IF(A1="x",1,"")'])
    sheet["B2"].number_format = "0%"
    sheet["A2"].comment = Comment("Wie is de eigenaar?", "Anna")
    sheet["K9"].comment = Comment("leeg", "Anna")
    sheet.add_table(Table(displayName="Doelen", ref="A1:H3"))
    sheet.merge_cells("A5:C6")
    sheet["A5"] = "samen"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["E"].hidden = True
    other = book.create_sheet("Verborgen")
    other.sheet_state = "hidden"
    other["XFD1"] = "#DIV/0!"
    other["A1048576"] = "onderaan"
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


MADE = {
    "openpyxl": made_by_openpyxl(),
    "rich text": zipped({
        STRINGS: strings("<r><t>Doel</t></r><r><t xml:space='preserve'> 2026</t></r>", "<t>a<![CDATA[<b>]]></t>", "<t>x_x000A_y</t>"),
        SHEET: rows("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c></row>"),
    }),
    "no places": zipped({SHEET: rows("<row><c><v>1</v></c><c t='inlineStr'><is><t>b</t></is></c></row><row><c><v>2</v></c></row>")}),
    "shared formulas": zipped({SHEET: rows(
        "<row r='1'><c r='A1'><f t='shared' ref='A1:A3' si='0'>SUM(B1:$B$9)&amp;\"A1\"</f><v>1</v></c></row>"
        "<row r='2'><c r='A2'><f t='shared' si='0'/><v>2</v></c></row><row r='3'><c r='A3'><f t='shared' si='0'/><v>3</v></c></row>"
    )}),
    "formats": zipped({
        STYLES: styles("dd-mm-yyyy", "0.0%", "#,##0 &quot;dagen&quot;"),
        SHEET: worksheet(
            "<sheetData><row r='2' hidden='1'><c r='B2' s='1'><v>46000</v></c><c r='C2' s='2'><v>0.5</v></c>"
            "<c r='D2' s='3'><v>3</v></c><c r='E2' t='e'><v>#N/A</v></c><c r='F2' t='b'><v>1</v></c></row></sheetData>"
            "<mergeCells><mergeCell ref='A5:B6'/></mergeCells>"
        ),
    }),
}  # fmt: skip

every_book = pytest.mark.parametrize(
    "data",
    [pytest.param(data, id=name) for name, data in MADE.items()]
    + [pytest.param(path, id=path.name) for path in REAL],
)


def content(data: bytes | Path) -> io.BytesIO:
    return io.BytesIO(data if isinstance(data, bytes) else data.read_bytes())


def witness(data: bytes | Path, **options: bool) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells which extensions it drops
        return openpyxl.load_workbook(content(data), **options)


def cells(sheet: Sheet) -> Iterator[Cell]:
    return (cell for row in sheet.rows.values() for cell in row.values())


def ours_as_openpyxl(cell: Cell) -> Any:
    value = cell.value
    if isinstance(value, str):
        return value.strip() or None  # it keeps the blanks that Excel drops, and has None for an empty text
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time())  # it has no dates, only dates with a time
    return value


def theirs(value: Any) -> Any:
    if isinstance(value, str):
        return unescape(value).strip() or None  # it leaves _xHHHH_ as it stands
    return value


@every_book
def test_values_and_structure_agree_with_openpyxl(data: bytes | Path) -> None:
    book, other = read(content(data)), witness(data, data_only=True)
    assert_same_values(book, other)
    assert_same_structure(book, other)


def assert_same_values(book: Book, other: openpyxl.Workbook) -> None:
    for sheet in book.sheets:
        their_sheet = other[sheet.name]
        seen = set()
        for cell in cells(sheet):
            their_cell = their_sheet.cell(cell.row, cell.column)
            seen.add(cell.address)
            if isinstance(cell.value, OutOfRangeDate) or isinstance(their_cell, MergedCell):
                continue  # it makes up a day for the first and empties the cells below a merge
            assert ours_as_openpyxl(cell) == close(theirs(their_cell.value)), cell.address
            if cell.number_format not in BUILT_IN.values():  # it spells some built-in formats in another way
                assert cell.number_format == their_cell.number_format, cell.address
            comment = their_cell.comment.text if their_cell.comment else None
            assert (cell.comment or "").split() == (comment or "").split(), cell.address
        filled = {c.coordinate for c in their_sheet._cells.values() if theirs(c.value) is not None}
        assert filled <= seen


def close(value: Any) -> Any:
    """Both round a time of day, but not to the same fraction of a second."""
    if isinstance(value, dt.datetime):
        return _Near(value)
    return value


class _Near:
    def __init__(self, value: dt.datetime) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, dt.datetime) and abs(other - self.value) <= dt.timedelta(milliseconds=1)

    def __repr__(self) -> str:
        return f"about {self.value}"


@every_book
def test_formulas_agree_with_openpyxl(data: bytes | Path) -> None:
    book, other = read(content(data)), witness(data)
    for sheet in book.sheets:
        their_sheet = other[sheet.name]
        for cell in cells(sheet):
            their_cell = their_sheet.cell(cell.row, cell.column)
            if not isinstance(their_cell, MergedCell):
                formula = their_formula(their_cell)
                assert squeezed(cell.formula) == squeezed(formula), cell.address


def their_formula(cell: Any) -> str | None:
    if cell.data_type != "f":
        return None
    text = getattr(cell.value, "text", cell.value)  # an array formula is an object of its own
    return str(text).removeprefix("=") if isinstance(text, str) else ""


def squeezed(formula: str | None) -> str | None:
    return None if formula is None else "".join(unescape(formula).split())


def assert_same_structure(book: Book, other: openpyxl.Workbook) -> None:
    assert [(sheet.name, sheet.visibility) for sheet in book.sheets] == [
        (sheet.title, sheet.sheet_state) for sheet in other.worksheets
    ]
    assert set(other.defined_names) <= set(book.defined_names)
    for sheet in book.sheets:
        their_sheet = other[sheet.name]
        assert sorted(map(str, sheet.merges)) == sorted(map(str, their_sheet.merged_cells.ranges))
        hidden = {number for number, row in their_sheet.row_dimensions.items() if row.hidden}
        assert sheet.hidden_rows == hidden
        columns = [column for column in their_sheet.column_dimensions.values() if column.hidden]
        assert sheet.hidden_columns == {n for column in columns for n in range(column.min, column.max + 1)}
        assert {t.name: str(t.range) for t in sheet.tables} == {
            t.displayName: t.ref for t in their_sheet.tables.values()
        }
        assert sum(len(rules) for rules in their_sheet.conditional_formatting._cf_rules.values()) == len(
            sheet.conditional_formats
        )
        assert len(their_sheet.data_validations.dataValidation) == len(sheet.validations)


@every_book
def test_values_agree_with_calamine(data: bytes | Path) -> None:
    book, other = read(content(data)), CalamineWorkbook.from_filelike(content(data))
    for sheet in book.sheets:
        if area(sheet) > 10_000_000:
            continue  # it makes a dense grid, and when that doesn't fit in memory it ends the process
        grid = other.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        filled = 0
        for cell in cells(sheet):
            if not agrees_with_calamine(
                cell, grid[cell.row - 1][cell.column - 1] if inside(cell, grid) else ""
            ):
                pytest.fail(f"{sheet.name} {cell.address}: {cell.value!r}")
            filled += cell.value not in (None, "") and not isinstance(cell.value, ErrorValue)
        assert sum(value != "" for row in grid for value in row) <= filled + blanks(sheet)


def area(sheet: Sheet) -> int:
    return max(sheet.rows, default=0) * max((cell.column for cell in cells(sheet)), default=0)


def inside(cell: Cell, grid: list[list[Any]]) -> bool:
    return cell.row <= len(grid) and cell.column <= len(grid[0])


def blanks(sheet: Sheet) -> int:
    return sum(isinstance(cell.value, str) and not cell.value.strip() for cell in cells(sheet))


def agrees_with_calamine(cell: Cell, value: Any) -> bool:
    ours = cell.value
    if ours is None or isinstance(ours, ErrorValue):
        return bool(value == "")  # it has no errors and no formulas without a value
    if isinstance(ours, OutOfRangeDate):
        return True  # it makes up a day
    if isinstance(ours, str):
        return isinstance(value, str) and "".join(ours.split()) == "".join(unescape(value).split())
    if isinstance(ours, dt.datetime | dt.date | dt.time | dt.timedelta):
        return agrees_on_moment(ours, value)
    return bool(value == ours)


def agrees_on_moment(ours: dt.datetime | dt.date | dt.time | dt.timedelta, value: Any) -> bool:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, dt.time())
    if isinstance(ours, dt.time) and isinstance(value, dt.datetime | dt.time):
        return abs(seconds(ours) - seconds(value)) < 1
    if isinstance(ours, dt.date) and not isinstance(ours, dt.datetime):
        ours = dt.datetime.combine(ours, dt.time())
    if type(ours) is type(value):
        return bool(abs(ours - value) < dt.timedelta(seconds=1))
    return isinstance(value, float)  # some formats it doesn't know for a date


def seconds(time: dt.time | dt.datetime) -> int:
    return time.hour * 3600 + time.minute * 60 + time.second


values = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40).filter(
        lambda text: not ILLEGAL_CHARACTERS_RE.search(text) and "_x" not in text and "\r" not in text
        and not text.startswith("=") and not text.startswith("#") and text == text.strip()
    ),
    st.integers(-(10**15), 10**15),
    st.floats(-1e300, 1e300),
    st.booleans(),
    st.dates(dt.date(1900, 3, 1)),
    st.datetimes(dt.datetime(1900, 3, 1)).map(lambda moment: moment.replace(microsecond=0)),
    st.times().map(lambda time: time.replace(microsecond=0)),
    st.timedeltas(dt.timedelta(), dt.timedelta(days=9999)).map(lambda span: dt.timedelta(seconds=span.days)),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(1, 9), st.integers(1, 30)), values, max_size=30))
def test_what_openpyxl_writes_is_read_back(written: dict[tuple[int, int], Any]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for (row, column), value in written.items():
        sheet.cell(row, column, value)
    found = {(cell.row, cell.column): cell.value for cell in cells(read(saved(book)).sheets[0])}
    for place, value in written.items():
        if isinstance(value, str) and value == "":
            assert found.pop(place, "") == ""  # it doesn't write an empty text
        elif isinstance(value, float):
            assert found.pop(place) == pytest.approx(value, rel=1e-15, abs=0)  # it writes 16 digits
        else:
            assert found.pop(place) == value
    assert not found
