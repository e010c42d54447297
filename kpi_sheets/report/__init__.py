"""Results as text, JSON, SARIF, …: one module a format, each with `render(results, colour) -> Iterator[str]`.

`results` is an iterable of LintedWorkbook; the pieces of text are yielded as soon as they are known, so that long
work shows itself. A format is imported when it is asked for.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator

from kpi_sheets.model import LintedWorkbook

FORMATS = {
    "text": "kpi_sheets.report.as_text",
    "json": "kpi_sheets.report.as_json",
    "jsonl": "kpi_sheets.report.as_jsonl",
    "github": "kpi_sheets.report.as_github",
    "gitlab": "kpi_sheets.report.as_gitlab",
    "sarif": "kpi_sheets.report.as_sarif",
    "junit": "kpi_sheets.report.as_junit",
    "markdown": "kpi_sheets.report.as_markdown",
    "csv": "kpi_sheets.report.as_csv",
}

MARKING = frozenset(("gitlab", "sarif"))  # formats that mark a finding by its KPI, and so ask for results with KPIs


def render(name: str, results: Iterable[LintedWorkbook], colour: bool = False) -> Iterator[str]:
    """Yield the report in one of FORMATS, piece by piece. Only the text format knows colour."""
    rendered: Iterator[str] = importlib.import_module(FORMATS[name]).render(results, colour)
    return rendered
