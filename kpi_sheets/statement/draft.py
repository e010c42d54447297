"""A statement while it is being read: its tokens, and the string of their kinds that the stages match and
mask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpi_sheets.model import Period, Span
from kpi_sheets.statement.kinds import LETTER, MASKED, Pattern
from kpi_sheets.statement.lexicon import SYMBOLS, Entry, Lexicon
from kpi_sheets.statement.numbers import read_number
from kpi_sheets.statement.slots import Slot
from kpi_sheets.statement.tokens import Piece, normalise, pieces
from kpi_sheets.typed import Any, NamedTuple


class Token(NamedTuple):
    """A word, phrase, number or symbol. `value` is by kind: a number, a unit, a Comparator, a date's text,
    …
    """

    kind: str
    key: str
    start: int
    end: int
    value: Any = None
    period: Period | None = None


class Draft:
    """Tokens and their kinds: `kinds[i]` is the letter of `tokens[i]`, or MASKED once it is taken."""

    __slots__ = ("kinds", "lexicon", "text", "tokens")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.tokens = tuple(_tokens(text, lexicon))
        self.kinds = "".join([LETTER[token.kind] for token in self.tokens])

    def retag(self, at: int, kind: str) -> None:
        """Take a token for another kind than the one it is listed as."""
        self.kinds = self.kinds[:at] + LETTER[kind] + self.kinds[at + 1 :]

    def mask(self, start: int, end: int) -> None:
        """Take tokens out, so that later stages don't see them."""
        self.kinds = self.kinds[:start] + MASKED * (end - start) + self.kinds[end:]

    def take(self, wanted: Pattern) -> Iterator[re.Match[str]]:
        """Find matches from left to right and mask each."""
        for match in wanted.finditer(self.kinds):
            self.mask(match.start(), match.end())
            yield match

    def slot(self, start: int, end: int) -> Slot:
        """Return the stretch of text that tokens `start` up to `end` cover."""
        span = self.span(start, end)
        return Slot(span, self.text[span.start : span.end])

    def is_timed(self, start: int, end: int) -> bool:
        """True when a measure of time is named: "wachttijd", "lead time", "mean time between failures"."""
        timed = self.lexicon.timed
        return any(
            (token.key.endswith(timed) or (" " in token.key and not set(timed).isdisjoint(token.key.split())))
            and token.kind not in _UNIT_KINDS
            for token in self.tokens[start:end]
        )

    def governs(self, at: int) -> bool:
        """True for a phrase that ends in "of", so that its noun follows: "number of", "volume of"."""
        _, blank, last = self.tokens[at].key.rpartition(" ")
        entry = self.lexicon.listed(last) if blank else None
        return entry is not None and entry.kind in ("of", "from")

    def in_brackets(self, at: int) -> bool:
        """True for a token inside brackets."""
        return self.kinds.rfind(LETTER["open"], 0, at) > self.kinds.rfind(LETTER["close"], 0, at)

    def span(self, start: int, end: int) -> Span:
        """Return the span of tokens `start` up to `end`."""
        return Span(self.tokens[start].start, self.tokens[end - 1].end)

    def glued(self, at: int) -> bool:
        """True when no blank stands before the token."""
        return at > 0 and self.tokens[at - 1].end == self.tokens[at].start

    def raw(self, at: int) -> str:
        """The token as it is written."""
        return self.text[self.tokens[at].start : self.tokens[at].end]


def is_plural(draft: Draft, at: int) -> bool:
    """True when the word looks like a plural, or is one of the language's collective nouns."""
    key = draft.tokens[at].key
    return key.endswith((*draft.lexicon.plural_endings, *draft.lexicon.collective))


def _tokens(text: str, lexicon: Lexicon) -> Iterator[Token]:
    found = pieces(normalise(text))
    at = 0
    previous: Token | None = None
    while at < len(found):
        length, entry = _entry(text, found, at, lexicon, previous)
        if entry.kind == "word_number":
            taken, factor = _factor(text, found, at + length, lexicon, money=False)
            length, entry = length + taken, entry._replace(value=entry.value * factor) if taken else entry
        piece = found[at]
        end = found[at + length - 1].end
        key = piece.key if length == 1 else " ".join(part.key for part in found[at : at + length])
        previous = Token(entry.kind, key, piece.start, end, entry.value, entry.period)
        yield previous
        at += length


def _entry(text: str, found: list[Piece], at: int, lexicon: Lexicon, previous: Token | None) -> tuple[int, Entry]:
    piece = found[at]
    if piece.shape == "number":
        return _number(text, found, at, lexicon, previous)
    if piece.shape in ("date", "year"):
        return 1, Entry(piece.shape, piece.key if piece.shape == "date" else 2000 + int(piece.key[1:]))
    behind_number = previous is not None and previous.kind in ("number", "word_number")
    if behind_number and piece.key in lexicon.behind_number:
        entry = lexicon.behind_number[piece.key]
        glued = previous is not None and previous.end == piece.start
        if glued or entry.kind != "ordinal":
            return 1, entry
    dated = previous and previous.kind in _COUNTING and _in_a_date(found, at, lexicon, previous)
    phrase = (1, dated) if dated else lexicon.phrase(found, at)
    if phrase:
        return phrase
    if piece.key == "x" and not behind_number:  # "afdeling X": a name, and no "3 x"
        return 1, Entry("code")
    return 1, _symbol(found, at, lexicon) if piece.shape == "symbol" else _word(text, piece, lexicon, previous)


def _symbol(found: list[Piece], at: int, lexicon: Lexicon) -> Entry:
    key = found[at].key
    if key == "#" and at + 1 < len(found) and found[at + 1].shape == "number":
        return Entry("stop")  # "#1" is a rank, "# tickets" a number of them
    return lexicon.listed(key) or Entry(SYMBOLS.get(key, "stop"))


def _in_a_date(found: list[Piece], at: int, lexicon: Lexicon, previous: Token) -> Entry | None:
    """The "de" of "15 de marzo", the dot of "1. Mai" and "2. Quartal"."""
    if at + 1 >= len(found):
        return None
    following = lexicon.listed(found[at + 1].key)
    if following is None or following.kind not in ("month_name", "calendar"):
        return None
    if found[at].key in lexicon.sets["linking"] and following.kind == "month_name":
        return Entry("of")
    return Entry("ordinal") if found[at].key == "." and previous.end == found[at].start else None


def _number(text: str, found: list[Piece], at: int, lexicon: Lexicon, previous: Token | None) -> tuple[int, Entry]:
    phrase = lexicon.phrase(found, at)
    if phrase:
        return phrase
    digits, taken = _digits(found, at, lexicon)
    decimal = lexicon.pack.table("pack")["numbers"]["decimal"]
    value = read_number(digits, decimal)
    if _is_name(text, found, at + taken):
        return taken, Entry("code")
    if value is None or (digits[0] == "0" and digits.isdigit() and len(digits) > 1):
        return 1, Entry("code")
    if len(digits) == 4 and digits.isdigit() and 1990 <= value <= 2100:
        money = previous is not None and previous.kind == "currency"
        return 1, Entry("number" if money else "year", int(value) if not money else value)
    money = previous is not None and previous.kind == "currency"
    length, factor = _factor(text, found, at + taken, lexicon, money)
    return taken + length, Entry("number", value * factor if length else value)


def _is_name(text: str, found: list[Piece], at: int) -> bool:
    """True for the number of "5S", "3D-printers" and "24h-service": a letter or a compound is glued to it."""
    if at >= len(found) or found[at].shape != "word" or found[at].start != found[at - 1].end:
        return False
    key = found[at].key
    return "-" in key or (key in ("s", "d") and text[found[at].start].isupper())


def _factor(text: str, found: list[Piece], start: int, lexicon: Lexicon, money: bool) -> tuple[int, float]:
    """Return how many pieces multiply the number before them, and by how much: "mil millones de"."""
    at, factor = start, 1.0
    while at < len(found) and found[at].key in lexicon.multipliers and (money or _is_factor(text, found[at])):
        factor *= lexicon.multipliers[found[at].key]
        at += 1
    if start < at < len(found) - 1:
        dot = found[at].key == "."  # "1,5 Mio. €"
        at += dot or (found[at].key in lexicon.sets["linking"] and found[at + 1].shape == "word")
    return at - start, factor


def _is_factor(text: str, piece: Piece) -> bool:
    """True for "k", "mln" and a capital "M"; a small "m" is a minute or a metre."""
    return len(piece.key) > 1 or piece.key == "k" or text[piece.start] == "M"


def _digits(found: list[Piece], at: int, lexicon: Lexicon) -> tuple[str, int]:
    """Return a number's digits and its pieces: several where blanks group them ("20 000").

    In a language that doesn't group so, one of the groups must be no number by itself ("000").
    """
    digits, taken = found[at].key, 1
    while at + taken < len(found) and digits.isdigit() and len(found[at].key) <= 3:
        piece = found[at + taken]
        if piece.start != found[at + taken - 1].end + 1 or not _GROUP.match(piece.key):
            break
        digits += piece.key
        taken += 1
    groups = [piece.key for piece in found[at + 1 : at + taken]]
    if lexicon.blank_groups or any(group.startswith("0") for group in groups):
        return digits, taken
    return found[at].key, 1


_GROUP = re.compile(r"[0-9]{3}(?![0-9])")


def _word(text: str, piece: Piece, lexicon: Lexicon, previous: Token | None) -> Entry:
    key = piece.key
    entry = lexicon.word(key)
    glued_to_number = previous is not None and previous.kind in ("number", "year") and previous.end == piece.start
    if glued_to_number and not (entry and entry.kind in _UNIT_KINDS):
        return Entry("code")
    written = text[piece.start : piece.end]
    if not lexicon.listed(key) and _has_digit(key.rpartition("-")[2]):
        return _coded(key, lexicon)
    if key in lexicon.sets["doubtful_months"] and not _is_month(written, previous):
        return Entry("plain")
    unlisted = entry is None or entry.kind in ("word", "plain", "pronoun")
    if unlisted and written.isupper() and 2 <= len(key) <= 6 and not text.isupper():
        return Entry("plain" if key in lexicon.sets["acronyms"] else "acronym")
    return entry or Entry("word")


def _is_month(written: str, previous: Token | None) -> bool:
    """True for "May" inside a sentence and for "in may", false for "clients may choose"."""
    return previous is not None and (written[0].isupper() or previous.kind in _DATING)


_COUNTING = frozenset({"number", "word_number", "ordinal"})
_DATING = frozenset({"by", "in", "end", "number", "ordinal", "until", "start", "from", "slash", "dash"})
_UNIT_KINDS = frozenset({"unit", "day", "calendar", "measure", "times", "percent", "points", "currency", "after"})


def _has_digit(key: str) -> bool:
    return any(character.isdigit() for character in key)


def _coded(key: str, lexicon: Lexicon) -> Entry:
    """A word with digits is the name of something (P1, HVO100), unless it is a fiscal year (FY26)."""
    letters = key.rstrip("0123456789")
    digits = key[len(letters) :]
    entry = lexicon.listed(letters)
    if entry and entry.kind == "fiscal" and len(digits) in (2, 4):
        return Entry("year", int(digits) % 100 + 2000)
    if len(letters) == 1 and len(digits) == 4 and digits.startswith("20"):  # "B2026": the budget of a year
        return Entry("year", int(digits))
    return Entry("code")
