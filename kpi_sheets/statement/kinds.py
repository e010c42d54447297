"""The kinds of token, and a small language to write patterns over them.

Every token has one kind. A statement's kinds, one character each, form a string on which `re` works, so
that grammar is written in kinds ("per number? calendar") and never in the words of a language.
"""

from __future__ import annotations

import re
import sys

from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMES = (
    # numbers and what stands with them
    "number", "word_number", "fraction", "ordinal", "code", "percent", "points", "currency", "unit",
    "measure",
    "times", "once", "out_of", "before", "after", "between", "plus", "dash", "slash", "approx",
    # dates and periods
    "date", "year", "quarter", "half", "month_name", "weekday", "season", "day", "calendar", "fiscal",
    "edge", "end",
    "by", "until", "within", "in", "next_window", "last_window", "this", "next", "last", "per", "every",
    "cadence",
    "recurring", "vague_time",
    # small words
    "baseline", "level", "start", "from", "to", "of", "preposition", "article", "pronoun", "verb", "and",
    "none",
    "all", "factor", "placeholder", "missing", "target", "numbered", "title", "there_is", "age",
    # punctuation
    "open", "close", "colon", "comma", "stop", "quote",
    # open vocabulary
    "metric", "known", "countable", "topic", "scale", "judging", "amount", "hedge", "change", "activity",
    "deliverable",
    "done", "occasion", "goal", "plain", "acronym", "word",
    # taken out by an earlier stage
    "masked",
)  # fmt: skip

# Latin-1: `re` builds a set of such characters in no time, one of wider characters in a millisecond
LETTER = {name: chr(0xA1 + index) for index, name in enumerate(NAMES)}
NAME = {letter: name for name, letter in LETTER.items()}

MASKED = LETTER["masked"]

GROUPS = {
    "any_number": "(?:number|word_number)",
    "time_unit": "(?:unit|day|calendar)",
    "preposition_like": "(?:by|until|within|in|from|to|of|preposition|start|per|between)",
    "break": "(?:colon|comma|stop|open|close|quote)",
    "noun": "(?:metric|known|countable|topic|scale|deliverable|acronym|word|occasion|plain)",
    "modifier": "(?:judging|amount|plain|done|word|change|next|this|acronym|topic|scale|ordinal)",
}


class Pattern:
    """A pattern over kinds, compiled when the first statement gets to it.

    A statement without any of the kinds it needs can't match, and isn't searched.
    """

    __slots__ = ("_compiled", "_needs", "_source")

    def __init__(self, source: str, needs: str) -> None:
        self._source = source
        self._needs = needs
        self._compiled: re.Pattern[str] | None = None

    def finditer(self, kinds: str, start: int = 0, end: int = sys.maxsize) -> Iterable[re.Match[str]]:
        """Return all matches; as `re` does, but for the kinds it needs."""
        return () if self._lacks(kinds) else self._regex().finditer(kinds, start, end)

    def search(self, kinds: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match."""
        return None if self._lacks(kinds) else self._regex().search(kinds, start, end)

    def match(self, kinds: str, start: int = 0) -> re.Match[str] | None:
        """Return the match that begins at `start`."""
        return None if self._lacks(kinds) else self._regex().match(kinds, start)

    def _lacks(self, kinds: str) -> bool:
        for letter in self._needs:  # a plain loop: it runs some fifty times for each statement
            if letter in kinds:
                return False
        return self._needs != ""

    def _regex(self) -> re.Pattern[str]:
        if self._compiled is None:
            spelt = _IDENTIFIER.sub(_letters, self._source).replace(" ", "")
            self._compiled = re.compile(_CHOICE.sub(_as_set, spelt))
        return self._compiled


def pattern(source: str, needs: str = "") -> Pattern:
    """Return a pattern whose lower-case words are kinds or GROUPS; blanks are ignored, the rest is `re` syntax.

    `needs` names the kinds, by blanks, one of which every match holds.
    """
    return Pattern(source, "".join([LETTER[name] for name in needs.split()]))


def letters(*names: str) -> frozenset[str]:
    """Return the characters of some kinds, for membership tests."""
    return frozenset(LETTER[name] for name in names)


_IDENTIFIER = re.compile(r"\(\?P<\w+>|[a-z_]+")  # a group's name is no kind


def _letters(match: re.Match[str]) -> str:
    name = match[0]
    return _IDENTIFIER.sub(_letters, GROUPS[name]) if name in GROUPS else LETTER.get(name, name)


_CHOICE = re.compile("\\(\\?:((?:[\xa1-\xff]\\|)+[\xa1-\xff])\\)")  # a choice of letters is a set, quicker to compile


def _as_set(match: re.Match[str]) -> str:
    return f"[{match[1].replace('|', '')}]"
