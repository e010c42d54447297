"""An index finds what was written into it, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kpi_sheets.language.index import Index, written

LINE = st.text(st.characters(exclude_characters="\n\t", exclude_categories=["Cs"]), max_size=8)
ANY = st.text(st.characters(exclude_characters="\n\t"), max_size=8)


@given(st.dictionaries(LINE, LINE), st.lists(ANY))
def test_it_says_what_was_written(entries: dict[str, str], others: list[str]) -> None:
    index = Index(written(entries))
    assert {key: index.get(key) for key in (*entries, *others)} == {
        key: entries.get(key) for key in (*entries, *others)
    }


def test_it_finds_one_word_among_thousands() -> None:
    index = Index(written({f"word{number}": f"{number}\tétage" for number in range(5000)}))
    assert [index.get(word) for word in ("word0", "word4999")] == ["0\tétage", "4999\tétage"]
    assert [index.get(word) for word in ("", "word", "word5000", "ord1", "étage")] == [None] * 5


def test_it_does_not_depend_on_the_order() -> None:
    assert written({"a": "1", "b": "2"}) == written({"b": "2", "a": "1"})
