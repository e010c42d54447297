"""The workbook schema: which columns a KPI table has, what they are called, what a row must satisfy."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from kpi_sheets.language.pack import HOME as LANGUAGES
from kpi_sheets.language.pack import LanguageError
from kpi_sheets.model import KpiSheetsError

DEFAULT = "kpi-register.workbook.json"
META_SCHEMA = "workbook-schema.schema.json"

Spellings = Mapping[str, tuple[str, ...]]  # language code → names


class SchemaError(KpiSheetsError):
    """A workbook schema that isn't valid."""


class Column(NamedTuple):
    """One field of a KPI and the column it stands in.

    `type` is "text", "list", "number", "quantity" (a number with a unit), "date" or "numbers".
    `role` is "input", "entry" (filled in again each period) or "output" (computed by us).
    `headers` are names that are sure, `hints` names that count when the cells beneath agree; the first name
    of a language is the one to print. `values` holds the spellings of each entry of a list. `at` is a column
    letter, "" for anywhere.
    """

    key: str
    type: str = "text"
    role: str = "input"
    headers: Mapping[str, tuple[str, ...]] = {}
    hints: Mapping[str, tuple[str, ...]] = {}
    values: Mapping[str, Spellings] = {}
    at: str = ""

    def header(self, language: str) -> str:
        """Return the name to print in a language; English or any other name when it has none."""
        for names in (self.headers.get(language), self.headers.get("en"), *self.headers.values()):
            if names:
                return names[0]
        return self.key


class TableSchema(NamedTuple):
    """One kind of table: where it may stand, its columns, and the JSON Schema of a row.

    `kind` is "kpis" or "measurements" (a history: one row per KPI and period). `sheets` and `header_rows` are
    empty for anywhere. `defaults` holds what every KPI of the table says unless its row says otherwise, by
    key.
    """

    kind: str
    columns: tuple[Column, ...]
    row: Mapping[str, Any] = {}
    sheets: tuple[str, ...] = ()
    header_rows: tuple[int, ...] = ()
    layout: str = ""
    defaults: Mapping[str, Any] = {}

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def column(self, key: str) -> Column | None:
        """Return the column of a field, or None."""
        return next((column for column in self.columns if column.key == key), None)


class WorkbookSchema(NamedTuple):
    """The tables of a workbook. As a table of it, a schema equals itself alone: what it leads to is kept by that.

    `words` holds, by purpose and language, words that steer the reading of a sheet: `missing` ("n.b."),
    `total`, `template`, `note`, `months`, …
    """

    name: str
    tables: tuple[TableSchema, ...]
    words: Mapping[str, Spellings] = {}
    version: str = ""

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    @property
    def kpis(self) -> tuple[TableSchema, ...]:
        """The tables that hold KPIs, as against measurements."""
        return tuple(table for table in self.tables if table.kind == "kpis")


@lru_cache
def load_default() -> WorkbookSchema:
    """Return the schema for workbooks that bring none, in every language that has a folder."""
    document = json.loads((schemas_folder() / DEFAULT).read_text(encoding="utf-8"))
    for code in _languages_beyond(document["languages"]):
        add_language(document, code, _headers(LANGUAGES / code / "headers.toml"))
    return from_document(document)


def load(path: Path | str) -> WorkbookSchema:
    """Return the schema a user wrote.

    Raises SchemaError, naming the file and the place in it, when it can't be read or isn't valid.
    """
    path = Path(path)
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SchemaError(f"{path}: can't be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise SchemaError(f"{path}: not valid JSON: {error}") from error
    check(document, str(path))
    return from_document(document)


def check(document: object, where: str) -> None:
    """Raise SchemaError with the JSON pointer of the first thing that is wrong with a workbook schema."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError as InvalidSchema
    from jsonschema.exceptions import best_match

    meta = json.loads((schemas_folder() / META_SCHEMA).read_text(encoding="utf-8"))
    error = best_match(Draft202012Validator(meta).iter_errors(document))
    if error is not None:
        raise SchemaError(f"{where}: at {_pointer(error.absolute_path)}: {error.message}")
    for number, table in enumerate(_tables_of(document)):
        try:
            Draft202012Validator.check_schema(table.get("row", {}))
        except InvalidSchema as broken:
            place = _pointer(["tables", number, "row", *broken.absolute_path])
            raise SchemaError(f"{where}: at {place}: {broken.message}") from broken


def _tables_of(document: object) -> list[dict[str, Any]]:
    return document["tables"] if isinstance(document, dict) else []


def from_document(document: Mapping[str, Any]) -> WorkbookSchema:
    """Build the schema from a document that is known to be valid."""
    words = document.get("words")
    return WorkbookSchema(
        name=document["name"],
        version=document.get("version", ""),
        tables=tuple(_table(table) for table in document["tables"]),
        words={purpose: _spellings(by_language) for purpose, by_language in words.items()}
        if words
        else load_default().words,
    )


def add_language(document: dict[str, Any], code: str, headers: Mapping[str, Any]) -> None:
    """Add one language's headers.toml to a document in place."""
    for table in document["tables"]:
        for column in table["columns"]:
            _add_column_names(column, code, headers)
    for purpose, names in headers.get("words", {}).items():
        document["words"].setdefault(purpose, {})[code] = names


def schemas_folder() -> Path:
    """Return where the JSON Schemas are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    shipped = package / "schemas"
    return shipped if shipped.is_dir() else package.parent / "schemas"


def _add_column_names(column: dict[str, Any], code: str, headers: Mapping[str, Any]) -> None:
    key = column["key"]
    for part in ("headers", "hints"):
        names = headers.get(part, {}).get(key)
        if names:
            column.setdefault(part, {})[code] = names
    listed = headers.get("values", {}).get("period" if key == "frequency" else key, {})
    for value, names in listed.items():
        column.setdefault("values", {}).setdefault(value, {})[code] = names


def _languages_beyond(known: Iterable[str]) -> list[str]:
    present = {path.parent.name for path in LANGUAGES.glob("*/headers.toml")}
    return sorted(present.difference(known))


def _headers(path: Path) -> dict[str, Any]:
    import tomllib  # the schema that comes with us knows the headers of all shipped languages

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LanguageError(f"language pack {path.parent.name}/{path.name}: {error}") from error


def _table(entry: Mapping[str, Any]) -> TableSchema:
    sheets = entry.get("sheets", ())
    return TableSchema(
        kind=entry.get("kind", "kpis"),
        columns=tuple(_column(column) for column in entry["columns"]),
        row=entry.get("row", {}),
        sheets=(sheets,) if isinstance(sheets, str) else tuple(sheets),
        header_rows=tuple(entry.get("header_rows", ())),
        layout=entry.get("layout", ""),
        defaults=entry.get("defaults", {}),
    )


def _column(entry: Mapping[str, Any]) -> Column:
    return Column(
        key=entry["key"],
        type=entry.get("type", "text"),
        role=entry.get("role", "input"),
        headers=_spellings(entry.get("headers", {})),
        hints=_spellings(entry.get("hints", {})),
        values={value: _spellings(names) for value, names in entry.get("values", {}).items()},
        at=entry.get("at", ""),
    )


def _spellings(by_language: Mapping[str, Iterable[str]]) -> Spellings:
    return {code: tuple(names) for code, names in by_language.items()}


def _pointer(path: Iterable[object]) -> str:
    return "/" + "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in path)
