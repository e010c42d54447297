"""Find the cells that are to be written, or the gaps where they belong, in one pass over a sheet's rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from kpi_sheets.workbook.address import MAX_ROW, block, column_number
from kpi_sheets.workbook.book import Range
from kpi_sheets.workbook.patch_tree import Part, after_end_tag, after_start_tag

DIGITS = "0123456789"
WHOLE_RANGES = frozenset({"array", "dataTable"})  # formulas that fill a range and can't be written in part


@dataclass(slots=True)
class FoundRow:
    """A row that is there: `data[start:inner]` is its start tag, `close` where its end tag begins."""

    number: int
    attributes: dict[str, str]
    start: int
    inner: int
    close: int = -1
    end: int = -1


@dataclass(slots=True)
class FoundCell:
    """A cell that is there, in the bytes `start:end`. `formula` holds the attributes of its formula, if it has one;
    `texts` what its elements hold: "f", "v", and "t" for an inline text."""

    attributes: dict[str, str]
    start: int
    end: int = -1
    formula: dict[str, str] | None = None
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def is_blank(self) -> bool:
        """True when the cell holds no value and no formula, formatted though it may be."""
        return self.formula is None and not self.texts.get("v") and not self.texts.get("t")


class Gap(NamedTuple):
    """Where a cell belongs that isn't there: the offset, and the row, None when that isn't there either."""

    at: int
    row: FoundRow | None


@dataclass(slots=True)
class Scan:
    """What a pass found of the wanted cells, by (row, column), and the ranges that formulas fill as a whole."""

    cells: dict[tuple[int, int], FoundCell] = field(default_factory=dict)
    gaps: dict[tuple[int, int], Gap] = field(default_factory=dict)
    rows: dict[int, FoundRow] = field(default_factory=dict)
    filled: list[Range] = field(default_factory=list)


class CellScanner:
    """Reads `<sheetData>` for `patch_tree.parse`; `wanted` maps a row to its wanted columns, both ascending."""

    def __init__(self, wanted: Mapping[int, Sequence[int]]) -> None:
        self.found = Scan()
        self._wanted = wanted
        self._pending = iter(wanted)
        self._next_row = next(self._pending, MAX_ROW + 1)
        self._number = 0
        self._columns: dict[str, int] = {}

    def enter(self, parser: expat.XMLParserType, part: Part, prefix: str, leave: Callable[[str], None]) -> None:
        """Take the parser's events over until the end of `<sheetData>`."""
        self._parser, self._part, self._leave = parser, part, leave
        self._data_tag, self._row_tag, self._cell_tag, self._formula_tag = (
            prefix + name for name in ("sheetData", "row", "c", "f")
        )
        self._text_tags = {prefix + name: name for name in ("f", "v", "t")}
        self._guide_tag = prefix + "rPh"
        self._outside()

    def _outside(self) -> None:
        """Between the rows, and within those where nothing is wanted."""
        self._parser.StartElementHandler = self._start_outside
        self._parser.EndElementHandler = self._end_outside

    def _start_outside(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._row_tag:
            self._start_row(attributes)
        elif name == self._formula_tag:
            self._note_formula(attributes)

    def _end_outside(self, name: str) -> None:
        if name == self._data_tag:
            while self._next_row <= MAX_ROW:
                self._miss_row(self._parser.CurrentByteIndex)
            self._leave(name)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = self._row_number(attributes)
        start = self._parser.CurrentByteIndex
        while self._next_row < number:
            self._miss_row(start)
        if self._next_row == number:
            self._row = FoundRow(number, attributes, start, after_start_tag(self._part.data, start))
            self.found.rows[number] = self._row
            self._wanted_here = list(self._wanted[number])
            self._column = 0
            self._advance()
            self._parser.StartElementHandler = self._start_in_row
            self._parser.EndElementHandler = self._end_in_row

    def _row_number(self, attributes: dict[str, str]) -> int:
        text = attributes.get("r", "")
        number = int(text) if text.isdecimal() else self._number + 1
        if number <= self._number:
            raise self._part.problem(f"row {number} comes after row {self._number}")
        self._number = number
        return number

    def _miss_row(self, at: int) -> None:
        for column in self._wanted[self._next_row]:
            self.found.gaps[self._next_row, column] = Gap(at, None)
        self._advance()

    def _advance(self) -> None:
        self._next_row = next(self._pending, MAX_ROW + 1)

    def _start_in_row(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._cell_tag:
            self._start_cell(attributes)
        elif name == self._formula_tag:
            self._note_formula(attributes)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        column = self._column_number(attributes)
        start = self._parser.CurrentByteIndex
        wanted = self._wanted_here
        while wanted and wanted[0] < column:
            self.found.gaps[self._number, wanted.pop(0)] = Gap(start, self._row)
        if wanted and wanted[0] == column:
            wanted.pop(0)
            self._capture(column, FoundCell(attributes, start))

    def _column_number(self, attributes: dict[str, str]) -> int:
        letters = attributes.get("r", "").rstrip(DIGITS)
        column = self._columns.get(letters) or (column_number(letters) if letters else self._column + 1)
        if letters:
            self._columns[letters] = column
        if column <= self._column:
            raise self._part.problem(f"the cells of row {self._number} are not in order")
        self._column = column
        return column

    def _end_in_row(self, name: str) -> None:
        if name == self._row_tag:
            row = self._row
            row.close, row.end = after_end_tag(self._part.data, self._parser.CurrentByteIndex, name.encode())
            for column in self._wanted_here:
                self.found.gaps[self._number, column] = Gap(row.close, row)
            self._outside()

    def _capture(self, column: int, cell: FoundCell) -> None:
        """Read the cell that has just begun, element by element, until it ends."""
        self.found.cells[self._number, column] = cell
        self._cell = cell
        self._field = ""
        self._guides = 0
        self._parser.StartElementHandler = self._start_in_cell
        self._parser.EndElementHandler = self._end_in_cell
        self._parser.CharacterDataHandler = self._text

    def _start_in_cell(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._formula_tag:
            self._cell.formula = attributes
            self._note_formula(attributes)
        self._guides += name == self._guide_tag
        self._field = self._text_tags.get(name, "") if not self._guides else ""

    def _text(self, text: str) -> None:
        if self._field:
            self._cell.texts[self._field] = self._cell.texts.get(self._field, "") + text

    def _end_in_cell(self, name: str) -> None:
        self._field = ""
        self._guides -= name == self._guide_tag
        if name == self._cell_tag:
            self._cell.end = after_end_tag(self._part.data, self._parser.CurrentByteIndex, name.encode())[1]
            self._parser.CharacterDataHandler = None
            self._parser.StartElementHandler = self._start_in_row
            self._parser.EndElementHandler = self._end_in_row

    def _note_formula(self, attributes: dict[str, str]) -> None:
        if attributes.get("t") in WHOLE_RANGES:
            self.found.filled.append(self._range(attributes.get("ref", "")))

    def _range(self, reference: str) -> Range:
        try:
            return block(reference)
        except ValueError:
            raise self._part.problem("an array formula has no range of cells") from None
