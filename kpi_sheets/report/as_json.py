"""Findings for a program: one JSON document, described by schemas/findings.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from kpi_sheets.model import Finding, LintedWorkbook, Table
from kpi_sheets.report.summary import Summary


def render(results: Iterable[LintedWorkbook], _colour: bool = False) -> Iterator[str]:
    """Yield the document workbook by workbook; joined, the pieces are one JSON object."""
    summary, separator = Summary(), "\n"
    yield '{"workbooks": ['
    for result in results:
        summary = summary.add(result)
        if not result.error:
            yield separator + json.dumps(_workbook(result), ensure_ascii=False)
            separator = ",\n"
    yield f'\n], "summary": {json.dumps(_summary(summary))}}}\n'


def _workbook(result: LintedWorkbook) -> dict[str, object]:
    return {
        "path": result.path,
        "language": result.language,
        "tables": [_table(table) for table in result.tables],
        "findings": [finding_json(finding) for finding in result.findings],
    }


def _table(table: Table) -> dict[str, object]:
    return {
        "sheet": table.sheet,
        "header_rows": list(table.header_rows),
        "columns": dict(table.columns),
        "kpis": len(table.kpis),
    }


def finding_json(finding: Finding) -> dict[str, object]:
    """Return one finding as the object that the schema describes."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "kpi": finding.kpi,
        "suggestion": finding.suggestion,
    }


def _summary(summary: Summary) -> dict[str, int]:
    return {
        "workbooks": summary.workbooks,
        "tables": summary.tables,
        "kpis": summary.kpis,
        "findings": summary.findings,
        "errors": summary.errors,
        "warnings": summary.warnings,
        "infos": summary.infos,
        "unread": summary.unread,
    }
