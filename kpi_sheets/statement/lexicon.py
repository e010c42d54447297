"""Look words and phrases up in a language pack: what kind each is, and what it stands for."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from kpi_sheets.language import Pack, index, prepared
from kpi_sheets.model import Comparator, Period
from kpi_sheets.statement.tokens import Piece
from kpi_sheets.typed import Any, NamedTuple

# Where a word stands in two lists the later class has it: a word that can name a metric is taken for one.
OPEN_CLASSES = (
    "plain", "goal", "occasion", "activity", "change", "done", "deliverable", "topic", "scale",
    "countable", "metric", "amount",
    "judging", "hedge", "known",
)  # fmt: skip

SYMBOLS = {
    "+": "plus", "-": "dash", "/": "slash", "(": "open", "[": "open", ")": "close", "]": "close", ":":
    "colon",
    ",": "comma", ";": "stop", ".": "stop", "!": "stop", "?": "stop", "|": "stop", "•": "stop", "→": "stop",
    '"': "quote", "#": "metric", "±": "approx", "~": "approx", "≈": "approx",
}  # fmt: skip

PREPARED = "words.prepared"  # in the folder of a language
MOST_KEPT = 16_384  # words of which an entry is remembered
MIN_TAIL = 4  # letters; a shorter word is no safe right end of a compound


class Entry(NamedTuple):
    """What a word or phrase is: its kind, and a value by kind (a number, a unit, a Period, a Comparator,
    …).
    """

    kind: str
    value: Any = None
    period: Period | None = None


class Phrases(NamedTuple):
    """Phrases with the same first key, by their other keys; `longest` is how many keys those are at most."""

    longest: int
    entries: Mapping[tuple[str, ...], Entry]


# what a key is by itself, what it is as the right end of a compound, and the phrases that begin with it
Known = tuple[Entry | None, Entry | None, Phrases | None]


class Lexicon:
    """The words of one language."""

    def __init__(self, pack: Pack) -> None:
        data = pack.table("pack")
        sets = data["sets"]
        self.pack = pack
        self._index = _index(pack)
        self._known = lru_cache(MOST_KEPT)(self._read)
        self.behind_number = _behind_number(data)
        self.multipliers: Mapping[str, float] = data["numbers"].get("multipliers", {})
        self.compounds: bool = data["compounds"]
        self.head_last: bool = data["head"] == "last"
        self.sets = {name: frozenset(texts) for name, texts in sets.items()} | {
            "deliverable": frozenset(pack.words("deliverable")),
            "occasion": frozenset((*pack.words("occasion"), *sets["also_occasions"])),
        }
        self.date_order: str = data["dates"]["order"]
        self.blank_groups: bool = data["numbers"]["group"].isspace()  # "20 000" is one number
        self.plural_endings = tuple(data["plural_endings"])
        self.collective = tuple(sets["collective"])  # how nouns that count without a plural end
        self.timed = tuple(sets["timed"])  # how words that name a time end
        self.money = tuple(sets["money"])  # how words that name a sum of money end
        self.qualities = tuple(sets["qualities"])  # how words end that name a quality or work

    def listed(self, key: str) -> Entry | None:
        """Return the entry of a single word, None for one that is not listed."""
        return self._known(key)[0]

    def tail(self, key: str) -> Entry | None:
        """Return the entry of what stands at the right end of compounds only."""
        return self._known(key)[1]

    def phrases(self, first: str) -> Phrases | None:
        """Return the phrases that begin with a key, None where there are none."""
        return self._known(first)[2]

    def phrase(self, found: Sequence[Piece], at: int) -> tuple[int, Entry] | None:
        """Return the longest phrase that begins at a piece, as its number of pieces and entry."""
        options = self.phrases(found[at].key)
        if options is None:
            return None
        ahead = tuple(piece.key for piece in found[at + 1 : at + 1 + options.longest])
        for length in range(len(ahead), 0, -1):
            entry = options.entries.get(ahead[:length])
            if entry:
                return length + 1, entry
        return None

    def word(self, key: str) -> Entry | None:
        """Return a single word's entry: as listed, by its parts, or by its ending; with the period inside
        it.
        """
        return _looked_up(self, key)

    def is_a(self, key: str, name: str) -> bool:
        """True when a word, or the right end of a compound, stands in this list, whatever else it is."""
        listed = self.sets[name]
        if key in listed or not self.compounds:
            return key in listed
        ends = (key[start:] for start in range(3, len(key) - MIN_TAIL + 1))
        return any(end in listed or f"-{end}" in listed for end in ends)

    def _read(self, key: str) -> Known:
        """Take apart what the index says of a key."""
        said = self._index.get(key)
        if said is None:
            return None, None, None
        word, tail, phrases = (*said.split("\t"), "", "")[:3]
        return _entry(word), _entry(tail), _phrases(phrases)


@lru_cache
def lexicon(pack: Pack) -> Lexicon:
    """Build the lexicon of a pack; done once per pack."""
    return Lexicon(pack)


def prepare(pack: Pack) -> None:
    """Prepare the index of a pack's words."""
    prepared.write(pack.path(PREPARED), _sources(pack), _listing(pack))


def _index(pack: Pack) -> index.Index:
    made = prepared.read(pack.path(PREPARED), _sources(pack))
    return index.Index(_listing(pack) if made is None else made)


def _listing(pack: Pack) -> bytes:
    from kpi_sheets.statement.listing import listing  # where it is prepared, nobody needs what makes it

    return listing(pack)


def _sources(pack: Pack) -> Iterator[str]:
    """Yield the files that the index is made of, and the code that makes and reads it."""
    yield pack.path("pack.toml")
    yield from (pack.path(f"words/{name}.txt") for name in OPEN_CLASSES)
    yield index.__file__
    yield from (f"{os.path.dirname(__file__)}/{name}.py" for name in ("lexicon", "listing", "tokens"))


def _entry(text: str) -> Entry | None:
    return _said(json.loads(text) if text[:1] == "[" else text) if text else None


def _said(said: Any) -> Entry:
    """Return an entry from its kind, or from the list of its kind, value and period."""
    if isinstance(said, str):
        return Entry(said)
    kind, value, period = (*said, None)[:3]
    if kind in _VALUES:
        value = _VALUES[kind](value)
    return Entry(kind, value, period and Period(period))


_VALUES: Mapping[str, Callable[[str], Any]] = {"after": Comparator, "before": Comparator, "cadence": Period}


def _phrases(text: str) -> Phrases | None:
    if not text:
        return None
    entries = {tuple(rest.split(" ")): _said(said) for rest, said in json.loads(text).items()}
    return Phrases(max(map(len, entries)), entries)


def time_kind(unit: str) -> str:
    """Return the kind of a unit of time: "unit", "day" or "calendar"."""
    if unit in ("second", "minute", "hour"):
        return "unit"
    return "day" if unit in ("day", "working_day") else "calendar"


def _behind_number(data: Mapping[str, Any]) -> dict[str, Entry]:
    short = data["units"]["time_short"]
    entries = {text: Entry(time_kind(unit), unit) for unit, texts in short.items() for text in texts}
    entries.update(dict.fromkeys(data["numbers"]["ordinal_suffixes"], Entry("ordinal")))
    return entries


@lru_cache(maxsize=8192)
def _looked_up(words: Lexicon, key: str) -> Entry | None:
    small, apostrophe, rest = key.partition("'")
    if apostrophe and small in words.sets["elided"] and not words.listed(key):
        return _looked_up(words, rest)
    entry = words.listed(key) or _by_parts(words, key) or _by_ending(words, key)
    if entry is None or entry.kind in _CAN_HOLD_A_PERIOD:
        return _with_period(words, key, entry)
    return entry


_CAN_HOLD_A_PERIOD = frozenset({"metric", "known", "countable", "topic", "deliverable", "occasion", "activity"})


def _with_period(words: Lexicon, key: str, entry: Entry | None) -> Entry | None:
    """Add the period that a compound begins with ("maandomzet"), when its value is known over or after that
    period.
    """
    data = words.pack.table("pack")["periods"]
    for prefix, period in data["prefixes"].items():
        rest = key[len(prefix) :] if key.startswith(prefix) else ""
        if len(rest) > 2 and not (entry and entry.value == "not_period"):
            head = words.listed(rest) or words.tail(rest)
            if rest in data["tails"] or (head and head.kind == "metric"):
                return Entry(entry.kind if entry else "metric", None, Period(period))
    return entry


def _by_parts(words: Lexicon, key: str) -> Entry | None:
    """A hyphenated word is looked up as a phrase, then by its last part; a compound by its right end."""
    if "-" in key:
        first, *rest = key.split("-")
        phrases = words.phrases(first)
        as_phrase = phrases.entries.get(tuple(rest)) if phrases else None
        return as_phrase or _with_left(words, first, words.word(rest[-1]))
    if words.compounds:
        return _compound(words, key)
    return None


def _noun(entry: Entry | None) -> Entry | None:
    return entry if entry and entry.kind in ("metric", "countable", "topic", "scale", "deliverable", "known") else None


def _compound(words: Lexicon, key: str) -> Entry | None:
    for start in range(2, len(key) - 2):
        tail = key[start:]
        entry = words.tail(tail)
        if entry is None and len(tail) >= MIN_TAIL and start > 2:
            listed = words.listed(tail)
            entry = listed if listed and listed.kind == "change" and len(tail) > 5 else _noun(listed)
        if entry:
            return _with_left(words, key[:start], entry)
    return None


def _with_left(words: Lexicon, left: str, entry: Entry | None) -> Entry | None:
    """The entry of a compound with this right end. A noun of change is about its left part
    ("kostenreductie").
    """
    if entry is None or entry.kind != "change":
        return _noun(entry)
    base = words.listed(left) or words.listed(left.removesuffix("s")) or words.tail(left)
    if base and base.kind in ("metric", "known", "countable", "topic", "scale"):
        return Entry("metric" if base.kind in ("known", "countable") else base.kind)
    return Entry("change")


def _by_ending(words: Lexicon, key: str) -> Entry | None:
    """Try the stems that the language's endings leave: "kwartaalcijfers" after "-s"."""
    for ending, stems in words.pack.table("pack").get("endings", {}).items():
        if key.endswith(ending) and len(key) > len(ending) + 2:
            for stem in stems:
                entry = words.listed(key[: -len(ending)] + stem)
                if entry and entry.kind in OPEN_CLASSES:
                    return entry
    return None
