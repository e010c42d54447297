"""A language's messages say what the rules say, with the same {placeholders}; a new rule is told in English there."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from kpi_sheets.language import available, load
from kpi_sheets.lint.rule import BLANK_COLUMN, Rule, load_rule, rule_files
from kpi_sheets.register.wording import ENGLISH_AND_DUTCH, worded
from tests.lint.examples import findings_of

RULES = [load_rule(code) for code in rule_files()]
LANGUAGES = [code for code in available() if load(code).table("messages")]
SAME = {"W601"}  # says what the register found, in the words of the sheet


def english() -> dict[str, str]:
    """Every text in English, by the key that it has in a messages.toml."""
    texts = {"blank": BLANK_COLUMN["en"]}
    for rule in RULES:
        texts[rule.code] = rule.message["en"]
        texts |= {f"{rule.code}.{variant}": variants["en"] for variant, variants in rule.variants.items()}
    return texts


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name)


def test_german_and_french_are_among_them() -> None:
    assert {"de", "fr"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_no_text_that_no_rule_has(language: str) -> None:
    known = english()
    for key, text in load(language).table("messages").items():
        if key == "cells":
            continue
        assert placeholders(text) == placeholders(known[key]), key
        assert key in SAME or text != known[key]
        assert not re.search(r"[.\s]$|^\s|\s\s", text), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_the_words_for_what_is_wrong_with_a_cell(language: str) -> None:
    texts = load(language).table("messages")["cells"]
    assert texts.keys() == ENGLISH_AND_DUTCH.keys()
    for key, (text, _) in ENGLISH_AND_DUTCH.items():
        assert placeholders(texts[key]) == placeholders(text)
        assert worded(key, language) == texts[key]


@pytest.mark.parametrize(
    ("language", "wanted"), [("nl", "staat niet in de lijst"), ("pt", "is not one of the known entries")]
)
def test_the_others_speak_their_own_or_english(language: str, wanted: str) -> None:
    assert worded("not_in_list", language) == wanted


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_a_rule_finds_is_said_in_the_language(rule: Rule, language: str) -> None:
    if rule.code in SAME or rule.code not in load(language).table("messages"):
        return
    for example in rule.bad["en"]:
        said, english = (
            {found.message for found in findings_of(rule, example, "en", code)} for code in (language, "en")
        )
        assert said
        assert not said & english
