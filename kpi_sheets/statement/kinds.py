"""The kinds of token, and a small language to write patterns over them.

Every token has one kind. A statement's kinds, one character each, form a string on which `re` works, so
that grammar is written in kinds ("per number? calendar") and never in the words of a language.
"""

from __future__ import annotations

import re

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


def pattern(source: str) -> re.Pattern[str]:
    """Compile a pattern whose lower-case words are kinds or GROUPS; blanks are ignored, the rest is `re`
    syntax.
    """
    return re.compile(_IDENTIFIER.sub(_letters, source).replace(" ", ""))


def letters(*names: str) -> frozenset[str]:
    """Return the characters of some kinds, for membership tests."""
    return frozenset(LETTER[name] for name in names)


_IDENTIFIER = re.compile(r"\(\?P<\w+>|[a-z_]+")  # a group's name is no kind


def _letters(match: re.Match[str]) -> str:
    name = match[0]
    return _IDENTIFIER.sub(_letters, GROUPS[name]) if name in GROUPS else LETTER.get(name, name)
