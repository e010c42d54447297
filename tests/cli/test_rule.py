"""`kpi-sheets rule`, through the real command line."""

import pytest
from click.testing import CliRunner

from kpi_sheets.cli.by_click import cli
from kpi_sheets.lint.rule import load_rule, rule_files
from kpi_sheets.lint.select import UnknownRuleError, find_rule


@pytest.mark.parametrize("code", rule_files())
def test_every_rule_is_explained(code: str) -> None:
    result = CliRunner().invoke(cli, ["rule", code])
    rule = load_rule(code)
    assert result.exit_code == 0
    assert rule.documentation.strip() in result.stdout


def test_a_rule_is_found_by_its_name_in_any_case() -> None:
    assert find_rule("No-Target") is find_rule("m201")


def test_without_a_code_all_are_listed() -> None:
    result = CliRunner().invoke(cli, ["rule"])
    assert [line.split()[0] for line in result.stdout.splitlines()] == list(rule_files())


def test_an_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(UnknownRuleError, match='there is no rule "no-taget"; did you mean "no-target"'):
        find_rule("no-taget")
