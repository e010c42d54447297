"""Fields that are kept small: nobody can tell the difference."""

from __future__ import annotations

import pickle
import tracemalloc

import pytest

from kpi_sheets.model import Cell, Field, Kpi, Quantity, Source
from kpi_sheets.register import assemble
from kpi_sheets.register.fields import kept_small
from tests.register.layouts import LAYOUTS, Layout
from tests.register.sheets import sheet, table, tables

FIELDS = {
    "name": Field("Revenue", Cell(3, 1, " Revenue ")),
    "target": Field(Quantity(90.0, "%"), Cell(3, 4, 0.9, "0%")),
    "actual": Field(Quantity(80.0, "%"), Cell(3, 5, 0.8, "0%", "B3/C3")),
    "owner": Field("HR", Cell(3, 6, "HR", comment="since May")),
    "baseline": Field(None, Cell(3, 7, "n/a")),
    "team": Field("Sales", Cell(2, 2, "Sales")),
    "unit": Field("%", Cell(3, 1, " Revenue "), Source.INFERRED),
    "period": Field("month", None, Source.DEFAULT),
}
MOST_BYTES = 1_000  # that a KPI of a dozen fields takes; over 3,000 when all its fields and cells are there


def test_fields_come_out_as_they_went_in() -> None:
    fields = kept_small(Kpi(FIELDS, row=3)).fields
    assert dict(fields) == FIELDS
    assert list(fields) == list(FIELDS)
    assert repr(fields) == repr(FIELDS)
    assert [type(fields[key].cell) for key in ("name", "period")] == [Cell, type(None)]
    assert fields.get("name") == FIELDS["name"]
    assert "name" in fields
    assert "goal" not in fields
    assert fields.get("goal") is None
    assert pickle.loads(pickle.dumps(fields)) == FIELDS
    with pytest.raises(KeyError):
        fields["goal"]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_long_table_says_what_a_short_one_does(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = tables(*layout.sheets)
    monkeypatch.setattr(assemble, "LONG", 0)
    assert tables(*layout.sheets) == plain


def test_a_long_table_takes_little() -> None:
    names = ("KPI", "Owner", "Unit", "Period", "Target", "Actual", "Baseline", "Goal", "Source", "Formula", "Team")
    count = 2 * assemble.LONG
    rows = [(f"KPI {at}", "HR", "%", "month", at, at, at, "Growth", "CRM", "a / b", "Sales") for at in range(count)]
    long = sheet(names, *rows)
    tables(long)
    tracemalloc.start()
    found = tables(long)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found[0].kpis) == count
    assert taken / count < MOST_BYTES
    assert found[0].kpis[0] == table(names, *rows[:2]).kpis[0]
