"""Findings as JUnit XML: a suite a workbook, a failing case a finding, one passing case for a clean workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpi_sheets.model import Finding, LintedWorkbook
from kpi_sheets.report.escape import for_xml, sheet_reference


def render(results: Iterable[LintedWorkbook], _colour: bool = False) -> Iterator[str]:
    """Yield the document suite by suite."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="kpi-sheets">\n'
    for result in results:
        yield from _suite(result)
    yield "</testsuites>\n"


def _suite(result: LintedWorkbook) -> Iterator[str]:
    path, failures, errors = for_xml(result.path), len(result.findings), int(bool(result.error))
    yield f'<testsuite name="{path}" tests="{max(failures, 1)}" failures="{failures}" errors="{errors}">\n'
    if result.error:
        yield _case(path, "read", f'<error message="{for_xml(result.error)}"/>')
    elif not result.findings:
        yield f'<testcase classname="{path}" name="kpi-sheets"/>\n'
    for finding in result.findings:
        yield _case(path, f"{sheet_reference(finding.sheet, finding.cell)} {finding.code}", _failure(finding))
    yield "</testsuite>\n"


def _case(path: str, name: str, outcome: str) -> str:
    return f'<testcase classname="{path}" name="{for_xml(name)}">{outcome}</testcase>\n'


def _failure(finding: Finding) -> str:
    subject = f"{finding.kpi}: " if finding.kpi else ""
    hint = f" → {finding.suggestion}" if finding.suggestion else ""
    kind = f"{finding.code} {finding.name}"
    full = for_xml(f"{subject}{finding.message}{hint}")
    return f'<failure type="{kind}" message="{for_xml(finding.message)}">{full}</failure>'
