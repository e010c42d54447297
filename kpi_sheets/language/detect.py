"""Tell which of the shipped languages a sheet is written in."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from kpi_sheets.language.pack import available, load

if TYPE_CHECKING:
    from collections.abc import Iterable

ENOUGH = 2000  # words; a longer sheet says nothing new

_WORD = re.compile(r"[^\W\d_]+")


def detect(texts: Iterable[str]) -> str | None:
    """Return the code of the language whose function words the texts use most.

    None when they use none, or those of two languages equally often, as a single line may.
    """
    votes: Counter[str] = Counter()
    read = 0
    voters = _voters()
    for text in texts:
        for word in _WORD.findall(text.lower()):
            read += 1
            votes.update(voters.get(word, ()))
        if read > ENOUGH:
            break
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


@lru_cache
def _voters() -> dict[str, tuple[str, ...]]:
    """Map a function word to the languages that use it."""
    voters: dict[str, tuple[str, ...]] = {}
    for code in available():
        for word in load(code).words("function"):
            voters[word] = (*voters.get(word, ()), code)
    return voters
