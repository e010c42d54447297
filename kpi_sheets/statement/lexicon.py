"""Look words and phrases up in a language pack: what kind each is, and what it stands for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kpi_sheets.model import Comparator, Period
from kpi_sheets.statement.tokens import Piece, keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kpi_sheets.language import Pack

# Where a word stands in two lists the later class has it: a word that can name a metric is taken for one.
OPEN_CLASSES = (
    "plain", "goal", "occasion", "activity", "change", "done", "deliverable", "topic", "scale",
    "countable", "metric", "amount",
    "judging", "hedge", "known",
)  # fmt: skip

# The same for the small words of pack.toml's [small].
SMALL_CLASSES = (
    "verb", "preposition", "pronoun", "article", "of", "to", "from", "start", "baseline", "and", "target",
    "all", "none",
    "factor", "missing", "placeholder", "there_is", "between", "approx", "out_of",
)  # fmt: skip

SYMBOLS = {
    "+": "plus", "-": "dash", "/": "slash", "(": "open", "[": "open", ")": "close", "]": "close", ":":
    "colon",
    ",": "comma", ";": "stop", ".": "stop", "!": "stop", "?": "stop", "|": "stop", "•": "stop", "→": "stop",
    '"': "quote", "#": "metric", "±": "approx", "~": "approx", "≈": "approx",
}  # fmt: skip

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzäëïöüéèêçàâîôûß- ")

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


class PhraseBook:
    """The phrases of a language by their first key, taken apart when a statement holds that key: few do."""

    def __init__(self, periods: frozenset[str]) -> None:
        self._periods = periods
        self._written: dict[str, list[tuple[str | tuple[str, ...], Entry]]] = {}
        self._known: dict[str, Phrases] = {}

    def add(self, first: str, rest: tuple[str, ...], entry: Entry) -> None:
        """Add a phrase by its keys; of two with the same keys the later one holds."""
        self._written.setdefault(first, []).append((rest, entry))

    def add_open(self, text: str, entry: Entry) -> None:
        """Add a phrase of open vocabulary. One that holds a period is left out, to be read word by word."""
        first, blank, others = text.partition(" ")
        if not blank or not first.isalpha():
            first, *rest = keys(text)
            others = " ".join(rest)
        if others:
            self._written.setdefault(first, []).append((others, entry))

    def get(self, first: str) -> Phrases | None:
        """Return the phrases that begin with a key, None where there are none."""
        known = self._known.get(first)
        if known is None and first in self._written:
            known = self._known[first] = self._apart(first)
        return known

    def _apart(self, first: str) -> Phrases:
        entries: dict[tuple[str, ...], Entry] = {}
        for written, entry in self._written[first]:
            rest = _rest(written) if isinstance(written, str) else written
            hides = rest is written or entry.kind == "plain"  # "short term" is there to hide its period
            if hides or not (first in self._periods or not self._periods.isdisjoint(rest)):
                entries[rest] = entry
        return Phrases(max(map(len, entries), default=0), entries)


def _rest(written: str) -> tuple[str, ...]:
    return tuple(written.split()) if _PLAIN.issuperset(written) else keys(written)


class Lexicon:
    """The words of one language. `phrases` maps a first key to the phrases that begin with it."""

    def __init__(self, pack: Pack) -> None:
        data = pack.table("pack")
        closed = tuple(_closed(data))
        # "monthly active users" is read word by word, so that the period is seen
        periods = frozenset(text for text, entry in closed if entry.kind in ("calendar", "cadence", "recurring"))
        sets = data["sets"]
        self.pack = pack
        self.words: dict[str, Entry] = {}
        self.phrases = PhraseBook(periods)
        self.tails: dict[str, Entry] = {}
        for name in OPEN_CLASSES:
            self._add_open(pack.words(name), Entry(name))
        for text, entry in closed:
            self._add(text, entry)
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

    def phrase(self, found: Sequence[Piece], at: int) -> tuple[int, Entry] | None:
        """Return the longest phrase that begins at a piece, as its number of pieces and entry."""
        options = self.phrases.get(found[at].key)
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

    def _add_open(self, listed: Sequence[str], entry: Entry) -> None:
        self.words.update(dict.fromkeys(listed, entry))
        for word in listed:
            if word.isalpha() or word[0] in "%#":
                continue
            if "-" not in word:
                self.phrases.add_open(word, entry)
            elif word[0] == "-":
                self.tails[word[1:]] = entry
            elif word[-1] != "-":
                if " " in word:
                    self.phrases.add_open(word, entry)
                self.phrases.add_open(word.replace("-", " "), entry)

    def _add(self, text: str, entry: Entry) -> None:
        first, *rest = (text,) if text.isalpha() and text.islower() else keys(text)
        if rest:
            self.phrases.add(first, tuple(rest), entry)
        else:
            self.words[first] = entry


@lru_cache
def lexicon(pack: Pack) -> Lexicon:
    """Build the lexicon of a pack; done once per pack."""
    return Lexicon(pack)


def _closed(data: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    """Yield the small words of a pack; of two entries with the same words the later one holds."""
    for kind in SMALL_CLASSES:
        yield from _listed(data["small"].get(kind, ()), kind)
    yield from _numbers(data["numbers"])
    yield from _units(data["units"])
    yield from _periods(data["periods"])
    yield from _dates(data["dates"])
    for kind in ("after", "before"):
        for sign, texts in data["compare"][kind].items():
            yield from _listed(texts, kind, Comparator(sign))


def _listed(
    texts: Iterable[str], kind: str, value: Any = None, period: Period | None = None
) -> Iterator[tuple[str, Entry]]:
    entry = Entry(kind, value, period)
    return ((text, entry) for text in texts)


def _numbers(data: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for table, kind in (("words", "word_number"), ("ordinals", "ordinal"), ("fractions", "fraction")):
        for text, value in data.get(table, {}).items():
            yield text, Entry(kind, value)
    signs = data["signs"]
    yield from _listed(signs["times"], "times")
    yield from _listed(signs.get("out_of", ()), "out_of")
    for text, value in signs["once"].items():
        yield text, Entry("once", value)


def _units(data: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    yield from _listed(data["percent"], "percent", "%")
    yield from _listed(data["points"], "points", "%")
    for kind, table in (("currency", "currency"), ("measure", "measure")):
        for unit, texts in data[table].items():
            yield from _listed(texts, kind, unit)
    for unit, texts in data["time"].items():
        yield from _listed(texts, _time_kind(unit), unit)


def _time_kind(unit: str) -> str:
    if unit in ("second", "minute", "hour"):
        return "unit"
    return "day" if unit in ("day", "working_day") else "calendar"


def _periods(data: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    yield from _listed(data["not_period"], "countable", "not_period")
    yield from _listed(data["per"], "per")
    yield from _listed(data["every"], "every")
    yield from _listed(data["recurring"], "recurring")
    for period, texts in data["cadence"].items():
        yield from _listed(texts, "cadence", Period(period))
    for table, kind in (("names", "metric"), ("occasions", "occasion")):
        for period, texts in data.get(table, {}).items():
            yield from _listed(texts, kind, None, Period(period))


def _dates(data: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
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
        yield text, Entry("season", day)
    for period, texts in data["phrases"].items():
        yield from _listed(texts, "edge", period)
    for text, number in data.get("halves", {}).items():
        yield text, Entry("half", number)
    yield from _listed(data["vague"], "vague_time")
    for letter in data["quarter_letters"]:
        yield from ((f"{letter}{number}", Entry("quarter", number)) for number in (1, 2, 3, 4))
    for letter in data["half_letters"]:
        yield from ((f"{letter}{number}", Entry("half", number)) for number in (1, 2))


def _behind_number(data: Mapping[str, Any]) -> dict[str, Entry]:
    short = data["units"]["time_short"]
    entries = {text: Entry(_time_kind(unit), unit) for unit, texts in short.items() for text in texts}
    entries.update(dict.fromkeys(data["numbers"]["ordinal_suffixes"], Entry("ordinal")))
    return entries


@lru_cache(maxsize=8192)
def _looked_up(words: Lexicon, key: str) -> Entry | None:
    small, apostrophe, rest = key.partition("'")
    if apostrophe and small in words.sets["elided"] and key not in words.words:
        return _looked_up(words, rest)
    entry = words.words.get(key) or _by_parts(words, key) or _by_ending(words, key)
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
            head = words.words.get(rest) or words.tails.get(rest)
            if rest in data["tails"] or (head and head.kind == "metric"):
                return Entry(entry.kind if entry else "metric", None, Period(period))
    return entry


def _by_parts(words: Lexicon, key: str) -> Entry | None:
    """A hyphenated word is looked up as a phrase, then by its last part; a compound by its right end."""
    if "-" in key:
        first, *rest = key.split("-")
        phrases = words.phrases.get(first)
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
        entry = words.tails.get(tail)
        if entry is None and len(tail) >= MIN_TAIL and start > 2:
            listed = words.words.get(tail)
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
    base = words.words.get(left) or words.words.get(left.removesuffix("s")) or words.tails.get(left)
    if base and base.kind in ("metric", "known", "countable", "topic", "scale"):
        return Entry("metric" if base.kind in ("known", "countable") else base.kind)
    return Entry("change")


def _by_ending(words: Lexicon, key: str) -> Entry | None:
    """Try the stems that the language's endings leave: "kwartaalcijfers" after "-s"."""
    for ending, stems in words.pack.table("pack").get("endings", {}).items():
        if key.endswith(ending) and len(key) > len(ending) + 2:
            for stem in stems:
                entry = words.words.get(key[: -len(ending)] + stem)
                if entry and entry.kind in OPEN_CLASSES:
                    return entry
    return None
