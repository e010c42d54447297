"""Rows of cells that are made when they are looked at."""

from __future__ import annotations

import tracemalloc

from kpi_sheets.model import Cell
from kpi_sheets.workbook.rows import Rows

MOST_BYTES = 60  # that a cell of a long table takes; one made of it takes over a hundred


def test_a_cell_comes_out_as_it_was_found() -> None:
    rows = Rows()
    rows.add(7, {1: ("Revenue", "General", None), 3: (0.9, "0%", "B7/C7")})
    assert rows == {7: {1: Cell(7, 1, "Revenue"), 3: Cell(7, 3, 0.9, "0%", "B7/C7")}}


def test_a_row_that_comes_twice_is_one_row() -> None:
    rows = Rows()
    rows.add(1, {2: (1, "General", None), 3: (2, "General", None)})
    rows.add(1, {3: (4, "0%", None), 1: (3, "General", None)})
    assert list(rows.in_order()[1].items()) == [(1, Cell(1, 1, 3)), (2, Cell(1, 2, 1)), (3, Cell(1, 3, 4, "0%"))]


def test_a_comment_may_stand_in_an_empty_cell_and_in_an_empty_row() -> None:
    rows = Rows()
    rows.add(2, {2: (1, "0%", "A1")})
    for row, column in ((2, 2), (2, 1), (1, 4)):
        rows.comment(row, column, "see the manual")
    said = {place: cell.comment for row in rows.in_order().values() for place, cell in row.items()}
    assert list(rows) == [1, 2]
    assert said == {4: "see the manual", 1: "see the manual", 2: "see the manual"}
    assert rows[2][2] == Cell(2, 2, 1, "0%", "A1", "see the manual")


def test_a_long_table_takes_little() -> None:
    rows, count, columns = Rows(), 2_000, range(1, 13)
    tracemalloc.start()
    for row in range(1, count + 1):
        rows.add(row, {column: (1000 * row + column, "General", None) for column in columns})
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken / (count * len(columns)) < MOST_BYTES
