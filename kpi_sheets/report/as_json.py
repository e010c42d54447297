"""Findings for a program: one JSON document, described by schemas/findings.schema.json."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpi_sheets.model import CellValue, Finding, Fix, LintedWorkbook, Suppressed, Table
from kpi_sheets.report.escape import for_json
from kpi_sheets.report.summary import Summary


def render(results: Iterable[LintedWorkbook], _colour: bool = False) -> Iterator[str]:
    """Yield the document workbook by workbook; joined, the pieces are one JSON object."""
    summary, separator = Summary(), "\n"
    yield '{"workbooks": ['
    for result in results:
        summary = summary.add(result)
        if not result.error:
            yield separator + for_json(_workbook(result))
            separator = ",\n"
    counts = {**summary._asdict(), "findings": summary.findings}
    yield f'\n], "summary": {for_json(counts)}}}\n'


def _workbook(result: LintedWorkbook) -> dict[str, object]:
    return {
        "path": result.path,
        "language": result.language,
        "tables": [_table(table) for table in result.tables],
        "findings": [finding_json(finding) for finding in result.findings],
        "suppressed": [_suppressed(entry) for entry in result.suppressed],
    }


def _table(table: Table) -> dict[str, object]:
    return {
        "sheet": table.sheet,
        "header_rows": list(table.header_rows),
        "columns": dict(table.columns),
        "kpis": table.size,
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
        "fix": finding.fix and _fix(finding.fix),
    }


def _suppressed(entry: Suppressed) -> dict[str, object]:
    return {**finding_json(entry.finding), "kind": entry.kind, "reason": entry.reason}


def _fix(fix: Fix) -> dict[str, object]:
    return {
        "sheet": fix.sheet,
        "cell": fix.cell,
        "old": _plain(fix.old),
        "new": _plain(fix.new),
        "safe": fix.safe,
    }


def _plain(value: CellValue) -> str | float | bool | None:
    """A date or a time as its ISO text; JSON knows the rest."""
    return value if value is None or isinstance(value, str | int | float) else str(value)
