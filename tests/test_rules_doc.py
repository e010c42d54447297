"""docs/rules.md says what the files of the rules say."""

from __future__ import annotations

import runpy

from kpi_sheets.lint.explain import FIXES
from kpi_sheets.lint.rule import load_rule, rule_files
from tests.conftest import ROOT
from tests.lint.examples import findings_of

SCRIPT = "scripts/make_rules_doc.py"


def test_the_page_of_the_rules_is_current() -> None:
    page = runpy.run_path(str(ROOT / SCRIPT))["page"]()
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == page, f"docs/rules.md is out of date; run: python {SCRIPT}"


def test_a_rule_declares_the_best_fix_that_its_examples_show() -> None:
    for rule in map(load_rule, rule_files()):
        examples = [(example, language) for language, found in rule.bad.items() for example in found]
        fixes = [finding.fix for example in examples for finding in findings_of(rule, *example) if finding.fix]
        shown = "safe" if any(fix.safe for fix in fixes) else "unsafe" if fixes else ""
        assert rule.fix == shown, rule.code
        assert rule.fix in FIXES
