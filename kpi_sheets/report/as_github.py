"""Findings for GitHub Actions: a workflow command each, which shows as an annotation of the file.

A workbook has no lines to point at; the title names the cell. `step_summary` is the page of the run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpi_sheets.model import Finding, LintedWorkbook, Severity
from kpi_sheets.report import as_markdown
from kpi_sheets.report.escape import for_command, for_command_property, sheet_reference

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
LONGEST_SUMMARY = 1_000_000  # bytes; GitHub takes no more than 1 MiB a step
CUT = "\nThe rest is in the log: the summary of a step can't be longer.\n"


def render(results: Iterable[LintedWorkbook], _colour: bool = False) -> Iterator[str]:
    """Yield a command for each finding and for each workbook that could not be read."""
    for result in results:
        if result.error:
            yield f"::error file={for_command_property(result.path)}::{for_command(result.error)}\n"
        for finding in result.findings:
            yield _command(result.path, finding)


def step_summary(results: Iterable[LintedWorkbook]) -> str:
    """Return the Markdown to append to the file that GITHUB_STEP_SUMMARY names, cut to what GitHub takes."""
    kept: list[str] = []
    room = LONGEST_SUMMARY
    for piece in as_markdown.render(results):
        room -= len(piece.encode())
        if room < 0:
            return "".join([*kept, CUT])
        kept.append(piece)
    return "".join(kept)


def _command(path: str, finding: Finding) -> str:
    place = sheet_reference(finding.sheet, finding.cell)
    title = for_command_property(f"{finding.code} {finding.name} ({place})")
    subject = f"{finding.kpi}: " if finding.kpi else ""
    hint = f" → {finding.suggestion}" if finding.suggestion else ""
    message = for_command(f"{place} {subject}{finding.message}{hint}")
    return f"::{COMMANDS[finding.severity]} file={for_command_property(path)},title={title}::{message}\n"
