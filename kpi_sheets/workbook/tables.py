"""Read the tables of a sheet, each a part of its own."""

from __future__ import annotations

from kpi_sheets.typed import TYPE_CHECKING
from kpi_sheets.workbook.address import block
from kpi_sheets.workbook.book import ListObject
from kpi_sheets.workbook.markup import elements
from kpi_sheets.workbook.strings import unescape

if TYPE_CHECKING:
    from kpi_sheets.workbook.budget import Budget
    from kpi_sheets.workbook.package import Package


def table(package: Package, part: str, budget: Budget) -> ListObject:
    """Return the table that a part describes; raise WorkbookError when it has no range."""
    stream = elements(package, part, "table", ("tableColumns",))
    attributes = dict(next(stream).attrib)
    names = []
    for element in stream:
        if element.tag == "tableColumn":
            names.append(unescape(element.get("name", "")))
            budget.spend(part, len(names[-1]))
    try:
        cells = block(attributes.get("ref", ""))
        header_rows = int(attributes.get("headerRowCount", "1"))
        totals_rows = int(attributes.get("totalsRowCount", "0"))
    except ValueError:
        raise package.problem(part, "the table has no range of cells") from None
    name = attributes.get("displayName") or attributes.get("name", "")
    return ListObject(unescape(name), cells, header_rows, totals_rows, tuple(names), part)
