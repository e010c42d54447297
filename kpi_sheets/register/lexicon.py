"""All that a workbook schema says about words, ready for reading sheets; built once per schema table."""

from __future__ import annotations

from kpi_sheets.register.periods import PeriodReader
from kpi_sheets.register.profile import Profiler
from kpi_sheets.register.schema import Column
from kpi_sheets.register.vocabulary import Name, Vocabulary
from kpi_sheets.register.words import fold, remembered, split
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpi_sheets.register.schema import Spellings, TableSchema

LONGEST_MISSING = 40  # characters of a text that says a value is missing
ARROW = "→"
SHORTEST_END = 3  # letters; a compound is known by an end longer than this: "verzuimpercentage"
_NOTHING = "-–—−_.…*\"'“”?/ "  # signs that, alone in a cell, stand for no value
_PUNCTUATION = " .…[]()<>*"


class Lexicon:
    """The words of one schema table: the names of its columns, the entries of its lists, and what steers
    reading."""

    def __init__(self, table: TableSchema, words: Mapping[str, Spellings]) -> None:
        self.table = table
        self.words = words
        self.columns = {column.key: column for column in table.columns}
        self.vocabulary = Vocabulary(table, words)
        self.periods = PeriodReader(self.vocabulary)
        self.spellings = {key: self._entries(key, values) for key, values in self.vocabulary.said("lists").items()}
        self.speakers = {word: said.split(" ") for word, said in self.vocabulary.pairs("speakers")}
        self._missing = _stripped(self.vocabulary.all_words("missing"))
        self._total = self.vocabulary.all_words("total")
        self._template = self.vocabulary.all_words("template")
        self._note = self.vocabulary.all_words("note")
        self._departments = self._phrases("departments")
        self._kpi = self._phrases("kpi")
        self._verdicts = self.vocabulary.all_words("verdict")
        self._heads = self._phrases("heads")
        self._endings = frozenset(head[0] for head in self._heads if len(head) == 1 and len(head[0]) > SHORTEST_END)
        self.labels = remembered(self._labels)
        self.is_metric = remembered(self._is_metric)
        self.is_missing = remembered(self._is_missing)
        self.profiler = Profiler(self.spellings, self.is_missing, self.periods)

    def column(self, key: str) -> Column:
        """Return the column of a field; a figure that the schema doesn't list is a quantity."""
        return self.columns.get(key) or Column(key, "quantity")

    def _phrases(self, purpose: str) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(phrase.split(" ")) for phrase in self.vocabulary.listed(purpose))

    def _entries(self, key: str, values: Sequence[str]) -> dict[str, str]:
        return {text: values[int(place)] for text, place in self.vocabulary.pairs(f"entries {key}")}

    def _is_missing(self, text: str) -> bool:
        """True for a text that says there is no value: "n.b.", "-", "TBD"."""
        if len(text) > LONGEST_MISSING:
            return False
        stripped = fold(text).strip(_PUNCTUATION)
        return stripped in self._missing or not stripped.strip(_NOTHING)

    def is_total(self, text: str) -> bool:
        """True for the label of a totals row; "Total revenue" is a KPI, "Total" and "Total:" are not."""
        return fold(text).strip(" :.-") in self._total

    def is_template(self, text: str) -> bool:
        """True for an example or a place to fill in: "<Enter KPI>", "Voorbeeld: omzet"."""
        text = text.strip()
        if text[:1] == "<" and text[-1:] == ">":
            return True
        label, colon, _ = fold(text).partition(":")
        return (label if colon else fold(text)).strip(_PUNCTUATION) in self._template

    def is_note(self, text: str) -> bool:
        """True for a remark under a table: "* cijfers over 2024", "Bron: CBS"."""
        if text.lstrip()[:1] in {"*", "†", "¹"}:
            return True
        label, colon, _ = fold(text).partition(":")
        return bool(colon) and label in self._note

    def is_verdict(self, text: str) -> bool:
        """True for what stands in a status column: "Geen norm", or a sentence that ends in a verdict ("→ geen norm").

        Such a cell names no field, unless it is a header in its own right: "Behaald".
        """
        return ARROW in text or (fold(text) in self._verdicts and not self.vocabulary.is_name(text))

    def is_department(self, text: str) -> bool:
        """True for a sheet name that is a department: "Marketing", "HR 2026"."""
        return _holds(split(text), self._departments)

    def speaks_of_kpis(self, text: str) -> bool:
        """True for a title or sheet name about KPIs."""
        return _holds(split(text), self._kpi)

    def _is_metric(self, text: str) -> bool:
        """True for a name that sounds like something measured: "Customer satisfaction rate", "% retouren"."""
        words = split(text)
        if "%" in words or _holds(words, self._heads):
            return True
        return any(word[start:] in self._endings for word in words[:6] for start in range(1, len(word) - SHORTEST_END))

    def _labels(self, text: str) -> tuple[Name, ...]:
        """Return the fields of which a text is the label ("Owner:"), the sure names first."""
        return tuple(sorted(self.vocabulary.is_name(text.strip().rstrip(": ")), key=lambda name: -name.belief))

    def entry(self, key: str, text: str) -> str | None:
        """Return the list entry a text spells ("hoger is beter" → "higher"), or None."""
        return self.spellings.get(key, {}).get(fold(text).rstrip("."))


def _stripped(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.strip(_PUNCTUATION) for word in words)


def _holds(words: tuple[str, ...], phrases: frozenset[tuple[str, ...]]) -> bool:
    return any(
        words[start : start + length] in phrases for length in (1, 2, 3) for start in range(len(words) - length + 1)
    )
