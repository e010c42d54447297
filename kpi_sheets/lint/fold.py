"""Many findings that say one thing become one: a page of findings is read, a wall is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kpi_sheets.lint.rule import Hit, Rule
from kpi_sheets.model import Finding, Table

MANY = 2  # KPIs from which a table can have a finding for all of them
MOST = 4  # findings of most rows from which they become one
CROWD = 5  # findings in one column from which they become one


def at_header(rule: Rule, table: Table, failing: int) -> Hit | None:
    """Return the one finding that stands for those of all rows, where a column is missing or blank throughout.

    A table without the rule's columns keeps its rows' findings when most of its KPIs hold the evidence elsewhere. A
    rule with a text for "most" says once what is true of most rows.
    """
    count = len(table.kpis)
    if "most" in rule.variants and failing >= MOST and 2 * failing > count:
        return Hit(at=(), values={"failing": failing, "kpis": count}, variant="most")
    if not rule.columns or count < MANY:
        return None
    present = next((table.headers[key] for key in rule.columns if key in table.headers), None)
    if present is None:
        missing = Hit(at=(), values={"failing": failing, "kpis": count}, variant="column")
        return missing if 2 * failing > count else None
    blank = Hit(at=(), values={"header": present.value, "kpis": count}, variant="blank", cell=present.address)
    return blank if failing == count else None


def crowds(found: Iterable[tuple[Rule, Finding]], table: Table) -> Mapping[tuple[str, str], tuple[Rule, Hit]]:
    """Return, by code and column, the one finding that stands for many in a column, of rules with a text for that."""
    columns: dict[tuple[str, str], list[tuple[Rule, Finding]]] = {}
    for rule, finding in found:
        if "crowd" in rule.variants:
            columns.setdefault((rule.code, column_of(finding)), []).append((rule, finding))
    headers = {letters: str(table.headers[key].value) for key, letters in table.columns.items() if key in table.headers}
    crowded = {place: group for place, group in columns.items() if len(group) >= CROWD}
    return {place: _crowd(group, headers.get(place[1], place[1])) for place, group in crowded.items()}


def column_of(finding: Finding) -> str:
    """Return the letters of the column in which a finding stands."""
    return finding.cell.rstrip("0123456789")


def _crowd(group: list[tuple[Rule, Finding]], header: str) -> tuple[Rule, Hit]:
    rule, first = group[0]
    values = {"count": len(group), "header": header, "first": first.message}
    return rule, Hit(at=(), values=values, variant="crowd", cell=first.cell, severity=first.severity)
