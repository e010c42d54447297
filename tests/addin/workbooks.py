"""Workbooks for the add-in's tests."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment

AS_OF = dt.date(2026, 11, 24)
HEADER = ("KPI", "Target", "Actual", "Period", "Measured through", "Owner", "Status", "Status code", "Attainment %",
          "Expected to date", "Why", "As of")  # fmt: skip
OCTOBER = dt.date(2026, 10, 31)


def register(path: Path, rows: list[tuple[object, ...]], sheet: str = "KPIs", header: tuple[str, ...] = HEADER) -> Path:
    """Write a table with these rows (name, target, actual, period, measured through, owner) and status columns."""
    book = Workbook()
    page: Any = book.active
    page.title = sheet
    for line in (header, *rows):
        page.append(list(line))
    book.save(path)
    return path


def many(path: Path, number: int) -> Path:
    """Write a register of so many rows: up to 200 KPIs, of as many teams as that takes."""
    rows = [
        (f"Number of orders from region {row % 200}", 10 + row, 8 + row, "month", OCTOBER, f"Team {row // 200}")
        for row in range(number)
    ]
    return register(path, rows)


def varied(path: Path) -> Path:
    """Write a workbook with all that can stand in a cell: a title over merged cells, mixed formats, an error, notes."""
    book = Workbook()
    page: Any = book.active
    page.title = "KPI's & meer"
    page["A1"] = "Our KPIs"
    page.merge_cells("A1:F1")
    page.append([])
    page.append(HEADER)
    for line in (
        ("Share of orders on time", 0.9, 0.85, "month", OCTOBER, "Sales"),
        ("Number of complaints", 12, 15.5, "month", OCTOBER, "=Support"),
        ("Revenue", 10_000, 9_650, "quarter", dt.date(2026, 9, 30), "'Finance"),
        ("Response time", 2, "n/a", "week", dt.datetime(2026, 11, 20, 14, 30), True),
        ("Cost per order", 4, None, "month", dt.time(6, 30), "1-2"),
    ):
        page.append(list(line))
    page["F5"].data_type = "s"  # a text that only looks like a formula
    page["B4"].number_format = page["C4"].number_format = "0%"
    page["B6"].number_format = '"€" #,##0.00'
    page["A10"], page["B10"], page["C10"].value = "Margin", 0.125, "#DIV/0!"
    page["C10"].data_type, page["B10"].number_format = "e", "0.0%"
    page["A5"].comment = Comment("kpi-sheets: ignore A301 agreed with the board", "somebody")
    for column in "JL":
        page[f"{column}8"].number_format = "0.00"
    book.create_sheet("Old").append(HEADER)
    book["Old"].append(["Number of visits", 10, 9, "month"])
    book["Old"].sheet_state = "hidden"
    book.save(path)
    return path
