"""The commands as functions, for programs: `lint`, `status`, `refresh` and `check`.

    import kpi_sheets

    for finding in kpi_sheets.lint("kpis.xlsx"):
        print(finding.sheet, finding.cell, finding.code, finding.message)

Each reads what it is given and returns values: frozen, comparable, picklable. Nothing is printed, nothing is kept
between two calls that could change a result, and what can't be done raises a KpiSheetsError of one line.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from typing import TypeVar

from kpi_sheets.lint.request import Request
from kpi_sheets.lint.select import choose
from kpi_sheets.lint.settings import Asked
from kpi_sheets.model import Finding, KpiSheetsError
from kpi_sheets.pipeline.lint import Linter
from kpi_sheets.pipeline.options import LintOptions
from kpi_sheets.pipeline.readings import Readings
from kpi_sheets.pipeline.refresh import Refreshed, Wish
from kpi_sheets.pipeline.refresh import refresh as refresh_book
from kpi_sheets.pipeline.standing import standing_book
from kpi_sheets.pipeline.statements import judge
from kpi_sheets.report.statements import Judged
from kpi_sheets.status.standing import Standing
from kpi_sheets.workbook import WorkbookError

PathLike = str | os.PathLike[str]
Source = PathLike | bytes
Value = TypeVar("Value")

__all__ = ["Finding", "Judged", "KpiSheetsError", "Refreshed", "Standing", "check", "lint", "refresh", "status"]


def lint(
    source: Source,
    *,
    as_of: dt.date | None = None,
    profile: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    language: str | None = None,
    messages: str | None = None,
    schema: PathLike | None = None,
    config: PathLike | None = None,
    hidden: bool = False,
    label: str = "workbook",
) -> list[Finding]:
    """Return what `kpi-sheets lint` says about a workbook, as a list; empty when it is clean.

    `source` is a path, or the bytes of a workbook that error messages call `label`. `as_of` is the day to judge as of,
    today when None. `profile` is "intro", "standard" or "strict"; `select` and `ignore` hold codes of rules, their
    beginnings, or names; `language` and `messages` are codes ("nl") or "auto". What is None is left to the
    configuration: the file `config`, else the nearest kpi-sheets.toml or pyproject.toml; for bytes there is none near.
    `schema` is a workbook schema, `hidden` reads hidden sheets too.

    Raises WorkbookError for a workbook that can't be read, and another KpiSheetsError for an argument that says nothing
    known (UnknownRuleError, ConfigError, SchemaError).
    """
    asked = Asked(
        profile=profile,
        select=tuple(select),
        ignore=tuple(ignore),
        language=language,
        messages=messages,
        schema=_text(schema) or None,
    )
    path, data = _taken(source, label)
    linter = Linter(_options(asked, as_of, config, data, hidden=hidden))
    result = linter.lint_one(path) if data is None else linter.lint_open(path, data)
    return list(_or_raise(result.findings, result.error))


def status(
    source: Source,
    *,
    as_of: dt.date | None = None,
    language: str | None = None,
    schema: PathLike | None = None,
    config: PathLike | None = None,
    hidden: bool = False,
    label: str = "workbook",
) -> list[Standing]:
    """Return how the KPIs of a workbook stand, in the order of the sheets.

    A Standing holds the KPI, its verdict and every status column with the figures behind it (`result`), and the verdict
    and its reason in the sheet's language (`status`, `why`). The arguments and errors are those of `lint`.
    """
    path, data = _taken(source, label)
    options = _options(Asked(language=language, schema=_text(schema) or None), as_of, config, data, hidden=hidden)
    reading, way = Readings(options).of(path)
    book = standing_book(path, reading, options.as_of, way, data)
    return list(_or_raise(book.standings, book.error))


def refresh(
    path: PathLike,
    *,
    as_of: dt.date | None = None,
    add: Iterable[str] = (),
    check: bool = False,
    output: PathLike | None = None,
    overwrite_formulas: bool = False,
    language: str | None = None,
    schema: PathLike | None = None,
    config: PathLike | None = None,
    hidden: bool = False,
) -> Refreshed:
    """Write the status columns of a workbook, and leave every other byte of it alone.

    `add` names columns to add where they are missing ("status", "code", "attainment", "why", …); `check` writes
    nothing; with `output` the result goes there and `path` stays as it is. Returns how many KPIs and cells there were,
    and whether anything changed, or would. Raises WorkbookError when the workbook can't be read or written; it is then
    as it was.
    """
    asked = Asked(language=language, schema=_text(schema) or None)
    options = _options(asked, as_of, config, None, hidden=hidden)
    reading, way = Readings(options).of(_text(path))
    wish = Wish(options.as_of, way, tuple(add), check, overwrite_formulas, _text(output) or None)
    result = refresh_book(_text(path), reading, wish)
    if result.error:
        raise WorkbookError(result.error)
    return result


def check(
    text: str,
    *,
    as_of: dt.date | None = None,
    profile: str = "standard",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    language: str = "auto",
    messages: str = "auto",
) -> Judged:
    """Judge one statement: "10 new customers per month by 31 December 2027".

    `labels` tells whether it is "specific", "measurable" and "time_bound"; `findings` holds what is wrong with it, and
    `statement` what was understood, each part with its place in the text. Raises UnknownRuleError and LanguageError.
    """
    request = Request(choose(select, ignore, profile), _day(as_of), messages)
    (judged,) = judge([text], request, language)
    return judged


def _options(
    asked: Asked, as_of: dt.date | None, config: PathLike | None, data: bytes | None, *, hidden: bool
) -> LintOptions:
    return LintOptions(_day(as_of), asked, _text(config), use_config=data is None, hidden=hidden)


def _day(as_of: dt.date | None) -> dt.date:
    """The one place where a function looks at the clock."""
    return as_of or dt.datetime.now().astimezone().date()


def _taken(source: Source, label: str) -> tuple[str, bytes | None]:
    return (label, source) if isinstance(source, bytes) else (os.fspath(source), None)


def _text(path: PathLike | None) -> str:
    return os.fspath(path) if path else ""


def _or_raise(values: tuple[Value, ...], error: str) -> tuple[Value, ...]:
    if error:
        raise WorkbookError(error)
    return values
