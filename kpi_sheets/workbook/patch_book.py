"""Work out which parts of a workbook change, and what they will hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kpi_sheets.typed import NamedTuple
from kpi_sheets.workbook.cells import TRUE
from kpi_sheets.workbook.package import Package
from kpi_sheets.workbook.patch_edits import Change, Notes, Value
from kpi_sheets.workbook.patch_lists import ContentTypes, Links, NewParts
from kpi_sheets.workbook.patch_notes import stand_already
from kpi_sheets.workbook.patch_sheet import BookParts, Place, changed_sheet
from kpi_sheets.workbook.patch_styles import StyleSheet
from kpi_sheets.workbook.patch_tree import Part, Tree, load, parse, placed, retagged, spliced
from kpi_sheets.workbook.relationships import Relationship, relationships
from kpi_sheets.workbook.strings import unescape

ORDER = (
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
    "calcPr",
)
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
LONGEST_TAG = 64  # bytes by which pieces overlap, so that a tag between two isn't missed
SIGNATURES = "_xmlsignatures/"


class Plan(NamedTuple):
    """What will change: the new content of parts, None for one that goes; and the values that cells of a part get."""

    parts: NewParts
    cells: Mapping[str, Mapping[Place, Value]]


def plan(package: Package, changes: Sequence[Change]) -> Plan:
    """Work out all changes to a workbook; a plan without parts changes nothing.

    Raises WorkbookError for a signed workbook, an unknown sheet, and whatever a sheet refuses.
    """
    _refuse_signed(package)
    book = _Book(package)
    parts: NewParts = {}
    cells: dict[str, Mapping[Place, Value]] = {}
    overwrote_formula = False
    for sheet, asked in _by_sheet(changes).items():
        own = [change for change in asked if not _stands(package, book.part_of(sheet), change)]
        if not own:
            continue
        result = changed_sheet(book.shared, sheet, book.part_of(sheet), own)
        parts |= result.parts
        cells[book.part_of(sheet)] = result.cells
        overwrote_formula |= result.overwrote_formula
    if not parts:
        return Plan({}, {})
    parts |= book.shared.styles.changed()
    if overwrote_formula:
        parts |= book.without_calculation_chain()
    if any(cells.values()) and book.has_formulas():
        parts |= book.to_be_calculated()
    return Plan(parts | book.shared.types.changed(), cells)


def _by_sheet(changes: Sequence[Change]) -> Mapping[str, list[Change]]:
    sheets: dict[str, list[Change]] = {}
    for change in changes:
        sheets.setdefault(change.sheet, []).append(change)
    return sheets


def _stands(package: Package, part: str, change: Change) -> bool:
    """Return whether nothing is to be done; whether cells hold what they should is seen only when they are read."""
    return isinstance(change, Notes) and stand_already(package, part, change)


def _refuse_signed(package: Package) -> None:
    if any(name.startswith(SIGNATURES) for name in package.members):
        raise package.problem("", "the workbook is signed, and any change breaks the signature", "remove it first")


class _Book:
    """The workbook part and what it links to."""

    def __init__(self, package: Package) -> None:
        self._package = package
        links = relationships(package, "").values()
        name = next((link.target for link in links if link.kind == "officeDocument"), "xl/workbook.xml")
        if name not in package or not name.endswith(".xml"):
            raise package.not_a_workbook()
        self._part: Part = load(package, name)
        self._tree: Tree = parse(self._part)
        self._links: Mapping[str, Relationship] = relationships(package, name)
        settings = self._tree.root.first("workbookPr")
        self.shared = BookParts(
            package,
            ContentTypes(package),
            StyleSheet(package, self._target("styles")),
            self._target("sharedStrings"),
            settings is not None and settings.attributes.get("date1904") in TRUE,
        )

    def part_of(self, sheet: str) -> str:
        """Return the part of a worksheet; raise WorkbookError when the workbook has none of that name."""
        sheets = dict(self._worksheets())
        if sheet not in sheets:
            known = ", ".join(sheets)
            raise self._package.problem("", f'there is no sheet "{sheet}"', f"choose one of: {known}")
        return sheets[sheet]

    def has_formulas(self) -> bool:
        """Return whether any sheet holds a formula, whose result may follow from what was written."""
        if self._target("calcChain") is not None:
            return True
        return any(self._holds_formula(part) for _, part in self._worksheets() if part in self._package)

    def to_be_calculated(self) -> NewParts:
        """Return the workbook part with the order to calculate everything when it is next opened."""
        node = self._tree.root.first("calcPr")
        if node is None:
            content = self._tree.tag("calcPr", (("fullCalcOnLoad", "1"),))
            splice = placed(self._tree, ORDER, "calcPr", content)
        elif node.attributes.get("fullCalcOnLoad") in TRUE:
            return {}
        else:
            splice = retagged(self._part, node, fullCalcOnLoad="1")
        return {self._part.name: spliced(self._part.data, [splice])}

    def without_calculation_chain(self) -> NewParts:
        """Return the workbook without the list of its formula cells, which Excel makes anew; its links go too."""
        chain = self._target("calcChain")
        if chain is None:
            return {}
        self.shared.types.drop(chain)
        links = Links(self._package, self._part.name)
        links.drop(chain)
        return {chain: None, **links.changed()}

    def _holds_formula(self, part: str) -> bool:
        tail = b""
        for piece in self._package.stream(part):
            if FORMULA.search(tail + piece):
                return True
            tail = piece[-LONGEST_TAG:]
        return False

    def _target(self, kind: str) -> str | None:
        found = (link.target for link in self._links.values() if link.kind == kind)
        return next((part for part in found if part in self._package), None)

    def _worksheets(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the part of every worksheet; charts, dialogs and macro sheets are no worksheets."""
        sheets = self._tree.root.first("sheets")
        for node in sheets.children if sheets else ():
            link = next((self._links.get(text) for key, text in node.attributes.items() if key.endswith(":id")), None)
            if link is not None and link.kind == "worksheet":
                yield unescape(node.attributes.get("name", "")), link.target
