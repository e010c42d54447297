"""Findings for a spreadsheet: a row each, in which no text can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from kpi_sheets.model import LintedWorkbook
from kpi_sheets.report.escape import for_csv

HEADER = ("path", "sheet", "cell", "kpi", "code", "name", "severity", "message", "suggestion")


def render(results: Iterable[LintedWorkbook], _colour: bool = False) -> Iterator[str]:
    """Yield the header and a line for each finding, comma-separated as RFC 4180 has it."""
    yield _line(HEADER)
    for result in results:
        for finding in result.findings:
            place = (result.path, finding.sheet, finding.cell, finding.kpi)
            rule = (finding.code, finding.name, finding.severity.value)
            yield _line((*place, *rule, finding.message, finding.suggestion or ""))


def _line(values: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(for_csv(value) for value in values)
    return line.getvalue()
