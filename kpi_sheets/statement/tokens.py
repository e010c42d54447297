"""Cut a line of text into pieces."""

from __future__ import annotations

import re
from itertools import islice

from kpi_sheets.typed import NamedTuple

MAX_LENGTH = 1000  # characters of a statement, and
MAX_PIECES = 250  # words, numbers and signs; what stands beyond is not read

_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("–—−‐‑‒", "-"),
        **dict.fromkeys("’‘´`ʼ", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007", "\u00a0"),
        **dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True)),
        "×": "x",
        "⩾": "≥",
        "⩽": "≤",
        "％": "%",
    }
)

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz ")

_PIECE = re.compile(
    r"(?P<word>[a-z]+(?![-.'&\w])"  # most pieces, soonest found
    r"|(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?\.?"
    r"|[^\W\d_]\w*(?:[-'&][^\W\d_]\w*)*'?(?:\.(?:com|nl|de|fr|org|io|net|eu)\b)?)"
    r"|(?P<date>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])"
    r"|[0-9]{1,2}(?P<mark>[-/.])[0-9]{1,2}(?P=mark)(?:[0-9]{4}|[0-9]{2})(?![0-9]|(?P=mark)[0-9]))"
    r"|(?P<year>'[0-9]{2}(?![0-9\w]))"
    r"|(?P<number>[0-9]{1,3}(?:[.,'\u00a0][0-9]{3})+(?:[.,][0-9]+)?(?![0-9])|[0-9]+(?:[.,][0-9]+)*)"
    r"|(?P<symbol>[<>=]=|=[<>]|\S)"
)


class Piece(NamedTuple):
    """A date, year, number, word or symbol as it stands in the text; `key` is what it is looked up by."""

    shape: str
    key: str
    start: int
    end: int


def normalise(text: str) -> str:
    """Return the text cut to MAX_LENGTH, in lower case and with one form of dash, quote and blank, place
    for place.
    """
    text = text[:MAX_LENGTH].translate(_SAME_LENGTH)
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(map(_lower, text))


def pieces(normalised: str) -> list[Piece]:
    """Cut a normalised text; blanks are dropped."""
    found = []
    for match in islice(_PIECE.finditer(normalised), MAX_PIECES):
        shape, key = match.lastgroup or "", match[0]
        found.append(Piece(shape, key.rstrip(".'") if shape == "word" else key, *match.span()))
    return found


def keys(entry: str) -> tuple[str, ...]:
    """Return the keys of an entry of a language pack: what a text must hold to match it."""
    if _LETTERS.issuperset(entry):
        return tuple(entry.split())
    return tuple(piece.key for piece in pieces(normalise(entry)))


def _lower(character: str) -> str:
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character
