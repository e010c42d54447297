"""Lint workbooks, each by its own settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from kpi_sheets.lint import baseline, changes, suppress
from kpi_sheets.lint.engine import Request, lint_table
from kpi_sheets.lint.settings import Settings
from kpi_sheets.model import KpiSheetsError, LintedWorkbook, Table
from kpi_sheets.pipeline import mend
from kpi_sheets.pipeline.configs import Configs
from kpi_sheets.pipeline.files import Reading, read_workbook
from kpi_sheets.pipeline.options import LintOptions
from kpi_sheets.register import WorkbookSchema, load_default
from kpi_sheets.register import load as load_schema
from kpi_sheets.workbook import Book, WorkbookError


class Linter:
    """One run over workbooks: what several of them share, schemas, configurations and baselines, is read once."""

    def __init__(self, options: LintOptions) -> None:
        self._options = options
        self._configs = Configs(options)
        self._schemas: dict[str, WorkbookSchema] = {}
        self._baselines: dict[str, Mapping[str, baseline.Known]] = {}

    def settings(self, path: str) -> Settings:
        """Return what a workbook is linted with."""
        return self._configs.settings(path)

    def schema(self, settings: Settings) -> WorkbookSchema:
        """Return the workbook schema that the settings ask for."""
        if settings.schema not in self._schemas:
            self._schemas[settings.schema] = load_schema(settings.schema) if settings.schema else load_default()
        return self._schemas[settings.schema]

    def lint(self, paths: Iterable[str]) -> Iterator[LintedWorkbook]:
        """Yield the result for each workbook, as soon as it is known; fixes are applied before, when asked for."""
        for path in paths:
            settings = self.settings(path)
            result = self._lint(path, settings)
            if self._options.fix:
                again = partial(self._lint, path, settings)
                result = mend.apply_fixes(result, again, unsafe=self._options.unsafe_fixes)
            yield result

    def lint_open(self, path: str, book: Book) -> LintedWorkbook:
        """Return the result for a workbook that is open in a program; `path` is where it was saved."""
        return self._lint(path, self.settings(path), book)

    def _lint(self, path: str, settings: Settings, book: Book | None = None) -> LintedWorkbook:
        reading = Reading(self.schema(settings), settings.language, self._options.hidden)
        request = Request(settings.rules, self._options.as_of, settings.messages, options=settings.options)
        result = lint_workbook(path, reading, request, book)
        if result.error:
            return result
        result = replace(result, findings=settings.graded(result.findings), fail_on=settings.fail_on)
        if settings.baseline and self._options.use_baseline:
            result = self._without_known(result, settings.baseline)
        if self._options.changed_since:
            result = self._only_changed(result, reading)
        return result

    def _without_known(self, result: LintedWorkbook, file: str) -> LintedWorkbook:
        if file not in self._baselines:
            self._baselines[file] = baseline.load(file)
        known = self._baselines[file].get(baseline.key(result.path, file), {})
        new, old = baseline.apply(result.findings, result.tables, known)
        return replace(result, findings=new, suppressed=(*result.suppressed, *old))

    def _only_changed(self, result: LintedWorkbook, reading: Reading) -> LintedWorkbook:
        before = self._tables_before(result.path, reading)
        computed = {
            column.key for table in reading.schema.tables for column in table.columns if column.role == "output"
        }
        kept = changes.of_changed(result.findings, result.tables, before, computed)
        return replace(result, findings=kept)

    def _tables_before(self, path: str, reading: Reading) -> tuple[Table, ...]:
        """Return the tables of a workbook as they were; none where it was not there or no workbook then."""
        from kpi_sheets.pipeline import git  # it starts a process, and few runs do

        revision = self._options.changed_since
        data = git.earlier(path, revision)
        if data is None:
            return ()
        try:
            return read_workbook(data, reading, f"{path} in {revision}").tables
        except WorkbookError:
            return ()


def lint_workbook(path: str, reading: Reading, request: Request, book: Book | None = None) -> LintedWorkbook:
    """Lint one workbook, the `book` when it has been read; one that can't be read comes back with its `error` set."""
    try:
        tables, unread = read_workbook(book or path, reading)
    except KpiSheetsError as error:
        return LintedWorkbook(path, error=str(error))
    found = tuple(finding for table in tables for finding in lint_table(table, request))
    findings, suppressed = suppress.apply(found, tables, request.as_of)
    return LintedWorkbook(path, language_of(tables), tables, findings, unread_sheets=unread, suppressed=suppressed)


def language_of(tables: Iterable[Table]) -> str:
    """Return the language of most tables; of two with as many, the first; "" when there is none."""
    votes = Counter(table.language for table in tables)
    return max(votes, key=lambda language: votes[language]) if votes else ""
