"""What a project asks of the linter: `[tool.kpi-sheets]` in pyproject.toml, or kpi-sheets.toml."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from kpi_sheets.language import available
from kpi_sheets.lint.rule import load_rule
from kpi_sheets.lint.select import UnknownRuleError, codes, find_rule
from kpi_sheets.model import KpiSheetsError, Severity
from kpi_sheets.register.schema import schemas_folder
from kpi_sheets.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

OWN_FILE, SHARED_FILE = "kpi-sheets.toml", "pyproject.toml"
SECTION = "kpi-sheets"  # of the shared file, under [tool]
RULE_LISTS = ("select", "extend-select", "ignore", "extend-ignore")


class ConfigError(KpiSheetsError):
    """A configuration file that can't be read or isn't valid."""


class Config(NamedTuple):
    """One configuration file. Rules are written as codes, beginnings of codes or names, paths relative to the file.

    `severity` and `options` are by code; the globs of `file_ignores` and `schemas` match a workbook's path from the
    file's folder, or its name; those of `sheet_ignores` the name of a sheet. `thresholds` is a preset or the scores by
    colour. None stands for what is not set.
    """

    file: str = ""
    profile: str | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
    options: Mapping[str, Mapping[str, Any]] = {}
    file_ignores: Mapping[str, tuple[str, ...]] = {}
    sheet_ignores: Mapping[str, tuple[str, ...]] = {}
    schemas: Mapping[str, str] = {}
    language: str | None = None
    messages: str | None = None
    fail_on: str | None = None
    baseline: str | None = None
    fiscal_year_start: int = 1
    thresholds: str | Mapping[str, float] = {}

    def beside(self, name: str) -> str:
        """Return a path that the file names, as seen from where the program runs."""
        if not self.file:
            return name
        from pathlib import Path

        return str(Path(self.file).parent / name)


def load(path: str) -> Config | None:
    """Return the configuration in a file; None for a pyproject.toml that says nothing about kpi-sheets.

    Raises ConfigError, in one line with the file and the key, when it can't be read or isn't valid.
    """
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    shared = os.path.basename(path) == SHARED_FILE
    if shared and SECTION not in text:
        return None
    document = _parsed(text, path)
    if shared:
        tools = document.get("tool", {})
        if SECTION not in tools:
            return None
        document = tools[SECTION]
    check(document, path)
    return from_document(document, path)


def _parsed(text: str, path: str) -> dict[str, Any]:
    import tomllib  # many workbooks stand in a folder without a configuration

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error


def check(document: object, path: str) -> None:
    """Raise ConfigError for the first thing in a document that the schema of configurations does not allow."""
    import json

    from jsonschema import Draft202012Validator  # needed only where there is a configuration
    from jsonschema.exceptions import best_match

    with open(f"{schemas_folder()}/config.schema.json", encoding="utf-8") as file:
        schema = json.load(file)
    error = best_match(Draft202012Validator(schema).iter_errors(document))
    if error is not None:
        raise ConfigError(f"{path}: {_explained(error)}")


def from_document(document: Mapping[str, Any], path: str) -> Config:
    """Build the configuration from a document that fits the schema; its rules, options and languages are checked."""
    for key in RULE_LISTS:
        _known_rules(document.get(key, ()), key, path)
    for key in ("per-file-ignores", "per-sheet-ignores"):
        for words in document.get(key, {}).values():
            _known_rules(words, key, path)
    for key in ("language", "messages"):
        if document.get(key, "auto") not in ("auto", *available()):
            raise ConfigError(f"{path}: {key}: {document[key]!r} is not one of {', '.join(('auto', *available()))}")
    schema = document.get("schema", {})
    _check_order(document.get("thresholds", {}), path)
    return Config(
        file=path,
        profile=document.get("profile"),
        select=tuple(document.get("select", ())),
        extend_select=tuple(document.get("extend-select", ())),
        ignore=(*document.get("ignore", ()), *document.get("extend-ignore", ())),
        severity={code: Severity(word) for code, word in _by_code(document, "severity", path).items()},
        options={code: _options(code, asked, path) for code, asked in _by_code(document, "rules", path).items()},
        file_ignores=_lists(document.get("per-file-ignores", {})),
        sheet_ignores=_lists(document.get("per-sheet-ignores", {})),
        schemas={"*": schema} if isinstance(schema, str) else schema,
        language=document.get("language"),
        messages=document.get("messages"),
        fail_on=document.get("fail-on"),
        baseline=document.get("baseline"),
        fiscal_year_start=document.get("fiscal-year-start", 1),
        thresholds=document.get("thresholds", {}),
    )


def _check_order(thresholds: str | Mapping[str, float], path: str) -> None:
    green, amber = (thresholds.get(key) for key in ("green", "amber")) if isinstance(thresholds, dict) else (None, None)
    if green is not None and amber is not None and amber > green:
        raise ConfigError(f"{path}: thresholds: amber ({amber}) lies above green ({green})")


def _explained(error: ValidationError) -> str:
    place = ".".join(map(str, error.absolute_path))
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
        unknown = next(key for key in error.instance if key not in known)
        return _unknown_key(f"{place}.{unknown}" if place else unknown, unknown, known)
    return f"{place}: {error.message}" if place else error.message


def _unknown_key(shown: str, key: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    names = sorted(known)
    near = get_close_matches(key.replace("_", "-"), names, n=1, cutoff=0.5)
    all_of_them = f"known are {', '.join(names)}" if names else "there is nothing to set here"
    hint = f'did you mean "{near[0]}"?' if near else all_of_them
    return f'unknown key "{shown}"; {hint}'


def _known_rules(words: Iterable[str], key: str, path: str) -> None:
    try:
        codes(words)
    except UnknownRuleError as error:
        raise ConfigError(f"{path}: {key}: {error}") from error


def _by_code(document: Mapping[str, Any], key: str, path: str) -> dict[str, Any]:
    """Return a table whose keys name single rules, by their codes."""
    try:
        return {find_rule(word).code: value for word, value in document.get(key, {}).items()}
    except UnknownRuleError as error:
        raise ConfigError(f"{path}: {key}: {error}") from error


def _options(code: str, asked: Mapping[str, Any], path: str) -> Mapping[str, Any]:
    declared = load_rule(code).options
    for name, value in asked.items():
        if name not in declared:
            raise ConfigError(f"{path}: {_unknown_key(f'rules.{code}.{name}', name, declared)}")
        if not _is_like(value, declared[name]):
            raise ConfigError(f"{path}: rules.{code}.{name}: {value!r} is not like {declared[name]!r}, its default")
    return asked


def _is_like(value: object, default: object) -> bool:
    """True when a value can stand in a default's place: a whole number may stand for a fraction, no bool for either."""
    if isinstance(default, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(default, tuple):
        return isinstance(value, list)
    return type(value) is type(default)


def _lists(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {glob: tuple(words) for glob, words in table.items()}
