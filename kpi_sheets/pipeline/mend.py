"""Write into workbooks what the linter can mend, and what a person wants it to ignore."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from kpi_sheets.lint.subjects import Subjects
from kpi_sheets.lint.suppress import FIELD
from kpi_sheets.model import Finding, Fix, Kpi, KpiSheetsError, LintedWorkbook, Table
from kpi_sheets.register import WorkbookSchema
from kpi_sheets.workbook.address import column_number, place

MOST_ROUNDS = 5  # a fix may bring another defect to light; no chain is that long


class NoColumnError(KpiSheetsError):
    """A table that has no column for what is to be written."""


def fixes(findings: Iterable[Finding], *, unsafe: bool) -> tuple[Finding, ...]:
    """Return the findings whose fix may be applied: the first of each cell, the unsafe ones only when asked for."""
    chosen: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        if finding.fix and (finding.fix.safe or unsafe):
            chosen.setdefault((finding.fix.sheet, finding.fix.cell), finding)
    return tuple(chosen.values())


def apply_fixes(result: LintedWorkbook, again: Callable[[], LintedWorkbook], *, unsafe: bool) -> LintedWorkbook:
    """Apply the fixes of a workbook until there are none; return what is left, and what was `fixed`.

    Nothing but the cells of the fixes changes. Raises WorkbookError when the workbook can't be written.
    """
    fixed: list[Finding] = []
    for _ in range(MOST_ROUNDS):
        found = fixes(result.findings, unsafe=unsafe)
        if not found or not _write(result.path, [finding.fix for finding in found if finding.fix]):
            break
        fixed += found
        result = again()
    return result._replace(fixed=tuple(fixed))


def add_ignore(result: LintedWorkbook, codes: Collection[str], reason: str, schema: WorkbookSchema) -> int:
    """Write into the "Ignore rules" column of each KPI which of these codes it is to ignore; return how many KPIs.

    Raises NoColumnError for a table without that column.
    """
    from kpi_sheets.workbook.patch import Edit, patch

    edits: list[Edit] = []
    for kpi, wanted in _by_kpi(result, codes):
        table = next(table for table in result.tables if any(kpi is row for row in table.kpis))
        said = kpi.shown(FIELD) if FIELD in kpi.fields else ""
        line = f"{', '.join(wanted)}: {' '.join(reason.split())}"
        edits.append(Edit(kpi.sheet, *_place(kpi, table, result.path, schema), f"{said}\n{line}".strip()))
    if edits:
        patch(result.path, edits)
    return len(edits)


def _by_kpi(result: LintedWorkbook, codes: Collection[str]) -> Iterator[tuple[Kpi, list[str]]]:
    subjects = Subjects(result.tables)
    found: dict[int, tuple[Kpi, set[str]]] = {}
    for finding in result.findings:
        kpi = subjects.kpi(finding) if finding.code in codes else None
        if kpi:
            found.setdefault(id(kpi), (kpi, set()))[1].add(finding.code)
    for kpi, wanted in found.values():
        yield kpi, sorted(wanted)


def _place(kpi: Kpi, table: Table, path: str, schema: WorkbookSchema) -> tuple[int, int]:
    """Return row and column of the KPI's cell; on a form, where a KPI is no row, only a filled cell is certain."""
    filled, letters = kpi.cell(FIELD), table.columns.get(FIELD)
    if filled:
        return place(filled)
    name = kpi.cell("name", "statement")
    if letters and name and place(name)[0] == kpi.row:
        return kpi.row, column_number(letters)
    column = next((found for kind in schema.kpis if (found := kind.column(FIELD))), None)
    header = column.header(table.language) if column else FIELD
    raise NoColumnError(f'{path}: {table.sheet}: there is no column "{header}" to write in; add it to the table first')


def _write(path: str, found: Iterable[Fix]) -> bool:
    from kpi_sheets.workbook.patch import Edit, patch  # only a run that mends needs it

    return patch(path, [Edit(fix.sheet, *place(fix.cell), fix.new, fix.number_format) for fix in found])
