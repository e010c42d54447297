"""docs/rules.md says what the files of the rules say."""

from __future__ import annotations

import runpy

import pytest

from kpi_sheets.lint.explain import FIXES
from kpi_sheets.lint.rule import load_rule, rule_files
from tests.conftest import ROOT
from tests.lint.examples import findings_of

SCRIPT = "scripts/make_rules_doc.py"


def test_the_page_of_the_rules_is_current() -> None:
    page = runpy.run_path(str(ROOT / SCRIPT))["page"]()
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == page, f"docs/rules.md is out of date; run: python {SCRIPT}"


@pytest.mark.parametrize("code", rule_files())
def test_a_rule_declares_what_its_examples_offer_at_best(code: str) -> None:
    rule = load_rule(code)
    examples = [(example, language) for language, found in rule.bad.items() for example in found]
    findings = [finding for example in examples for finding in findings_of(rule, *example)]
    fixes = {"safe" if finding.fix.safe else "unsafe" for finding in findings if finding.fix}
    offers = fixes | {"sentence" for finding in findings if finding.suggestion}
    assert rule.fix == next((kind for kind in FIXES if kind in offers), "")
