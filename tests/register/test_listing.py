"""The default schema and the index of its words: made beforehand or not, they say the same, and an edit is seen."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from kpi_sheets.language import pack
from kpi_sheets.register import schema
from kpi_sheets.register.lexicon import Lexicon
from kpi_sheets.register.listing import listing
from kpi_sheets.register.schema import DEFAULT, WorkbookSchema, from_document, load_default, prepare


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the default schema is made of, from which it is prepared."""
    for file in Path(pack.HOME).glob("*/headers.toml"):
        (tmp_path / file.parent.name).mkdir()
        shutil.copy(file, tmp_path / file.parent.name)
    shutil.copy(Path(schema.schemas_folder(), DEFAULT), tmp_path)
    for module in (pack, schema):
        monkeypatch.setattr(module, "HOME", str(tmp_path))
    monkeypatch.setattr(schema, "PREPARED", str(tmp_path / "default.prepared"))
    monkeypatch.setattr(schema, "schemas_folder", lambda: str(tmp_path))
    prepare()
    return tmp_path


def _loaded() -> WorkbookSchema:
    return load_default.__wrapped__()


def _said(found: WorkbookSchema) -> list[Any]:
    columns = [
        (table.kind, column.key, column.type, column.role, column.at, column.headers, column.hints, column.values)
        for table in found.tables
        for column in table.columns
    ]
    return [found.name, found.version, found.words, columns, [(table.row, table.defaults) for table in found.tables]]


def _names(text: str) -> list[str]:
    found = _loaded()
    return [name.key for name in Lexicon(found.kpis[0], found.words).vocabulary.is_name(text)]


def test_what_is_prepared_is_what_is_built(home: Path) -> None:
    prepared = _loaded()
    (home / "default.prepared").rename(home / "kept")
    built = _loaded()
    assert (prepared.kpis[0].listed is None, built.kpis[0].listed is None) == (False, True)
    assert _said(prepared) == _said(built)
    assert (home / "kept").read_bytes().endswith(b"\n" + listing(built.kpis[0], built.words))


def test_a_language_that_comes_changes_or_goes_is_seen(home: Path) -> None:
    assert _names("Ukazatel") == []
    (home / "cs").mkdir()
    for name in ("Ukazatel", "Měřítko"):
        (home / "cs" / "headers.toml").write_text(f'[headers]\nname = ["{name}"]\n[words]\n', encoding="utf-8")
        pack._table.cache_clear()
        assert _names(name) == ["name"]
        prepare()
        assert _loaded().kpis[0].listed is not None
        assert _names(name) == ["name"]
    shutil.rmtree(home / "cs")
    assert _names("Měřítko") == []


def test_an_edit_of_the_document_is_seen(home: Path) -> None:
    path = home / DEFAULT
    path.write_text(path.read_text(encoding="utf-8").replace('"KPI owner"', '"Xyzzy"'), encoding="utf-8")
    assert _names("Xyzzy") == ["owner"]


def test_nothing_that_a_document_holds_breaks_the_index() -> None:
    headers = {"en": ["Goal\tof\nthe year", "=total", "", "plugh"]}
    values = {"on\thold": {"en": ["paused\nfor now"]}, "": {"en": ["=lists"]}}
    document = {
        "name": "mine",
        "tables": [
            {"columns": [{"key": "target", "headers": headers}, {"key": "state", "type": "list", "values": values}]}
        ],
        "words": {"total": {"en": ["sum\nof\tall"]}, "head": {"en": ["last"]}},
    }
    found = from_document(document)
    lexicon = Lexicon(found.kpis[0], found.words)
    assert [match.key for match in lexicon.vocabulary.match_text("goal of the year")] == ["target"]
    assert lexicon.vocabulary.written_in("Goal\tof\nthe year") == ("en",)
    assert lexicon.vocabulary.written_in("Goal of the year") == ()
    assert lexicon.entry("state", "Paused for now") == "on\thold"
    assert lexicon.is_total("Sum of all")
    assert [column.headers for column in found.kpis[0].columns] == [{"en": tuple(headers["en"])}, {}]
