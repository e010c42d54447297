"""Make a new workbook, with its status columns filled as a refresh would fill them."""

from __future__ import annotations

from pathlib import Path

from kpi_sheets.lint.engine import lint_table, pack_for
from kpi_sheets.lint.request import Request
from kpi_sheets.lint.select import choose
from kpi_sheets.model import KpiSheetsError
from kpi_sheets.pipeline.files import Reading, read_workbook
from kpi_sheets.pipeline.standing import standing
from kpi_sheets.register import load_default
from kpi_sheets.starter import Order, Plan, build, draft
from kpi_sheets.status.columns import COLUMNS, entries

SUFFIX = ".xlsx"
YEARS = range(1920, 9990)  # of the as-of date: a workbook has no dates before 1900, and the samples go back for years


class NewWorkbookError(KpiSheetsError):
    """A new workbook that can't be made for this day, or be written where it was asked for."""


def new_workbook(order: Order) -> bytes:
    """Return a new workbook. Its rows are read, linted and judged as those of any workbook.

    Raises NewWorkbookError for an as-of date of another age.
    """
    if order.as_of.year not in YEARS:
        raise NewWorkbookError(f"{order.as_of}: choose a date from {YEARS[0]} to {YEARS[-1]}")
    bare = draft(Plan(order))
    reading = Reading(load_default(), order.language)
    tables = read_workbook(bare, reading, "the new workbook").tables
    request = Request(choose(), order.as_of, order.language, advice=False)
    findings = tuple(finding for table in tables for finding in lint_table(table, request))
    standings = (standing(kpi, order.as_of) for table in tables for kpi in table.kpis)
    judged = {
        shown.kpi.row: {
            key: entry.value for key, entry in entries(shown.result, pack_for(shown.language), COLUMNS).items()
        }
        for shown in standings
    }
    return build(Plan(order, judged, findings))


def save(order: Order, path: Path, *, force: bool = False) -> None:
    """Write a new workbook.

    Raises NewWorkbookError when there is a file already, when it can't be written, and for a name of another kind.
    """
    if path.suffix.lower() != SUFFIX:
        raise NewWorkbookError(f"{path}: a workbook is made as {SUFFIX}; call it {path.stem or 'kpis'}{SUFFIX}")
    content = new_workbook(order)
    try:
        with path.open("wb" if force else "xb") as file:
            file.write(content)
    except FileExistsError:
        raise NewWorkbookError(f"{path}: exists already; choose another name, or overwrite it with --force") from None
    except OSError as error:
        raise NewWorkbookError(f"{path}: can't be written ({error.strerror}); choose another place") from error
