"""What stands beneath a header: does it fit what the header says?"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from kpi_sheets.model import Cell, ErrorValue
from kpi_sheets.register.dates import read_date
from kpi_sheets.register.median import median
from kpi_sheets.register.periods import PeriodReader
from kpi_sheets.register.words import fold, remembered
from kpi_sheets.typed import NamedTuple

PERIOD_KEYS = ("period", "frequency")
LIST_KEYS = ("direction", "accumulation", *PERIOD_KEYS, "state", "used_for")
QUANTITY_KEYS = (
    "target",
    "actual",
    "baseline",
    "low",
    "high",
    "amber_limit",
    "variance",
    "forecast",
    "expected",
)
NUMBER_KEYS = ("weight", "green_from", "amber_from", "attainment", "progress", "pace", "needed", "score")
COLOUR_KEYS = ("green_from", "amber_from")
DATE_KEYS = ("start", "deadline", "accepted_until", "as_of")
PROSE_KEYS = (
    "definition",
    "formula",
    "comment",
    "source",
    "goal",
    "statement",
    "category",
    "segment",
    "team",
)
_PLAIN = re.compile(r"[-+]?[\d.,]+ ?%?", re.ASCII)

LONGEST_QUANTITY = 80  # characters of a text that still states a quantity


class Profile(NamedTuple):
    """What the cells of a column hold: each number is a share of the filled cells, `length` a mean of
    characters."""

    filled: int = 0
    numbers: float = 0.0
    dates: float = 0.0
    booleans: float = 0.0
    texts: float = 0.0
    digits: float = 0.0  # short texts with a digit in them
    plain: float = 0.0  # texts that are a bare number or percentage
    magnitude: float = 0.0  # median of the numbers, without sign
    missing: float = 0.0  # "n.b.", "-"
    periods: float = 0.0  # cells that name a stretch of time
    distinct: float = 1.0
    length: float = 0.0
    gaps: int = 0  # rows left blank between two filled cells
    listed: Mapping[str, float] = {}  # by key of a list: texts that are an entry of it


class _Traits(NamedTuple):
    """What a text looks like; `listed` are the lists of which it is an entry."""

    length: int
    missing: bool
    plain: bool
    digits: bool
    period: bool
    date: bool
    listed: tuple[str, ...]


class Profiler:
    """Draws the profile of a column, knowing the lists and the words for missing values of a schema."""

    def __init__(
        self,
        spellings: Mapping[str, Mapping[str, str]],
        is_missing: Callable[[str], bool],
        periods: PeriodReader,
    ) -> None:
        self._spellings = spellings
        self._is_missing = is_missing
        self._periods = periods
        self._traits = remembered(self._look_at)

    def draw(self, column: Sequence[Cell | None]) -> Profile:
        """Return the profile of a column's cells, from top to bottom; None is a blank."""
        cells = [cell for cell in column if cell is not None]
        values = [cell.value for cell in cells if not isinstance(cell.value, ErrorValue) and cell.value is not None]
        if not values:
            return Profile()
        texts = [self._traits(value) for value in values if isinstance(value, str)]
        others = [value for value in values if not isinstance(value, str)]
        numbers = [abs(value) for value in others if isinstance(value, (int, float)) and not isinstance(value, bool)]
        (length, missing, plain, digits, period, date), listed = _counted(texts)
        count = len(values)
        return Profile(
            filled=count,
            numbers=len(numbers) / count,
            plain=plain / count,
            magnitude=median(numbers) if numbers else 0.0,
            dates=(date + sum([isinstance(value, dt.date) for value in others])) / count,
            booleans=sum([isinstance(value, bool) for value in others]) / count,
            texts=(len(texts) - missing) / count,
            digits=digits / count,
            missing=missing / count,
            periods=(period + sum([self._periods.read(value) is not None for value in others])) / count,
            distinct=len(set(map(str, values))) / count,
            length=length / len(texts) if texts else 0.0,
            gaps=_gaps(column),
            listed={key: times / count for key, times in listed.items()},
        )

    def _look_at(self, text: str) -> _Traits:
        folded = fold(text)
        return _Traits(
            length=len(folded),
            missing=self._is_missing(folded),
            plain=_PLAIN.fullmatch(folded) is not None,
            digits=states_quantity(folded),
            period=self._periods.read(text) is not None,
            date=read_date(text, self._periods) is not None,
            listed=tuple(key for key, known in self._spellings.items() if folded in known),
        )


def _counted(texts: Sequence[_Traits]) -> tuple[list[int], Counter[str]]:
    """Return how many texts have each trait, in their order, and the length of all; and how many are in each list."""
    if not texts:
        return [0] * 6, Counter()
    *traits, listed = zip(*texts, strict=True)
    return [sum(trait) for trait in traits], Counter(key for keys in listed if keys for key in keys)


def _gaps(column: Sequence[Cell | None]) -> int:
    filled = [place for place, cell in enumerate(column) if cell is not None]
    return filled[-1] - filled[0] + 1 - len(filled) if filled else 0


def fit(key: str, profile: Profile) -> float:
    """Return how well a column of this profile suits a field: about 0.2 (hardly) to 1 (well); 0.9 for an
    empty one."""
    if not profile.filled:
        return 0.9
    for keys, judge in _JUDGES:
        if key in keys:
            return judge(key, profile)
    return 0.9


def _fit_quantity(_: str, profile: Profile) -> float:
    return 0.2 + 0.8 * min(1.0, profile.numbers + profile.digits + profile.missing)


def _fit_number(key: str, profile: Profile) -> float:
    texts = profile.digits if key in COLOUR_KEYS else profile.plain
    return 0.25 + 0.75 * min(1.0, profile.numbers + texts + profile.missing)


def _fit_date(_: str, profile: Profile) -> float:
    said = max(profile.dates, profile.periods, 0.7 * (profile.digits - profile.plain))
    return 0.3 + 0.7 * min(1.0, said + profile.missing)


def _fit_measured(_: str, profile: Profile) -> float:
    return 0.2 + 0.8 * min(1.0, max(profile.dates, profile.periods))


def _fit_list(key: str, profile: Profile) -> float:
    listed = profile.listed.get(key, 0.0) + (profile.booleans if key == "direction" else 0.0)
    if key in PERIOD_KEYS:
        listed = max(listed, profile.periods * 0.6, 0.3 * profile.texts)
    return 0.3 + 0.7 * min(1.0, listed + profile.missing)


def _fit_status(_: str, profile: Profile) -> float:
    return 0.9 if profile.length <= 30 else 0.5


def _fit_short(key: str, profile: Profile) -> float:
    longest = 45 if key == "owner" else 30
    return (0.35 + 0.65 * profile.texts) * (1.0 if profile.length <= longest else 0.7)


def _fit_name(_: str, profile: Profile) -> float:
    readable = 1.0 if 3 <= profile.length <= 160 else 0.6
    return (0.2 + 0.8 * profile.texts) * readable * (0.75 + 0.25 * profile.distinct)


def _fit_id(_: str, profile: Profile) -> float:
    return (0.4 + 0.6 * profile.distinct) * (1.0 if profile.length <= 25 else 0.4)


def _fit_prose(_: str, profile: Profile) -> float:
    return 0.3 + 0.7 * min(1.0, profile.texts + profile.missing)


def states_quantity(text: str) -> bool:
    """True for a short text with a number in it."""
    return len(text) <= LONGEST_QUANTITY and any(char.isdecimal() for char in text)


_JUDGES: tuple[tuple[tuple[str, ...], Callable[[str, Profile], float]], ...] = (
    (QUANTITY_KEYS, _fit_quantity),
    (NUMBER_KEYS, _fit_number),
    (DATE_KEYS, _fit_date),
    (("measured_through",), _fit_measured),
    (LIST_KEYS, _fit_list),
    (("status",), _fit_status),
    (("owner", "unit"), _fit_short),
    (("name",), _fit_name),
    (("id",), _fit_id),
    (PROSE_KEYS, _fit_prose),
)
