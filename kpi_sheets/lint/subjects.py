"""Which KPI a finding is about, and what a KPI is known by wherever its row stands."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from kpi_sheets.model import Finding, Kpi, Table
from kpi_sheets.register.words import remembered
from kpi_sheets.workbook.address import place


def identity(kpi: Kpi) -> str:
    """Return what a KPI is known by: its id, else its name, team and sheet; case and blanks don't matter.

    Sorting, inserting or moving rows changes nothing; a new name is another KPI, unless it has an id.
    """
    known = normal(kpi.text("id"))
    if known:
        return f"id {known}"
    return " / ".join(normal(part) or "-" for part in (kpi.sheet, kpi.text("team"), kpi.name))


class Subjects:
    """The KPIs of a workbook, to be found by the cell that a finding is about."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self._by_row: dict[tuple[str, int], list[Kpi]] = {}
        self._by_cell: dict[tuple[str, str], Kpi] = {}
        for kpi in (kpi for table in tables for kpi in table.kpis):
            self._by_row.setdefault((kpi.sheet, kpi.row), []).append(kpi)
            for entry in kpi.fields.values():
                if entry.cell:
                    self._by_cell.setdefault((kpi.sheet, entry.cell.address), kpi)

    def kpi(self, finding: Finding) -> Kpi | None:
        """Return the KPI that a finding is about, or None for one about a table or a whole sheet."""
        row = place(finding.cell)[0] if finding.cell else 0
        on_row = self._by_row.get((finding.sheet, row), [])
        named = [kpi for kpi in on_row if kpi.name == finding.kpi]
        return next(iter(named), None) or self._by_cell.get((finding.sheet, finding.cell)) or next(iter(on_row), None)

    def name(self, finding: Finding) -> str:
        """Return the identity of the finding's KPI, or the sheet for a finding about no KPI."""
        kpi = self.kpi(finding)
        return identity(kpi) if kpi else f"sheet {normal(finding.sheet)}"

    def numbered(self, findings: Iterable[Finding]) -> Iterator[tuple[Finding, str, int]]:
        """Yield each finding with its subject, and its number (from 1) among those of the same rule about it."""
        seen: Counter[tuple[str, str]] = Counter()
        for finding in findings:
            name = self.name(finding)
            seen[name, finding.code] += 1
            yield finding, name, seen[name, finding.code]


@remembered
def normal(text: str) -> str:
    """Return a text by which two spellings of it are the same: case, width and blanks don't matter."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()
