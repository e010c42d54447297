"""The index of a language's words: made beforehand or not, it says the same, and an edit of the pack is seen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kpi_sheets.language import Pack, available, load, prepared
from kpi_sheets.model import Comparator, Period
from kpi_sheets.statement.lexicon import OPEN_CLASSES, PREPARED, Entry, Lexicon, _sources, prepare
from kpi_sheets.statement.listing import _closed, listing
from kpi_sheets.statement.tokens import keys


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """A prepared copy of the Spanish pack, the smallest."""
    return _prepared("es", tmp_path)


def _prepared(code: str, folder: Path) -> Pack:
    shutil.copytree(load(code).folder, folder / code, ignore=shutil.ignore_patterns("*.prepared"))
    pack = Pack(code, str(folder / code))
    prepare(pack)
    return pack


def _read_again(pack: Pack) -> Lexicon:
    return Lexicon(pack._replace(code="xx"))  # as another process does, which remembers nothing


@pytest.mark.parametrize("code", available())
def test_what_is_prepared_is_what_is_built(code: str, tmp_path: Path) -> None:
    pack = _prepared(code, tmp_path)
    assert prepared.read(pack.path(PREPARED), _sources(pack)) == listing(load(code))


@pytest.mark.parametrize("code", available())
def test_a_word_is_of_the_last_class_that_lists_it(code: str) -> None:
    pack, lexicon = load(code), Lexicon(load(code))
    small = {" ".join(keys(text)) for text, _ in _closed(pack.table("pack"))}
    last = {word: name for name in OPEN_CLASSES for word in pack.words(name) if word.isalpha() and word not in small}
    assert {word: lexicon.listed(word) for word in last} == {word: Entry(name) for word, name in last.items()}


@pytest.mark.parametrize(
    ("word", "entry"),
    [
        ("weekly", Entry("cadence", Period.WEEK)),
        ("≥", Entry("before", Comparator.AT_LEAST)),
        ("three", Entry("word_number", 3)),
        ("march", Entry("month_name", 3)),
        ("q3", Entry("quarter", 3)),
        ("summer", Entry("season", "07-01")),
        ("euros", Entry("currency", "EUR")),
        ("xyzzy", None),
    ],
)
def test_a_small_word_keeps_its_value(word: str, entry: Entry | None) -> None:
    assert Lexicon(load("en")).listed(word) == entry


def test_the_right_end_of_a_compound_is_no_word() -> None:
    lexicon = Lexicon(load("nl"))
    assert (lexicon.listed("gehalte"), lexicon.tail("gehalte")) == (None, Entry("metric"))


def test_a_phrase_that_holds_a_period_is_read_word_by_word() -> None:
    lexicon = Lexicon(load("en"))
    monthly, short = lexicon.phrases("monthly"), lexicon.phrases("short")
    assert monthly is None or ("active", "users") not in monthly.entries
    assert short is not None
    assert short.entries["term",] == Entry("plain")


@pytest.mark.parametrize("name", ["metric", "deliverable", "known"])
def test_a_word_that_is_added_is_known(pack: Pack, name: str) -> None:
    with Path(pack.path(f"words/{name}.txt")).open("a", encoding="utf-8") as file:
        file.write("zzyzx\n")
    assert _read_again(pack).listed("zzyzx") == Entry(name)


def test_a_small_word_that_is_added_is_known(pack: Pack) -> None:
    path = Path(pack.path("pack.toml"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('\nfrom = ["de"', '\nfrom = ["zzyzx", "de"', 1), encoding="utf-8")
    assert _read_again(pack).listed("zzyzx") == Entry("from")


def test_a_class_that_comes_or_goes_is_seen(pack: Pack) -> None:
    path = Path(pack.path("words/metric.txt"))
    path.unlink()
    assert _read_again(pack).listed("facturación") is None
    prepare(pack._replace(code="xy"))
    path.write_text("facturación\n", encoding="utf-8")
    assert Lexicon(pack._replace(code="xz")).listed("facturación") == Entry("metric")
