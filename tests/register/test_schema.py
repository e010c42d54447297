"""The workbook schema: the default document, documents of users, and languages added later."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from kpi_sheets.language.pack import HOME
from kpi_sheets.model import KpiSheetsError
from kpi_sheets.register.lexicon import Lexicon
from kpi_sheets.register.schema import (
    SchemaError,
    add_language,
    from_document,
    load,
    load_default,
    schemas_folder,
)
from tests.register.sheets import FakeSheet, sheet, tables

if TYPE_CHECKING:
    from kpi_sheets.register.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]
SCHEMAS, LANGUAGES = Path(schemas_folder()), Path(HOME)
SMALLEST: dict[str, Any] = {
    "name": "mine",
    "tables": [{"columns": [{"key": "name", "headers": {"en": ["Thing"]}}]}],
}


def write(tmp_path: Path, document: object) -> Path:
    path = tmp_path / "mine.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return path


def test_the_default_document_is_built_from_the_language_folders() -> None:
    """Mended by `python scripts/build_schema.py`. A language that it doesn't hold yet is added when it is loaded."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import build_schema
    finally:
        sys.path.pop(0)
    written = build_schema.TARGET.read_text(encoding="utf-8")
    packs = build_schema.load_packs()
    assert written == build_schema.render({code: packs[code] for code in json.loads(written)["languages"]})


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.schema.json")), ids=lambda path: path.name)
def test_json_schemas_are_valid(path: Path) -> None:
    Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


def test_the_default_document_satisfies_its_schema() -> None:
    schema = load(SCHEMAS / "kpi-register.workbook.json")
    assert schema.name == "kpi-register"
    assert [table.kind for table in schema.tables] == ["kpis", "measurements"]


def test_every_field_has_a_header_in_dutch_and_english() -> None:
    for column in load_default().kpis[0].columns:
        assert column.headers["nl"], column.key
        assert column.headers["en"], column.key


@pytest.mark.parametrize("code", sorted(path.parent.name for path in LANGUAGES.glob("*/headers.toml")))
def test_a_language_names_known_fields_only(code: str) -> None:
    headers = tomllib.loads((LANGUAGES / code / "headers.toml").read_text(encoding="utf-8"))
    english = tomllib.loads((LANGUAGES / "en" / "headers.toml").read_text(encoding="utf-8"))
    assert headers["headers"].keys() == english["headers"].keys()
    assert headers["hints"].keys() <= english["headers"].keys()
    assert headers["words"].keys() == english["words"].keys()
    for key, values in english["values"].items():
        assert headers["values"][key].keys() == values.keys()
    assert len(headers["words"]["months"]) == 12


@pytest.mark.parametrize("path", sorted(LANGUAGES.glob("*/status.toml")), ids=lambda path: path.parent.name)
def test_status_columns_are_recognised_by_the_headers_they_get(path: Path) -> None:
    written = tomllib.loads(path.read_text(encoding="utf-8"))["columns"]
    schema = load_default().kpis[0]
    known = {key: column.header(path.parent.name) for key in written if (column := schema.column(key))}
    assert known == written


@pytest.mark.parametrize(("language", "header"), [("nl", "Norm"), ("en", "Target"), ("xx", "Target")])
def test_the_header_to_print(language: str, header: str) -> None:
    column = load_default().kpis[0].column("target")
    assert column is not None
    assert column.header(language) == header


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("{", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ([], "at /: [] is not of type 'object'"),
        ({"name": "x"}, "at /: 'tables' is a required property"),
        ({"name": "x", "tables": [{"columns": []}]}, "at /tables/0/columns: [] should be non-empty"),
        (
            {"name": "x", "tables": [{"columns": [{"key": "Name"}]}]},
            "at /tables/0/columns/0/key: 'Name' does not match",
        ),
        (
            {"name": "x", "tables": [{"columns": [{"key": "name", "type": "money"}]}]},
            "at /tables/0/columns/0/type: 'money' is not one of",
        ),
        (
            {"name": "x", "tables": [{"columns": [{"key": "name"}], "row": {"type": "thing"}}]},
            "at /tables/0/row/type: 'thing' is not valid",
        ),
    ],
)
def test_a_broken_schema_gets_one_line_with_its_place(tmp_path: Path, document: object, message: str) -> None:
    path = write(tmp_path, document)
    with pytest.raises(SchemaError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)
    assert isinstance(caught.value, KpiSheetsError)


def test_a_schema_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="can't be read"):
        load(tmp_path / "none.json")


def test_a_schema_of_ones_own_finds_its_own_headers(tmp_path: Path) -> None:
    columns = [
        {"key": "name", "headers": {"en": ["Thing"]}},
        {"key": "target", "type": "quantity", "headers": {"en": ["Bar"]}},
    ]
    schema = load(write(tmp_path, {"name": "mine", "tables": [{"columns": columns}]}))
    found = _read(sheet(("Thing", "Bar"), ("Speed", 10), ("Weight", 5)), schema)
    assert found == [("Speed", 10.0), ("Weight", 5.0)]


def test_a_table_pinned_to_its_place_is_not_looked_for() -> None:
    columns = [{"key": "name", "at": "C"}, {"key": "target", "type": "quantity", "at": "A"}]
    document = {"name": "mine", "tables": [{"sheets": "Data", "header_rows": [2], "columns": columns}]}
    rows = [("x",), ("a", "b", "c"), (1, "?", "Speed"), (2, "?", "Weight")]
    assert _read(sheet(*rows, name="Data"), from_document(document)) == [("Speed", 1.0), ("Weight", 2.0)]
    assert _read(sheet(*rows, name="Other"), from_document(document)) == []


def _read(fake: FakeSheet, schema: Any) -> list[tuple[str, float]]:
    from kpi_sheets.register import read_tables

    return [(kpi.name, kpi.value("target").value) for table in read_tables([fake], schema) for kpi in table.kpis]


def test_a_language_added_later_is_understood() -> None:
    document = json.loads((SCHEMAS / "kpi-register.workbook.json").read_text(encoding="utf-8"))
    added = {
        "headers": {"name": ["Ukazatel"], "target": ["Cíl"]},
        "values": {"period": {"month": ["měsíčně"]}},
        "words": {"small": ["na", "za"]},
    }
    add_language(document, "cs", added)
    schema = from_document(document)
    lexicon = Lexicon(schema.kpis[0], schema.words)
    vocabulary: Vocabulary = lexicon.vocabulary
    assert vocabulary.match_text("Ukazatel")[0].key == "name"
    assert vocabulary.match_text("CÍL 2026")[0].languages == ("cs",)
    assert lexicon.entry("frequency", "Měsíčně") == "month"


def test_reading_loads_no_library() -> None:
    code = (
        "import sys; from tests.register.sheets import sheet, table;"
        "assert len(table(('KPI', 'Target', 'Owner'), ('Visits', 10, 'Web lead'), ('Leads', 5, 'CSO')).kpis) == 2;"
        "print([name for name in ('jsonschema', 'openpyxl', 'click', 'xlwings') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_results_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "from tests.register.layouts import LAYOUTS; from tests.register.sheets import tables;"
        "print([tables(*layout.sheets) for layout in LAYOUTS.values()])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1


def test_smallest_document() -> None:
    assert from_document(SMALLEST).words == load_default().words
    assert tables(sheet(("Thing",), ("a",))) == ()
