"""Figures over time: the cells of period columns → a history, and what it implies."""

from __future__ import annotations

import datetime as dt

from kpi_sheets.model import Cell, Field, Measurement, Period, Quantity, Source
from kpi_sheets.register.columns import Series
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpi_sheets.register.lexicon import Lexicon
    from kpi_sheets.register.values import ValueReader

Figure = tuple[Series, Cell]  # a cell, and what its column and row say that it is


def figures_in(cells: Mapping[int, Cell], series: Sequence[Series]) -> list[Figure]:
    """Return the cells of a row that stand in period columns."""
    return [(entry, cells[entry.header.column]) for entry in series if entry.header.column in cells]


def history_of(
    figures: Sequence[Figure], values: ValueReader, lexicon: Lexicon, year: int | None
) -> tuple[Measurement, ...]:
    """Return a measurement per period; the target of a period goes with its figure.

    `year` completes the periods that name none.
    """
    found: dict[str, Measurement] = {}
    for (header, mark, key, _), cell in figures:
        value = values.read(lexicon.column("actual"), cell).value if key in ("actual", "target") else None
        if not isinstance(value, Quantity):
            continue
        end = mark.end(year)
        label = end.isoformat() if end else header.text
        known = found.get(label) or Measurement(end, None, None, header.text)
        if key == "target":
            found[label] = known._replace(target=value.value, target_cell=cell)
        else:
            found[label] = known._replace(value=value.value, cell=cell)
    return tuple(found.values())


def implied_by(
    history: Sequence[Measurement],
    figures: Sequence[Figure],
    fields: Mapping[str, Field],
    values: ValueReader,
    lexicon: Lexicon,
) -> dict[str, Field]:
    """Return the fields that the figures over time imply: the latest one is the actual."""
    if not history:
        return {}
    implied: dict[str, Field] = {}
    last = latest(history)
    unit = str(fields["unit"].value) if "unit" in fields else ""
    stated = {"actual": last.cell if last else None, "target": _current_target(history, last)}
    for key, cell in stated.items():
        if cell is not None and key not in fields:
            implied[key] = Field(values.read(lexicon.column(key), cell, unit).value, cell)
    actual = implied.get("actual") or fields.get("actual")
    if last is not None and last.period_end is not None and actual is not None and actual.cell == last.cell:
        implied["measured_through"] = Field(last.period_end, None, Source.INFERRED)
    return {**implied, **_periods(figures)}


def latest(history: Sequence[Measurement]) -> Measurement | None:
    """Return the last figure: by its date, and where the sheet names no year by its place."""
    measured = [entry for entry in history if entry.value is not None]
    if any(entry.period_end for entry in measured):
        return max(measured, key=lambda entry: entry.period_end or dt.date.min)
    return measured[-1] if measured else None


def _current_target(history: Sequence[Measurement], last: Measurement | None) -> Cell | None:
    """Return the cell of the target that the last figure is held against: its own period's, else the last one."""
    if last is not None and last.target_cell is not None:
        return last.target_cell
    return next((entry.target_cell for entry in reversed(history) if entry.target_cell is not None), None)


def _periods(figures: Sequence[Figure]) -> dict[str, Field]:
    """Return how often figures come, and for how long a target holds when each period has its own."""
    found: dict[str, Field] = {}
    step = figures[0][0].mark.period
    if step is not Period.YEAR:
        found["frequency"] = Field(step, None, Source.INFERRED)
    targeted = next((series.mark.period for series, _ in figures if series.key == "target"), None)
    if targeted is not None:
        found["period"] = Field(targeted, None, Source.INFERRED)
    return found
