"""Which language a table is written in: its headers and its words vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kpi_sheets.register.columns import Layout
from kpi_sheets.register.schema import Spellings
from kpi_sheets.register.words import fold, split

FALLBACK = "en"
HEADER_VOTE = 2.0  # a header that one language alone uses; a small word counts 1, once


def vote(
    layout: Layout, texts: Iterable[str], words: Mapping[str, Spellings], languages: Iterable[str]
) -> str:
    """Return the language most headers and small words ("of", "van", "für") belong to; English when none do."""
    votes: Counter[str] = Counter()
    for mapped in layout.fields.values():
        for language in mapped.languages:
            votes[language] += HEADER_VOTE * mapped.score / len(mapped.languages)
    small = {code: frozenset(map(fold, names)) for code, names in words.get("small", {}).items()}
    for word in {word for text in texts for word in split(text)}:
        speakers = [code for code, known in small.items() if word in known]
        for code in speakers:
            votes[code] += 1 / len(speakers)
    known = [code for code in languages if votes[code] > 0]
    return max(known, key=lambda code: (votes[code], code == FALLBACK, code), default=FALLBACK)
