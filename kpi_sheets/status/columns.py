"""A result → the values of its columns, as they stand in a sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from kpi_sheets.language import Pack
from kpi_sheets.status.explain import explain, label
from kpi_sheets.status.judge import Result
from kpi_sheets.typed import NamedTuple

PERCENT, PERCENT_FIGURE = "0%", "0.0%"
FIGURES = frozenset({"expected", "forecast", "needed"})  # in the KPI's own unit
ARROWS = {1: "↑", 0: "→", -1: "↓"}


class Entry(NamedTuple):
    """What a cell gets: None makes it blank; `number_format` is None where the cell's own format is right."""

    value: str | float | int | dt.date | None
    number_format: str | None = None


def entries(result: Result, pack: Pack, keys: Iterable[str]) -> Mapping[str, Entry]:
    """Return the entries of these status columns by key; words are in the pack's language.

    Ratios are fractions with a percent format. `expected`, `forecast` and `needed` are in the KPI's unit, so that for a
    KPI whose cells are formatted as percentages they are fractions too.
    """
    return {key: COLUMNS[key](result, pack) for key in keys}


def _ratio(name: str) -> Callable[[Result, Pack], Entry]:
    return lambda result, _pack: Entry(getattr(result, name), PERCENT)


def _figure(name: str) -> Callable[[Result, Pack], Entry]:
    def entry(result: Result, _pack: Pack) -> Entry:
        value = getattr(result, name)
        if value is not None and result.measure.percent_cells:
            return Entry(value / 100, PERCENT_FIGURE)
        return Entry(value)

    return entry


def _word(name: str) -> Callable[[Result, Pack], Entry]:
    def entry(result: Result, pack: Pack) -> Entry:
        value = getattr(result, name)
        return Entry(None if value is None else str(pack.table("status")[name][value]))

    return entry


def _basis(result: Result, pack: Pack) -> Entry:
    """The number's own movement, and what the trend stands on: "↓ provisional"; down may be better."""
    trend = result.trend
    return Entry(f"{ARROWS[trend.arrow]} {pack.table('status')['trend'][trend.basis]}" if trend else None)


COLUMNS: Mapping[str, Callable[[Result, Pack], Entry]] = {
    "status": lambda result, pack: Entry(label(result.status, pack)),
    "code": lambda result, _pack: Entry(result.code),
    "attainment": _ratio("attainment"),
    "progress": _ratio("progress"),
    "expected": _figure("expected"),
    "pace": _ratio("pace"),
    "trend": lambda result, _pack: Entry(result.trend.code if result.trend else None),
    "trend_basis": _basis,
    "forecast": _figure("forecast"),
    "needed": _figure("needed"),
    "score": _ratio("score"),
    "freshness": _word("freshness"),
    "assurance": _word("assurance"),
    "why": lambda result, pack: Entry(explain(result, pack)),
    "as_of": lambda result, _pack: Entry(result.as_of),
}
