"""Tell which of the shipped languages a sheet is written in."""

from __future__ import annotations

import os
import re
from collections import Counter
from functools import lru_cache
from itertools import islice

from kpi_sheets.language.pack import available, load
from kpi_sheets.language.prepared import content
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CLEAR = 2  # function words more than the next language; "per" alone is Dutch as well as English
ENOUGH = 2000  # words; a longer sheet says nothing new

_WORD = re.compile(r"[^\W\d_]+")


def detect(texts: Iterable[str]) -> str | None:
    """Return the code of the language whose function words the texts use most.

    Where that leaves it open, as in a single short line, the rest of the vocabulary decides; None when that can't
    either, since two languages know as many of the words.
    """
    words = list(islice((word for text in texts for word in _WORD.findall(text.lower())), ENOUGH))
    small = _function_votes(words)
    return _winner(small, CLEAR) or _winner(_vocabulary_votes(words)) or _winner(small)


def _function_votes(words: Iterable[str]) -> Counter[str]:
    voters = _voters()
    return Counter(code for word in words for code in voters.get(word, ()))


def _vocabulary_votes(words: Iterable[str]) -> Counter[str]:
    """Search the word lists as they lie in their files: for a few words that is faster than to take them apart."""
    known = {code: _all_words(code) for code in available()}
    return Counter(code for word in set(words) for code, listed in known.items() if f"\n{word}\n".encode() in listed)


def _winner(votes: Counter[str], lead: int = 1) -> str | None:
    """The language with at least this many votes more than the next."""
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    (winner, most), (_, next_most) = [*ranked, ("", 0), ("", 0)][:2]
    return winner if most - next_most >= lead else None


@lru_cache
def _voters() -> dict[str, tuple[str, ...]]:
    """Map a function word to the languages that use it."""
    voters: dict[str, tuple[str, ...]] = {}
    for code in available():
        for word in load(code).words("function"):
            voters[word] = (*voters.get(word, ()), code)
    return voters


@lru_cache
def _all_words(code: str) -> bytes:
    pack = load(code)
    names = sorted(name for name in os.listdir(pack.path("words")) if name.endswith(".txt"))
    texts = [content(pack.path(f"words/{name}")) or b"" for name in names]
    return b"\n".join([b"", *texts, b""]).replace(b"\r\n", b"\n")
