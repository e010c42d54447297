"""A mark by which a finding is known again after its row has moved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from kpi_sheets.lint.subjects import Subjects
from kpi_sheets.model import Finding, LintedWorkbook


def marked(result: LintedWorkbook) -> Iterator[tuple[Finding, str]]:
    """Yield each finding with its mark; the marks of one workbook are all different.

    A mark stands on the KPI's identity, the rule, and the number among the rule's findings about that KPI.
    """
    findings = (*result.findings, *(entry.finding for entry in result.suppressed))
    for finding, subject, number in Subjects(result.tables).numbered(findings):
        yield finding, _digest(subject, finding.code, str(number))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
