"""Count what was found."""

from __future__ import annotations

from kpi_sheets.model import LintedWorkbook, Severity
from kpi_sheets.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Self


class Summary(NamedTuple):
    """Counts over all workbooks. `unread` are the ones that could not be read; they count in no other number."""

    workbooks: int = 0
    tables: int = 0
    kpis: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    unread: int = 0
    suppressed: int = 0

    @property
    def findings(self) -> int:
        """All findings together."""
        return self.errors + self.warnings + self.infos

    def add(self, result: LintedWorkbook) -> Self:
        """Return the counts with one more workbook in them."""
        if result.error:
            return self._replace(unread=self.unread + 1)
        severities = [finding.severity for finding in result.findings]
        return self._replace(
            workbooks=self.workbooks + 1,
            tables=self.tables + len(result.tables),
            kpis=self.kpis + sum(table.size for table in result.tables),
            errors=self.errors + severities.count(Severity.ERROR),
            warnings=self.warnings + severities.count(Severity.WARNING),
            infos=self.infos + severities.count(Severity.INFO),
            suppressed=self.suppressed + len(result.suppressed),
        )

    def sentence(self) -> str:
        """Return the summary line: "2 workbooks, 24 KPIs: 3 errors, 1 warning"."""
        read = f"{_count(self.workbooks, 'workbook')}, {_count(self.kpis, 'KPI')}"
        kinds = (("error", self.errors), ("warning", self.warnings), ("remark", self.infos))
        found = ", ".join(_count(number, noun) for noun, number in kinds if number) or "nothing to remark"
        unread = f" ({_count(self.unread, 'workbook')} could not be read)" if self.unread else ""
        ignored = f", {self.suppressed:,} ignored" if self.suppressed else ""
        return f"{read}: {found}{ignored}{unread}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
