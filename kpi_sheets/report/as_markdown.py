"""Findings for a page: a Markdown table under each workbook, for a step summary or a merge request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpi_sheets.model import Finding, LintedWorkbook, Severity
from kpi_sheets.report.escape import for_markdown, sheet_reference
from kpi_sheets.report.summary import Summary

SIGNS = {Severity.ERROR: "🔴", Severity.WARNING: "🟠", Severity.INFO: "🔵"}
TABLE = "| Cell | KPI | Rule | What to do |\n|---|---|---|---|\n"


def render(results: Iterable[LintedWorkbook], _colour: bool = False) -> Iterator[str]:
    """Yield the sections, and the summary at the end."""
    summary = Summary()
    yield "## kpi-sheets\n\n"
    for result in results:
        summary = summary.add(result)
        yield from _section(result)
    yield f"{summary.sentence()}.\n"


def _section(result: LintedWorkbook) -> Iterator[str]:
    if result.error:
        yield f"{for_markdown(result.error)}\n\n"
    if result.findings:
        yield f"### {for_markdown(result.path)}\n\n{TABLE}"
        yield from map(_row, result.findings)
        yield "\n"


def _row(finding: Finding) -> str:
    cell = for_markdown(sheet_reference(finding.sheet, finding.cell))
    hint = f" → {for_markdown(finding.suggestion)}" if finding.suggestion else ""
    rule = f"{SIGNS[finding.severity]} {finding.code} {finding.name}"
    return f"| {cell} | {for_markdown(finding.kpi)} | {rule} | {for_markdown(finding.message)}{hint} |\n"
