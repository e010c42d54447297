"""Findings for a program that reads line by line: a JSON object a line, each with its workbook's path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpi_sheets.model import LintedWorkbook
from kpi_sheets.report.as_json import finding_json
from kpi_sheets.report.escape import for_json


def render(results: Iterable[LintedWorkbook], _colour: bool = False) -> Iterator[str]:
    """Yield a line for each finding; nothing for a clean workbook."""
    for result in results:
        for finding in result.findings:
            yield for_json({"path": result.path, **finding_json(finding)}) + "\n"
