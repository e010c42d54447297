"""What is prepared says what its sources say, and is passed over once they say something else."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from kpi_sheets.language import LanguageError, Pack, prepared
from kpi_sheets.language.pack import HOME, prepare

TABLES = sorted(Path(HOME).glob("*/*.toml"))


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """A language with one table, `label = "old"`, that is prepared."""
    (tmp_path / "status.toml").write_text('label = "old"', encoding="utf-8")
    pack = Pack("xx", str(tmp_path))
    prepare(pack, "status")
    return pack


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.parent.name}-{table.stem}")
def test_a_prepared_table_says_the_same(table: Path, tmp_path: Path) -> None:
    shutil.copy(table, tmp_path)
    pack = Pack("xx", str(tmp_path))
    prepare(pack, table.stem)
    assert prepared.read(pack.path(f"{table.stem}.prepared"), [pack.path(table.name)])
    assert pack.table(table.stem) == tomllib.loads(table.read_text(encoding="utf-8"))


def test_an_edit_is_seen_at_once(pack: Pack) -> None:
    Path(pack.path("status.toml")).write_text('label = "new"', encoding="utf-8")
    assert pack.table("status") == {"label": "new"}


def test_a_table_that_is_gone_is_empty(pack: Pack) -> None:
    Path(pack.path("status.toml")).unlink()
    assert pack.table("status") == {}


@pytest.mark.parametrize("content", ["", "\n{}", '{"label": "old"}', "0\n{}", "absent\n{}"])
def test_what_was_made_of_something_else_is_passed_over(pack: Pack, content: str) -> None:
    Path(pack.path("status.prepared")).write_text(content, encoding="utf-8")
    assert pack.table("status") == {"label": "old"}


def test_a_broken_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "status.toml").write_text("label =", encoding="utf-8")
    with pytest.raises(LanguageError, match=r"language pack xx/status\.toml: "):
        Pack("xx", str(tmp_path)).table("status")


@pytest.mark.parametrize("change", ["edited", "added", "removed", "exchanged"])
def test_a_change_to_any_source_is_seen(tmp_path: Path, change: str) -> None:
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))
    first.write_text("one")
    second.write_text("two")
    sources, kept = [str(first), str(second), str(third)], str(tmp_path / "kept.prepared")
    prepared.write(kept, sources, b"made\nof them")
    assert prepared.read(kept, sources) == b"made\nof them"
    if change == "edited":
        second.write_text("twa")
    elif change == "added":
        third.touch()
    elif change == "removed":
        second.unlink()
    else:
        sources = [str(second), str(first), str(third)]
    assert prepared.read(kept, sources) is None
