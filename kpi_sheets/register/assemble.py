"""A table's place → the table: its KPIs, what it states once, and what could not be read."""

from __future__ import annotations

from itertools import pairwise

from kpi_sheets.model import Field, Problem, Source, Table, column_letter
from kpi_sheets.register.defaults import stated_above, title_above, year_above
from kpi_sheets.register.fields_down import Form, read_form
from kpi_sheets.register.grid import text_of
from kpi_sheets.register.kpis import Built, TableContext, build
from kpi_sheets.register.rows import body, kpi_rows
from kpi_sheets.register.shape import shape_problems
from kpi_sheets.register.tidy import build_tidy, is_tidy, may_be_tidy
from kpi_sheets.register.validate import validate
from kpi_sheets.register.values import value_reader
from kpi_sheets.register.voting import vote
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpi_sheets.register.columns import Layout
    from kpi_sheets.register.find import Region
    from kpi_sheets.register.headers import HeaderColumn
    from kpi_sheets.register.locate import Place
    from kpi_sheets.register.rows import Row

SPELLING = 0.1  # vote of a header for the languages that write it with the same accents
LONG = 500  # rows of a table from which its KPIs are kept small, which takes a little time
VOTING_ROWS = 40  # rows whose words vote for the language


def assemble(place: Place, language: str) -> tuple[Table, bool]:
    """Return the table at a place, and whether it may hold the measurements of KPIs that stand elsewhere.

    `language` is a code, or "auto" to let the table's own words decide.
    """
    context = _context(place, language)
    if isinstance(place.found, Form):
        return validate(read_form(place.grid, place.found, context), place.table), False
    built, measured = _build(place, place.found, context)
    headers = _headers(place.found.candidate.layout)
    table = Table(
        sheet=place.grid.name,
        header_rows=place.found.candidate.header_rows,
        columns={key: column_letter(header.column) for key, header in headers.items()},
        headers={key: header.cell for key, header in headers.items()},
        kpis=tuple(entry.kpi for entry in built),
        language=context.language,
        problems=(
            *unknown_headers(place),
            *shape_problems(place.grid, place.found, _rows(place.found, built)),
            *(problem for entry in built for problem in entry.problems),
        ),
        defaults=context.defaults,
    )
    return validate(table, place.table), measured


def _rows(region: Region, built: Iterable[Built]) -> list[int]:
    """Return the rows of the KPIs where each has one of its own, beneath the header; none for other layouts."""
    rows = [entry.kpi.row for entry in built] if region.candidate.shape == "rows" else []
    return rows if all(above < row for above, row in pairwise(rows)) else []


def _headers(layout: Layout) -> dict[str, HeaderColumn]:
    """Return the header of each field; of one that has a column per period, the first."""
    timed = {entry.key: entry.header for entry in reversed(layout.series) if entry.said}
    return {**timed, **{key: mapped.header for key, mapped in layout.fields.items()}}


def unknown_headers(place: Place) -> tuple[Problem, ...]:
    """Return a problem for each header that names no field; over periods they name KPIs."""
    if isinstance(place.found, Form) or place.found.candidate.shape == "periods":
        return ()
    return tuple(
        Problem("unknown_header", place.grid.name, header.cell.address, "", header.text, header.cell.row)
        for header in place.found.candidate.layout.unknown
        if text_of(header.cell)
    )


def language_of(place: Place) -> str:
    """Return the language of a table's headers and cells."""
    first = place.first_row
    rows = [number for number in place.grid.row_numbers if number > first][:VOTING_ROWS]
    texts = {text_of(cell) for number in rows for cell in place.grid.row(number).values()}
    if isinstance(place.found, Form):
        labels = [text_of(label) for label in place.found.labels.values()]
        headers = [match for label in labels for match in place.lexicon.vocabulary.match_text(label)]
        return vote([(match.languages, match.score) for match in headers], texts, place.lexicon.speakers)
    fields = place.found.candidate.layout.fields.values()
    votes = [(mapped.languages, mapped.score) for mapped in fields]
    spelled = [place.lexicon.vocabulary.written_in(text_of(mapped.header.cell)) for mapped in fields]
    return vote([*votes, *((languages, SPELLING) for languages in spelled if languages)], texts, place.lexicon.speakers)


def layout_of(place: Place) -> str:
    """Return how a table is laid out: "rows", "tidy", "periods" or "fields"."""
    if isinstance(place.found, Form):
        return "fields"
    candidate = place.found.candidate
    if candidate.shape != "rows":
        return "tidy" if candidate.shape == "measurements" else "periods"
    rows = list(kpi_rows(place.grid, place.found, place.lexicon))
    return "tidy" if is_tidy(rows, candidate.layout) else "rows"


def _build(place: Place, region: Region, context: TableContext) -> tuple[list[Built], bool]:
    candidate = region.candidate
    if candidate.shape == "periods":
        from kpi_sheets.register.periods_down import build_periods  # as few tables are laid out

        above = title_above(place.grid, place.surroundings_from, candidate.header_rows[0] - 1, place.lexicon)
        return build_periods(place.grid, region, context, above), False
    if candidate.layout.series:
        from kpi_sheets.register.scenarios import build_scenarios, scenario_column

        column = scenario_column(place.grid, region, place.lexicon)
        if column is not None:
            return build_scenarios(place.grid, region, column, context), False
    rows: Iterable[Row] = kpi_rows(place.grid, region, place.lexicon)  # one at a time: a table may be long
    if candidate.shape == "measurements" or may_be_tidy(candidate.layout):
        rows = list(rows)
        if candidate.shape == "measurements" or is_tidy(rows, candidate.layout):
            return build_tidy(rows, candidate.layout, context), True
    built = (build(row, candidate.layout, context) for row in rows)
    spoken = (entry for entry in built if entry.kpi.fields)  # a row of "n.b." alone says nothing
    if len(body(place.grid, region)) > LONG:
        from kpi_sheets.register.fields import kept_small  # few tables are long

        spoken = (Built(kept_small(entry.kpi), entry.problems) for entry in spoken)
    return list(spoken), False


def _context(place: Place, language: str) -> TableContext:
    if language == "auto":
        language = language_of(place)
    values = value_reader(place.lexicon, language)
    first, last = place.surroundings_from, place.first_row - 1
    lone = not isinstance(place.found, Form) and place.found.candidate.shape == "periods"
    defaults = stated_above(place.grid, first, last, place.lexicon, values, lone=lone)
    if place.shared:
        defaults = {**_from_sheet_name(place), **defaults}
    year = year_above(place.grid, first, last)
    return TableContext(place.grid.name, language, place.lexicon, values, defaults, year)


def _from_sheet_name(place: Place) -> dict[str, Field]:
    """Return what a sheet's name says when its table stands on several sheets: a team, or another part."""
    name, lexicon = place.grid.name.strip(), place.lexicon
    if lexicon.speaks_of_kpis(name) or lexicon.periods.read(name) or lexicon.entry("period", name):
        return {}
    key = "team" if lexicon.is_department(name) else "segment"
    return {key: Field(name, None, Source.DEFAULT)}
