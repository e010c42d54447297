"""The workbook schema: which columns a KPI table has, what they are called, what a row must satisfy."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from kpi_sheets.language import Pack, having, index, prepared
from kpi_sheets.language.index import Index
from kpi_sheets.language.pack import HOME
from kpi_sheets.model import KpiSheetsError
from kpi_sheets.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

PREPARED = f"{os.path.dirname(__file__)}/default.prepared"
DEFAULT = "kpi-register.workbook.json"
META_SCHEMA = "workbook-schema.schema.json"
FACTS = ("key", "type", "role", "at")  # of a column, as against its names

Spellings = Mapping[str, tuple[str, ...]]  # language code → names


class SchemaError(KpiSheetsError):
    """A workbook schema that isn't valid."""


class PlaceError(KpiSheetsError):
    """A place that a workbook schema gives, and at which no table stands."""


class Column:
    """One field of a KPI and the column it stands in.

    `type` is "text", "list", "number", "quantity" (a number with a unit), "date" or "numbers".
    `role` is "input", "entry" (filled in again each period) or "output" (computed by us). `at` is a column
    letter, "" for anywhere. `names` returns its "headers", "hints" or "values" as a document has them, which few are
    asked for.
    """

    def __init__(
        self,
        key: str,
        type: str = "text",  # noqa: A002 it is what the document calls it
        role: str = "input",
        at: str = "",
        names: Callable[[str], Mapping[str, Any]] = lambda _part: {},
    ) -> None:
        self.key = key
        self.type = type
        self.role = role
        self.at = at
        self._names = names

    @cached_property
    def headers(self) -> Spellings:
        """Names that are sure; the first name of a language is the one to print."""
        return _spellings(self._names("headers"))

    @cached_property
    def hints(self) -> Spellings:
        """Names that count when the cells beneath agree."""
        return _spellings(self._names("hints"))

    @cached_property
    def values(self) -> Mapping[str, Spellings]:
        """The spellings of each entry of a list."""
        return {value: _spellings(names) for value, names in self._names("values").items()}

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
    key. `listed` holds its words where they are prepared, see listing.py.
    """

    kind: str
    columns: tuple[Column, ...]
    row: Mapping[str, Any] = {}
    sheets: tuple[str, ...] = ()
    header_rows: tuple[int, ...] = ()
    layout: str = ""
    defaults: Mapping[str, Any] = {}
    listed: Index | None = None

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
    made = prepared.read(PREPARED, _sources())
    if made is None:
        return from_document(_default_document())
    document, _, listed = made.partition(b"\n")
    return from_document(json.loads(document), Index(listed))


def prepare() -> None:
    """Prepare that schema: its document and the index of the words of its table of KPIs."""
    from kpi_sheets.register.listing import listing

    document = _default_document()
    schema = from_document(document)
    made = _brief(document).encode() + b"\n" + listing(schema.tables[0], schema.words)
    prepared.write(PREPARED, _sources(), made)


def _default_document() -> dict[str, Any]:
    document: dict[str, Any] = _json(DEFAULT)
    for code in having("headers.toml"):
        if code not in document["languages"]:  # the schema that comes with us knows the headers of all shipped ones
            add_language(document, code, Pack(code, f"{HOME}/{code}").table("headers"))
    return document


def _sources() -> Iterator[str]:
    """Yield the files that the default schema is made of, and the code that makes and reads it."""
    yield f"{schemas_folder()}/{DEFAULT}"
    yield from (f"{HOME}/{code}/headers.toml" for code in having("headers.toml"))
    yield index.__file__
    yield from (f"{os.path.dirname(__file__)}/{name}.py" for name in ("listing", "schema", "vocabulary", "words"))


def _brief(document: Mapping[str, Any]) -> str:
    """Write a document without the names of the columns of its first table."""
    first, *others = document["tables"]
    columns = [{part: said for part, said in column.items() if part in FACTS} for column in first["columns"]]
    brief = {**document, "tables": [first | {"columns": columns}, *others]}
    return json.dumps(brief, ensure_ascii=False, separators=(",", ":"))


def load(path: Path | str) -> WorkbookSchema:
    """Return the schema a user wrote.

    Raises SchemaError, naming the file and the place in it, when it can't be read or isn't valid.
    """
    from pathlib import Path

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

    error = best_match(Draft202012Validator(_json(META_SCHEMA)).iter_errors(document))
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


def from_document(document: Mapping[str, Any], known: Index | None = None) -> WorkbookSchema:
    """Build the schema from a document that is known to be valid; `known` is what is prepared of its first table."""
    words = document.get("words")
    return WorkbookSchema(
        name=document["name"],
        version=document.get("version", ""),
        tables=tuple(_table(table, None if place else known) for place, table in enumerate(document["tables"])),
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


def schemas_folder() -> str:
    """Return where the JSON Schemas are: inside the installed package, or beside it in a checkout."""
    package = os.path.dirname(os.path.dirname(__file__))
    shipped = f"{package}/schemas"
    return shipped if os.path.isdir(shipped) else f"{os.path.dirname(package)}/schemas"


def _json(name: str) -> Any:
    with open(f"{schemas_folder()}/{name}", encoding="utf-8") as file:
        return json.load(file)


def _add_column_names(column: dict[str, Any], code: str, headers: Mapping[str, Any]) -> None:
    key = column["key"]
    for part in ("headers", "hints"):
        names = headers.get(part, {}).get(key)
        if names:
            column.setdefault(part, {})[code] = names
    listed = headers.get("values", {}).get("period" if key == "frequency" else key, {})
    for value, names in listed.items():
        column.setdefault("values", {}).setdefault(value, {})[code] = names


def _table(entry: Mapping[str, Any], known: Index | None) -> TableSchema:
    sheets = entry.get("sheets", ())
    return TableSchema(
        kind=entry.get("kind", "kpis"),
        columns=tuple(_column(column, known) for column in entry["columns"]),
        row=entry.get("row", {}),
        sheets=(sheets,) if isinstance(sheets, str) else tuple(sheets),
        header_rows=tuple(entry.get("header_rows", ())),
        layout=entry.get("layout", ""),
        defaults=entry.get("defaults", {}),
        listed=known,
    )


def _column(entry: Mapping[str, Any], known: Index | None) -> Column:
    facts = {part: said for part, said in entry.items() if part in FACTS}
    if known is None:
        return Column(**facts, names=lambda part: entry.get(part, {}))
    return Column(**facts, names=lambda part: json.loads(known.get(f"={part} {facts['key']}") or "{}"))


def _spellings(by_language: Mapping[str, Iterable[str]]) -> Spellings:
    return {code: tuple(names) for code, names in by_language.items()}


def _pointer(path: Iterable[object]) -> str:
    return "/" + "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in path)
