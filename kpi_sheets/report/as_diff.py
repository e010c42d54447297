"""The fixes of findings as a person reads them: cell, old value, new value, why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpi_sheets.model import CellValue, Finding, Fix, LintedWorkbook
from kpi_sheets.report.escape import for_terminal, sheet_reference


def render(results: Iterable[LintedWorkbook]) -> Iterator[str]:
    """Yield three lines for each fix: where and why, the old value and the new one."""
    for result in results:
        for finding in result.findings:
            if finding.fix:
                yield _fix(result.path, finding, finding.fix)


def _fix(path: str, finding: Finding, fix: Fix) -> str:
    place = f"{for_terminal(path)}:{sheet_reference(fix.sheet, fix.cell)}"
    kind = "" if fix.safe else " (only with --unsafe-fixes)"
    why = f"{finding.code} {for_terminal(finding.message)}{kind}"
    return f"{place}: {why}\n- {_shown(fix.old)}\n+ {_shown(fix.new)}\n"


def _shown(value: CellValue) -> str:
    if isinstance(value, str):
        return f'"{for_terminal(value)}"'
    return f"{value:.15g}" if isinstance(value, float) else str("" if value is None else value)
