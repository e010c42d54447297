"""Tell what a rule is about, from what its file declares: for the terminal, and for the page of all rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kpi_sheets.lint.labels import LABEL_CODES
from kpi_sheets.lint.rule import Rule
from kpi_sheets.lint.select import PROFILES, in_profile
from kpi_sheets.model import Cell, Problem
from kpi_sheets.typed import Any

FIXES = {
    "safe": "safe (--fix)",
    "unsafe": "only with --unsafe-fixes",
    "sentence": "a sentence to consider",
    "": "none",
}
NUMBER_LIKE = re.compile(r"\W*\d")
SENTENCES = ("name", "statement")


def explained(rule: Rule) -> str:
    """Return all there is to tell about a rule, as plain text."""
    facts = "\n".join(f"{name}: {value}" for name, value in facts_of(rule).items())
    return f"{rule.code} {rule.name}\n\n{rule.documentation.strip()}\n\n{facts}\n\n{examples_of(rule)}"


def facts_of(rule: Rule) -> dict[str, str]:
    """Return severity, profiles, fix, label and options of a rule; what it has none of is left out."""
    profiles = [profile for profile in PROFILES if in_profile(rule, rule.severity, profile)]
    options = ", ".join(f"{name} = {default}" for name, default in rule.options.items())
    labels = [label.replace("_", "-") for label, codes in LABEL_CODES.items() if rule.code in codes]
    facts = {
        "Severity": rule.severity.value,
        "Profiles": ", ".join(profiles),
        "Fix": FIXES[rule.fix],
        "Decides": f"whether a KPI is {labels[0]}" if labels else "",
        "Options": options,
    }
    return {name: value for name, value in facts.items() if value}


def examples_of(rule: Rule) -> str:
    """Return the examples of a rule, a line each: what it flags, then what it leaves alone."""
    return "\n\n".join(
        "\n".join(_examples(title, found)) for title, found in (("Not good", rule.bad), ("Good", rule.good))
    )


def _examples(title: str, examples: Mapping[str, tuple[Any, ...]]) -> Iterator[str]:
    yield f"{title}:"
    for language, found in examples.items():
        for example in found:
            yield f"  {language}: {_shown(example)}"


def _shown(example: object) -> str:
    """Return an example on one line: a sentence, the fields of a row, or several rows."""
    if isinstance(example, tuple):
        return "  ‖  ".join(map(_shown, example))
    if isinstance(example, dict):
        return " · ".join(f"{key.removeprefix('table.')}: {_value(key, value)}" for key, value in example.items())
    return str(example)


def _value(key: str, value: Any) -> str:
    """Return what stands in a cell as a person would tell it; a number that is stored as text is quoted."""
    if isinstance(value, Problem):
        return f"{value.kind.replace('_', ' ')} ({value.text})"
    if isinstance(value, Cell):
        return _value(key, value.value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} = {_value(key, entry)}" for name, entry in value.items())
    if isinstance(value, tuple):
        return ", ".join(_value(key, entry) for entry in value)
    if isinstance(value, str) and key not in SENTENCES and NUMBER_LIKE.match(value) and type(value) is str:
        return f'"{value}"'
    return str(getattr(value, "value", value))
