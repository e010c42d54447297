"""Choose rules by code, by the beginning of a code, or by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kpi_sheets.lint.rule import Rule, load_rule, rule_files
from kpi_sheets.model import KpiSheetsError, Severity

PROFILES = ("intro", "standard", "strict")


class UnknownRuleError(KpiSheetsError):
    """A code or a name that no rule has."""


def choose(
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str = "standard",
    extend: Iterable[str] = (),
    severity: Mapping[str, Severity] | None = None,
    groups: str = "",
) -> tuple[Rule, ...]:
    """Return the rules to run, in the order of their codes.

    `select` and `ignore` hold codes ("M201"), beginnings of codes ("M2", "T") or names ("no-target"); where nothing
    is selected, the profile decides: "intro" runs the most important ones, "standard" the errors and warnings,
    "strict" all. `extend` adds rules to either; `severity` holds, by code, how serious a
    rule is held to be instead. `groups` holds the letters of the only groups that count, "" for all. No other rule is
    imported than these may need. Raises UnknownRuleError for a word that fits no rule.
    """
    selected, ignored, added = codes(select), codes(ignore), codes(extend)
    wanted = selected | added if selected else frozenset(rule_files())
    rules = [load_rule(code) for code in sorted(wanted - ignored) if code[0] in (groups or code)]
    if selected:
        return tuple(rules)
    grades = {rule.code: (severity or {}).get(rule.code, rule.severity) for rule in rules}
    return tuple(rule for rule in rules if rule.code in added or in_profile(rule, grades[rule.code], profile))


def find_rule(word: str) -> Rule:
    """Return the rule with this code or name. Raises UnknownRuleError, naming the nearest, when there is none."""
    for code in rule_files():
        if word.upper() == code or word.lower() == load_rule(code).name:
            return load_rule(code)
    raise UnknownRuleError(_unknown(word))


def in_profile(rule: Rule, severity: Severity, profile: str) -> bool:
    """Tell whether a profile runs a rule that is held to be this serious."""
    if profile == "intro":
        return rule.intro
    return profile == "strict" or severity is not Severity.INFO


def codes(words: Iterable[str]) -> frozenset[str]:
    """Return the codes of the rules that are meant by codes, beginnings of codes or names.

    Raises UnknownRuleError, naming the nearest rule, for a word that fits none.
    """
    return frozenset(code for word in words for code in _matching(word))


def _matching(word: str) -> tuple[str, ...]:
    found = tuple(code for code in rule_files() if code.startswith(word.upper())) if word else ()
    return found or (find_rule(word).code,)


def _unknown(word: str) -> str:
    from difflib import get_close_matches

    names = [name for code in rule_files() for name in (code, load_rule(code).name)]
    near = get_close_matches(word, names, n=1, cutoff=0.5) or get_close_matches(word.upper(), names, n=1, cutoff=0.5)
    hint = f'; did you mean "{near[0]}"?' if near else "; `kpi-sheets rule` lists them all"
    return f'there is no rule "{word}"{hint}'
