"""Many findings that say one thing become one; KPIs are held against each other over tables and workbooks."""

from __future__ import annotations

import datetime as dt

from kpi_sheets.lint.engine import lint_table, lint_tables, lint_together
from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import Placed, load_rule
from kpi_sheets.model import Cell, Finding, Period, Table
from kpi_sheets.pipeline.standing import judged
from tests.lint.examples import table_of

AS_OF = dt.date(2026, 11, 24)


def request(*codes: str, **options: dict[str, object]) -> Request:
    return Request(tuple(load_rule(code) for code in codes), AS_OF, options=options)


def together(codes: tuple[str, ...], *tables: Table) -> list[Finding]:
    placed = [Placed(kpi, table, f"{number}.xlsx") for number, table in enumerate(tables) for kpi in table.kpis]
    return [finding for _, finding in lint_together(placed, request(*codes))]


def on(table: Table, sheet: str) -> Table:
    return table._replace(sheet=sheet, kpis=tuple(kpi._replace(sheet=sheet) for kpi in table.kpis))


def test_a_crowd_in_one_column_is_one_finding() -> None:
    rows = tuple({"name": f"Orders {row}", "direction": Cell(row, 2, f"sideways {row}")} for row in range(2, 7))
    few = lint_table(table_of(rows[:4], "en"), request("W605"))
    assert [finding.cell for finding in few] == ["B2", "B3", "B4", "B5"]
    (many,) = lint_table(table_of(rows, "en"), request("W605"))
    assert many.cell == "B2"
    assert many.message.startswith('5 cells of the column "Direction"')


def test_what_sheets_of_one_make_lack_is_told_once() -> None:
    table = table_of(tuple({"name": name, "target": 5} for name in ("Orders", "Returns")), "en")
    found = list(lint_tables([on(table, "Jan"), on(table, "Feb"), on(table, "Mar")], request("A301")))
    assert [finding.sheet for finding in found] == ["Jan"]
    other = table_of(tuple({"name": name, "actual": 5} for name in ("Visits", "Calls")), "en")
    found = list(lint_tables([on(table, "Jan"), on(other, "Feb")], request("A301")))
    assert [finding.sheet for finding in found] == ["Jan", "Feb"]


def test_overdue_rows_are_one_finding_when_they_are_most() -> None:
    old, new = dt.date(2026, 3, 31), dt.date(2026, 10, 31)
    days = (old, old, old, old, new)
    rows = tuple(
        {"name": f"Orders {number}", "period": Period.MONTH, "measured_through": day} for number, day in enumerate(days)
    )
    asked = request("T506")._replace(judge=judged)
    (finding,) = lint_table(table_of(rows, "en"), asked)
    assert "4 of the 5" in finding.message
    assert len(lint_table(table_of(rows[2:], "en"), asked)) == 2


def test_ids_and_names_are_compared_over_workbooks() -> None:
    one = table_of(({"id": "A-1", "name": "Orders"}, {"id": "A-2", "name": "Revenue"}, {"name": "Visits"}), "en")
    two = table_of(({"id": "A-1", "name": "Margin"}, {"id": "A-9", "name": "Calls"}, {"name": "visits"}), "en")
    found = {finding.code: finding for finding in together(("W602", "W603"), one, two)}
    assert "1.xlsx" not in found["W602"].message
    assert "0.xlsx: KPIs!A2" in found["W602"].message
    assert "0.xlsx: KPIs!B4" in found["W603"].message


def test_a_register_that_is_split_over_sheets_has_no_duplicates() -> None:
    table = table_of(tuple({"id": f"A-{number}", "name": f"Orders {number}"} for number in range(4)), "en")
    assert together(("W602", "W603"), on(table, "Jan"), on(table, "Feb")) == []


def test_many_doubles_are_one_finding_and_too_many_are_none() -> None:
    names = [f"Number of {word} orders" for word in ("red", "blue", "green", "black", "white", "brown")]
    others = [f"Visits to shop {number}" for number in range(40)]
    rows = tuple({"name": name} for name in (*names, *names, *others))
    (finding,) = together(("W603",), table_of(rows, "en"))
    assert finding.message.startswith("6 KPIs here")
    assert together(("W603",), table_of(tuple({"name": name} for name in (*names, *names)), "en")) == []


def test_the_limits_are_options() -> None:
    table = table_of(tuple({"name": name, "owner": "Anna Smit"} for name in ("Orders", "Visits")), "en")
    placed = [Placed(kpi, table) for kpi in table.kpis]
    assert list(lint_together(placed, request("A303"))) == []
    ((_, finding),) = lint_together(placed, request("A303", A303={"most": 1}))
    assert "2 KPIs" in finding.message
