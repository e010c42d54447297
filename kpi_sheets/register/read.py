"""Sheets of cells → tables of KPIs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from kpi_sheets.model import Field, Problem, Table, column_letter
from kpi_sheets.register.find import Region, find_regions
from kpi_sheets.register.grid import Grid, SheetLike, text_of
from kpi_sheets.register.judge import Candidate, Judge
from kpi_sheets.register.kpis import Built, TableContext, build
from kpi_sheets.register.lexicon import Lexicon
from kpi_sheets.register.quantity_text import read_text
from kpi_sheets.register.rows import kpi_rows
from kpi_sheets.register.schema import WorkbookSchema
from kpi_sheets.register.values import ValueReader
from kpi_sheets.register.voting import vote


class BookLike(Protocol):
    """A workbook: anything with sheets."""

    @property
    def sheets(self) -> Sequence[SheetLike]: ...


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
    lexicon = Lexicon(schema.kpis[0], schema.words)
    tables = []
    for sheet in sheets:
        if hidden or sheet.visibility == "visible":
            grid = Grid(sheet)
            for region in find_regions(grid, lexicon):
                tables.append(_read(grid, region, lexicon, schema, language))
    return tuple(tables)


def _read(grid: Grid, region: Region, lexicon: Lexicon, schema: WorkbookSchema, language: str) -> Table:
    candidate = region.candidate
    if language == "auto":
        language = _language(grid, candidate, schema, lexicon)
    decimal = schema.words.get("decimal", {}).get(language, (".",))[0]
    percent = lexicon.vocabulary.all_words("percent")
    values = ValueReader(lexicon, language, lambda text: read_text(text, decimal), percent)
    defaults: dict[str, Field] = {}
    context = TableContext(grid.name, language, lexicon, values, defaults)
    built: list[Built] = []
    if candidate.shape == "rows":
        built = [build(row, candidate.layout, context) for row in kpi_rows(grid, region, lexicon)]
    return Table(
        sheet=grid.name,
        header_rows=candidate.header_rows,
        columns={key: column_letter(mapped.header.column) for key, mapped in candidate.layout.fields.items()},
        headers={key: mapped.header.cell for key, mapped in candidate.layout.fields.items()},
        kpis=tuple(entry.kpi for entry in built),
        language=language,
        problems=(
            *_unknown_headers(grid, candidate),
            *(problem for entry in built for problem in entry.problems),
        ),
        defaults=defaults,
    )


def _language(grid: Grid, candidate: Candidate, schema: WorkbookSchema, lexicon: Lexicon) -> str:
    sample = Judge(grid, lexicon).sample(candidate.header_rows[-1])
    texts = [text_of(cell) for row in sample for cell in row.values()]
    return vote(candidate.layout, texts, schema.words, schema.words.get("small", {}))


def _unknown_headers(grid: Grid, candidate: Candidate) -> tuple[Problem, ...]:
    return tuple(
        Problem("unknown_header", grid.name, header.cell.address, "", header.text, header.cell.row)
        for header in candidate.layout.unknown
        if text_of(header.cell)
    )
