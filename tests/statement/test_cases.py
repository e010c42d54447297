"""Every written statement gets the labels that its table gives it."""

from __future__ import annotations

import datetime as dt

import pytest

from kpi_sheets.language import load
from kpi_sheets.statement import labels, parse, states_target
from tests.statement.cases import Case, cases, languages

AS_OF = dt.date(2026, 1, 15)
LEAST = {"nl": 250, "en": 250}  # statements of the languages that are held to more


@pytest.mark.parametrize("case", [case for code in languages() for case in cases(code)], ids=str)
def test_labels(case: Case) -> None:
    statement = parse(case.text, load(case.language), AS_OF)
    assert tuple(labels(statement)) == case.labels, statement


@pytest.mark.parametrize("code", languages())
def test_a_target_is_known_of_without_the_rest(code: str) -> None:
    pack = load(code)
    lines = [text for case in cases(code) for text in (case.text, case.text[: len(case.text) // 2])]
    said = {text: states_target(text, pack, AS_OF) for text in lines}
    assert said == {text: parse(text, pack, AS_OF).has_target for text in lines}
    assert set(said.values()) == {True, False}


@pytest.mark.parametrize("code", languages())
def test_tables_hold_both_verdicts_on_each_label(code: str) -> None:
    table = cases(code)
    assert len({case.text for case in table}) == len(table) >= LEAST.get(code, 50)
    for position in range(3):
        holds = sum(case.labels[position] for case in table)
        assert 0.15 < holds / len(table) < 0.9
