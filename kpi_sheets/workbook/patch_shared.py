"""Shared formulas: when the cell that holds one for others is overwritten, the next of them inherits it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

from kpi_sheets.workbook.address import column_number, whole_number
from kpi_sheets.workbook.book import Range
from kpi_sheets.workbook.formula import moved
from kpi_sheets.workbook.patch_scan import DIGITS, Scan
from kpi_sheets.workbook.patch_tree import Part, Splice, after_end_tag, after_start_tag, parse, plain, with_attributes
from kpi_sheets.workbook.strings import unescape

Place = tuple[int, int]


@dataclass(slots=True)
class _Member:
    """A cell that takes part in a shared formula; `data[start:inner]` is the start tag of its formula."""

    place: Place
    group: str
    start: int
    inner: int
    end: int = -1
    text: str = ""


def handed_over(part: Part, found: Scan, overwritten: Iterable[Place]) -> Iterator[Splice]:
    """Yield the splices by which shared formulas survive when the cells that hold them are overwritten.

    The next cell of the group gets the formula, moved to where it stands, with a `ref` shrunk to the cells that are
    left. Nothing is read again when no such cell is overwritten.
    """
    gone = set(overwritten)
    if not any(_holds_shared(found, place) for place in gone):
        return
    scanner = _SharedScanner()
    tree = parse(part, "sheetData", scanner)
    for master, heirs in _families(scanner.members):
        left = [heir for heir in heirs if heir.place not in gone]
        if master.place in gone and left:
            yield _inheritance(part, tree.prefix, master, left)


def _holds_shared(found: Scan, place: Place) -> bool:
    cell = found.cells[place]
    return bool(cell.formula and cell.formula.get("t") == "shared" and cell.formula_text)


def _families(members: Iterable[_Member]) -> Iterator[tuple[_Member, list[_Member]]]:
    """Pair each cell that holds a formula with the later ones of its group; a number may be used again further on."""
    families: list[tuple[_Member, list[_Member]]] = []
    current: dict[str, list[_Member]] = {}
    for member in members:
        if member.text:
            current[member.group] = []
            families.append((member, current[member.group]))
        elif member.group in current:
            current[member.group].append(member)
    return iter(families)


def _inheritance(part: Part, prefix: str, master: _Member, left: list[_Member]) -> Splice:
    heir = left[0]
    formula = moved(unescape(master.text), heir.place[0] - master.place[0], heir.place[1] - master.place[1])
    rows, columns = [member.place[0] for member in left], [member.place[1] for member in left]
    area = Range(min(rows), min(columns), max(rows), max(columns))
    tag = with_attributes(part.data[heir.start : heir.inner], {"ref": str(area)})
    if tag.endswith(b"/>"):
        tag = tag[:-2].rstrip() + b">"
    return Splice(heir.start, heir.end, tag + f"{plain(formula)}</{prefix}f>".encode())


class _SharedScanner:
    """Reads `<sheetData>` for `patch_tree.parse` and gathers the cells that take part in shared formulas."""

    def __init__(self) -> None:
        self.members: list[_Member] = []
        self._row = self._column = 0
        self._member: _Member | None = None

    def enter(self, parser: expat.XMLParserType, part: Part, prefix: str) -> None:
        """Take the parser's events."""
        self._parser, self._part = parser, part
        self._row_tag, self._cell_tag, self._formula_tag = (prefix + name for name in ("row", "c", "f"))
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._row_tag:
            self._row, self._column = whole_number(attributes.get("r", ""), self._row + 1), 0
        elif name == self._cell_tag:
            letters = attributes.get("r", "").rstrip(DIGITS)
            self._column = column_number(letters) if letters else self._column + 1
        elif name == self._formula_tag and attributes.get("t") == "shared":
            start = self._parser.CurrentByteIndex
            inner = after_start_tag(self._part.data, start)
            self._member = _Member((self._row, self._column), attributes.get("si", ""), start, inner)
            self.members.append(self._member)

    def _text(self, text: str) -> None:
        if self._member:
            self._member.text += text

    def _end(self, name: str) -> None:
        if name == self._formula_tag and self._member:
            at = self._parser.CurrentByteIndex
            self._member.end = after_end_tag(self._part.data, at, name.encode())[1]
            self._member = None

    def finish(self, close: int) -> None:
        """Nothing is left to do at the end of the rows."""
