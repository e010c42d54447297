"""`kpi-sheets rule`: explain a rule offline, or list them all."""

from __future__ import annotations

from kpi_sheets.cli.output import echo
from kpi_sheets.cli.table import Argument, Command, Said
from kpi_sheets.lint.explain import explained
from kpi_sheets.lint.rule import load_rule, rule_files
from kpi_sheets.lint.select import find_rule


def run(said: Said) -> int:
    """Explain a rule by its CODE or name; without one, list them all."""
    if said["code"]:
        echo(explained(find_rule(said["code"])))
        return 0
    for known in rule_files():
        rule = load_rule(known)
        star = "★" if rule.intro else " "
        echo(f"{rule.code} {star} {rule.severity.value:7} {rule.name:28} {rule.documentation.splitlines()[0]}")
    return 0


command = Command(run, Argument("code"))
