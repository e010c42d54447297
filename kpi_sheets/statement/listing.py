"""Bring what a language pack lists into the form in which texts are looked up: an index with a line a word.

A line holds what the word is by itself, what it is as the right end of a compound, and the phrases that begin with it.
What it is stands there as its kind, or as the kind with its value and period in JSON.
"""

from __future__ import annotations

import json

from kpi_sheets.language.index import written
from kpi_sheets.statement.lexicon import OPEN_CLASSES, time_kind
from kpi_sheets.statement.tokens import keys
from kpi_sheets.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kpi_sheets.language import Pack

Said = str | list[Any]  # a kind, or [kind, value] or [kind, value, period]

# The small words of pack.toml's [small]. Where a word stands in two lists the later class has it.
SMALL_CLASSES = (
    "verb", "preposition", "pronoun", "article", "of", "to", "from", "start", "baseline", "and", "target",
    "all", "none",
    "factor", "missing", "placeholder", "there_is", "between", "approx", "out_of",
)  # fmt: skip

PERIOD_KINDS = ("calendar", "cadence", "recurring")


def listing(pack: Pack) -> bytes:
    """Return the index of a pack's words."""
    closed = tuple(_closed(pack.table("pack")))
    listed = _Listing(frozenset(text for text, said in closed if _kind(said) in PERIOD_KINDS))
    for name in OPEN_CLASSES:
        for text in pack.words(name):
            listed.add_open(text, name)
    for text, said in closed:
        listed.add(text, said)
    return listed.text()


class _Listing:
    """Words, right ends of compounds and phrases; of two that are the same the later one holds."""

    def __init__(self, periods: frozenset[str]) -> None:
        self._periods = periods
        self._words: dict[str, Said] = {}
        self._tails: dict[str, Said] = {}
        self._phrases: dict[str, dict[str, Said]] = {}

    def add(self, text: str, said: Said) -> None:
        """Add a word or phrase of pack.toml."""
        first, *rest = keys(text)
        if rest:
            self._phrases.setdefault(first, {})[" ".join(rest)] = said
        else:
            self._words[first] = said

    def add_open(self, text: str, kind: str) -> None:
        """Add a word or phrase of open vocabulary; "-" stands before a right end and behind a left one."""
        if " " not in text:
            self._words[text] = kind
        if text.isalpha() or text[0] in "%#":
            return
        if text[0] == "-":
            self._tails[text[1:]] = kind
        elif "-" not in text:
            self._add_open_phrase(text, kind)
        elif text[-1] != "-":
            if " " in text:
                self._add_open_phrase(text, kind)
            self._add_open_phrase(text.replace("-", " "), kind)

    def text(self) -> bytes:
        """Return the index."""
        known = self._words.keys() | self._tails.keys() | self._phrases.keys()
        return written({key: self._line(key) for key in known})

    def _add_open_phrase(self, text: str, kind: str) -> None:
        """Leave one out that holds a period: "monthly active users" is read word by word, so that it is seen.

        A plain one is there to hide its period: "short term".
        """
        first, *rest = keys(text)
        if rest and (kind == "plain" or self._periods.isdisjoint((first, *rest))):
            self._phrases.setdefault(first, {})[" ".join(rest)] = kind

    def _line(self, key: str) -> str:
        parts = (self._words.get(key), self._tails.get(key), self._phrases.get(key))
        return "\t".join(part if isinstance(part, str) else _json(part) if part else "" for part in parts).rstrip("\t")


def _json(said: Any) -> str:
    return json.dumps(said, ensure_ascii=False)


def _kind(said: Said) -> str:
    return said if isinstance(said, str) else said[0]


def _closed(data: Mapping[str, Any]) -> Iterator[tuple[str, Said]]:
    """Yield the small words of a pack."""
    for kind in SMALL_CLASSES:
        yield from _listed(data["small"].get(kind, ()), kind)
    yield from _numbers(data["numbers"])
    yield from _units(data["units"])
    yield from _periods(data["periods"])
    yield from _dates(data["dates"])
    for kind in ("after", "before"):
        for sign, texts in data["compare"][kind].items():
            yield from _listed(texts, kind, sign)


def _listed(texts: Iterable[str], kind: str, *more: Any) -> Iterator[tuple[str, Said]]:
    """Yield texts of a kind, with their value and their period where they have those."""
    return ((text, [kind, *more] if more else kind) for text in texts)


def _numbers(data: Mapping[str, Any]) -> Iterator[tuple[str, Said]]:
    for table, kind in (("words", "word_number"), ("ordinals", "ordinal"), ("fractions", "fraction")):
        for text, value in data.get(table, {}).items():
            yield text, [kind, value]
    signs = data["signs"]
    yield from _listed(signs["times"], "times")
    yield from _listed(signs.get("out_of", ()), "out_of")
    for text, value in signs["once"].items():
        yield text, ["once", value]


def _units(data: Mapping[str, Any]) -> Iterator[tuple[str, Said]]:
    yield from _listed(data["percent"], "percent", "%")
    yield from _listed(data["points"], "points", "%")
    for kind, table in (("currency", "currency"), ("measure", "measure")):
        for unit, texts in data[table].items():
            yield from _listed(texts, kind, unit)
    for unit, texts in data["time"].items():
        yield from _listed(texts, time_kind(unit), unit)


def _periods(data: Mapping[str, Any]) -> Iterator[tuple[str, Said]]:
    yield from _listed(data["not_period"], "countable", "not_period")
    yield from _listed(data["per"], "per")
    yield from _listed(data["every"], "every")
    yield from _listed(data["recurring"], "recurring")
    for period, texts in data["cadence"].items():
        yield from _listed(texts, "cadence", period)
    for table, kind in (("names", "metric"), ("occasions", "occasion")):
        for period, texts in data.get(table, {}).items():
            yield from _listed(texts, kind, None, period)


def _dates(data: Mapping[str, Any]) -> Iterator[tuple[str, Said]]:
    for kind in (
        "in",
        "by",
        "until",
        "within",
        "next_window",
        "last_window",
        "this",
        "next",
        "last",
        "fiscal",
    ):
        yield from _listed(data.get(kind, ()), kind)
    for edge in ("end", "begin", "mid"):
        yield from _listed(data[edge], "end", edge)
    for number, names in enumerate(data["months"], 1):
        yield from _listed(names, "month_name", number)
    yield from _listed(data["weekdays"], "weekday")
    for text, day in data["seasons"].items():
        yield text, ["season", day]
    for period, texts in data["phrases"].items():
        yield from _listed(texts, "edge", period)
    for text, number in data.get("halves", {}).items():
        yield text, ["half", number]
    yield from _listed(data["vague"], "vague_time")
    for letter in data["quarter_letters"]:
        yield from ((f"{letter}{number}", ["quarter", number]) for number in (1, 2, 3, 4))
    for letter in data["half_letters"]:
        yield from ((f"{letter}{number}", ["half", number]) for number in (1, 2))
