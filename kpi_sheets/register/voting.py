"""Which language a table is written in: its headers and its words vote."""

from __future__ import annotations

from collections import defaultdict

from kpi_sheets.register.words import split
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FALLBACK = "en"
HEADER_VOTE = 2.0  # a header that one language alone uses; a small word counts 1, once


def vote(
    headers: Iterable[tuple[Sequence[str], float]], texts: Iterable[str], speakers: Mapping[str, Sequence[str]]
) -> str:
    """Return the language most headers and small words ("of", "van", "für") belong to; English when none do.

    `headers` holds, for each header that was recognised, the languages it is a word of and how sure that is;
    `speakers` the languages of each small word.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    for languages, score in headers:
        for language in languages:
            votes[language] += HEADER_VOTE * score / len(languages)
    words = {word for text in texts for word in split(text)}
    for word in sorted(words & speakers.keys()):
        for code in speakers[word]:
            votes[code] += 1 / len(speakers[word])
    return max(votes, key=lambda code: (votes[code], code == FALLBACK, code), default=FALLBACK)
