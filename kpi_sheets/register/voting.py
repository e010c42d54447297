"""Which language a table is written in: its headers and its words vote."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kpi_sheets.register.words import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kpi_sheets.register.schema import Spellings

FALLBACK = "en"
HEADER_VOTE = 2.0  # a header that one language alone uses; a small word counts 1, once


def vote(headers: Iterable[tuple[Sequence[str], float]], texts: Iterable[str], words: Mapping[str, Spellings]) -> str:
    """Return the language most headers and small words ("of", "van", "für") belong to; English when none do.

    `headers` holds, for each header that was recognised, the languages it is a word of and how sure that is.
    """
    small: defaultdict[str, set[str]] = defaultdict(set)
    for purpose in ("small", "months"):
        for code, names in words.get(purpose, {}).items():
            small[code].update(word for name in names for word in split(name))
    votes: defaultdict[str, float] = defaultdict(float)
    for languages, score in headers:
        for language in languages:
            votes[language] += HEADER_VOTE * score / len(languages)
    for word in sorted({word for text in texts for word in split(text)}):
        speakers = [code for code, known in small.items() if word in known]
        for code in speakers:
            votes[code] += 1 / len(speakers)
    return max(votes, key=lambda code: (votes[code], code == FALLBACK, code), default=FALLBACK)
