"""Find the cells that are to be written, or the gaps where they belong, in one pass over a sheet's rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from kpi_sheets.typed import NamedTuple
from kpi_sheets.workbook.address import MAX_ROW, block, column_number, whole_number
from kpi_sheets.workbook.book import Range
from kpi_sheets.workbook.cells import TRUE
from kpi_sheets.workbook.patch_tree import Part, after_end_tag, after_start_tag

DIGITS = "0123456789"
WHOLE_RANGES = frozenset({"array", "dataTable"})  # formulas that fill a range and can't be written in part


@dataclass(slots=True)
class FoundRow:
    """A row that is there: `data[start:inner]` is its start tag, `data[close:end]` its end tag.

    `spans` is as written; `style` is the one that its new cells inherit, None when there is none.
    """

    number: int
    spans: str | None
    style: str | None
    start: int
    inner: int
    close: int
    end: int


@dataclass(slots=True)
class FoundCell:
    """A cell that is there, in the bytes `start:end`; `style` and `kind` are its `s=` and `t=`.

    `formula` holds the attributes of its formula, if it has one, and `formula_text` the formula; `value` is what
    stands in `<v>`, `text` an inline text without phonetic guides.
    """

    style: str | None
    kind: str
    start: int
    end: int = -1
    formula: dict[str, str] | None = None
    formula_text: str | None = None
    value: str | None = None
    text: str | None = None

    @property
    def is_blank(self) -> bool:
        """True when the cell holds no value and no formula, formatted though it may be."""
        return self.formula is None and not self.value and not self.text


class Gap(NamedTuple):
    """Where a cell belongs that isn't there: the offset, and the row, None when that isn't there either."""

    at: int
    row: FoundRow | None


@dataclass(slots=True)
class Scan:
    """What a pass found of the wanted cells, by (row, column), and the ranges that formulas fill as a whole."""

    cells: dict[tuple[int, int], FoundCell] = field(default_factory=dict)
    gaps: dict[tuple[int, int], Gap] = field(default_factory=dict)
    filled: list[Range] = field(default_factory=list)


class CellScanner:
    """Reads `<sheetData>` for `patch_tree.parse`; `wanted` maps a row to its wanted columns, both ascending.

    This is the hot path, so the parser calls for the starts of elements only, but for the ends within a wanted cell.
    """

    def __init__(self, wanted: Mapping[int, Sequence[int]]) -> None:
        self.found = Scan()
        self._wanted = wanted
        self._pending = iter(wanted)
        self._next_row = next(self._pending, MAX_ROW + 1)
        self._number = 0
        self._row: FoundRow | None = None
        self._wanted_here: list[int] = []
        self._columns: dict[str, int] = {}

    def enter(self, parser: expat.XMLParserType, part: Part, prefix: str) -> None:
        """Take the parser's events."""
        self._parser, self._part = parser, part
        self._row_tag, self._cell_tag, self._formula_tag = (prefix + name for name in ("row", "c", "f"))
        self._row_end = f"</{self._row_tag}".encode()
        self._text_tags = {prefix + "f": "formula_text", prefix + "v": "value", prefix + "t": "text"}
        self._guide_tag = prefix + "rPh"
        parser.EndElementHandler = None
        parser.StartElementHandler = self._starter()

    def finish(self, close: int) -> None:
        """Place what is still wanted at the end of the rows."""
        self._end_row(close)
        while self._next_row <= MAX_ROW:
            self._miss_row(close)

    def _starter(self) -> Callable[[str, dict[str, str]], None]:
        """Return the handler for what isn't inside a wanted cell; called for every element, it looks up little."""
        cell_tag, row_tag, formula_tag = self._cell_tag, self._row_tag, self._formula_tag
        columns, parser = self._columns, self._parser
        row: FoundRow | None = None
        column = 0
        wanted: Sequence[int] = ()

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal row, column, wanted
            if name == cell_tag:
                if row:
                    letters = attributes["r"].rstrip(DIGITS) if "r" in attributes else ""
                    before, column = column, columns.get(letters) or self._column_number(letters, column)
                    if column <= before:
                        raise self._part.problem(f"the cells of row {row.number} are not in order")
                    if wanted and wanted[0] <= column:
                        self._reach(column, attributes, parser.CurrentByteIndex)
            elif name == row_tag:
                row, column = self._start_row(attributes), 0
                wanted = self._wanted_here
            elif name == formula_tag:
                self._note_formula(attributes)

        return start

    def _start_row(self, attributes: dict[str, str]) -> FoundRow | None:
        """Note the row that begins, None when nothing in it is wanted."""
        number = self._row_number(attributes)
        start = self._parser.CurrentByteIndex
        self._end_row(start)
        while self._next_row < number:
            self._miss_row(start)
        if self._next_row == number:
            inner = after_start_tag(self._part.data, start)
            style = attributes.get("s") if attributes.get("customFormat") in TRUE else None
            self._row = FoundRow(number, attributes.get("spans"), style, start, inner, inner, inner)
            self._wanted_here = list(self._wanted[number])
            self._advance()
        return self._row

    def _end_row(self, before: int) -> None:
        """Find the end tag of the last wanted row, which is the last one before the next row begins."""
        row, data = self._row, self._part.data if self._row else b""
        if row is None:
            return
        if not data.endswith(b"/>", row.start, row.inner):
            row.close = data.rindex(self._row_end, row.inner, before)
            row.end = data.index(b">", row.close) + 1
        for column in self._wanted_here:
            self.found.gaps[row.number, column] = Gap(row.close, row)
        self._row = None

    def _row_number(self, attributes: dict[str, str]) -> int:
        number = whole_number(attributes.get("r", ""), self._number + 1)
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

    def _column_number(self, letters: str, before: int) -> int:
        """Return the number of a column, remembered; without an address a cell stands behind the one before it."""
        if not letters:
            return before + 1
        self._columns[letters] = column_number(letters)
        return self._columns[letters]

    def _reach(self, column: int, attributes: dict[str, str], start: int) -> None:
        """Place what is wanted before a cell, and capture the cell if it is wanted."""
        wanted = self._wanted_here
        while wanted and wanted[0] < column:
            self.found.gaps[self._number, wanted.pop(0)] = Gap(start, self._row)
        if wanted and wanted[0] == column:
            wanted.pop(0)
            self._capture(column, FoundCell(attributes.get("s"), attributes.get("t", "n"), start))

    def _capture(self, column: int, cell: FoundCell) -> None:
        """Read the cell that has just begun, element by element, until it ends."""
        self.found.cells[self._number, column] = cell
        self._cell = cell
        self._field = ""
        self._guides = 0
        self._resume = self._parser.StartElementHandler
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
            setattr(self._cell, self._field, (getattr(self._cell, self._field) or "") + text)

    def _end_in_cell(self, name: str) -> None:
        self._field = ""
        self._guides -= name == self._guide_tag
        if name == self._cell_tag:
            self._cell.end = after_end_tag(self._part.data, self._parser.CurrentByteIndex, name.encode())[1]
            self._parser.CharacterDataHandler = None
            self._parser.EndElementHandler = None
            self._parser.StartElementHandler = self._resume
            self._resume = None  # it holds the scanner: no cycle may outlive the pass

    def _note_formula(self, attributes: dict[str, str]) -> None:
        if attributes.get("t") in WHOLE_RANGES:
            self.found.filled.append(self._range(attributes.get("ref", "")))

    def _range(self, reference: str) -> Range:
        try:
            return block(reference)
        except ValueError:
            raise self._part.problem("an array formula has no range of cells") from None
