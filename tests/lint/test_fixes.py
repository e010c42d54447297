"""What the rules propose to write, and whether they call it safe."""

from __future__ import annotations

import datetime as dt

import pytest

from kpi_sheets.lint.engine import lint_table
from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import load_rule
from kpi_sheets.model import Accumulation, Direction, Fix
from tests.lint.examples import table_of

LOWER = "Response time < 2 hours per week"


@pytest.mark.parametrize(
    ("code", "row", "cell", "new", "safe"),
    [
        ("M205", {"name": "Utilisation", "unit": "%", "target": 90, "actual": 0.92}, "D2", 92.0, False),
        ("M207", {"name": "Revenue", "target": "10,000"}, "B2", 10000.0, True),
        ("M210", {"name": "A", "statement": LOWER, "direction": Direction.HIGHER}, "C2", "lower", True),
        ("M210", {"name": "A", "statement": "At most 2 calls", "direction": Direction.HIGHER}, "C2", "lower", False),
        ("M211", {"name": "A", "unit": "%", "accumulation": Accumulation.SUM}, "C2", "average", False),
        ("T504", {"name": "A", "deadline": dt.date(2025, 1, 1), "state": "active"}, "C2", "closed", False),
        ("T508", {"name": "A", "deadline": "2027-12-31"}, "B2", dt.date(2027, 12, 31), True),
    ],
)
def test_a_fix_says_what_to_write(code: str, row: dict[str, object], cell: str, new: object, safe: bool) -> None:
    (finding,) = lint_table(table_of(row, "en"), Request((load_rule(code),), dt.date(2026, 11, 24)))
    fix = finding.fix
    assert isinstance(fix, Fix)
    assert (fix.cell, fix.new, fix.safe) == (cell, new, safe)


def test_nothing_is_proposed_for_a_cell_that_is_blank() -> None:
    row = {"name": "A", "deadline": dt.date(2025, 1, 1)}
    (finding,) = lint_table(table_of(row, "en"), Request((load_rule("T504"),), dt.date(2026, 11, 24)))
    assert finding.fix is None
