"""`kpi-sheets rule`: explain a rule offline, or list them all."""

from __future__ import annotations

import click

from kpi_sheets.lint.explain import explained
from kpi_sheets.lint.rule import load_rule, rule_files
from kpi_sheets.lint.select import find_rule


@click.command("rule")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain the rule with this CODE or name; without one, list them all."""
    if code:
        click.echo(explained(find_rule(code)))
        return
    for known in rule_files():
        rule = load_rule(known)
        star = "★" if rule.intro else " "
        click.echo(f"{rule.code} {star} {rule.severity.value:7} {rule.name:28} {rule.documentation.splitlines()[0]}")
