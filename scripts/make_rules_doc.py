"""Write docs/rules.md from the files of the rules: `python scripts/make_rules_doc.py`."""

from __future__ import annotations

import importlib
import re
from itertools import groupby
from pathlib import Path

from kpi_sheets.lint.explain import examples_of, facts_of
from kpi_sheets.lint.rule import Rule, load_rule, rule_files

TARGET = Path(__file__).parents[1] / "docs" / "rules.md"
INTRODUCTION = """\
# The rules

Written by `python scripts/make_rules_doc.py` from the files of the rules: change those. `kpi-sheets rule M201` tells
the same on the command line. ★ marks the rules of the intro profile. How to choose, ignore and configure rules:
[configuration.md](configuration.md).

| | rule | finds | severity | fix |
|---|---|---|---|---|"""
LABEL = re.compile(r"^(What|Why|How to fix|Leaves alone):", re.MULTILINE)


def page() -> str:
    """Return the page."""
    order = sorted(rule_files(), key=lambda code: ("SMARTW".index(code[0]), code))
    rules = [load_rule(code) for code in order]
    groups = groupby(rules, key=lambda rule: rule_files()[rule.code].rpartition(".")[0])
    sections = (part for group, members in groups for part in (_heading(group), *map(_section, members)))
    return "\n".join([INTRODUCTION, *map(_line, rules), "", *sections])


def _line(rule: Rule) -> str:
    facts, title = facts_of(rule), rule.documentation.strip().splitlines()[0].rstrip(".")
    link = f"[{rule.code}](#{rule.code.lower()}-{rule.name})"
    return f"| {'★' if rule.intro else ''} | {link} {rule.name} | {title} | {facts['Severity']} | {facts['Fix']} |"


def _heading(group: str) -> str:
    name = group.rpartition(".")[2].replace("_", "-").capitalize()
    question = (importlib.import_module(group).__doc__ or "").strip().partition(": ")[2]
    return f"## {name}: {question[:1].lower()}{question[1:]}\n"


def _section(rule: Rule) -> str:
    title, _, rest = rule.documentation.strip().partition("\n\n")
    facts = " · ".join(f"{name}: {value}" for name, value in facts_of(rule).items())
    told = LABEL.sub(r"\n**\1:**", rest).strip()
    return f"### {rule.code} {rule.name}\n\n{title}\n\n{told}\n\n{facts}\n\n```text\n{examples_of(rule)}\n```\n"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
