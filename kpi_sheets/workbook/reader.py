"""Read a workbook: the list of its sheets, what they share, then each sheet, in one pass."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from kpi_sheets.typed import TYPE_CHECKING, NamedTuple
from kpi_sheets.workbook.address import whole_number
from kpi_sheets.workbook.book import Book, Sheet
from kpi_sheets.workbook.budget import NAME, Budget
from kpi_sheets.workbook.cells import TRUE, Shared
from kpi_sheets.workbook.markup import elements
from kpi_sheets.workbook.package import Package
from kpi_sheets.workbook.relationships import Relationship, relationships
from kpi_sheets.workbook.sheet import sheet
from kpi_sheets.workbook.strings import shared_strings, unescape
from kpi_sheets.workbook.styles import styles

if TYPE_CHECKING:
    from kpi_sheets.workbook.book import Visibility
    from kpi_sheets.workbook.package import Source

VISIBILITIES: dict[str, Visibility] = {"hidden": "hidden", "veryHidden": "veryHidden"}


class _Outline(NamedTuple):
    """What the workbook part itself tells: of each sheet its name, visibility and link, and what counts for all."""

    sheets: list[tuple[str, Visibility, str]]
    defined_names: Mapping[str, str]
    date_1904: bool


def everything(_sheet: Sheet) -> bool:
    """Want every sheet, whatever stands on it."""
    return True


def read(source: Source, label: str = "", wanted: Callable[[Sheet], bool] = everything) -> Book:
    """Return what an .xlsx, .xlsm, .xltx or .xltm workbook holds, each cell as it was last calculated.

    `source` is a path, the bytes of a workbook, or an open binary file that can seek; `label` is what
    messages call it. Nothing in the workbook is executed, and nothing outside it is looked up.
    `wanted` is asked about a large sheet by its first 10,000 cells: when it says no, the sheet comes back empty (half
    a list of choices would be worse than none), and the rest of it isn't even inflated.
    Raises WorkbookError, in one line, for whatever is no whole and safe workbook.
    """
    with collector_at_rest(), Package(source, label) as package:
        part = _workbook_part(package)
        budget = Budget(package)
        outline = _outline(package, part, budget)
        links = relationships(package, part)
        single = {link.kind: link.target for link in links.values()}
        shared = Shared(
            package,
            budget,
            shared_strings(package, single.get("sharedStrings"), budget),
            styles(package, single.get("styles")),
            outline.date_1904,
            wanted,
        )
        sheets = tuple(
            sheet(shared, name, target, visibility)
            for name, visibility, target in _worksheets(package, part, outline.sheets, links)
        )
    return Book(sheets, outline.defined_names, outline.date_1904)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Nothing that is read is part of a cycle; to look for cycles among cells takes a fifth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _workbook_part(package: Package) -> str:
    links = relationships(package, "").values()
    part = next((link.target for link in links if link.kind == "officeDocument"), "xl/workbook.xml")
    if part not in package or not part.endswith(".xml") or part.startswith(("word/", "ppt/")):
        raise package.not_a_workbook()
    return part


def _outline(package: Package, part: str, budget: Budget) -> _Outline:
    stream = elements(package, part, "workbook", ("sheets", "definedNames"))
    next(stream)
    sheets: list[tuple[str, Visibility, str]] = []
    names: list[tuple[str, str | None, str]] = []
    date_1904 = False
    for element in stream:
        budget.spend(part, len(element.text or ""), NAME)
        if element.tag == "sheet":
            visibility = VISIBILITIES.get(element.get("state", ""), "visible")
            sheets.append((unescape(element.get("name", "")), visibility, element.get("r:id", "")))
        elif element.tag == "definedName":
            names.append((element.get("name", ""), element.get("localSheetId"), element.text or ""))
        elif element.tag == "workbookPr":
            date_1904 = element.get("date1904") in TRUE
    titles = [title for title, _, _ in sheets]
    return _Outline(sheets, {_scoped(n, s, titles): text for n, s, text in names}, date_1904)


def _scoped(name: str, sheet_index: str | None, sheets: list[str]) -> str:
    if sheet_index is None:
        return name
    index = whole_number(sheet_index, len(sheets))
    return f"{sheets[index]}!{name}" if index < len(sheets) else name


def _worksheets(
    package: Package, part: str, sheets: list[tuple[str, Visibility, str]], links: Mapping[str, Relationship]
) -> Iterator[tuple[str, Visibility, str]]:
    """Yield each worksheet with its part; charts, dialogs and macro sheets hold no cells to read."""
    seen = set()
    for name, visibility, id_ in sheets:
        link = links.get(id_)
        if link is None:
            raise package.problem(part, f'sheet "{name[:40]}" has no part')
        if link.kind != "worksheet":
            continue
        if link.target in seen:
            raise package.problem(part, f'sheet "{name[:40]}" shares its part with another sheet')
        seen.add(link.target)
        yield name, visibility, link.target
