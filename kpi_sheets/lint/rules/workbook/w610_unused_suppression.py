"""A suppression that suppresses nothing.

What: the "Ignore rules" column, or a comment, names a rule that finds nothing in this KPI.
Why: once the defect is mended, what is left would hide the next one.
How to fix: take the rule out of the column or the comment.
Leaves alone: suppressions of rules that compare KPIs over several sheets, and those that don't hold for another reason.
"""

from collections.abc import Iterator

from kpi_sheets.lint.engine import lint_table
from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import Hit, Rule, load_rule
from kpi_sheets.lint.select import codes
from kpi_sheets.lint.subjects import Subjects
from kpi_sheets.lint.suppress import Suppression, suppressions
from kpi_sheets.model import Direction, Kpi, Severity, Table

CODE = "W610"
NAME = "unused-suppression"
SEVERITY = Severity.WARNING
MESSAGE = {
    "en": '"{word}" is ignored here, but finds nothing; take it out',
    "nl": '"{word}" wordt hier genegeerd, maar vindt niets; haal het weg',
}
BAD = {
    "en": ({"name": "Revenue", "target": 10000, "period": "month", "lint_ignore": "M201: agreed"},),
    "nl": ({"name": "Omzet", "target": 10000, "period": "maand", "lint_ignore": "M201: afgesproken"},),
}
GOOD = {
    "en": (
        {
            "name": "Sick leave",
            "baseline": 4,
            "target": 5,
            "direction": Direction.LOWER,
            "lint_ignore": "A305: after a merger",
        },
        {"name": "Sick leave", "target": 5, "lint_ignore": "M201"},
    ),
    "nl": (
        {
            "name": "Verzuim",
            "baseline": 4,
            "target": 5,
            "direction": Direction.LOWER,
            "lint_ignore": "A305: na een fusie",
        },
    ),
}

OWN_GROUP = "W61"  # the rules about suppressions


def check_table(table: Table, request: Request) -> Iterator[Hit]:
    """Report each word of a suppression whose rules are silent on its KPI."""
    spoken = [(kpi, entry) for kpi in table.kpis for entry in suppressions(kpi, request.as_of)]
    spoken = [(kpi, entry) for kpi, entry in spoken if entry.holds(request.as_of)]
    if not spoken:
        return
    fired = _fired(table, spoken, request)
    for kpi, entry in spoken:
        for word in entry.words:
            meant = codes([word]) if word not in entry.unknown() else frozenset()
            if meant and all(_is_judged(code) for code in meant) and not meant & fired.get(kpi.row, set()):
                yield Hit((), {"word": word}, cell=entry.cell)


def _fired(table: Table, spoken: list[tuple[Kpi, Suppression]], request: Request) -> dict[int, set[str]]:
    """Return by row the codes that find something, of those that are to be ignored; severity doesn't matter."""
    meant = sorted({code for _, entry in spoken for code in entry.codes() if _is_judged(code)})
    rules: tuple[Rule, ...] = tuple(load_rule(code) for code in meant)
    subjects = Subjects([table])
    fired: dict[int, set[str]] = {}
    for finding in lint_table(table, request._replace(rules=rules, advice=True)):
        kpi = subjects.kpi(finding)
        if kpi:
            fired.setdefault(kpi.row, set()).add(finding.code)
    return fired


def _is_judged(code: str) -> bool:
    """False for rules that this table alone can't decide."""
    return not code.startswith(OWN_GROUP) and load_rule(code).check_all is None
