"""Where the tables of a workbook stand: where the schema says they do, or where they are found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from kpi_sheets.register.fields_down import Form, find_form
from kpi_sheets.register.find import Region, end_before, find_regions
from kpi_sheets.register.grid import Grid
from kpi_sheets.register.lexicon import Lexicon
from kpi_sheets.register.schema import TableSchema, WorkbookSchema
from kpi_sheets.typed import NamedTuple


class Place(NamedTuple):
    """A table's place: its sheet, its schema, and the row from which the lines above it belong to it.

    `shared` is true when other sheets hold a table like it, so that the sheet's name tells the KPIs apart.
    """

    grid: Grid
    table: TableSchema
    lexicon: Lexicon
    found: Region | Form
    surroundings_from: int
    shared: bool = False

    @property
    def first_row(self) -> int:
        """The first row of the header, or of the form's labels."""
        if isinstance(self.found, Form):
            return min(label.row for label in self.found.labels.values())
        return self.found.candidate.header_rows[0]


def locate(grids: Sequence[Grid], schema: WorkbookSchema) -> tuple[Place, ...]:
    """Return the places of all tables, sheet by sheet, from top to bottom."""
    lexicons = _lexicons(schema)
    places = [place for grid in grids for place in _on_sheet(grid, lexicons)]
    sheets = {(_signature(place), place.grid.name) for place in places}
    counts = Counter(signature for signature, _ in sheets)
    return tuple(place._replace(shared=counts[_signature(place)] > 1) for place in places)


@lru_cache(maxsize=8)
def _lexicons(schema: WorkbookSchema) -> tuple[tuple[TableSchema, Lexicon], ...]:
    """Return the words of each table that is looked for; a run over many workbooks prepares them once."""
    return tuple((table, Lexicon(table, schema.words)) for table in schema.tables if _is_looked_for(table))


def _is_looked_for(table: TableSchema) -> bool:
    """Measurements without a place of their own are met while looking for KPIs."""
    return table.kind == "kpis" or _is_pinned(table)


def _is_pinned(table: TableSchema) -> bool:
    return bool(table.sheets and table.header_rows)


def _on_sheet(grid: Grid, lexicons: Sequence[tuple[TableSchema, Lexicon]]) -> list[Place]:
    """Return the tables of a sheet: those the schema pins to it, else those that are found, else a form."""
    here = [entry for entry in lexicons if not entry[0].sheets or grid.name in entry[0].sheets]
    pinned = sorted((entry for entry in here if _is_pinned(entry[0])), key=lambda entry: entry[0].header_rows)
    if pinned:
        return _pinned(grid, pinned)
    for table, lexicon in here:
        places = _found(grid, table, lexicon)
        if places:
            return places
    return []


def _found(grid: Grid, table: TableSchema, lexicon: Lexicon) -> list[Place]:
    form = find_form(grid, lexicon)
    regions = [region for region in find_regions(grid, lexicon) if form is None or not _within(region, form)]
    places: list[Place] = []
    start, above = 1, 0
    for region in regions:
        if region.candidate.header_rows[0] > above:  # not beside the table before it
            start, above = above + 1, region.last_row
        places.append(Place(grid, table, lexicon, region, start))
    return [Place(grid, table, lexicon, form, 1)] if form is not None and not places else places


def _within(region: Region, form: Form) -> bool:
    """True for a "header" that is a line of a form."""
    labels = {label.row for label in form.labels.values()}
    return not labels.isdisjoint(region.candidate.header_rows)


def _pinned(grid: Grid, tables: Sequence[tuple[TableSchema, Lexicon]]) -> list[Place]:
    from kpi_sheets.register.pinned import pinned_region  # the schema that comes with us pins no table

    last = grid.row_numbers[-1] if grid.row_numbers else 0
    ends = [end_before(grid, table.header_rows[0]) for table, _ in tables[1:]] + [last]
    places: list[Place] = []
    start = 1
    for (table, lexicon), end in zip(tables, ends, strict=True):
        form = find_form(grid, lexicon) if table.layout == "fields" else None
        found = form or pinned_region(grid, table, lexicon, end)
        places.append(Place(grid, table, lexicon, found, start))
        start = found.last_row + 1 if isinstance(found, Region) else start
    return places


def _signature(place: Place) -> tuple[str, ...]:
    if isinstance(place.found, Form):
        return tuple(sorted(place.found.labels))
    fields = place.found.candidate.layout.fields
    return tuple(f"{key}{mapped.header.column}" for key, mapped in sorted(fields.items()))
