"""The schema of a workbook that exists says what was guessed, how surely, and what was not understood."""

from __future__ import annotations

from kpi_sheets.register.infer import infer
from tests.register.sheets import sheet

KPIS = sheet(
    ("Code", "Metric", "Direction", "Unit", "Target", "Colour of chart"),
    ("A", "Churn rate", "Minimize", "%", 5, "red"),
    ("B", "Uptime", "maximize", "%", 99, "blue"),
    ("C", "Revenue", "Maximize", "EUR", 100, "green"),
    name="Data",
)
OTHER = sheet(("Dear reader",), ("Some words about this workbook.",), name="Read me")


def test_tables_columns_and_what_was_seen() -> None:
    document = infer([OTHER, KPIS], "mine")
    (table,) = document["tables"]
    assert (document["name"], table["sheets"], table["header_rows"], table["layout"]) == (
        "mine",
        ["Data"],
        [1],
        "rows",
    )
    columns = {column["key"]: column for column in table["columns"]}
    assert {key: column["at"] for key, column in columns.items()} == {
        "id": "A",
        "name": "B",
        "direction": "C",
        "unit": "D",
        "target": "E",
    }
    assert columns["name"]["headers"] == {"en": ["Metric"]}
    assert columns["direction"]["values"] == {"lower": {"en": ["Minimize"]}, "higher": {"en": ["maximize"]}}
    assert columns["target"]["type"] == "quantity"
    assert "Units seen: %, EUR." in columns["unit"]["comment"]


def test_every_guess_has_a_confidence() -> None:
    (table,) = infer([KPIS])["tables"]
    for guess in (table, *table["columns"]):
        confidence = float(guess["comment"].split("confidence ")[1].split(" ")[0].rstrip(".;"))
        assert 0 < confidence <= 1


def test_what_was_not_understood() -> None:
    assert infer([OTHER, KPIS])["not_understood"] == [
        'Data!F1: the header "Colour of chart" names no field',
        'sheet "Read me": no KPI table found',
    ]


def test_a_workbook_without_kpis() -> None:
    assert infer([OTHER])["tables"] == []
