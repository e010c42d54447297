"""Find the words a language pack has not classed yet.

Three questions, for any language that wordfreq and simplemma know:

    python scripts/word_candidates.py coverage nl          how many of the common words are classed?
    python scripts/word_candidates.py unclassed nl         which ones are not? (commonest first)
    python scripts/word_candidates.py forms nl < lemmas    which attested forms has each lemma?

A person decides the class: a word goes into one of `kpi_sheets/language/<code>/words/*.txt`,
one a line, sorted.
Only forms found in real text are offered, so that a rule of inflection can't invent a word.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import simplemma
import wordfreq

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WORDS = Path(__file__).parents[1] / "kpi_sheets" / "language"
NO_CLASSES = {"function", "higher", "lower", "averaged"}  # lists of words that have their class elsewhere
MARKS = str.maketrans("", "", "-'’")


def classed(code: str) -> dict[str, str]:
    """Return every entry of a pack with its class, that of pack.toml as "small"; an absent folder is an empty pack."""
    entries = dict.fromkeys(small_words(code), "small")
    for file in sorted((WORDS / code / "words").glob("*.txt")):
        if file.stem not in NO_CLASSES:
            lines = file.read_text(encoding="utf-8").splitlines()
            entries.update((line, file.stem) for line in lines if line and not line.startswith("#"))
    return entries


def small_words(code: str) -> Iterator[str]:
    """Yield every text of pack.toml, and the keys that have a number."""
    path = WORDS / code / "pack.toml"
    if path.is_file():
        yield from texts(tomllib.loads(path.read_text(encoding="utf-8")))


def texts(data: object) -> Iterator[str]:
    """Yield the texts of a table, and of the tables in it."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for item in data:
            yield from texts(item)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts(key if isinstance(value, int | float) else value)


def common_words(code: str, top: int) -> list[str]:
    """Return the `top` commonest words of a language, commonest first, without numbers and signs."""
    return [word for word in wordfreq.top_n_list(code, top) if word.translate(MARKS).isalpha()]


def lemmas(word: str, code: str) -> Iterator[str]:
    """Yield a word's lemma, and the lemma it has as a noun where nouns are capitalised."""
    lemma = simplemma.lemmatize(word, lang=code).lower()
    yield lemma
    noun = simplemma.lemmatize(word.capitalize(), lang=code).lower()
    if noun != lemma:
        yield noun


def forms_by_lemma(words: Iterable[str], code: str) -> dict[str, list[str]]:
    """Return the attested forms of every lemma, commonest first."""
    forms: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for lemma in lemmas(word, code):
            forms[lemma].append(word)
    return forms


def is_known(word: str, code: str) -> bool:
    """Tell whether the lemmatiser has met the word: most names and foreign words it has not."""
    return simplemma.is_known(word, lang=code) or simplemma.is_known(word.capitalize(), lang=code)


def coverage(code: str, top: int) -> Iterator[str]:
    """Yield the share of the common words that is classed, and the share of each class."""
    entries = classed(code)
    words = [word for word in common_words(code, top) if is_known(word, code)]
    counts = Counter(entries[word] for word in words if word in entries)
    yield f"{counts.total() / len(words):.1%} of {len(words)} known words among the {top} commonest"
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count / len(words):8.1%} {name}"


def unclassed(code: str, top: int) -> Iterator[str]:
    """Yield `lemma: forms` for the lemmas none of whose forms is classed, commonest first."""
    entries = classed(code)
    words = [word for word in common_words(code, top) if is_known(word, code)]
    for lemma, forms in forms_by_lemma(words, code).items():
        if lemma not in entries and entries.keys().isdisjoint(forms):
            yield f"{lemma}: {' '.join(forms)}"


def attested_forms(code: str, top: int) -> Iterator[str]:
    """Yield `lemma: forms` for each lemma on standard input."""
    forms = forms_by_lemma(common_words(code, top), code)
    for lemma in map(str.strip, sys.stdin):
        yield f"{lemma}: {' '.join(forms.get(lemma, ()))}"


QUESTIONS = {"coverage": coverage, "unclassed": unclassed, "forms": attested_forms}


def main() -> None:
    """Answer one question about one language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("question", choices=QUESTIONS)
    parser.add_argument("language", help='ISO 639-1 code, "nl"')
    parser.add_argument("--top", type=int, default=20_000, help="how many of the commonest words to look at")
    options = parser.parse_args()
    for line in QUESTIONS[options.question](options.language, options.top):
        print(line)


if __name__ == "__main__":
    main()
