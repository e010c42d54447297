"""Lint workbooks, each by its own settings."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from kpi_sheets.lint import suppress
from kpi_sheets.lint.engine import lint_tables, lint_together
from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import Placed
from kpi_sheets.lint.settings import Settings
from kpi_sheets.model import Finding, Kpi, KpiSheetsError, LintedWorkbook, Table
from kpi_sheets.pipeline.configs import Configs, Schemas
from kpi_sheets.pipeline.files import Reading, read_workbook
from kpi_sheets.pipeline.options import LintOptions
from kpi_sheets.pipeline.processes import how_many, spread
from kpi_sheets.register import PlaceError, WorkbookSchema
from kpi_sheets.typed import TYPE_CHECKING
from kpi_sheets.workbook import Book, WorkbookError

if TYPE_CHECKING:
    from kpi_sheets.lint.baseline import Known
    from kpi_sheets.lint.judged import Judged


class Linter:
    """One run over workbooks: what several of them share, schemas, configurations and baselines, is read once."""

    def __init__(self, options: LintOptions) -> None:
        self._options = options
        self._configs = Configs(options)
        self._schemas = Schemas()
        self._baselines: dict[str, Mapping[str, Known]] = {}

    def settings(self, path: str) -> Settings:
        """Return what a workbook is linted with."""
        return self._configs.settings(path)

    def schema(self, settings: Settings) -> WorkbookSchema:
        """Return the workbook schema that the settings ask for."""
        return self._schemas.named(settings.schema)

    def lint(self, paths: Sequence[str], *, kpis: bool = True) -> Iterator[LintedWorkbook]:
        """Yield the result for each workbook, as soon as it is known and what is to be written is written.

        Without `kpis`, the tables come without theirs: they fill the memory, and take long from process to process.
        """
        if self._options.together:
            results = self._together(list(self._each(paths, kpis=True)))
        else:
            results = self._each(paths, kpis=kpis)
        return map(_annotated, results) if self._options.annotate else results

    def _each(self, paths: Sequence[str], *, kpis: bool) -> Iterator[LintedWorkbook]:
        work = partial(self.lint_one, kpis=kpis)
        yield from map(work, paths[:1])  # a process that is forked from here has its words ready by then
        processes = how_many(paths[1:], self._options.jobs)
        if processes > 1:
            yield from spread(partial(_lint_with, self._options, kpis), paths[1:], processes)
        else:
            yield from map(work, paths[1:])

    def lint_one(self, path: str, *, kpis: bool = True) -> LintedWorkbook:
        """Return the result for one workbook by itself, its tables with their `kpis` or without."""
        settings = self.settings(path)
        result = self._lint_once(path, settings)
        if self._options.fix:
            from kpi_sheets.pipeline import mend

            result = mend.apply_fixes(
                result, partial(self._lint_once, path, settings), unsafe=self._options.unsafe_fixes
            )
        return result if kpis else result._replace(tables=tuple(table.without_kpis() for table in result.tables))

    def lint_open(self, path: str, book: Book | bytes) -> LintedWorkbook:
        """Return the result for a workbook that is open in a program, or in memory; `path` is where it was saved."""
        return self._lint_once(path, self.settings(path), book)

    def _lint_once(self, path: str, settings: Settings, book: Book | bytes | None = None) -> LintedWorkbook:
        reading = Reading(self.schema(settings), settings.language, self._options.hidden)
        result = lint_workbook(path, reading, self._request(settings), book, alone=not self._options.together)
        return self._graded(result, settings)._replace(fail_on=settings.fail_on)

    def _together(self, results: list[LintedWorkbook]) -> Iterator[LintedWorkbook]:
        """Add to each workbook's findings what its KPIs and those of the others have between them."""
        placed = _placed(results)
        known: list[tuple[Request, dict[str, list[Finding]]]] = []
        for result in results:
            settings = self.settings(result.path)
            request = self._request(settings)
            found = next((found for asked, found in known if asked == request), None)
            if found is None:
                found = _by_book(lint_together(placed, request))
                known.append((request, found))
            more = self._graded(_weighed(result, found.get(result.path, []), request), settings)
            findings, suppressed = (*result.findings, *more.findings), (*result.suppressed, *more.suppressed)
            yield result._replace(findings=findings, suppressed=suppressed)

    def _request(self, settings: Settings) -> Request:
        year = settings.fiscal_year_start
        return Request(
            settings.rules,
            self._options.as_of,
            settings.messages,
            options=settings.options,
            judge=_Judge(settings.thresholds, year),
            fiscal_year_start=year,
        )

    def _graded(self, result: LintedWorkbook, settings: Settings) -> LintedWorkbook:
        """Leave out what is not wanted, was known, or is about a KPI that did not change."""
        if result.error:
            return result
        result = result._replace(findings=settings.graded(result.findings))
        if settings.baseline and self._options.use_baseline:
            result = self._without_known(result, settings.baseline)
        if self._options.changed_since:
            result = self._only_changed(result, Reading(self.schema(settings), settings.language, self._options.hidden))
        return result

    def _without_known(self, result: LintedWorkbook, file: str) -> LintedWorkbook:
        from kpi_sheets.lint import baseline

        if file not in self._baselines:
            self._baselines[file] = baseline.load(file)
        known = self._baselines[file].get(baseline.key(result.path, file), {})
        new, old = baseline.apply(result.findings, result.tables, known)
        return result._replace(findings=new, suppressed=(*result.suppressed, *old))

    def _only_changed(self, result: LintedWorkbook, reading: Reading) -> LintedWorkbook:
        from kpi_sheets.lint import changes

        before = self._tables_before(result.path, reading)
        computed = {
            column.key for table in reading.schema.tables for column in table.columns if column.role == "output"
        }
        kept = changes.of_changed(result.findings, result.tables, before, computed)
        return result._replace(findings=kept)

    def _tables_before(self, path: str, reading: Reading) -> tuple[Table, ...]:
        """Return the tables of a workbook as they were; none where it was not there or no workbook then."""
        from kpi_sheets.pipeline import git  # it starts a process, and few runs do

        revision = self._options.changed_since
        data = git.earlier(path, revision)
        if data is None:
            return ()
        try:
            return read_workbook(data, reading, f"{path} in {revision}").tables
        except (PlaceError, WorkbookError):
            return ()


@lru_cache(maxsize=1)
def _linter(options: LintOptions) -> Linter:
    return Linter(options)


def _lint_with(options: LintOptions, kpis: bool, path: str) -> LintedWorkbook:
    """Lint a workbook in a process of its own, which keeps its linter for the next."""
    return _linter(options).lint_one(path, kpis=kpis)


def lint_workbook(
    path: str, reading: Reading, request: Request, book: Book | bytes | None = None, *, alone: bool = True
) -> LintedWorkbook:
    """Lint one workbook, the `book` when it is in memory; one that can't be read comes back with its `error` set.

    Its KPIs are held against each other, unless it is not `alone`: that is then done for all workbooks at once.
    """
    try:
        tables, unread = read_workbook(path if book is None else book, reading, path)
    except KpiSheetsError as error:
        return LintedWorkbook(path, error=str(error))
    result = LintedWorkbook(path, language_of(tables), tables, unread_sheets=unread)
    found = list(lint_tables(tables, request))
    if alone:
        found += [finding for _, finding in lint_together(_placed([result]), request)]
    return _weighed(result, found, request)


def _weighed(result: LintedWorkbook, found: Iterable[Finding], request: Request) -> LintedWorkbook:
    """Return the workbook with these findings only, those that it says to ignore apart."""
    findings, suppressed = suppress.apply(found, result.tables, request.as_of)
    return result._replace(findings=findings, suppressed=suppressed)


def _placed(results: Iterable[LintedWorkbook]) -> list[Placed]:
    return [Placed(kpi, table, result.path) for result in results for table in result.tables for kpi in table.kpis]


def _by_book(found: Iterable[tuple[str, Finding]]) -> dict[str, list[Finding]]:
    books: dict[str, list[Finding]] = {}
    for book, finding in found:
        books.setdefault(book, []).append(finding)
    return books


class _Judge:
    """Tells how a KPI stands, by the thresholds and the fiscal year of a configuration; equal for equal ones."""

    def __init__(self, thresholds: str | Mapping[str, float], fiscal_year_start: int) -> None:
        self._by = (thresholds, fiscal_year_start)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Judge) and self._by == other._by

    def __call__(self, kpi: Kpi, as_of: dt.date) -> Judged:
        from kpi_sheets.pipeline.standing import judged, judging  # few rules ask how a KPI stands

        return judged(kpi, as_of, judging(*self._by))


def _annotated(result: LintedWorkbook) -> LintedWorkbook:
    from kpi_sheets.pipeline.annotate import annotate  # only a run that writes needs it

    try:
        return result if result.error else annotate(result)
    except WorkbookError as error:
        return LintedWorkbook(result.path, error=str(error))


def language_of(tables: Iterable[Table]) -> str:
    """Return the language of most tables; of two with as many, the first; "" when there is none."""
    votes = Counter(table.language for table in tables)
    return max(votes, key=lambda language: votes[language]) if votes else ""
