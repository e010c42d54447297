"""From paths to results: find workbooks and their settings, read their KPI tables, judge them, mend them."""

from kpi_sheets.pipeline.files import NoWorkbookError, Reading, read_workbook, workbooks
from kpi_sheets.pipeline.lint import Linter, lint_workbook
from kpi_sheets.pipeline.options import LintOptions

__all__ = [
    "LintOptions",
    "Linter",
    "NoWorkbookError",
    "Reading",
    "lint_workbook",
    "read_workbook",
    "workbooks",
]
