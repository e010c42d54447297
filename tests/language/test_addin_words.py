"""The buttons say the same in every language that has their words."""

from __future__ import annotations

from string import Formatter

import pytest

from kpi_sheets.addin.words import count, say
from kpi_sheets.language import available, load
from kpi_sheets.register.read import OWN_SHEET

ENGLISH = load("en").table("addin")
LANGUAGES = [code for code in available() if load(code).table("addin")]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_says_all_that_english_says(code: str) -> None:
    texts = load(code).table("addin")
    assert {key: fields(text) for key, text in texts.items()} == {key: fields(text) for key, text in ENGLISH.items()}
    assert texts["heads"].count("|") == ENGLISH["heads"].count("|")
    assert OWN_SHEET in texts["title"], "the sheet of findings is known by its title"


def test_dutch_german_and_french_are_among_them() -> None:
    assert {"nl", "de", "fr"} <= set(LANGUAGES)


@pytest.mark.parametrize(("code", "said"), [("nl", "23 KPI's"), ("de", "23 Kennzahlen"), ("pt", "23 KPIs")])
def test_others_are_told_in_english(code: str, said: str) -> None:
    assert count(code, "kpi", 23) == said
    assert say(code, "finding", code="M201", message="x").startswith("M201")
