"""Bring words to one form, so that spelling, case and decoration don't hide what they say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from kpi_sheets.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import TypeVar

    Said = TypeVar("Said")

MAX_HEADER = 400  # characters of a header cell that are looked at
MOST_KEPT = 5_000  # texts of which a function remembers what it said before it begins anew, and
LONGEST_KEPT = 120  # characters of such a text

CAMEL = re.compile(r"(?<=[a-zà-ÿ]{2})(?=[A-Z])")
_HYPHENATED = re.compile(r"(?<=\w)-\s*\n\s*(?=[a-zà-ÿ])")
_POSSESSIVE = re.compile(r"['’]s\b")
_BRACKETED = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|<([^<>]*)>")
_WORD = re.compile(r"[^\W_]+|[%#№]")
_YEARS = re.compile(
    r"(?<!\d)(?:(?:fy|cy|gj)\s?)?(?P<first>(?:19|20)\d\d)(?:\s?[-–/]\s?(?P<last>(?:19|20)?\d\d))?(?!\d)"
    r"|\bfy\s?['’]?(?P<short>\d\d)\b"
)
_SPELLINGS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "№": "#", "\u00a0": " "})


class Header(NamedTuple):
    """What a header cell says: its words, what stands in brackets, and the year it is about."""

    words: tuple[str, ...]
    aside: tuple[str, ...] = ()
    year: int | None = None
    bracket: str = ""


class _Remembered(dict[str, "Said"]):
    """What a function said of short texts."""

    def __init__(self, read: Callable[[str], Said]) -> None:
        self._read = read

    def __missing__(self, text: str) -> Said:
        said = self._read(text)
        if len(text) <= LONGEST_KEPT:
            if len(self) >= MOST_KEPT:  # two threads may add at once
                self.clear()
            self[text] = said
        return said


def remembered(read: Callable[[str], Said]) -> Callable[[str], Said]:
    """Let a function of a text remember what it said of short ones: cells repeat each other."""
    return _Remembered(read).__getitem__  # of a text that is known, no Python runs


@remembered
def fold(text: str) -> str:
    """Return the text in lower case without accents, its white space single."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_SPELLINGS))
        text = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(text.lower().split())


@remembered
def split(text: str) -> tuple[str, ...]:
    """Return the words of a text in one form: two for "MonthTarget" and "month_target", one for "KPI's"."""
    if text.isascii() and text.islower() and text.replace(" ", "").isalpha():
        return tuple(text.split())
    return tuple(_WORD.findall(_POSSESSIVE.sub("s", fold(CAMEL.sub(" ", text)))))


@remembered
def read_header(text: str) -> Header:
    """Take a header apart: words, the part in brackets ("MRR ($)"), the year ("Streefwaarde 2021")."""
    text = close_up(_HYPHENATED.sub("", text[:MAX_HEADER]))
    if text.replace(" ", "").isalpha():
        return Header(split(text))
    years = _YEARS.search(text.lower())
    year = _last_year(years) if years else None
    bare = _YEARS.sub(" ", text.lower()) if year else text
    bracket = " ".join(filter(None, (part for match in _BRACKETED.findall(bare) for part in match))).strip()
    return Header(split(_BRACKETED.sub(" ", bare)), split(bracket), year, bracket)


def close_up(text: str) -> str:
    """Join letter-spaced words: "T A R G E T   Y E A R" reads "TARGET YEAR"."""
    pieces = text.split()
    if len(pieces) < 4 or sum(len(piece) == 1 for piece in pieces) * 5 < len(pieces) * 4:
        return text
    return " ".join(part.replace(" ", "") for part in re.split(r"\s{2,}", text.strip()))


def _last_year(years: re.Match[str]) -> int | None:
    """Return the year that "2024", "FY24" or a span ("2024/25", "2019-2024") ends in; None for "2024-13"."""
    if years["short"]:
        return 2000 + int(years["short"])
    first, last = int(years["first"]), years["last"]
    if last is None:
        return first
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return end if end > first and (len(last) == 4 or end == first + 1) else None
