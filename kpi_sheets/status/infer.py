"""Direction and accumulation where their columns are empty. What is concluded here is shown as inferred."""

from __future__ import annotations

import re
from functools import lru_cache

from kpi_sheets.language import Pack
from kpi_sheets.model import Accumulation, Comparator, Direction, Period
from kpi_sheets.status.compare import same

SIDES = {
    Comparator.AT_LEAST: Direction.HIGHER,
    Comparator.MORE_THAN: Direction.HIGHER,
    Comparator.AT_MOST: Direction.LOWER,
    Comparator.LESS_THAN: Direction.LOWER,
}
WORD = re.compile(r"\w+")
DURATIONS = frozenset({"second", "minute", "hour", "day", "working_day", "week", "month", "quarter", "year"})


def direction(
    text: str,
    pack: Pack,
    *,
    target: float | None,
    baseline: float | None = None,
    low: float | None = None,
    high: float | None = None,
    comparator: Comparator | None = None,
    time_limit: bool = False,
) -> Direction:
    """Return the direction of a KPI whose column is empty; the first of these that says something decides.

    Two bounds → BAND; one bound alone or the comparator of the target ("<", "at least") → its side; a time limit as
    the only number ("within 4 hours") → LOWER; target against baseline; the noun in `text` (the name and statement)
    by the pack's `words/lower.txt`, unless a word of `words/higher.txt` turns it round ("cost savings"); a target of
    0 → LOWER; else HIGHER.
    """
    if low is not None and high is not None:
        return Direction.BAND
    if target is None and (low is not None or high is not None):
        return Direction.HIGHER if high is None else Direction.LOWER
    if comparator in SIDES:
        return SIDES[comparator]
    if time_limit:
        return Direction.LOWER
    if target is not None and baseline is not None and not same(target, baseline):
        return Direction.HIGHER if target > baseline else Direction.LOWER
    unwanted = names_unwanted(text, pack) or (target is not None and same(target, 0.0))
    return Direction.LOWER if unwanted else Direction.HIGHER


def names_unwanted(text: str, pack: Pack) -> bool:
    """Return whether a text names something one wants less of."""
    return _names(text, pack, "lower") and not _names(text, pack, "higher")


def accumulation(text: str, pack: Pack, *, unit: str | None, period: Period | None) -> Accumulation:
    """Return the accumulation of a KPI whose column is empty.

    A once-KPI → LAST, also one in percent, so that with a baseline it is a trajectory. Else a percentage, ratio,
    score, average or duration → AVERAGE (by the unit, or by the words of `words/averaged.txt`); a count or amount
    with a recurring period → SUM; all others → LAST.
    """
    if period is Period.ONCE:
        return Accumulation.LAST
    if _is_averaged(unit or "", pack) or _names(text, pack, "averaged"):
        return Accumulation.AVERAGE
    return Accumulation.LAST if period is None else Accumulation.SUM


def is_percent(unit: str, pack: Pack) -> bool:
    """Return whether a unit, as it stands in a cell, is percent."""
    return unit.strip().casefold() in pack.table("status")["units"]["percent"]


def _is_averaged(unit: str, pack: Pack) -> bool:
    written = unit.strip().casefold()
    durations = pack.table("status")["units"]["durations"]
    if written in DURATIONS or written in durations or is_percent(unit, pack):
        return True
    return _names(unit, pack, "averaged")


def _names(text: str, pack: Pack, name: str) -> bool:
    """Tell whether an entry of a word list stands at the beginning or the end of a word, so that compounds count."""
    words, lower = _lower_words(pack, name), text.lower()
    return any(
        lower.startswith(words, word.start()) or lower.endswith(words, 0, word.end()) for word in WORD.finditer(lower)
    )


@lru_cache
def _lower_words(pack: Pack, name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in pack.words(name))
