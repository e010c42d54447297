"""What a header means: words → field, with how sure that is and in which language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from kpi_sheets.language.index import Index
from kpi_sheets.register.schema import Spellings, TableSchema
from kpi_sheets.register.words import CAMEL, Header, fold, read_header, split
from kpi_sheets.typed import Any, NamedTuple

SURE, HINT = 1.0, 0.55  # how far a name from `headers`, and one from `hints`, is believed
WHOLE, QUALIFIED = 0.95, 0.4  # scores of a name that is the header, and of one that another word qualifies
LONGEST_NAME = 80  # characters of a text that may be a name as a whole
MOST_KEPT = 20_000  # headers and phrases whose meaning is remembered
MOST_WORDS = 14  # of a header, small ones apart; longer texts are prose
TYPO_FROM = 6  # letters of a name; shorter ones have too many neighbours for a slip of the pen to be told

Phrase = tuple[str, ...]


class Match(NamedTuple):
    """One reading of a header. `score` runs from 0 to 1; `sure` is false for a word that heads other columns
    too."""

    key: str
    score: float
    sure: bool
    languages: tuple[str, ...]


class Name(NamedTuple):
    """One name of a field in one language."""

    key: str
    language: str
    belief: float


class Vocabulary:
    """The names of a table's columns and the other words of a workbook schema, looked up in their index."""

    def __init__(self, table: TableSchema, words: Mapping[str, Spellings]) -> None:
        self._index = table.listed or _index(table, words)
        self._columns = {column.key: column for column in table.columns}
        self._small = self.all_words("small")
        self._before_of = self.all_words("before_of")
        self._head_first = frozenset(code for code, place in words.get("head", {}).items() if "first" in place)
        self._matches: dict[Header, tuple[Match, ...]] = {}
        self._known = lru_cache(MOST_KEPT)(self._read)

    def all_words(self, purpose: str) -> frozenset[str]:
        """Return the words for a purpose in all languages, folded."""
        return frozenset(self.listed(purpose))

    def pairs(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield the words of a list that says something of each, with what it says."""
        listed = self.listed(name)
        return zip(listed[::2], listed[1::2], strict=True)

    def listed(self, name: str) -> Sequence[str]:
        """Return a list of the index, an empty one where it has none of that name."""
        texts = self._index.get(f"={name}")
        return () if texts is None else texts.split("\t")

    def said(self, name: str) -> Any:
        """Return what the index keeps as JSON under a name that it has."""
        return json.loads(self._index.get(f"={name}") or "null")

    def match(self, header: Header) -> tuple[Match, ...]:
        """Return the fields this header may name, the likeliest first."""
        found = self._matches.get(header)
        if found is None:
            found = tuple(self._rank(header))
            if len(self._matches) < MOST_KEPT:
                self._matches[header] = found
        return found

    def match_text(self, text: str) -> tuple[Match, ...]:
        """Return the fields this text may name, the likeliest first."""
        return self.match(read_header(text))

    def written_in(self, text: str) -> tuple[str, ...]:
        """Return the languages that write a name just so, accents included: "mes" is Spanish, "mês" Portuguese."""
        text = text.strip()
        return tuple(dict.fromkeys(name.language for name in self._named(phrase_of(text)) if self._is_so(name, text)))

    def is_name(self, text: str) -> tuple[Name, ...]:
        """Return the fields of which this text, as a whole, is a name."""
        return self._named(split(text)) if len(text) <= LONGEST_NAME else ()

    def _named(self, phrase: Phrase) -> tuple[Name, ...]:
        return self._known(" ".join(phrase))[1]

    def _read(self, phrase: str) -> tuple[int, tuple[Name, ...]]:
        """Return of how many words the longest name is that begins with a word, and the fields that a phrase names."""
        longest, *names = (self._index.get(phrase) or "0").split("\t")
        return int(longest), tuple(map(_name, names))

    def _is_so(self, name: Name, text: str) -> bool:
        column = self._columns[name.key]
        written = (*column.headers.get(name.language, ()), *column.hints.get(name.language, ()))
        return text.lower() in map(str.lower, written)

    def _rank(self, header: Header) -> list[Match]:
        best: dict[str, Match] = {}
        for match in self._readings(header):
            known = best.get(match.key)
            if known is None or match.score > known.score:
                best[match.key] = match
            elif match.score == known.score:
                best[match.key] = known._replace(languages=known.languages + match.languages)
        others = [match.score for key, match in best.items() if key != "name" and match.sure]
        name = best.get("name")
        if name is not None and name.score < WHOLE and others and max(others) > QUALIFIED:
            best["name"] = name._replace(score=name.score * 0.6)  # in "KPI norm" the KPI is only what has a norm
        return sorted(best.values(), key=lambda match: (-match.score, match.key))

    def _readings(self, header: Header) -> Iterable[Match]:
        whole = header.words + header.aside
        exact = self._named(whole) or self._named(header.words)
        yield from (_match(name, 1.0) for name in exact)
        if exact or not header.words:
            return
        content = tuple(word for word in header.words if word not in self._small) or header.words
        if len(content) > MOST_WORDS:
            return
        within = list(self._within(header.words, content))
        yield from within
        if not within and len(content) <= 2:
            yield from self._near(content[-1])

    def _within(self, words: Phrase, content: Phrase) -> Iterable[Match]:
        """Yield the names that are part of a header; most is believed of those that stand at its head."""
        head_end = self._head_end(words, content)
        for start, word in enumerate(content):
            for end in range(start + 1, start + 1 + self._known(word)[0]):
                for name in self._named(content[start:end]) if end <= len(content) else ():
                    share = 0.45 + 0.5 * (end - start) / len(content)
                    at_head = self._at_head(name.language, start, end, len(content), head_end)
                    yield _match(name, share if at_head else 0.6 * share)

    def _head_end(self, words: Phrase, content: Phrase) -> int:
        """Return where the words before the first "of" end, 0 when there is none: "owner of the target" is an
        owner."""
        for place, word in enumerate(words):
            if word in self._before_of and place:
                return sum(1 for earlier in words[:place] if earlier in content)
        return 0

    def _at_head(self, language: str, start: int, end: int, length: int, head_end: int) -> bool:
        if language in self._head_first:
            return start == 0
        return end == (head_end or length)

    def _near(self, word: str) -> Iterable[Match]:
        """Yield the names one slip away ("threshhold"), and those a compound ends in ("Teamdoelwaarde")."""
        if len(word) < TYPO_FROM - 1:
            return
        endings = (word[start:] for start in range(1, len(word) - TYPO_FROM + 1))
        slips = (known for known in self.listed(f"long {word[0]}") if one_slip_apart(word, known))
        for known in (*endings, *slips):
            yield from (_match(name, 0.7) for name in self._named((known,)))


def one_slip_apart(one: str, other: str) -> bool:
    """True when one letter was added, dropped, changed or swapped with its neighbour, the first letter being
    right."""
    if one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


def _index(table: TableSchema, words: Mapping[str, Spellings]) -> Index:
    from kpi_sheets.register.listing import listing  # the table that comes with us is prepared

    return Index(listing(table, words))


def _name(said: str) -> Name:
    key, language, belief = said.split(" ")
    return Name(key, language, float(belief))


def _match(name: Name, share: float) -> Match:
    return Match(name.key, name.belief * share, name.belief == SURE, (name.language,))


def phrase_of(text: str) -> Phrase:
    """Return the words of a name, as they are read in a header."""
    words = tuple(fold(text).split())
    if len(words) < 4 and "".join(words).isalpha() and not CAMEL.search(text):
        return words  # nine names in ten are this plain, and there are thousands
    header = read_header(text)
    return header.words + header.aside or split(text)
