"""Findings for a person: a line each, under the KPI that it is about, and a summary line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from kpi_sheets.model import Finding, LintedWorkbook, Severity
from kpi_sheets.report.escape import for_terminal, sheet_reference
from kpi_sheets.report.summary import Summary

BOLD, DIM, RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.INFO: "\x1b[36m"}


def render(results: Iterable[LintedWorkbook], colour: bool = False) -> Iterator[str]:
    """Yield the lines of the report, each with its line end."""
    summary = Summary()
    for result in results:
        summary = summary.add(result)
        yield from _workbook(result, colour)
    yield summary.sentence() + "\n"


def _workbook(result: LintedWorkbook, colour: bool) -> Iterator[str]:
    if not result.error and not result.tables:
        yield f"{for_terminal(result.path)}: no KPI table found{_hidden(result)}\n"
    for kpi, findings in groupby(result.findings, key=lambda finding: (finding.sheet, finding.kpi)):
        if colour:
            yield f"\n{BOLD}{for_terminal(kpi[1] or kpi[0])}{RESET}\n"
        for finding in findings:
            yield _line(result.path, finding, colour)


def _hidden(result: LintedWorkbook) -> str:
    """Say which sheets were not looked at, where a table may stand on one of them."""
    names = ", ".join(for_terminal(name) for name in result.unread_sheets)
    return f" (hidden and not read: {names}; --hidden reads them too)" if names else ""


def _line(path: str, finding: Finding, colour: bool) -> str:
    place = f"{for_terminal(path)}:{sheet_reference(finding.sheet, finding.cell)}"
    rule, message = f"{finding.code} {finding.name}", for_terminal(finding.message)
    hint = f" → {for_terminal(finding.suggestion)}" if finding.suggestion else ""
    if colour:
        return f"{DIM}{place}:{RESET} {COLOURS[finding.severity]}{rule}{RESET} {message}{hint}\n"
    return f"{place}: {rule} {message}{hint}\n"
