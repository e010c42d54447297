"""What keeps Excel from treating a table as one: merged cells, blank rows, hidden rows, rows below its end."""

from __future__ import annotations

from itertools import pairwise

from kpi_sheets.model import Problem, column_letter
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpi_sheets.register.find import Region
    from kpi_sheets.register.grid import Grid

NAMED = 3  # places that a problem names before it only counts


def shape_problems(grid: Grid, region: Region, rows: Sequence[int]) -> Iterator[Problem]:
    """Yield a problem for each defect of a table whose KPIs stand in these rows, with the places it has it at."""
    if len(rows) < 2:
        return
    column = min(region.candidate.columns)
    found = {
        "merged_cells": _merged(grid, region, rows),
        "blank_row": [
            _place(above + 1, column) for above, row in pairwise(rows) if _is_blank_between(grid, above, row)
        ],
        "hidden_row": [_place(row, column) for row in rows if row in grid.sheet.hidden_rows],
        "beyond_table": [_place(row, column) for row in rows if row > _end(grid, region, rows)],
    }
    for kind, places in found.items():
        if places:
            yield Problem(kind, grid.name, places[0].partition(":")[0], "", _named(places), rows[0])


def _merged(grid: Grid, region: Region, rows: Sequence[int]) -> list[str]:
    """Return the areas over several rows of the table, in its columns."""
    columns = region.candidate.columns
    return [
        f"{_place(area.first_row, area.first_column)}:{_place(area.last_row, area.last_column)}"
        for area in grid.sheet.merges
        if rows[0] <= area.first_row < area.last_row <= rows[-1] and area.first_column in columns
    ]


def _is_blank_between(grid: Grid, above: int, row: int) -> bool:
    """True for rows of KPIs with nothing but blank rows between them."""
    return row > above + 1 and not any(grid.row(number) for number in range(above + 1, row))


def _end(grid: Grid, region: Region, rows: Sequence[int]) -> int:
    """Return the last row of the Excel table that the header stands in, or of the rows where there is none."""
    header, column = region.candidate.header_rows[-1], min(region.candidate.columns)
    ends = (table.range.last_row for table in grid.sheet.tables if table.range.holds(header, column))
    return next(ends, rows[-1])


def _place(row: int, column: int) -> str:
    return f"{column_letter(column)}{row}"


def _named(places: Sequence[str]) -> str:
    more = f", … ({len(places)})" if len(places) > NAMED else ""
    return ", ".join(places[:NAMED]) + more
