"""Rows against their JSON Schema: the fast path and jsonschema agree, and problems are put at their cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from kpi_sheets.register import read_tables
from kpi_sheets.register.schema import from_document, load_default
from kpi_sheets.register.validate import fast_check
from tests.register.sheets import sheet, table

if TYPE_CHECKING:
    from kpi_sheets.model import Problem

KEYS = ("name", "target", "weight", "deadline")
VALUES = st.one_of(
    st.text(max_size=5),
    st.sampled_from(["2026-12-31", "2026-13-01", "20261231", "A-1", ""]),
    st.integers(-3, 3),
    st.floats(-3, 3),
    st.booleans(),
    st.lists(st.floats(0, 1), max_size=2),
)
TYPES = st.sampled_from(["string", "number", "integer", "boolean", "array"])
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.one_of(TYPES, st.lists(TYPES, min_size=1, max_size=2, unique=True)),
        "enum": st.lists(VALUES, min_size=1, max_size=3),
        "minimum": st.integers(-2, 2),
        "maximum": st.integers(-2, 2),
        "pattern": st.sampled_from(["^A", "[0-9]", "^$"]),
        "format": st.sampled_from(["date", "email"]),
        "title": st.just("x"),
    },
)
SCHEMAS = st.fixed_dictionaries(
    {"properties": st.dictionaries(st.sampled_from(KEYS), FIELDS)},
    optional={"required": st.lists(st.sampled_from(KEYS), unique=True), "type": st.just("object")},
)
ROWS = st.dictionaries(st.sampled_from(KEYS), VALUES)


@given(SCHEMAS, ROWS)
def test_what_the_fast_path_accepts_is_valid(schema: dict[str, Any], row: dict[str, Any]) -> None:
    check = fast_check(schema)
    assert check is not None
    if check(row):
        assert Draft202012Validator(schema, format_checker=FormatChecker(["date"])).is_valid(row)


@given(ROWS)
def test_the_fast_path_settles_what_the_default_schema_accepts(row: dict[str, Any]) -> None:
    """Otherwise every clean workbook would load jsonschema."""
    schema = dict(load_default().kpis[0].row)
    check = fast_check(schema)
    assert check is not None
    assert check(row) == Draft202012Validator(schema, format_checker=FormatChecker(["date"])).is_valid(row) or (
        isinstance(row.get("deadline"), str)
    )


@pytest.mark.parametrize(
    "schema",
    [
        {"properties": {"name": {"minLength": 3}}},
        {"anyOf": [{"required": ["name"]}]},
        {"properties": {"name": True}},
        {"type": ["object", "null"]},
        {"$schema": "http://json-schema.org/draft-07/schema#"},
        {"additionalProperties": False},
    ],
)
def test_other_keywords_go_to_jsonschema(schema: dict[str, Any]) -> None:
    assert fast_check(schema) is None


def problems(row: dict[str, Any], *rows: tuple[Any, ...]) -> list[Problem]:
    columns = [
        {"key": "name", "headers": {"nl": ["KPI", "Naam KPI"], "en": ["KPI"]}},
        {"key": "target", "type": "quantity", "headers": {"nl": ["Norm"], "en": ["Target"]}},
        {"key": "owner", "headers": {"nl": ["Eigenaar"], "en": ["Owner"]}},
    ]
    schema = from_document({"name": "mine", "tables": [{"columns": columns, "row": row}]})
    return [problem for found in read_tables([sheet(*rows)], schema) for problem in found.problems]


def test_a_row_that_breaks_the_schema_is_a_problem_at_its_cell() -> None:
    row = {"properties": {"target": {"maximum": 100}}, "required": ["owner"]}
    found = problems(row, ("KPI", "Target", "Owner"), ("Visits", 150, "Web lead"), ("Number of leads", 5, None))
    assert [(problem.kind, problem.cell, problem.key, problem.text, problem.row) for problem in found] == [
        ("schema", "B2", "target", "target should be at most 100", 2),
        ("schema", "C3", "owner", "the row has no owner", 3),
    ]


def test_problems_are_worded_in_the_language_of_the_sheet() -> None:
    row = {"properties": {"target": {"minimum": 10}}, "required": ["owner"]}
    found = problems(row, ("KPI", "Norm", "Eigenaar"), ("Aantal klachten van klanten", 5, None), ("Omzet", 20, "CFO"))
    assert [problem.text for problem in found] == [
        "de rij heeft geen eigenaar",
        "norm hoort minstens 10 te zijn",
    ]


def test_any_keyword_of_json_schema_counts() -> None:
    row = {
        "properties": {"owner": {"minLength": 5}},
        "if": {"required": ["target"]},
        "then": {"required": ["owner"]},
    }
    found = problems(row, ("KPI", "Target", "Owner"), ("Visits", 150, "Bob"), ("Leads", 5, None))
    assert [(problem.cell, problem.key) for problem in found] == [("C2", "owner"), ("C3", "owner")]


def test_the_default_schema_forgives() -> None:
    found = table(("KPI", "Target", "Owner"), ("Visits", "many", None), ("Leads", None, None))
    assert {problem.kind for problem in found.problems} == {"unreadable"}
