"""Bring the words of a schema table into the forms in which texts are looked up: an index, made once.

A name of columns stands under its words: of how many words the longest name is that begins with them, and each field
that it names. A list stands under its name behind a sign that no word holds, "=total", or as JSON.
"""

from __future__ import annotations

import json

from kpi_sheets.language.index import written
from kpi_sheets.register.vocabulary import HINT, SURE, TYPO_FROM, Name, Phrase, phrase_of
from kpi_sheets.register.words import fold, split
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kpi_sheets.register.schema import Column, Spellings, TableSchema

NAMES = ("headers", "hints", "values")  # of a column, each as a document has them
PHRASES = ("departments", "kpi", "heads")  # what is looked for word by word
SPEAKERS = ("small", "months")  # the words that tell the languages apart


def listing(table: TableSchema, words: Mapping[str, Spellings]) -> bytes:
    """Return the index of a table's names and lists, and of the words of its schema."""
    names = _names(table.columns)
    lists = {purpose: _folded(by_language, purpose in PHRASES) for purpose, by_language in words.items()}
    lists |= {"months": _months(words.get("months", {})), "speakers": _speakers(words)}
    with_entries = [column for column in table.columns if column.values]
    lists |= {f"entries {column.key}": _entries(column) for column in with_entries}
    lists |= _long_words(names)
    documents: dict[str, object] = {"lists": {column.key: [*column.values] for column in with_entries}}
    documents |= {f"{part} {column.key}": getattr(column, part) for column in table.columns for part in NAMES}
    lines = _lines(names)
    lines |= {f"={name}": "\t".join(texts) for name, texts in lists.items() if texts}
    return written(lines | {f"={name}": _json(said) for name, said in documents.items()})


def _names(columns: Sequence[Column]) -> dict[Phrase, tuple[Name, ...]]:
    names: dict[Phrase, tuple[Name, ...]] = {}
    for column in columns:
        for belief, spelled in ((SURE, column.headers), (HINT, column.hints)):
            for language, texts in spelled.items():
                name, known = Name(column.key, language, belief), Name(column.key, language, SURE)
                for phrase in map(phrase_of, texts):
                    others = names.get(phrase, ())
                    if name not in others and known not in others:
                        names[phrase] = (*others, name)
    names.pop((), None)
    return names


def _lines(names: Mapping[Phrase, Sequence[Name]]) -> dict[str, str]:
    longest: dict[str, int] = {}
    for first, *rest in names:
        longest[first] = max(1 + len(rest), longest.get(first, 0))
    fields = {
        " ".join(phrase): [f"{key} {language} {belief}" for key, language, belief in named]
        for phrase, named in names.items()
    }
    return {key: "\t".join([str(longest.get(key, 0)), *fields.get(key, ())]) for key in longest.keys() | fields.keys()}


def _long_words(names: Iterable[Phrase]) -> dict[str, list[str]]:
    """Return the names of one long word by their first letter."""
    listed: dict[str, list[str]] = {}
    for first, *rest in names:
        if not rest and len(first) >= TYPO_FROM:
            listed.setdefault(f"long {first[0]}", []).append(first)
    return listed


def _folded(by_language: Spellings, in_words: bool) -> list[str]:
    folded = {fold(text) for texts in by_language.values() for text in texts}
    return sorted({" ".join(split(text)) for text in folded} if in_words else folded)


def _months(by_language: Spellings) -> list[str]:
    """Return the names of months, each followed by its number."""
    months: dict[str, int] = {}
    for names in by_language.values():
        for number, spellings in enumerate(names, start=1):
            for name in split(spellings):
                months.setdefault(name, number)
    return _flat(months)


def _speakers(words: Mapping[str, Spellings]) -> list[str]:
    """Return the small words and the months ("van", "für", "march"), each followed by the languages that have it."""
    speakers: dict[str, dict[str, None]] = {}
    for purpose in SPEAKERS:
        for language, names in words.get(purpose, {}).items():
            for word in (word for name in names for word in split(name)):
                speakers.setdefault(word, {})[language] = None
    return _flat({word: " ".join(languages) for word, languages in speakers.items()})


def _entries(column: Column) -> list[str]:
    """Return what the entries of a list are called, each followed by the entry's place in the list."""
    entries: dict[str, int] = {}
    for place, (value, by_language) in enumerate(column.values.items()):
        entries.setdefault(fold(value), place)
        for names in by_language.values():
            for name in names:
                entries.setdefault(fold(name).rstrip("."), place)
    return _flat(entries)


def _flat(pairs: Mapping[str, object]) -> list[str]:
    return [str(text) for pair in pairs.items() for text in pair]


def _json(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
