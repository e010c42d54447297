"""A workbook schema for a workbook that exists: what was understood, how surely, and what was not."""

from __future__ import annotations

from kpi_sheets.model import ErrorValue, column_letter
from kpi_sheets.register.assemble import language_of, layout_of, unknown_headers
from kpi_sheets.register.fields_down import Form
from kpi_sheets.register.grid import text_of
from kpi_sheets.register.locate import Place, locate
from kpi_sheets.register.periods_down import speaks_of_targets
from kpi_sheets.register.read import open_grids
from kpi_sheets.register.rows import body
from kpi_sheets.register.scenarios import scenario_column, scenario_words
from kpi_sheets.register.schema import load_default
from kpi_sheets.register.validate import DIALECT
from kpi_sheets.register.values import plain_text
from kpi_sheets.register.words import fold
from kpi_sheets.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpi_sheets.model import Cell
    from kpi_sheets.register.book_like import BookLike, SheetLike
    from kpi_sheets.register.columns import Mapped

MOST_UNITS = 8  # different units that are named in a comment
SEEN_ROWS = 2000  # rows whose entries are collected
ROW_TYPES = {"number": "number", "quantity": "number", "numbers": "array"}


def infer(book: BookLike | Iterable[SheetLike], name: str = "inferred", *, hidden: bool = False) -> dict[str, Any]:
    """Return a workbook schema that describes the KPI tables of a workbook, as a document for `schema.load`.

    Each table and column carries a `comment` with what it was guessed from and a confidence from 0 to 1;
    `not_understood` lists the headers and sheets that were left alone.
    """
    default = load_default()
    grids = open_grids(book, hidden=hidden)
    places = locate(grids, default)
    with_table = {place.grid.name for place in places}
    ignored = [f'sheet "{grid.name}": no KPI table found' for grid in grids if grid.name not in with_table]
    unknown = [
        f'{problem.sheet}!{problem.cell}: the header "{problem.text}" names no field'
        for place in places
        for problem in unknown_headers(place)
    ]
    return {
        "$schema": "workbook-schema.schema.json",
        "name": name,
        "version": "1",
        "tables": [_table(place) for place in places],
        "not_understood": [*unknown, *ignored],
    }


def _table(place: Place) -> dict[str, Any]:
    language = language_of(place)
    columns = _form_columns(place, language) if isinstance(place.found, Form) else _columns(place, language)
    rows = [place.first_row] if isinstance(place.found, Form) else list(place.found.candidate.header_rows)
    measured = not isinstance(place.found, Form) and place.found.candidate.shape == "measurements"
    return {
        "kind": "measurements" if measured else "kpis",
        "comment": _table_comment(place, language),
        "sheets": [place.grid.name],
        "header_rows": rows,
        "layout": layout_of(place),
        "columns": columns,
        "row": _row_schema(columns),
    }


def _table_comment(place: Place, language: str) -> str:
    if isinstance(place.found, Form):
        return f"A form with its fields down the side, in language {language}."
    candidate = place.found.candidate
    confidence = min(1.0, candidate.evidence / 5)
    basis = "Found by its headers and the cells beneath them"
    return f"{basis}, in language {language}; confidence {confidence:.2f}."


def _columns(place: Place, language: str) -> list[dict[str, Any]]:
    if isinstance(place.found, Form):
        return []
    fields = place.found.candidate.layout.fields
    placed = sorted(fields.items(), key=lambda entry: entry[1].header.column)
    columns = [_column(place, key, mapped, language) for key, mapped in placed]
    timed = {entry.key: entry.header for entry in place.found.candidate.layout.series if entry.said}
    columns += [_timed(place, key, text_of(timed[key].cell), language) for key in timed if key not in fields]
    name = place.grid.name
    if not {"target", "actual"} & fields.keys() and speaks_of_targets(name, place.lexicon):
        columns.append(_timed(place, "target", name, language))
    scenario = scenario_column(place.grid, place.found, place.lexicon)
    if scenario is not None:
        words = scenario_words(place.grid, place.found, scenario, place.lexicon)
        columns += [_timed(place, key, word, language) for key, word in sorted(words.items()) if key not in fields]
    return columns


def _column(place: Place, key: str, mapped: Mapped, language: str) -> dict[str, Any]:
    known = place.lexicon.column(key)
    header = text_of(mapped.header.cell)
    entry: dict[str, Any] = {"key": key, "type": known.type, "role": known.role}
    if header:
        entry["headers"] = {language: [header]}
    cells = _cells(place, mapped.header.column)
    values = _entries_seen(place, key, cells, language)
    if values:
        entry["values"] = values
    entry["at"] = column_letter(mapped.header.column)
    entry["comment"] = _comment(key, mapped, cells)
    return entry


def _timed(place: Place, key: str, name: str, language: str) -> dict[str, Any]:
    """Return a field that has a column per period or a row of its own: it stands in no one place."""
    known = place.lexicon.column(key)
    entry: dict[str, Any] = {"key": key, "type": known.type, "role": known.role}
    if name:
        entry["headers"] = {language: [name]}
    return {**entry, "comment": "A figure for each period; confidence 0.80."}


def _form_columns(place: Place, language: str) -> list[dict[str, Any]]:
    labels = place.found.labels if isinstance(place.found, Form) else {}
    return [
        {
            "key": key,
            "type": place.lexicon.column(key).type,
            "role": place.lexicon.column(key).role,
            "headers": {language: [text_of(label).rstrip(": ")]},
            "comment": f"The label in {label.address}.",
        }
        for key, label in labels.items()
    ]


def _cells(place: Place, column: int) -> list[Cell]:
    if isinstance(place.found, Form):
        return []
    rows = body(place.grid, place.found)[:SEEN_ROWS]
    cells = (place.grid.cell(row, column) for row in rows)
    return [cell for cell in cells if cell is not None and not isinstance(cell.value, ErrorValue)]


def _entries_seen(place: Place, key: str, cells: list[Cell], language: str) -> dict[str, dict[str, list[str]]]:
    """Return the entries of a list that occur, each with its spellings as they are written."""
    seen: dict[str, dict[str, list[str]]] = {}
    for cell in cells:
        text = plain_text(cell)
        entry = place.lexicon.entry(key, text)
        if entry is not None:
            names = seen.setdefault(entry, {}).setdefault(language, [])
            if fold(text) not in map(fold, names):
                names.append(text)
    return seen


def _comment(key: str, mapped: Mapped, cells: list[Cell]) -> str:
    word = "a word that names it" if mapped.sure else "a word that may name it" if mapped.languages else "its place"
    said = f"Guessed from {word} and {len(cells)} filled cells; confidence {mapped.score:.2f}."
    if key != "unit":
        return said
    units = sorted({plain_text(cell) for cell in cells})
    return f"{said} Units seen: {', '.join(units[:MOST_UNITS])}." if units else said


def _row_schema(columns: list[dict[str, Any]]) -> dict[str, Any]:
    properties = {
        column["key"]: {"type": ROW_TYPES[column["type"]]} for column in columns if column["type"] in ROW_TYPES
    }
    return {"$schema": DIALECT, "type": "object", "required": ["name"], "properties": properties}
