"""Prepared tables say what their TOML says, and are passed over once that says something else."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from kpi_sheets.language import LanguageError, Pack, prepared
from kpi_sheets.language.pack import HOME

TABLES = sorted(HOME.glob("*/*.toml"))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.parent.name}-{table.stem}")
def test_a_prepared_table_says_the_same(table: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(table, tmp_path))
    prepared.write(copy)
    source = copy.read_bytes()
    assert prepared.read(copy, source) == tomllib.loads(source.decode("utf-8"))


def test_an_edit_is_seen_at_once(tmp_path: Path) -> None:
    table = tmp_path / "status.toml"
    table.write_text('label = "old"', encoding="utf-8")
    prepared.write(table)
    table.write_text('label = "new"', encoding="utf-8")
    assert prepared.read(table, table.read_bytes()) is None
    assert Pack("xx", tmp_path).table("status") == {"label": "new"}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"table": {}}', '{"crc32": "0", "table": {}}'])
def test_what_is_no_prepared_table_is_passed_over(tmp_path: Path, content: str) -> None:
    table = tmp_path / "status.toml"
    table.write_text('label = "here"', encoding="utf-8")
    table.with_suffix(".json").write_text(content, encoding="utf-8")
    assert Pack("xx", tmp_path).table("status") == {"label": "here"}


def test_a_broken_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "status.toml").write_text("label =", encoding="utf-8")
    with pytest.raises(LanguageError, match=r"language pack xx/status\.toml: "):
        Pack("xx", tmp_path).table("status")
