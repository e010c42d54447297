"""The same KPI twice.

What: two rows with the same name for the same team and period, or with names that differ by an ending, a small word or
the order of their words.
Why: one of the two is updated and the other is not; readers see two truths.
How to fix: take one out, or name what sets them apart (the region, the product) in a column of its own.
Leaves alone: twins that differ in segment, category, unit, target or definition; names with other numbers in them
("P1", "P2"); names that come back so often that another column must tell the rows apart; and registers that are split
over sheets, with the same KPIs on each.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, islice

from kpi_sheets.lint.engine import pack_for
from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import Hit, Placed
from kpi_sheets.lint.subjects import normal
from kpi_sheets.model import Kpi, Severity

CODE = "W603"
NAME = "duplicate-kpi"
SEVERITY = Severity.WARNING
MESSAGE = {
    "en": 'this is "{name}" at {place} again; keep one, or say what sets them apart',
    "nl": 'dit is opnieuw "{name}" op {place}; houd er één over, of schrijf op wat ze onderscheidt',
}
VARIANTS = {
    "many": {
        "en": '{count} KPIs here have the name of another, such as "{name}" at {place}; keep one of each',
        "nl": '{count} KPI\'s hier hebben de naam van een andere, zoals "{name}" op {place}; houd er van elk één over',
    },
}
BAD = {
    "en": (
        ({"name": "Revenue per customer", "team": "Sales"}, {"name": "revenue  per Customer", "team": "Sales"}),
        ({"name": "Average response time"}, {"name": "Average response times"}),
    ),
    "nl": (
        ({"name": "Omzet per klant", "team": "Verkoop"}, {"name": "omzet per klant", "team": "Verkoop"}),
        ({"name": "Aantal nieuwe klanten"}, {"name": "Het aantal nieuwe klanten"}),
    ),
}
GOOD = {
    "en": (
        ({"name": "Absence", "segment": "North"}, {"name": "Absence", "segment": "South"}),
        ({"name": "Solved P1 incidents"}, {"name": "Solved P2 incidents"}),
        ({"name": "Absence", "team": "HR"}, {"name": "Absence", "team": "Sales"}),
        ({"name": "Incoming calls"}, {"name": "Outgoing calls"}),
    ),
    "nl": (
        ({"name": "Verzuim", "unit": "%"}, {"name": "Verzuim", "unit": "dagen"}),
        ({"name": "Interne klanttevredenheid"}, {"name": "Externe klanttevredenheid"}),
        ({"name": "Betaalde facturen"}, {"name": "Onbetaalde facturen"}),
    ),
}

APART = (
    "team",
    "segment",
    "category",
    "unit",
    "period",
    "goal",
    "target",
    "statement",
    "definition",
    "formula",
    "source",
)
STEM = 4  # letters that two forms of a word have in common at least
ENDING = 2  # letters that a word may gain or lose at its end
MOST = 20  # names with the same beginnings that one is held against
SPLIT = 0.5  # share of a sheet's KPIs that stand on another as well, from which it is the same register

FEW, OFTEN = 3, 0.2  # doubles, and their share of a table's rows, from which names don't identify its rows
WALL = 5  # doubles that are shown one by one

Words = tuple[str, ...]
Home = tuple[str, str, int]


def check_all(placed: Sequence[Placed], _request: Request) -> Iterator[tuple[Placed, Hit]]:
    """Report each KPI whose name is an earlier one's, once; a table with many of them in one finding."""
    pairs = _doubles(placed)
    sizes = Counter(_home(place) for place in placed)
    for homes, group in groupby(sorted(pairs, key=_homes), key=_homes):
        found = list(group)
        if _is_meant(len(found), homes, sizes):
            continue
        variant, shown = ("many", found[:1]) if len(found) > WALL else ("", found)
        for earlier, later in shown:
            values = {"name": earlier.kpi.name, "place": earlier.place(later, "name", "statement"), "count": len(found)}
            yield later, Hit(("name", "statement"), values, variant)


def _doubles(placed: Sequence[Placed]) -> list[tuple[Placed, Placed]]:
    """Return the KPIs that stand twice, both of them; what stands more often is told apart by another column."""
    pairs = list(_pairs(placed))
    often = Counter(id(earlier.kpi) for earlier, _ in pairs)
    return [(earlier, later) for earlier, later in pairs if often[id(earlier.kpi)] == 1]


def _is_meant(doubles: int, homes: tuple[Home, Home], sizes: Mapping[Home, int]) -> bool:
    """True where names don't tell the rows of a table apart, or two tables hold the same register."""
    share = OFTEN if homes[0] == homes[1] else SPLIT
    return doubles >= FEW and doubles > share * min(sizes[home] for home in homes)


def _pairs(placed: Sequence[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """Yield each KPI that an earlier one is the double of, with that one; linear, for only names alike are compared."""
    known: dict[str, list[Placed]] = {}
    for place in placed:
        words = _words(place.kpi)
        stems = (word[:STEM] for word in words)
        alike = known.setdefault("\n".join((*_apart(place.kpi), *stems)), [])
        double = next((earlier for earlier in islice(alike, MOST) if _same(words, _words(earlier.kpi))), None)
        if double and words:
            yield double, place
        else:
            alike.append(place)


def _words(kpi: Kpi) -> Words:
    """Return the words of a name that carry meaning, sorted, so that their order doesn't matter."""
    little = _little(kpi.language)
    return tuple(sorted(word for word in re.findall(r"\w+", normal(kpi.name)) if word not in little))


@lru_cache
def _little(language: str) -> frozenset[str]:
    return frozenset(pack_for(language).table("pack")["small"]["article"])


def _apart(kpi: Kpi) -> Iterator[str]:
    return (normal(kpi.shown(key)) for key in APART)


def _same(words: Words, others: Words) -> bool:
    return len(words) == len(others) and all(map(_is_form, words, others))


def _is_form(word: str, other: str) -> bool:
    """True for two forms of one word; a number is itself only."""
    if word == other:
        return True
    short, long = sorted((word, other), key=len)
    return short.isalpha() and len(short) >= STEM and long.startswith(short) and len(long) - len(short) <= ENDING


def _homes(pair: tuple[Placed, Placed]) -> tuple[Home, Home]:
    return _home(pair[0]), _home(pair[1])


def _home(place: Placed) -> Home:
    return place.book, place.table.sheet, place.table.header_rows[-1]
