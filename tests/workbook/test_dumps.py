"""Sheets of raw data: given up early, so that they cost little and the KPIs beside them are read all the same."""

from __future__ import annotations

import zipfile
from types import ModuleType

import pytest
from handmade import (
    MAIN,
    SHEET,
    SHEET_LINKS,
    STRINGS,
    WORKBOOK,
    WORKBOOK_LINKS,
    Parts,
    links,
    rows,
    strings,
    workbook,
    worksheet,
    zipped,
)

from kpi_sheets.pipeline.files import Reading, read_workbook
from kpi_sheets.register import load_default
from kpi_sheets.workbook import Sheet, WorkbookError, budget, package, read
from kpi_sheets.workbook import sheet as sheet_module


def stored(changes: Parts) -> bytes:
    """What repeats itself would be refused as a bomb when it is packed."""
    return zipped(changes, zipfile.ZIP_STORED)


FIGURES = "".join(f'<row r="{n}">{"<c><v>1.5</v></c>" * 10}</row>' for n in range(1, 2001))  # 20,000 cells
HEADER = "".join(f"<c t='inlineStr'><is><t>{text}</t></is></c>" for text in ("KPI", "Target", "Owner"))
KPI = "<row><c t='inlineStr'><is><t>Number of orders</t></is></c><c><v>10</v></c></row>"
KPIS = f"<row>{HEADER}</row>{KPI * 3}"


class Asked:
    """Says no, and keeps the sheets that it was asked about."""

    def __init__(self, answer: bool = False) -> None:
        self.sheets: list[Sheet] = []
        self._answer = answer

    def __call__(self, sheet: Sheet) -> bool:
        self.sheets.append(sheet)
        return self._answer


def test_a_large_sheet_that_is_not_wanted_comes_back_empty() -> None:
    asked = Asked()
    (found,) = read(stored({SHEET: rows(FIGURES)}), wanted=asked).sheets
    assert (found.name, found.rows) == ("KPIs", {})
    assert [len(sheet.rows) for sheet in asked.sheets] == [1001]


def test_the_rest_of_it_is_not_even_read() -> None:
    broken = FIGURES + "<row>" + "<v/>" * 40_000 + "</sheetData></worksheet>"
    assert read(stored({SHEET: rows(broken)}), wanted=Asked()).sheets[0].rows == {}
    with pytest.raises(WorkbookError):
        read(stored({SHEET: rows(broken)}), wanted=Asked(answer=True))


def test_one_that_is_wanted_is_read_whole_and_asked_about_once() -> None:
    asked = Asked(answer=True)
    assert len(read(stored({SHEET: rows(FIGURES)}), wanted=asked).sheets[0].rows) == 2000
    assert len(asked.sheets) == 1


def test_a_small_sheet_is_not_asked_about_unless_the_workbook_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked()
    assert len(read(stored({SHEET: rows(KPIS)}), wanted=asked).sheets[0].rows) == 4
    assert asked.sheets == []
    monkeypatch.setattr(sheet_module, "MANY_IN_BOOK", 0)
    assert read(stored({SHEET: rows(KPIS)}), wanted=asked).sheets[0].rows == {}


def test_kpis_beside_a_dump_are_found() -> None:
    two = '<sheet name="KPIs" sheetId="1" r:id="rId1"/><sheet name="Data" sheetId="2" r:id="rId2"/>'
    book = stored({
        WORKBOOK: workbook(sheets=two),
        WORKBOOK_LINKS: links(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml")),
        STRINGS: None,
        SHEET: rows(KPIS),
        "xl/worksheets/sheet2.xml": rows(FIGURES),
    })  # fmt: skip
    (table,) = read_workbook(book, Reading(load_default())).tables
    assert (table.sheet, len(table.kpis)) == ("KPIs", 3)


def test_kpis_on_top_of_many_figures_are_read_to_the_end() -> None:
    more = "<row><c t='inlineStr'><is><t>Number of orders</t></is></c>" + "<c><v>10</v></c>" * 9 + "</row>"
    (table,) = read_workbook(stored({SHEET: rows(KPIS + more * 2000)}), Reading(load_default())).tables
    assert len(table.kpis) == 2003


def test_an_excel_table_below_the_figures_is_waited_for() -> None:
    below = "".join(
        f"<row r='{n}'><c t='inlineStr'><is><t>{name}</t></is></c><c t='inlineStr'><is><t>{target}</t></is></c></row>"
        for n, name, target in ((3000, "KPI", "Target"), (3001, "Number of orders", "10"), (3002, "Sick leave", "4%"))
    )
    columns = "<tableColumns><tableColumn name='KPI'/><tableColumn name='Target'/></tableColumns>"
    book = {
        SHEET: rows(FIGURES + below),
        SHEET_LINKS: links(("table", "../tables/table1.xml")),
        "xl/tables/table1.xml": f'<table xmlns="{MAIN}" name="T" ref="A3000:B3002">{columns}</table>',
    }
    (table,) = read_workbook(stored(book), Reading(load_default())).tables
    assert [kpi.name for kpi in table.kpis] == ["Number of orders", "Sick leave"]


def test_elements_are_counted_over_all_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_ELEMENTS", 5_000_000)
    read(stored({SHEET: rows(FIGURES)}))
    monkeypatch.setattr(package, "MAX_ELEMENTS", 25_000)
    with pytest.raises(WorkbookError, match="XML elements; move the data that isn't about KPIs"):
        read(stored({SHEET: rows(FIGURES)}))
    with pytest.raises(WorkbookError, match=r"sharedStrings\.xml: the workbook holds more than"):
        read(stored({STRINGS: strings("<t>a</t>" * 30_000)}))


@pytest.mark.parametrize(
    ("room", "limit", "most", "said"),
    [(package, "MAX_ELEMENTS", 35_000, "XML elements"), (budget, "MAX_ITEMS", 15_000, "more than 15,000 cells")],
)
def test_a_sheet_that_is_too_large_is_refused_before_it_is_parsed(
    monkeypatch: pytest.MonkeyPatch, room: ModuleType, limit: str, most: int, said: str
) -> None:
    monkeypatch.setattr(room, limit, most)
    broken = FIGURES + "<row></c></row>"
    with pytest.raises(WorkbookError, match=said):
        read(stored({SHEET: rows(broken)}), wanted=Asked(answer=True))


def test_what_nobody_reads_is_not_kept() -> None:
    noise = "<x:list xmlns:x='urn:x'>" + "<x:item y='1'><x:part/></x:item>" * 400_000 + "</x:list>"
    body = worksheet(f"{noise}<sheetData><row><c><v>1</v></c></row></sheetData><extLst>{noise}</extLst>")
    assert read(stored({SHEET: body})).sheets[0].rows[1][1].value == 1
