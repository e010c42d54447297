"""`kpi-sheets rule`: explain a rule offline, or list them all."""

from __future__ import annotations

from typing import Any

import click

from kpi_sheets.lint.rule import Rule, load_rule, rule_files
from kpi_sheets.lint.select import find_rule


@click.command("rule")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain the rule with this CODE or name; without one, list them all."""
    if code:
        click.echo(_explained(find_rule(code)))
        return
    for known in rule_files():
        rule = load_rule(known)
        star = "★" if rule.intro else " "
        click.echo(f"{rule.code} {star} {rule.severity.value:7} {rule.name:28} {rule.documentation.splitlines()[0]}")


def _explained(rule: Rule) -> str:
    parts = [
        f"{rule.code} {rule.name} ({rule.severity.value})",
        rule.documentation.strip(),
        _examples("Not good", rule.bad),
        _examples("Good", rule.good),
    ]
    return "\n\n".join(parts)


def _examples(title: str, examples: Any) -> str:
    lines = [f"  {language}: {_shown(example)}" for language in examples for example in examples[language]]
    return "\n".join([f"{title}:", *lines])


def _shown(example: object) -> str:
    if not isinstance(example, dict):
        return str(example)
    return " · ".join(f"{key}: {getattr(value, 'value', value)}" for key, value in example.items())
