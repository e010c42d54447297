"""Sheets of cells → tables of KPIs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from kpi_sheets.model import Field, Problem, Source, Table, column_letter
from kpi_sheets.register.defaults import stated_above, title_above, year_above
from kpi_sheets.register.fields_down import Form, find_form, read_form
from kpi_sheets.register.find import Region, find_regions
from kpi_sheets.register.grid import Grid, SheetLike, text_of
from kpi_sheets.register.history import attach
from kpi_sheets.register.kpis import Built, TableContext, build
from kpi_sheets.register.lexicon import Lexicon
from kpi_sheets.register.periods_down import build_periods
from kpi_sheets.register.pinned import pinned_region
from kpi_sheets.register.rows import body, kpi_rows
from kpi_sheets.register.schema import TableSchema, WorkbookSchema
from kpi_sheets.register.tidy import build_tidy, is_tidy
from kpi_sheets.register.validate import validate
from kpi_sheets.register.values import value_reader
from kpi_sheets.register.voting import vote


class BookLike(Protocol):
    """A workbook: anything with sheets."""

    @property
    def sheets(self) -> Sequence[SheetLike]: ...


class Place(NamedTuple):
    """Where a table was found: on which sheet, by which schema, from which row its surroundings are its own."""

    grid: Grid
    table: TableSchema
    lexicon: Lexicon
    found: Region | Form
    surroundings_from: int


def read_tables(
    book: BookLike | Iterable[SheetLike],
    schema: WorkbookSchema,
    language: str = "auto",
    *,
    hidden: bool = False,
) -> tuple[Table, ...]:
    """Return the KPI tables of a workbook, in the order of its sheets; none when it has none.

    `language` is a code, or "auto" to let each table's own words decide. Hidden sheets are read when `hidden` is true.
    """
    sheets = book if isinstance(book, Iterable) else book.sheets
    grids = [Grid(sheet) for sheet in sheets if hidden or sheet.visibility == "visible"]
    lexicons = [(table, Lexicon(table, schema.words)) for table in schema.kpis]
    places = [place for grid in grids for place in _places(grid, lexicons)]
    shared = _shared_layouts(places)
    kept: list[Table] = []
    measured: list[Table] = []
    for place in places:
        table, is_measured = _read(place, schema, language, shared=_signature(place) in shared)
        (measured if is_measured else kept).append(table)
    tables = attach(kept, measured)
    order = {grid.name: number for number, grid in enumerate(grids)}
    return tuple(sorted(tables, key=lambda table: (order[table.sheet], table.header_rows)))


def _places(grid: Grid, lexicons: Sequence[tuple[TableSchema, Lexicon]]) -> list[Place]:
    """Return the tables of a sheet: those the schema pins to it, else those that are found, else a form."""
    for_sheet = [
        (table, lexicon) for table, lexicon in lexicons if not table.sheets or grid.name in table.sheets
    ]
    pinned = [(table, lexicon) for table, lexicon in for_sheet if table.sheets and table.header_rows]
    if pinned:
        return [_pin(grid, table, lexicon) for table, lexicon in pinned]
    places: list[Place] = []
    for table, lexicon in for_sheet:
        start = 1
        for region in find_regions(grid, lexicon):
            places.append(Place(grid, table, lexicon, region, start))
            start = region.last_row + 1
        form = find_form(grid, lexicon) if not places else None
        if form is not None:
            places.append(Place(grid, table, lexicon, form, 1))
    return places


def _pin(grid: Grid, table: TableSchema, lexicon: Lexicon) -> Place:
    form = find_form(grid, lexicon) if table.layout == "fields" else None
    return Place(grid, table, lexicon, form or pinned_region(grid, table, lexicon), 1)


def _signature(place: Place) -> tuple[str, ...]:
    if isinstance(place.found, Form):
        return tuple(sorted(place.found.labels))
    candidate = place.found.candidate
    return tuple(f"{key}{mapped.header.column}" for key, mapped in sorted(candidate.layout.fields.items()))


def _shared_layouts(places: Sequence[Place]) -> set[tuple[str, ...]]:
    """Return the layouts that come back on several sheets: the sheet's name then tells the KPIs apart."""
    sheets = {(_signature(place), place.grid.name) for place in places}
    return {
        signature for signature, count in Counter(signature for signature, _ in sheets).items() if count > 1
    }


def _read(place: Place, schema: WorkbookSchema, language: str, *, shared: bool) -> tuple[Table, bool]:
    """Return a table, and whether it may hold the measurements of KPIs that stand elsewhere."""
    context = _context(place, schema, language, shared=shared)
    if isinstance(place.found, Form):
        return validate(read_form(place.grid, place.found, context), place.table), False
    candidate = place.found.candidate
    built, measured = _build(place, place.found, context)
    fields = candidate.layout.fields
    table = Table(
        sheet=place.grid.name,
        header_rows=candidate.header_rows,
        columns={key: column_letter(mapped.header.column) for key, mapped in fields.items()},
        headers={key: mapped.header.cell for key, mapped in fields.items()},
        kpis=tuple(entry.kpi for entry in built),
        language=context.language,
        problems=(*_unknown_headers(place), *(problem for entry in built for problem in entry.problems)),
        defaults=context.defaults,
    )
    return validate(table, place.table), measured


def _build(place: Place, region: Region, context: TableContext) -> tuple[list[Built], bool]:
    candidate = region.candidate
    if candidate.shape == "periods":
        above = title_above(place.grid, place.surroundings_from, candidate.header_rows[0] - 1, place.lexicon)
        return build_periods(place.grid, region, context, above), False
    rows = list(kpi_rows(place.grid, region, place.lexicon))
    if candidate.shape == "measurements" or place.table.layout == "tidy" or is_tidy(rows, candidate.layout):
        return build_tidy(rows, candidate.layout, context), True
    return [build(row, candidate.layout, context) for row in rows], False


def _context(place: Place, schema: WorkbookSchema, language: str, *, shared: bool) -> TableContext:
    if language == "auto":
        language = _language(place, schema)
    values = value_reader(place.lexicon, language, schema.words)
    region = place.found if isinstance(place.found, Region) else None
    last = region.candidate.header_rows[0] - 1 if region else 0
    lone = region is not None and region.candidate.shape == "periods"
    defaults = stated_above(place.grid, place.surroundings_from, last, place.lexicon, values, lone=lone)
    if shared:
        defaults = {**_from_sheet_name(place), **defaults}
    year = year_above(place.grid, place.surroundings_from, last)
    return TableContext(place.grid.name, language, place.lexicon, values, defaults, year)


def _from_sheet_name(place: Place) -> dict[str, Field]:
    """Return what a sheet's name says when the same table stands on several sheets: a team, or another part."""
    name = place.grid.name.strip()
    if place.lexicon.periods.read(name) is not None or place.lexicon.speaks_of_kpis(name):
        return {}
    if place.lexicon.entry("period", name) is not None:
        return {}
    key = "team" if place.lexicon.is_department(name) else "segment"
    return {key: Field(name, None, Source.DEFAULT)}


def _language(place: Place, schema: WorkbookSchema) -> str:
    found = place.found
    headers = found.labels.values() if isinstance(found, Form) else ()
    fields = () if isinstance(found, Form) else found.candidate.layout.fields.values()
    first = 1 if isinstance(found, Form) else found.candidate.first_row
    rows = (
        [row for row in place.grid.row_numbers if row >= first][:SAMPLE]
        if isinstance(found, Form)
        else body(place.grid, found)[:SAMPLE]
    )
    texts = [text_of(cell) for row in rows for cell in place.grid.row(row).values()]
    names = [match for label in headers for match in place.lexicon.vocabulary.match_text(text_of(label))]
    return vote([(mapped.languages, mapped.score) for mapped in (*fields, *names)], texts, schema.words)


SAMPLE = 40  # rows whose words vote for the language


def _unknown_headers(place: Place) -> tuple[Problem, ...]:
    if isinstance(place.found, Form):
        return ()
    candidate = place.found.candidate
    return tuple(
        Problem("unknown_header", place.grid.name, header.cell.address, "", header.text, header.cell.row)
        for header in candidate.layout.unknown
        if text_of(header.cell) and candidate.shape != "periods"
    )
