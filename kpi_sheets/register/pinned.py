"""A table whose place the workbook schema gives: nothing is looked for."""

from __future__ import annotations

from kpi_sheets.model import column_letter
from kpi_sheets.register.columns import Layout, Mapped
from kpi_sheets.register.find import Region
from kpi_sheets.register.judge import Candidate, Judge
from kpi_sheets.register.schema import PlaceError
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi_sheets.register.grid import Grid
    from kpi_sheets.register.lexicon import Lexicon
    from kpi_sheets.register.schema import TableSchema

SHAPES = {"periods": "periods"}  # a layout that is not read as rows


def pinned_region(grid: Grid, table: TableSchema, lexicon: Lexicon, last_row: int) -> Region:
    """Return the table at the header rows and, where they are given, the column letters of its schema.

    Raises PlaceError, naming the sheet and the row, when its KPIs stand in rows and no column there names them.
    """
    arranged = Judge(grid, lexicon).arranged(table.header_rows)
    layout = _with_letters(arranged, table)
    if table.kind == "measurements" and "name" not in layout.fields and "id" in layout.fields:
        layout = layout._replace(fields={**layout.fields, "name": layout.fields["id"]})
    headers = (*(mapped.header for mapped in layout.fields.values()), *layout.unknown)
    everything = tuple(sorted({*headers, *(entry.header for entry in layout.series)}, key=lambda header: header.column))
    when = layout.fields.get("measured_through")
    shape = "measurements" if table.kind == "measurements" else SHAPES.get(table.layout, "rows")
    if layout.naming is None and shape != "periods":
        where = f"{grid.name}, row {table.header_rows[-1]}"
        raise PlaceError(
            f"{where}: the workbook schema has the headers of a table here, and none of them names the KPIs; "
            'mend "sheets" or "header_rows" in the schema, or give the column of the names its letter ("at")'
        )
    candidate = Candidate(table.header_rows, everything, layout, 0.0, shape, when.header if when else None)
    return Region(candidate, max(last_row, candidate.first_row))


def _with_letters(layout: Layout, table: TableSchema) -> Layout:
    """Let the columns whose letter is given hold their field, whatever their headers say."""
    placed = {column.at: column for column in table.columns if column.at}
    headers = {
        column_letter(header.column): header
        for header in (*(mapped.header for mapped in layout.fields.values()), *layout.unknown)
    }
    given = {
        column.key: Mapped(headers[at], 1.0, sure=True, languages=tuple(column.headers))
        for at, column in placed.items()
        if at in headers
    }
    taken = {mapped.header.column for mapped in given.values()}
    found = {
        key: mapped
        for key, mapped in layout.fields.items()
        if key not in given and mapped.header.column not in taken and not placed
    }
    fields = {**found, **given}
    used = {mapped.header.column for mapped in fields.values()}
    unknown = tuple(header for header in headers.values() if header.column not in used)
    return layout._replace(fields=fields, unknown=unknown)
