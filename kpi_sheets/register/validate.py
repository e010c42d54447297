"""Rows against the JSON Schema of their table. Plain keywords are judged here; anything else goes to
jsonschema."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from kpi_sheets.model import FieldValue, Kpi, Problem, Quantity, Table, column_letter
from kpi_sheets.register.wording import ENGLISH_AND_DUTCH, worded
from kpi_sheets.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

    from kpi_sheets.register.schema import Column, TableSchema

Json = str | float | bool | list[float]
Check = Callable[[Mapping[str, Json]], bool]
Test = Callable[[Json], bool]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NOTES = frozenset(("title", "description", "default", "examples", "$comment", "deprecated"))
ROW_KEYWORDS = frozenset(("type", "required", "properties", "$schema")) | NOTES
FIELD_KEYWORDS = frozenset(("type", "enum", "minimum", "maximum", "pattern", "format")) | NOTES

_DATE = r"(?a)\d{4}-\d{2}-\d{2}"


def validate(table: Table, schema: TableSchema) -> Table:
    """Return the table with a problem for each way in which a row breaks the schema of its rows."""
    if not schema.row:
        return table
    is_valid = _check_of(schema)
    rows = ((kpi, as_json(kpi)) for kpi in table.kpis)
    doubtful = [(kpi, row) for kpi, row in rows if is_valid is None or not is_valid(row)]
    if not doubtful:
        return table
    problems = _judge(doubtful, schema, table)
    return table._replace(problems=(*table.problems, *problems)) if problems else table


def as_json(kpi: Kpi) -> dict[str, Json]:
    """Return a row as the JSON object its schema speaks of: numbers bare, dates and list entries as text."""
    values = {
        key: field.value if type(field.value) is str else _plain(field.value)
        for key, field in kpi.fields.items()
        if field.value is not None
    }
    if kpi.name:
        values.setdefault("name", kpi.name)
    return values


@lru_cache(maxsize=8)
def _check_of(schema: TableSchema) -> Check | None:
    return fast_check(schema.row)


def fast_check(schema: Mapping[str, Any]) -> Check | None:
    """Return a check that accepts only what jsonschema accepts, or None when the schema is not made of plain
    keywords.

    A row the check refuses may still be valid: jsonschema has the last word.
    """
    properties = schema.get("properties", {})
    plain = schema.keys() <= ROW_KEYWORDS and schema.get("$schema", DIALECT) == DIALECT
    if not plain or schema.get("type", "object") != "object" or not isinstance(properties, Mapping):
        return None
    tests: dict[str, list[Test]] = {}
    for key, field in properties.items():
        if not isinstance(field, Mapping) or not field.keys() <= FIELD_KEYWORDS:
            return None
        tests[key] = [make(field[word]) for word, make in _TESTS.items() if word in field]
    required = tuple(schema.get("required", ()))

    def check(row: Mapping[str, Json]) -> bool:
        if not all(map(row.__contains__, required)):
            return False
        for key, value in row.items():  # a plain loop: it runs over every field of every row
            for test in tests.get(key, ()):
                if not test(value):
                    return False
        return True

    return check


def _plain(value: FieldValue) -> Json:
    if value is None or isinstance(value, str):
        return str(value or "")
    if isinstance(value, Quantity):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if isinstance(value, (bool, int, float)) else list(value)


def _type(expected: str | Sequence[str]) -> Test:
    names = (expected,) if isinstance(expected, str) else expected
    types = frozenset(kind for name in names for kind in _TYPES.get(name, ()))
    if "integer" in names:
        return lambda value: type(value) in types or (type(value) is float and value.is_integer())
    return lambda value: type(value) in types


def _enum(allowed: Iterable[object]) -> Test:
    known = [(type(entry), entry) for entry in allowed]
    return lambda value: (type(value), value) in known


def _minimum(least: float) -> Test:
    return lambda value: not isinstance(value, (int, float)) or isinstance(value, bool) or value >= least


def _maximum(most: float) -> Test:
    return lambda value: not isinstance(value, (int, float)) or isinstance(value, bool) or value <= most


def _pattern(pattern: str) -> Test:
    compiled = re.compile(pattern)
    return lambda value: not isinstance(value, str) or compiled.search(value) is not None


def _format(name: str) -> Test:
    if name != "date":
        return lambda _: True
    return lambda value: not isinstance(value, str) or _is_date(value)


def _is_date(text: str) -> bool:
    if re.fullmatch(_DATE, text) is None:
        return False
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "number": (int, float), "integer": (int,), "boolean": (bool,), "array": (list,)
}  # fmt: skip
_TESTS: dict[str, Callable[[Any], Test]] = {
    "type": _type,
    "enum": _enum,
    "minimum": _minimum,
    "maximum": _maximum,
    "pattern": _pattern,
    "format": _format,
}


def _judge(rows: Iterable[tuple[Kpi, Mapping[str, Json]]], schema: TableSchema, table: Table) -> tuple[Problem, ...]:
    from jsonschema import Draft202012Validator, FormatChecker

    validator = Draft202012Validator(schema.row, format_checker=FormatChecker(formats=("date",)))
    return tuple(
        _problem(error, kpi, schema, table)
        for kpi, row in rows
        for error in sorted(
            validator.iter_errors(row), key=lambda error: (list(map(str, error.absolute_path)), error.message)
        )
    )


def _problem(error: ValidationError, kpi: Kpi, schema: TableSchema, table: Table) -> Problem:
    """Return what is wrong, at the cell it stands in: the field's own, else the one it should stand in."""
    key = _key(error)
    cell = kpi.cell(key)
    if not cell and kpi.row:
        cell = f"{table.columns.get(key, column_letter(1))}{kpi.row}"
    return Problem("schema", table.sheet, cell, key, _words(error, key, schema.column(key), table.language), kpi.row)


def _key(error: ValidationError) -> str:
    if error.absolute_path:
        return str(error.absolute_path[0])
    required, row = error.validator_value, error.instance
    if error.validator == "required" and isinstance(required, list) and isinstance(row, dict):
        return next((str(key) for key in required if key not in row), "")
    return ""


def _words(error: ValidationError, key: str, column: Column | None, language: str) -> str:
    if error.validator not in ENGLISH_AND_DUTCH or not key:
        return error.message
    expected = error.validator_value
    shown = ", ".join(map(str, expected)) if isinstance(expected, list) else str(expected)
    name = column.header(language).lower() if column is not None else key
    return worded(str(error.validator), language).format(key=name, expected=shown)
