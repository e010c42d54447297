"""An open workbook → the same `Book` that `workbook.read` makes of a file.

One read of the values and one of the formulas for a sheet, whatever the number of rows. Number formats, which decide
whether 0.9 is 90 %, are asked for a column at a time, and in halves where a column has several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from kpi_sheets.addin import uniform
from kpi_sheets.addin.surface import LiveBook, LiveRange, LiveSheet, LiveTable, LiveThread
from kpi_sheets.addin.values import cell_value, is_number
from kpi_sheets.model import Cell, KpiSheetsError, column_letter
from kpi_sheets.typed import Any
from kpi_sheets.workbook import Book, ListObject, Range, Sheet
from kpi_sheets.workbook.book import OUR_AUTHOR

MOST_CELLS = 5_000_000  # of one sheet: beyond that its used range is an accident
GENERAL = uniform.DEFAULT_FORMAT

Rows = dict[int, dict[int, Cell]]
Note = tuple[int, int, str]  # row, column, text


class LiveError(KpiSheetsError):
    """An open workbook that can't be read or written as it is."""


def read(book: LiveBook) -> Book:
    """Return what the sheets of an open workbook hold now; hidden sheets come empty.

    Raises LiveError for a sheet too large to be meant.
    """
    return Book(tuple(_sheet(sheet) for sheet in book.sheets), {})


def _sheet(sheet: LiveSheet) -> Sheet:
    if not sheet.visible:
        return Sheet(sheet.name, "", "hidden")
    used = _extent(sheet.used_range)
    _refuse_if_huge(sheet.name, used)
    rows, notes = _cells(sheet, used), list(_notes(sheet))
    return Sheet(
        sheet.name,
        part="",
        rows=_with_notes(rows, notes),
        merges=_merges(sheet, used),
        tables=tuple(_list_object(table, rows) for table in sheet.tables if table.range is not None),
        commented=frozenset(row for row, _, _ in notes),
    )


def block(sheet: LiveSheet, cells: Range) -> LiveRange:
    """Return the live range of these cells."""
    return sheet.range((cells.first_row, cells.first_column), (cells.last_row, cells.last_column))


def _extent(area: LiveRange) -> Range:
    height, width = area.shape
    return Range(area.row, area.column, area.row + height - 1, area.column + width - 1)


def _refuse_if_huge(name: str, used: Range) -> None:
    cells = (used.last_row - used.first_row + 1) * (used.last_column - used.first_column + 1)
    if cells > MOST_CELLS:
        raise LiveError(f"{name}: Excel counts {used} as used, too much to read; delete the empty rows and columns")


def _cells(sheet: LiveSheet, used: Range) -> Rows:
    area = block(sheet, used)
    values = area.options(ndim=2, err_to_str=True).value
    formulas = list(_formulas(area.formula, values))
    codes = _number_formats(sheet, used, values)
    found: Rows = {}
    for row, (line, texts) in enumerate(zip(values, formulas, strict=True), used.first_row):
        cells = {
            column: cell
            for column, (raw, formula) in enumerate(zip(line, texts, strict=True), used.first_column)
            if (cell := _cell(row, column, raw, formula, codes.get((row, column), GENERAL)))
        }
        if cells:
            found[row] = cells
    return found


def _cell(row: int, column: int, raw: Any, formula: str | None, number_format: str) -> Cell | None:
    value = cell_value(raw, number_format, is_formula=formula is not None)
    return None if value is None and formula is None else Cell(row, column, value, number_format, formula)


def _formulas(raw: Any, values: list[list[Any]]) -> Iterator[list[str | None]]:
    """Yield the formulas by row, None for constants, from whatever shape a range of that size gives them in."""
    width = len(values[0])
    rows = raw if isinstance(raw, list | tuple) else [[raw]]
    if rows and not isinstance(rows[0], list | tuple):
        rows = [rows] if len(values) == 1 else [[entry] for entry in rows]
    for line, texts in zip(values, rows, strict=True):
        yield [_formula(texts[number], line[number]) for number in range(width)]


def _formula(text: Any, value: Any) -> str | None:
    """A text that only looks like a formula is its own value; the result of a formula never is."""
    return text[1:] if isinstance(text, str) and text.startswith("=") and text != value else None


def _number_formats(sheet: LiveSheet, used: Range, values: list[list[Any]]) -> dict[tuple[int, int], str]:
    found = {}
    for column in range(used.first_column, used.last_column + 1):
        place = column - used.first_column
        rows = [row for row, line in enumerate(values, used.first_row) if is_number(line[place])]
        for row, code in uniform.formats(rows, partial(_number_format, sheet, column)):
            found[row, column] = code
    return found


def _number_format(sheet: LiveSheet, column: int, first: int, last: int) -> object:
    return sheet.range((first, column), (last, column)).number_format


def _merges(sheet: LiveSheet, used: Range) -> tuple[Range, ...]:
    return uniform.merges(
        used,
        lambda part: block(sheet, part).merge_cells,
        lambda row, column: _extent(sheet.range((row, column)).merge_area),
    )


def _list_object(table: LiveTable, rows: Rows) -> ListObject:
    area = _extent(table.range) if table.range is not None else Range(1, 1, 1, 1)
    heads = rows.get(area.first_row, {})
    columns = range(area.first_column, area.last_column + 1)
    names = tuple(str(heads[column].value) if column in heads else column_letter(column) for column in columns)
    return ListObject(table.name, area, int(table.show_headers), int(table.show_totals), names, "")


def _with_notes(rows: Rows, notes: Iterable[Note]) -> Rows:
    for row, column, text in notes:
        cells = rows.setdefault(row, {})
        cells[column] = cells.get(column, Cell(row, column, None))._replace(comment=text)
    return {row: dict(sorted(cells.items())) for row, cells in sorted(rows.items())}


def _notes(sheet: LiveSheet) -> Iterable[Note]:
    """Return row, column and text of each comment, without those that the linter wrote itself."""
    found = [(note.location, note.text) for note in sheet.notes]
    found += [(thread.location, "\n".join(_said(thread))) for thread in _threads(sheet)]
    ours = (OUR_AUTHOR, f"{OUR_AUTHOR}:")
    return [(at.row, at.column, text) for at, text in found if text.partition("\n")[0] not in ours]


def _threads(sheet: LiveSheet) -> list[LiveThread]:
    try:
        return list(sheet.comments)
    except NotImplementedError:  # Excel for Mac doesn't hand them out
        return []


def _said(thread: LiveThread) -> Iterator[str]:
    yield thread.text
    yield from (reply.text for reply in thread.replies)
