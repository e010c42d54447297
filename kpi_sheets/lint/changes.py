"""Which KPIs are new or differ from an earlier version of their workbook, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from kpi_sheets.lint.subjects import Subjects, identity
from kpi_sheets.model import Finding, Kpi, Source, Table

Content = tuple[tuple[str, str], ...]


def of_changed(
    findings: Iterable[Finding], tables: Iterable[Table], before: Iterable[Table], computed: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Return the findings about KPIs that are new or differ, and about sheets on which there is such a KPI.

    A KPI is found again by its identity, wherever its row stands now. `computed` are the fields that don't matter: the
    columns that a program fills.
    """
    tables = tuple(tables)
    old = Counter((identity(kpi), content(kpi, computed)) for table in before for kpi in table.kpis)
    changed: set[int] = set()
    sheets: set[str] = set()
    for kpi in (kpi for table in tables for kpi in table.kpis):
        known = (identity(kpi), content(kpi, computed))
        old[known] -= 1
        if old[known] < 0:
            changed.add(id(kpi))
            sheets.add(kpi.sheet)
    subjects = Subjects(tables)
    return tuple(finding for finding in findings if _is_about(subjects.kpi(finding), finding, changed, sheets))


def content(kpi: Kpi, computed: Collection[str] = ()) -> Content:
    """Return what the row says, field by field, and its figures; not where it stands."""
    said = sorted(
        (key, kpi.shown(key))
        for key, entry in kpi.fields.items()
        if key not in computed and entry.source is not Source.INFERRED
    )
    figures = [(entry.label, f"{entry.value} {entry.target}") for entry in kpi.history]
    return (*said, *figures)


def _is_about(kpi: Kpi | None, finding: Finding, changed: Collection[int], sheets: Collection[str]) -> bool:
    return finding.sheet in sheets if kpi is None else id(kpi) in changed
