"""The lists that cells choose from, and what is wrong with a table's shape."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table as ExcelTable

from kpi_sheets.model import Table
from kpi_sheets.register import load_default, read_tables
from kpi_sheets.workbook import read


def written(book: Workbook, folder: Path) -> Table:
    """Return the KPI table of a workbook as it is read back from its file."""
    book.save(folder / "book.xlsx")
    (table,) = read_tables(read(str(folder / "book.xlsx")), load_default())
    return table


def register(rows: int = 4) -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "KPIs"
    sheet.append(["KPI", "Team", "Target", "Owner"])
    for number in range(rows):
        sheet.append([f"Orders of group {'ABCDEFGH'[number]}", "Sales", 100 + number, "Anna Smit"])
    return book


@pytest.mark.parametrize(
    "formula",
    ['"Sales,HR, Finance"', "Lists!$A$2:$A$4", "'Lists'!A2:A4", "Teams", 'INDIRECT("TeamList[Team]")'],
)
def test_a_list_is_read_from_wherever_it_stands(formula: str, tmp_path: Path) -> None:
    book = register()
    lists = book.create_sheet("Lists")
    for entry in ("Team", "Sales", "HR", "Finance"):
        lists.append([entry])
    lists.add_table(ExcelTable(displayName="TeamList", ref="A1:A4"))
    lists.sheet_state = "hidden"
    book.defined_names["Teams"] = DefinedName("Teams", attr_text="Lists!$A$2:$A$4")
    validation = DataValidation(type="list", formula1=formula)
    validation.add("B2:B100")
    book["KPIs"].add_data_validation(validation)
    assert written(book, tmp_path).choices == {"team": ("Sales", "HR", "Finance")}


@pytest.mark.parametrize("formula", ["Elsewhere!A1:A3", "#REF!", "OFFSET(A1,0,0,3)", "Lists!XFE1:XFE9"])
def test_a_list_that_is_not_there_is_no_list(formula: str, tmp_path: Path) -> None:
    book = register()
    validation = DataValidation(type="list", formula1=formula)
    validation.add("B2:B100")
    book["KPIs"].add_data_validation(validation)
    assert written(book, tmp_path).choices == {}


def shape(table: Table) -> dict[str, str]:
    kinds = ("merged_cells", "blank_row", "hidden_row", "beyond_table")
    return {problem.kind: problem.text for problem in table.problems if problem.kind in kinds}


def test_a_plain_table_has_no_defect_of_shape(tmp_path: Path) -> None:
    assert shape(written(register(), tmp_path)) == {}


def test_defects_of_shape_are_told_with_their_places(tmp_path: Path) -> None:
    book = register(8)
    sheet = book["KPIs"]
    sheet.insert_rows(4)
    sheet.merge_cells("B6:B8")
    sheet.row_dimensions[9].hidden = True
    sheet.add_table(ExcelTable(displayName="Register", ref="A1:D9"))
    found = shape(written(book, tmp_path))
    assert found == {"blank_row": "A4", "merged_cells": "B6:B8", "hidden_row": "A9", "beyond_table": "A10"}


def test_a_heading_between_the_rows_is_no_defect(tmp_path: Path) -> None:
    book = register(8)
    sheet = book["KPIs"]
    sheet.insert_rows(4, 2)
    sheet["A5"] = "SERVICE"
    assert shape(written(book, tmp_path)) == {}
