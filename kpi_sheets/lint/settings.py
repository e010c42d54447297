"""What one workbook is linted with: its configuration, and the command line on top of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase

from kpi_sheets.lint.config import Config
from kpi_sheets.lint.rule import Rule
from kpi_sheets.lint.select import choose, codes
from kpi_sheets.model import Finding, Severity
from kpi_sheets.typed import Any, NamedTuple


class Asked(NamedTuple):
    """What the command line asks for; None, or nothing, where it leaves the word to the configuration."""

    profile: str | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    language: str | None = None
    messages: str | None = None
    fail_on: str | None = None
    schema: str | None = None
    baseline: str | None = None


class Settings(NamedTuple):
    """All that decides how one workbook is linted.

    `named` are the codes that were selected by name: their findings show at any severity, the others' advice only under
    the strict profile. `file` is the configuration they come from. An empty `schema` is the one that comes with us.
    """

    rules: tuple[Rule, ...]
    profile: str = "standard"
    named: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = {}
    options: Mapping[str, Mapping[str, Any]] = {}
    sheet_ignores: Mapping[str, frozenset[str]] = {}
    language: str = "auto"
    messages: str = "auto"
    fail_on: Severity = Severity.ERROR
    schema: str = ""
    baseline: str = ""
    fiscal_year_start: int = 1
    thresholds: str | Mapping[str, float] = {}
    file: str = ""

    def graded(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings that are wanted, each as serious as the configuration says."""
        changed = (
            finding._replace(severity=self.severity[finding.code]) if finding.code in self.severity else finding
            for finding in findings
        )
        return tuple(finding for finding in changed if self._is_wanted(finding))

    def _is_wanted(self, finding: Finding) -> bool:
        if finding.severity is Severity.INFO and self.profile != "strict" and finding.code not in self.named:
            return False
        return not any(
            finding.code in ignored and fnmatchcase(finding.sheet, glob) for glob, ignored in self.sheet_ignores.items()
        )


def settle(config: Config, asked: Asked, path: str) -> Settings:
    """Return the settings for the workbook at a path.

    What the command line says wins. Rules it selects take the place of all that the file selects or leaves out; rules
    it ignores come on top. Raises UnknownRuleError for a word on the command line that fits no rule.
    """
    profile = asked.profile or config.profile or "standard"
    select = asked.select or (() if asked.profile else config.select)
    extend = asked.extend_select if asked.select else (*config.extend_select, *asked.extend_select)
    ignore = asked.ignore if asked.select else (*config.ignore, *asked.ignore)
    ignore = (*ignore, *_of_globs(config.file_ignores, config, path))
    return Settings(
        rules=choose(select, ignore, profile, extend, config.severity),
        profile=profile,
        named=codes((*select, *extend)),
        severity=config.severity,
        options=config.options,
        sheet_ignores={glob: codes(words) for glob, words in config.sheet_ignores.items()},
        language=asked.language or config.language or "auto",
        messages=asked.messages or config.messages or "auto",
        fail_on=Severity(asked.fail_on or config.fail_on or Severity.ERROR),
        schema=asked.schema or schema_for(config, path),
        baseline=asked.baseline or (config.beside(config.baseline) if config.baseline else ""),
        fiscal_year_start=config.fiscal_year_start,
        thresholds=config.thresholds,
        file=config.file,
    )


def schema_for(config: Config, path: str) -> str:
    """Return the workbook schema that a configuration names for a workbook, "" for the one that comes with us."""
    found = (config.beside(file) for glob, file in config.schemas.items() if matches(glob, config, path))
    return next(found, "")


def matches(glob: str, config: Config, path: str) -> bool:
    """Tell whether a glob means a workbook: by its name, or by its path from the configuration's folder."""
    from pathlib import Path

    file = Path(path)
    if fnmatchcase(file.name, glob):
        return True
    if not config.file:
        return False
    folder = Path(config.file).parent.resolve()
    inside = file.resolve()
    return inside.is_relative_to(folder) and fnmatchcase(inside.relative_to(folder).as_posix(), glob)


def as_toml(settings: Settings) -> str:
    """Return the settings as they could stand in kpi-sheets.toml, with the rules that they lead to."""
    lines = [
        f"# from {settings.file or 'the command line and the defaults'}",
        f"profile = {_toml(settings.profile)}",
        f"select = {_toml([rule.code for rule in settings.rules])}",
        f"language = {_toml(settings.language)}",
        f"messages = {_toml(settings.messages)}",
        f"fail-on = {_toml(settings.fail_on.value)}",
        f"fiscal-year-start = {settings.fiscal_year_start}",
    ]
    lines += [f"{key} = {_toml(value)}" for key in ("schema", "baseline") if (value := getattr(settings, key))]
    if isinstance(settings.thresholds, str):
        lines.append(f"thresholds = {_toml(settings.thresholds)}")
    lines += _table("severity", {code: severity.value for code, severity in settings.severity.items()})
    lines += _table("per-sheet-ignores", {glob: sorted(found) for glob, found in settings.sheet_ignores.items()})
    if not isinstance(settings.thresholds, str):
        lines += _table("thresholds", settings.thresholds)
    for code, options in settings.options.items():
        lines += _table(f"rules.{code}", options)
    return "\n".join(lines) + "\n"


def _of_globs(table: Mapping[str, tuple[str, ...]], config: Config, path: str) -> tuple[str, ...]:
    return tuple(word for glob, words in table.items() if matches(glob, config, path) for word in words)


def _table(name: str, values: Mapping[str, Any]) -> list[str]:
    return ["", f"[{name}]", *(f"{_key(key)} = {_toml(value)}" for key, value in values.items())] if values else []


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("-", "").isalnum() else _toml(key)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + "".join(char if char >= " " else f"\\u{ord(char):04x}" for char in escaped) + '"'
    return repr(value)
