"""Gather what the monthly report is about: one workbook, read once, judged by the linter and by its figures."""

from __future__ import annotations

from kpi_sheets.lint.engine import DEFAULT_LANGUAGE
from kpi_sheets.pipeline.lint import Linter
from kpi_sheets.pipeline.options import LintOptions
from kpi_sheets.pipeline.standing import judging, standing
from kpi_sheets.report.page import Page, build
from kpi_sheets.status.standing import StandingBook
from kpi_sheets.workbook import WorkbookError

AUTO = "auto"


def page_of(path: str, options: LintOptions) -> Page:
    """Return the page about a workbook, in the language its findings are wanted in, else in its own.

    Raises WorkbookError when it can't be read.
    """
    linter = Linter(options)
    linted, settings = linter.lint_one(path), linter.settings(path)
    if linted.error:
        raise WorkbookError(linted.error)
    way = judging(settings.thresholds, settings.fiscal_year_start)
    kpis = (kpi for table in linted.tables for kpi in table.kpis)
    book = StandingBook(path, options.as_of, tuple(standing(kpi, options.as_of, way) for kpi in kpis))
    language = (linted.language or DEFAULT_LANGUAGE) if settings.messages == AUTO else settings.messages
    return build(book, linted, language, way.settings)
