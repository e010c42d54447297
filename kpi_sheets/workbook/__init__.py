"""Read .xlsx workbooks safely, and write into them without touching anything else."""

from __future__ import annotations

from kpi_sheets.typed import TYPE_CHECKING, Any
from kpi_sheets.workbook.address import block, place
from kpi_sheets.workbook.book import Book, ConditionalFormat, ListObject, Range, Sheet, Validation
from kpi_sheets.workbook.errors import WorkbookError

if TYPE_CHECKING:
    from kpi_sheets.workbook.reader import read

__all__ = [
    "Book",
    "ConditionalFormat",
    "ListObject",
    "Range",
    "Sheet",
    "Validation",
    "WorkbookError",
    "block",
    "place",
    "read",
]


def __getattr__(name: str) -> Any:
    """Import the reader when it is asked for: who only knows addresses, as the rules do, needs no XML."""
    if name != "read":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from kpi_sheets.workbook.reader import read

    return read
