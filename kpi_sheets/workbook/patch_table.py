"""Fill a column of an Excel table, or add it: in the sheet's cells and in the table's own part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kpi_sheets.typed import NamedTuple
from kpi_sheets.workbook.address import MAX_COLUMN, block, whole_number
from kpi_sheets.workbook.book import Range
from kpi_sheets.workbook.package import Package
from kpi_sheets.workbook.patch_edits import TableColumn, Value
from kpi_sheets.workbook.patch_tree import Node, Part, Splice, Tree, grown, load, parse, retagged, spliced
from kpi_sheets.workbook.strings import unescape

ENDS = ("\n", "_x000a_")  # how a table's part writes a line end in a column's name


class Wanted(NamedTuple):
    """What one cell is to hold; `header` marks the header of a new column, `like` is whose style it takes."""

    value: Value
    number_format: str | None = None
    header: bool = False
    like: tuple[int, int] | None = None


Cells = dict[tuple[int, int], Wanted]


class Table:
    """One table of a sheet, to which columns may be added."""

    def __init__(self, package: Package, name: str) -> None:
        """Read the table's part; raise WorkbookError when it has no range."""
        self.part: Part = load(package, name)
        self._tree: Tree = parse(self.part)
        attributes = self._tree.root.attributes
        try:
            self.range: Range = block(attributes.get("ref", ""))
            self._headers = int(attributes.get("headerRowCount", "1"))
            self._totals = int(attributes.get("totalsRowCount", "0"))
        except ValueError:
            raise self.part.problem("the table has no range of cells") from None
        self.name: str = unescape(attributes.get("displayName") or attributes.get("name", ""))
        self._columns = self._tree.root.first("tableColumns")
        columns = self._columns.children if self._columns else []
        self._names: list[str] = [unescape(column.attributes.get("name", "")) for column in columns]
        self._added: list[str] = []

    @property
    def new_columns(self) -> Range | None:
        """The cells of the columns that were added, header to totals; None when none were."""
        first = self.range.last_column + 1
        if not self._added:
            return None
        return self.range._replace(first_column=first, last_column=self.range.last_column + len(self._added))

    def fixed(self) -> Iterator[Range]:
        """Yield the rows whose cells only the table itself may write: its header and its totals."""
        cells = self.range
        if self._headers:
            yield cells._replace(last_row=cells.first_row + self._headers - 1)
        if self._totals:
            yield cells._replace(first_row=cells.last_row - self._totals + 1)

    def fill(self, column: TableColumn) -> Cells:
        """Return the cells of a column, which is added unless it is there already."""
        first, last = self.range.first_row + self._headers, self.range.last_row - self._totals
        strangers = [row for row in column.values if not first <= row <= last]
        if strangers:
            raise self.part.problem(f"row {strangers[0]} is no row of table {self.name}", "name one of its rows")
        known = [name.casefold() for name in self._names]
        if column.name.casefold() in known:
            number = self.range.first_column + known.index(column.name.casefold())
            return _column(column, number, first, last)
        return self._add(column, first, last)

    def changed(self) -> Mapping[str, bytes]:
        """Return the table's part with its new columns, or nothing when there are none."""
        return {self.part.name: spliced(self.part.data, self._splices())} if self._added else {}

    def _add(self, column: TableColumn, first: int, last: int) -> Cells:
        number = self.range.last_column + len(self._added) + 1
        if self._tree.root.attributes.get("tableType", "worksheet") != "worksheet":
            raise self.part.problem(f"table {self.name} is filled by a query", "add the column to the query")
        if number > MAX_COLUMN or self._columns is None:
            raise self.part.problem(f"table {self.name} can't have another column", "move it to a new sheet")
        self._added.append(column.name)
        self._names.append(column.name)
        like = self.range.last_column if column.like is None else column.like
        cells = {at: cell._replace(like=(at[0], like)) for at, cell in _column(column, number, first, last).items()}
        if self._headers:
            cells[self.range.first_row, number] = Wanted(column.name, header=True, like=(self.range.first_row, like))
        return cells

    def _splices(self) -> Iterator[Splice]:
        wider = self.range._replace(last_column=self.range.last_column + len(self._added))
        yield retagged(self.part, self._tree.root, ref=str(wider))
        buttons = self._tree.root.first("autoFilter")
        if buttons:
            yield retagged(self.part, buttons, ref=str(wider._replace(last_row=_last_row(buttons, wider))))
        if self._columns:
            yield from grown(self.part, self._tree, self._columns, list(self._new_columns(self._columns)))

    def _new_columns(self, columns: Node) -> Iterator[str]:
        used = [whole_number(node.attributes.get("id", ""), 0) for node in columns.children]
        for number, name in enumerate(self._added, max(used, default=0) + 1):
            yield self._tree.tag("tableColumn", (("id", str(number)), ("name", name.replace(*ENDS))))


def _column(column: TableColumn, number: int, first: int, last: int) -> Cells:
    wanted = column.values.get
    return {(row, number): Wanted(wanted(row), column.number_format) for row in range(first, last + 1)}


def _last_row(buttons: Node, table: Range) -> int:
    """The filter leaves out the totals row; how far it reaches down stays as it is."""
    try:
        return block(buttons.attributes.get("ref", "")).last_row
    except ValueError:
        return table.last_row
