"""Write cells into one sheet, and colour them; whatever isn't asked for stays as it is, byte for byte."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kpi_sheets.model import column_letter
from kpi_sheets.typed import NamedTuple
from kpi_sheets.workbook.address import block, whole_number
from kpi_sheets.workbook.book import Range
from kpi_sheets.workbook.budget import Budget
from kpi_sheets.workbook.package import Package
from kpi_sheets.workbook.patch_colour import coloured
from kpi_sheets.workbook.patch_edits import Change, Edit, Highlight, Notes, TableColumn, Value, Width
from kpi_sheets.workbook.patch_guard import Guard
from kpi_sheets.workbook.patch_lists import ContentTypes, NewParts
from kpi_sheets.workbook.patch_notes import noted
from kpi_sheets.workbook.patch_scan import CellScanner, FoundCell, FoundRow, Gap, Scan
from kpi_sheets.workbook.patch_shared import handed_over
from kpi_sheets.workbook.patch_styles import StyleSheet
from kpi_sheets.workbook.patch_table import Cells, Table, Wanted
from kpi_sheets.workbook.patch_tree import Part, Splice, Tree, load, parse, retagged, spliced, with_attributes
from kpi_sheets.workbook.patch_values import cell_xml, holds, is_date
from kpi_sheets.workbook.patch_widths import widened
from kpi_sheets.workbook.relationships import relationships
from kpi_sheets.workbook.strings import shared_strings

Place = tuple[int, int]


class BookParts(NamedTuple):
    """What the sheets of a workbook share."""

    package: Package
    types: ContentTypes
    styles: StyleSheet
    strings: str | None
    date_1904: bool


class SheetChanges(NamedTuple):
    """The new content of the parts that change, by name; the values of the cells that do; whether one had a formula."""

    parts: NewParts
    cells: Mapping[Place, Value]
    overwrote_formula: bool


def changed_sheet(book: BookParts, name: str, part: str, changes: Sequence[Change]) -> SheetChanges:
    """Work out all changes to one sheet; nothing is written yet.

    Raises WorkbookError for a cell that may not be written: in a merge, in a range that one formula or a pivot table
    fills, in a table's header or totals row, beside a table in place of its new column.
    """
    tables = {table.name: table for table in _tables(book.package, part)}
    wanted = _wanted(book, part, changes, tables)
    patch = _SheetPatch(book, name, load(book.package, part), wanted, list(tables.values()))
    splices = list(patch.splices())
    parts: NewParts = {}
    for change in changes:
        if isinstance(change, Highlight):
            splices += coloured(patch.part, patch.tree, book.styles, change)
        elif isinstance(change, Notes):
            result = noted(book.types, patch.part, patch.tree, change)
            splices += result.splices
            parts |= result.parts
    splices += widened(patch.part, patch.tree, (change for change in changes if isinstance(change, Width)))
    if splices:
        parts[part] = spliced(patch.part.data, splices)
    for table in tables.values():
        parts |= table.changed()
    return SheetChanges(parts, patch.written, patch.overwrote_formula)


def _tables(package: Package, part: str) -> Iterator[Table]:
    for link in relationships(package, part).values():
        if link.kind == "table":
            yield Table(package, link.target)


def _wanted(book: BookParts, part: str, changes: Sequence[Change], tables: Mapping[str, Table]) -> Cells:
    cells: Cells = {}
    for change in changes:
        if isinstance(change, Edit):
            cells[change.row, change.column] = Wanted(change.value, change.number_format, like=change.like)
        elif isinstance(change, TableColumn):
            if change.table not in tables:
                known = ", ".join(tables) or "none"
                raise book.package.problem(part, f"there is no table {change.table}", f"choose one of: {known}")
            cells |= tables[change.table].fill(change)
    return dict(sorted(cells.items()))


class _SheetPatch:
    """One sheet, scanned once; `splices` are what turns it into what is wanted."""

    def __init__(self, book: BookParts, name: str, part: Part, wanted: Cells, tables: list[Table]) -> None:
        self.part = part
        self.overwrote_formula = False
        self.written: dict[Place, Value] = {}
        self._book = book
        self._wanted = wanted
        self._guard = Guard(book.package, name, part, tables)
        self._guard.check_values(wanted, book.date_1904)
        looked_at = {*wanted, *(cell.like for cell in wanted.values() if cell.like)}
        scanner = CellScanner(_by_row(looked_at))
        self.tree: Tree = parse(part, "sheetData", scanner)
        self._found: Scan = scanner.found
        self._column_styles = list(self._styled_columns())
        self._strings: list[str] | None = None

    def splices(self) -> Iterator[Splice]:
        """Yield the splices of the cells that change; none when the sheet already holds what is wanted."""
        changed = {place: xml for place, wanted in self._wanted.items() if (xml := self._changed(place, wanted))}
        written = [place for place in changed if not self._wanted[place].header]
        self._guard.check_room(self._found.cells)
        self._guard.check_places(self.tree, self._found, written)
        self.written = {place: self._wanted[place].value for place in changed}
        overwritten = [place for place in changed if self._overwrites_formula(place)]
        self.overwrote_formula = bool(overwritten)
        yield from handed_over(self.part, self._found, overwritten)
        yield from self._replaced(changed)
        yield from self._inserted(changed)
        yield from self._resized(changed)

    def _overwrites_formula(self, place: Place) -> bool:
        cell = self._found.cells.get(place)
        return cell is not None and cell.formula is not None

    def _changed(self, place: Place, wanted: Wanted) -> str:
        """Return the cell's new XML, "" when nothing about it changes."""
        cell = self._found.cells.get(place)
        there = self._style_at(place)
        blank = cell is None or cell.is_blank
        own = self._style_at(wanted.like) if wanted.like and blank else there
        if own is not None and not own.isdecimal():
            raise self.part.problem(f'"{own[:20]}" is no style')
        style = self._style(own, wanted)
        if style == there and self._already_holds(cell, wanted.value):
            return ""
        address = f"{column_letter(place[1])}{place[0]}"
        return cell_xml(self.tree.prefix, address, style, wanted.value, self._book.date_1904)

    def _already_holds(self, cell: FoundCell | None, value: Value) -> bool:
        if cell is None:
            return value is None
        return holds(cell, value, self._book.date_1904, self._shared_text(cell))

    def _style(self, own: str | None, wanted: Wanted) -> str | None:
        """Return the style a cell gets: its own one, with another number format where the value needs it."""
        styles, value = self._book.styles, wanted.value
        style = own or "0"
        if wanted.number_format and (value is not None or wanted.like):
            style = styles.formatted(style, wanted.number_format)
        elif is_date(value):
            style = styles.date(style, with_time=isinstance(value, dt.datetime))
        return own if style == (own or "0") else style

    def _style_at(self, place: Place) -> str | None:
        cell = self._found.cells.get(place)
        return cell.style if cell else self._inherited(place)

    def _inherited(self, place: Place) -> str | None:
        """A new cell has the style of its row, or else of its column."""
        row = self._found.gaps[place].row
        if row and row.style is not None:
            return row.style
        return next((style for first, last, style in self._column_styles if first <= place[1] <= last), None)

    def _styled_columns(self) -> Iterator[tuple[int, int, str]]:
        columns = self.tree.root.first("cols")
        for node in columns.children if columns else ():
            first, last = (whole_number(node.attributes.get(end, "")) for end in ("min", "max"))
            if first >= 0 and last >= 0 and "style" in node.attributes:
                yield first, last, node.attributes["style"]

    def _shared_text(self, cell: FoundCell) -> str | None:
        number = whole_number((cell.value or "").strip())
        if cell.kind != "s" or number < 0:
            return None
        if self._strings is None:
            package = self._book.package
            self._strings = shared_strings(package, self._book.strings, Budget(package))
        return self._strings[number] if number < len(self._strings) else None

    def _replaced(self, changed: Mapping[Place, str]) -> Iterator[Splice]:
        for place, cell in self._found.cells.items():
            if place in changed:
                yield Splice(cell.start, cell.end, changed[place].encode())

    def _inserted(self, changed: Mapping[Place, str]) -> Iterator[Splice]:
        """Put the new cells in their rows, and new rows with theirs among the rows."""
        rows: dict[int, list[tuple[int, Gap]]] = defaultdict(list)
        for (number, column), gap in self._found.gaps.items():
            if (number, column) in changed:
                rows[number].append((column, gap))
        new: list[Splice] = []
        for number, gaps in sorted(rows.items()):
            row = gaps[0][1].row
            cells = [(gap.at, changed[number, column]) for column, gap in gaps]
            if row is None:
                new.append(self._new_row(number, cells))
            else:
                yield from self._into_row(row, cells, [column for column, _ in gaps])
        yield from self._among_rows(new)

    def _new_row(self, number: int, cells: list[tuple[int, str]]) -> Splice:
        row = self.tree.tag("row", (("r", str(number)),), "".join(xml for _, xml in cells))
        return Splice(cells[0][0], cells[0][0], row.encode())

    def _into_row(self, row: FoundRow, cells: list[tuple[int, str]], columns: list[int]) -> Iterator[Splice]:
        tag = with_attributes(self.part.data[row.start : row.inner], _spans(row, columns))
        if row.inner == row.end:  # <row/> is opened up
            inside = "".join(xml for _, xml in cells) + f"</{self.tree.prefix}row>"
            yield Splice(row.start, row.end, tag[:-2].rstrip() + b">" + inside.encode())
            return
        if tag != self.part.data[row.start : row.inner]:
            yield Splice(row.start, row.inner, tag)
        for at, xml in cells:
            yield Splice(at, at, xml.encode())

    def _among_rows(self, new: list[Splice]) -> Iterator[Splice]:
        data = self.tree.root.first("sheetData")
        if data is None:
            raise self.part.problem("the sheet has no place for cells")
        if not new or data.inner < data.end:
            yield from new
            return
        tag = self.part.data[data.start : data.inner - 2].rstrip() + b">"
        end_tag = f"</{self.tree.prefix}sheetData>".encode()
        yield Splice(data.start, data.end, tag + b"".join(splice.text for splice in new) + end_tag)

    def _resized(self, changed: Mapping[Place, str]) -> Iterator[Splice]:
        """Keep `<dimension>` true: some programs read no further than it says."""
        node = self.tree.root.first("dimension")
        if node is None or not changed:
            return
        try:
            old = block(node.attributes.get("ref", ""))
        except ValueError:
            return
        rows, columns = [row for row, _ in changed], [column for _, column in changed]
        new = Range(
            min(old.first_row, *rows),
            min(old.first_column, *columns),
            max(old.last_row, *rows),
            max(old.last_column, *columns),
        )
        if new != old:
            yield retagged(self.part, node, ref=str(new))


def _by_row(places: Iterable[Place]) -> dict[int, list[int]]:
    """Return the columns by row, both ascending."""
    rows: dict[int, list[int]] = {}
    for row, column in sorted(places):
        rows.setdefault(row, []).append(column)
    return rows


def _spans(row: FoundRow, columns: Sequence[int]) -> dict[str, str | None]:
    """Return a row's `spans=` widened to its new cells; one that can't be read is taken out, for it is optional."""
    if row.spans is None:
        return {}
    first, _, last = row.spans.partition(":")
    if whole_number(first) < 0 or whole_number(last) < 0:
        return {"spans": None}
    return {"spans": f"{min(int(first), *columns)}:{max(int(last), *columns)}"}
