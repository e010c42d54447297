"""Findings for GitLab: a code quality report, which shows in the merge request."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from kpi_sheets.model import Finding, LintedWorkbook, Severity
from kpi_sheets.report.escape import for_json, sheet_reference
from kpi_sheets.report.fingerprint import marked
from kpi_sheets.workbook.address import place

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(results: Iterable[LintedWorkbook], _colour: bool = False) -> Iterator[str]:
    """Yield the report, finding by finding; joined, the pieces are one JSON array."""
    separator = "\n"
    yield "["
    for result in results:
        for finding, mark in list(marked(result))[: len(result.findings)]:
            yield separator + for_json(_issue(result.path, finding, mark))
            separator = ",\n"
    yield "\n]\n"


def _issue(path: str, finding: Finding, mark: str) -> dict[str, object]:
    where = sheet_reference(finding.sheet, finding.cell)
    file = Path(path).as_posix()
    return {
        "description": f"{where}: {finding.message}",
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": hashlib.sha256(f"{file}\0{mark}".encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "severity": SEVERITIES[finding.severity],
        "location": {"path": file, "lines": {"begin": place(finding.cell)[0] if finding.cell else 1}},
    }
