"""Read .xlsx workbooks safely, and write into them without touching anything else."""

from kpi_sheets.workbook.address import block, place
from kpi_sheets.workbook.book import Book, ConditionalFormat, ListObject, Range, Sheet, Validation, Visibility
from kpi_sheets.workbook.errors import WorkbookError
from kpi_sheets.workbook.reader import read

__all__ = [
    "Book",
    "ConditionalFormat",
    "ListObject",
    "Range",
    "Sheet",
    "Validation",
    "Visibility",
    "WorkbookError",
    "block",
    "place",
    "read",
]
