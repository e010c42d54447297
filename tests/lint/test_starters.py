"""The starter statements are clean, the bad ones say why, when the list of both is at hand."""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache
from typing import Any

import pytest

from kpi_sheets.lint.engine import lint_line, lint_table
from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import load_rule, rule_files
from kpi_sheets.model import Accumulation, Direction, Period
from tests.conftest import CORPUS
from tests.lint.examples import table_of

FILE = CORPUS.parent / "design" / "starter_kpis.json"
REQUEST = Request(tuple(load_rule(code) for code in rule_files()), dt.date(2026, 11, 24))
DIRECTIONS = {"up": Direction.HIGHER, "down": Direction.LOWER, "band": Direction.BAND}
NOT_OF_A_ROW = {"R401", "A301", "M209"}  # goal, owner and source, which the list leaves to the reader

pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="the list of starters is not here")


@lru_cache
def listed(key: str) -> list[Any]:
    return list(json.loads(FILE.read_text(encoding="utf-8"))[key])


def codes_of(text: str, language: str) -> set[str]:
    return {finding.code for finding in lint_line(text, language, REQUEST)[1]}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_starter_statements_are_clean(language: str) -> None:
    found = {entry["id"]: codes_of(entry[f"statement_{language}"], language) for entry in listed("starters")}
    # "within six months" has its start in the row; the line alone does not tell it
    assert {name: codes for name, codes in found.items() if codes - {"T503"}} == {}
    assert [name for name, codes in found.items() if codes] == ["FIN-01"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_starter_rows_are_clean(language: str) -> None:
    rows = tuple(_row(entry, language) for entry in listed("starters") if entry["period"] != "once")
    found = lint_table(table_of(rows, language), REQUEST)
    assert [f"{finding.kpi}: {finding.code}" for finding in found if finding.code not in NOT_OF_A_ROW] == []


def _row(entry: dict[str, Any], language: str) -> dict[str, Any]:
    second = language == "en"
    row = {
        "id": entry["id"],
        "name": entry[f"name_{language}"],
        "statement": entry[f"statement_{language}"],
        "team": entry["department"],
        "unit": entry["unit"].split("|")[-1 if second else 0],
        "direction": DIRECTIONS[entry["direction"]],
        "accumulation": Accumulation(entry["accumulation"]),
        "period": Period(entry["period"]),
        "baseline": entry.get("baseline"),
        "target": entry.get("target"),
        "low": entry.get("low"),
        "high": entry.get("high"),
        "amber_limit": entry.get("amber_limit"),
        "formula": entry["formula"].split("|")[-1 if second else 0],
    }
    return {key: value for key, value in row.items() if value is not None}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_bad_statements_give_their_codes(language: str) -> None:
    missing = {text: set(codes) - codes_of(text, language) for text, codes in listed(f"bad_{language}")}
    assert {text: codes for text, codes in missing.items() if codes} == {}
