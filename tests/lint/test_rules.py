"""Every rule fires on its own bad examples and stays silent on its good ones, in both languages."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from kpi_sheets.lint import rules
from kpi_sheets.lint.rule import Rule, load_rule, rule_files
from tests.lint.examples import Example, findings_of

RULES = [load_rule(code) for code in rule_files()]
CASES = [
    pytest.param(rule, language, example, fires, id=f"{rule.code}-{language}-{'bad' if fires else 'good'}-{number}")
    for rule in RULES
    for fires, examples in ((True, rule.bad), (False, rule.good))
    for language in examples
    for number, example in enumerate(examples[language])
]


@pytest.mark.parametrize(("rule", "language", "example", "fires"), CASES)
def test_an_example_does_what_it_says(rule: Rule, language: str, example: Example, fires: bool) -> None:
    findings = findings_of(rule, example, language)
    assert bool(findings) is fires, [finding.message for finding in findings]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_complete(rule: Rule) -> None:
    path = Path(rules.__path__[0]).glob(f"*/{rule.code.lower()}_{rule.name.replace('-', '_')}.py")
    assert list(path), "the file is named after the code and the name"
    for part in ("What:", "Why:", "How to fix:", "Leaves alone:"):
        assert part in rule.documentation
    for examples in (rule.bad, rule.good):
        assert set(examples) >= {"en", "nl"}
        assert all(examples.values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_messages_say_the_same_in_both_languages(rule: Rule) -> None:
    for texts in (rule.message, *rule.variants.values()):
        assert set(texts) >= {"en", "nl"}
        fields = {language: _fields(text) for language, text in texts.items()}
        assert len(set(map(frozenset, fields.values()))) == 1, fields
        assert not any(re.search(r"[.\n]$", text) for text in texts.values())


def test_a_rule_that_can_miss_a_column_says_which() -> None:
    for rule in RULES:
        assert bool(rule.columns) is ("column" in rule.variants), rule.code


def test_there_are_rules_in_every_group() -> None:
    assert {rule.code[0] for rule in RULES} == set("SMARTW")


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
