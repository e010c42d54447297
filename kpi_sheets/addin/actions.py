"""What the buttons do. Each takes an open workbook and a day, and returns the sentence for the status bar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from kpi_sheets.addin import check_sheet, live
from kpi_sheets.addin.surface import LiveBook
from kpi_sheets.addin.words import count, say
from kpi_sheets.addin.writing import after, write
from kpi_sheets.lint.engine import DEFAULT_LANGUAGE
from kpi_sheets.model import Finding, LintedWorkbook, Severity
from kpi_sheets.pipeline.lint import Linter, language_of
from kpi_sheets.pipeline.options import LintOptions
from kpi_sheets.pipeline.readings import Readings
from kpi_sheets.pipeline.refresh import USUAL, Wish, Work, work
from kpi_sheets.register.read import is_own
from kpi_sheets.status.columns import COLUMNS
from kpi_sheets.workbook import Book, place
from kpi_sheets.workbook.reader import collector_at_rest

SHOWN = 3  # formulas that are named one by one


@collector_at_rest()
def refresh(book: LiveBook, as_of: dt.date) -> str:
    """Fill the status columns, as `kpi-sheets refresh` does; where no table has any, the usual ones are added.

    Raises LiveError for a workbook that can't be read or written as it is.
    """
    found = live.read(book)
    reading, way = Readings(LintOptions(as_of, use_config=_is_saved(book))).of(book.fullname)
    todo = work(found, reading, Wish(as_of, way))
    language = language_of(todo.tables)
    if not any(table.kpis for table in todo.tables):
        return say(language, "no_table")
    if not any(key in table.columns for table in todo.tables for key in COLUMNS):
        todo = work(found, reading, Wish(as_of, way, USUAL))
        _refuse_to_confuse(work(after(found, todo.changes), reading, Wish(as_of, way, USUAL)))
    write(book, found, todo.changes)
    return _refreshed(todo, language)


@collector_at_rest()
def check(book: LiveBook, as_of: dt.date) -> str:
    """List on the check sheet what `kpi-sheets lint` finds, each with a link to its cell."""
    found = live.read(book)
    result = _lint(book, found, as_of)
    if not any(table.kpis for table in result.tables):
        return say(result.language, "no_table")
    summary = _checked(result)
    own = next((sheet.name for sheet in found.sheets if is_own(sheet)), None)
    check_sheet.show(book, own, result.findings, result.language, summary)
    return summary


def next_finding(book: LiveBook, as_of: dt.date) -> str:
    """Go to the finding after the selected cell, the first one after the last, and return what is wrong there."""
    result = _lint(book, live.read(book), as_of)
    places = list(dict.fromkeys((finding.sheet, finding.cell) for finding in result.findings))
    if not places:
        return say(result.language, "no_finding")
    here = _selected(book)
    goal = places[(places.index(here) + 1) % len(places)] if here in places else places[0]
    finding = next(entry for entry in result.findings if (entry.sheet, entry.cell) == goal)
    _go_to(book, finding)
    return say(result.language, "finding", code=finding.code, message=finding.message)


ACTIONS: Mapping[str, Callable[[LiveBook, dt.date], str]] = {"refresh": refresh, "check": check, "next": next_finding}


def _lint(book: LiveBook, found: Book, as_of: dt.date) -> LintedWorkbook:
    result = Linter(LintOptions(as_of, use_config=_is_saved(book))).lint_open(book.fullname, found)
    return result._replace(language=result.language or DEFAULT_LANGUAGE)


def _is_saved(book: LiveBook) -> bool:
    """A new workbook, or one on the web, has no folder that could hold a configuration."""
    return Path(book.fullname).is_file()


def _refuse_to_confuse(again: Work) -> None:
    if again.cells:
        what = "with the new columns this sheet would be read in another way, so none were added"
        raise live.LiveError(f"{what}; add a header Status by hand and try again")


def _refreshed(todo: Work, language: str) -> str:
    text = say(language, "refreshed", kpis=count(language, "kpi", todo.kpis), behind=todo.behind)
    if todo.formulas:
        text += say(language, "left_alone", cells=_some(todo.formulas))
    if todo.skipped:
        text += say(language, "skipped", sheets=_some(todo.skipped))
    return text


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names[:SHOWN]) + (", …" if names[SHOWN:] else "")


def _checked(result: LintedWorkbook) -> str:
    language, severities = result.language, [finding.severity for finding in result.findings]
    return say(
        language,
        "checked",
        kpis=count(language, "kpi", sum(len(table.kpis) for table in result.tables)),
        errors=count(language, "error", severities.count(Severity.ERROR)),
        warnings=count(language, "warning", severities.count(Severity.WARNING)),
    )


def _selected(book: LiveBook) -> tuple[str, str]:
    selected = book.selection
    if selected is None:
        return "", ""
    return selected.sheet.name, selected.address.replace("$", "").partition(":")[0]


def _go_to(book: LiveBook, finding: Finding) -> None:
    sheet = book.sheets[finding.sheet]
    sheet.activate()
    sheet.range(place(finding.cell)).select()
