"""Read one worksheet part."""

from __future__ import annotations

from kpi_sheets.typed import TYPE_CHECKING
from kpi_sheets.workbook.address import MAX_COLUMN, block, blocks
from kpi_sheets.workbook.book import ConditionalFormat, ListObject, Range, Sheet, Validation
from kpi_sheets.workbook.budget import RANGE
from kpi_sheets.workbook.cells import TRUE, Cells, Shared
from kpi_sheets.workbook.markup import elements
from kpi_sheets.workbook.relationships import relationships
from kpi_sheets.workbook.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from kpi_sheets.workbook.book import Visibility

CONTAINERS = ("sheetData", "cols", "mergeCells", "dataValidations")
MANY = 10_000  # cells of a sheet after which it is asked whether the rest is wanted
MANY_IN_BOOK = 200_000  # things in a workbook from which it is asked sooner, and about the smaller sheets too
SOONER = 2_000


def sheet(shared: Shared, name: str, part: str, visibility: Visibility) -> Sheet:
    """Return the sheet that a part describes, with its tables and comments; an empty one if it isn't wanted."""
    reader = _Reader(shared, part)
    handlers = reader.handlers()
    many, unsure = (MANY if shared.budget.spent < MANY_IN_BOOK else SOONER), True
    stream = elements(shared.package, part, "worksheet", CONTAINERS)
    next(stream)
    for element in stream:
        handler = handlers.get(element.tag)
        if handler:
            handler(element)
        if unsure and reader.cells.count > many:
            unsure = False
            if not shared.wanted(Sheet(name, part, visibility, reader.cells.rows.in_order(), tables=reader.tables)):
                return Sheet(name, part, visibility)
            shared.budget.expect(part, shared.package.look_ahead(part) - reader.cells.count)
    found = _whole(reader, name, part, visibility)
    if unsure and shared.budget.spent > MANY_IN_BOOK and not shared.wanted(found):
        return Sheet(name, part, visibility)
    return found


def _whole(reader: _Reader, name: str, part: str, visibility: Visibility) -> Sheet:
    reader.add_comments()
    return Sheet(
        name,
        part,
        visibility,
        tables=reader.tables,
        rows=reader.cells.rows.in_order(),
        hidden_rows=frozenset(reader.cells.hidden_rows),
        hidden_columns=frozenset(reader.hidden_columns),
        merges=tuple(reader.merges),
        validations=tuple(reader.validations),
        conditional_formats=tuple(reader.conditional_formats),
        commented=frozenset(reader.cells.commented),
    )


class _Reader:
    """Gathers what a sheet holds; one method for each kind of element that counts."""

    def __init__(self, shared: Shared, part: str) -> None:
        self.cells = Cells(shared, part)
        self.hidden_columns: set[int] = set()
        self.merges: list[Range] = []
        self.validations: list[Validation] = []
        self.conditional_formats: list[ConditionalFormat] = []
        self._shared = shared
        self._part = part
        self._last_column = 0
        self._links = relationships(shared.package, part).values()
        self.tables: tuple[ListObject, ...] = tuple(
            table(shared.package, target, shared.budget) for kind, target in self._links if kind == "table"
        )

    def handlers(self) -> dict[str, Callable[[Element], None]]:
        """Return who reads which element. Not kept: a cycle would hold all cells until the collector comes by."""
        return {
            "row": self.cells.add,
            "col": self._column,
            "mergeCell": self._merge,
            "dataValidation": self._validation,
            "conditionalFormatting": self._conditional_format,
        }

    def add_comments(self) -> None:
        """Add the comments, which are parts of their own, to the cells."""
        if not any(link.kind in ("comments", "threadedComment") for link in self._links):
            return
        from kpi_sheets.workbook.comments import comments

        for address, text in comments(self._shared.package, self._links, self._shared.budget).items():
            self.cells.comment(address, text)

    def _column(self, element: Element) -> None:
        try:
            first, last = int(element.get("min", "")), int(element.get("max", ""))
        except ValueError:
            raise self._problem("a column has no number") from None
        if element.get("hidden") in TRUE:
            # columns come in ascending order; what overlaps is not counted again, however often it comes
            self.hidden_columns.update(range(max(first, self._last_column + 1), min(last, MAX_COLUMN) + 1))
            self._last_column = max(last, self._last_column)

    def _merge(self, element: Element) -> None:
        reference = element.get("ref", "")
        try:
            self.merges.append(block(reference))
        except ValueError:
            raise self._problem(f'"{reference[:30]}" is no range to merge') from None
        self._spend(RANGE)

    def _validation(self, element: Element) -> None:
        ranges = self._ranges(element)
        formulas = tuple(child.text or "" for child in element if child.tag in ("formula1", "formula2"))
        self.validations.append(Validation(ranges, element.get("type", "none"), formulas))
        self._spend(1, formulas)

    def _conditional_format(self, element: Element) -> None:
        ranges = self._ranges(element)
        for rule in element:
            if rule.tag == "cfRule":
                formulas = tuple(child.text or "" for child in rule if child.tag == "formula")
                self.conditional_formats.append(ConditionalFormat(ranges, rule.get("type", ""), formulas))
                self._spend(1, formulas)

    def _ranges(self, element: Element) -> tuple[Range, ...]:
        references = element.get("sqref", "")
        self._spend(RANGE * (1 + references.count(" ")))  # before they are made
        return blocks(references)

    def _spend(self, items: int, texts: tuple[str, ...] = ()) -> None:
        self._shared.budget.spend(self._part, sum(map(len, texts)), items)

    def _problem(self, what: str) -> Exception:
        return self._shared.package.problem(self._part, what)
