"""From a row of a register to a measure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from kpi_sheets import language
from kpi_sheets.model import (
    Accumulation,
    Comparator,
    Direction,
    ErrorValue,
    Field,
    FieldValue,
    Kpi,
    Period,
    Quantity,
    Source,
)
from kpi_sheets.statement.slots import Amount, Statement
from kpi_sheets.status import infer
from kpi_sheets.status.actual import taken_together, within
from kpi_sheets.status.measure import Defect, Measure, Point, Reason
from kpi_sheets.status.periods import Stretch, stretch_of

BOUNDS = ("target", "low", "high")
DATES = ("start", "deadline", "measured_through", "accepted_until")
# What a verdict stands on: an error in one of these cells makes the KPI invalid, the first of them gives the reason.
JUDGED = (
    *BOUNDS,
    "actual",
    "baseline",
    "amber_limit",
    "green_from",
    "amber_from",
    "weight",
    "profile",
    *DATES,
)
Kind = TypeVar("Kind")


def from_kpi(
    kpi: Kpi, statement: Statement | None = None, history: Iterable[Point] = (), year_start: int = 1
) -> Measure:
    """Return the measure of a KPI.

    `statement` is what its line of text says: it fills a blank target, baseline, period, start and deadline, and
    helps to infer the direction. `history` holds its measurements in the KPI's unit;
    the year begins in the month `year_start`. A formula without a cached
    value, an error cell, or a cell that can't be read as its column's type becomes the measure's `defect`. An actual
    that is the last of the history becomes the sum or the average of the figures of its period.

    Raises LanguageError when the KPI's language has no pack.
    """
    full = _completed(kpi, statement)
    low, high = _bounds(full)
    unit = _unit(full)
    measure = Measure(
        target=_number(full, "target"),
        actual=_number(full, "actual"),
        baseline=_number(full, "baseline"),
        low=low,
        high=high,
        direction=_typed(full, "direction", Direction) or Direction.HIGHER,
        accumulation=_typed(full, "accumulation", Accumulation) or Accumulation.LAST,
        period=_typed(full, "period", Period),
        frequency=_typed(full, "frequency", Period),
        start=_date(full, "start"),
        deadline=_date(full, "deadline"),
        measured_through=_date(full, "measured_through"),
        green=_ratio(full, "green_from"),
        amber=_ratio(full, "amber_from"),
        amber_limit=_number(full, "amber_limit"),
        weight=_weight(full),
        profile=_typed(full, "profile", tuple),
        accepted_until=_date(full, "accepted_until"),
        history=tuple(history),
        unit=unit,
        name=full.name,
        team=full.text("team"),
        inferred=tuple(key for key, entry in sorted(full.fields.items()) if entry.source is Source.INFERRED),
        defect=_defect(full),
        percent_cells=_percent_cells(full),
        year_start=year_start,
    )
    return _whole(measure) if _is_last_of_history(full) else measure


def _is_last_of_history(kpi: Kpi) -> bool:
    entry = kpi.fields.get("actual")
    return entry is not None and entry.cell is not None and any(entry.cell == past.cell for past in kpi.history)


def _whole(measure: Measure) -> Measure:
    """Take the figures of the period together: a year's target is not held against the figure of one month."""
    day = measure.measured_through
    whole = stretch_of(measure.period, day, measure.start, measure.deadline, measure.year_start)
    values = within(measure.history, Stretch(whole.first, min(day, whole.last))) if whole and day else ()
    actual = taken_together(values, measure.accumulation)
    return measure if actual is None else replace(measure, actual=actual, together=len(values))


def _completed(kpi: Kpi, statement: Statement | None) -> Kpi:
    """Return the KPI with its blank fields filled, as inferred ones, from the statement and from each other."""
    full = _filled(kpi, dict(_said(kpi, statement))) if statement else kpi
    if "period" not in full.fields and "deadline" in full.fields:
        full = _filled(full, {"period": Period.ONCE})
    text = f"{full.text('name')} {full.text('statement')}"
    return _filled(
        full,
        {
            "direction": _direction(full, statement, text),
            "accumulation": infer.accumulation(
                text, language.load(full.language), unit=_unit(full), period=_typed(full, "period", Period)
            ),
        },
    )


def _filled(kpi: Kpi, values: dict[str, FieldValue]) -> Kpi:
    inferred = {key: Field(value, None, Source.INFERRED) for key, value in values.items()}
    return kpi._replace(fields={**inferred, **kpi.fields})


def _said(kpi: Kpi, statement: Statement) -> Iterator[tuple[str, FieldValue]]:
    """Yield what a statement says of the fields that a verdict needs; a relative target ("+20 %") is no target."""
    if statement.target and not statement.relative_target and not any(key in kpi.fields for key in BOUNDS):
        yield "target", statement.target.quantity
    if statement.baseline_amount:
        yield "baseline", statement.baseline_amount.quantity
    if statement.cadence and statement.cadence.period:
        yield "period", statement.cadence.period
    for key, moment in (("start", statement.start), ("deadline", statement.deadline)):
        if moment and moment.date:
            yield key, moment.date


def _direction(kpi: Kpi, statement: Statement | None, text: str) -> Direction:
    target = kpi.value("target")
    comparator = target.comparator if isinstance(target, Quantity) else None
    low, high = _bounds(kpi)
    return infer.direction(
        text,
        language.load(kpi.language),
        target=_number(kpi, "target"),
        baseline=_number(kpi, "baseline"),
        low=low,
        high=high,
        comparator=comparator or _stated_comparator(statement),
        time_limit=bool(statement and statement.duration and not statement.amounts),
    )


def _stated_comparator(statement: Statement | None) -> Comparator | None:
    amount: Amount | None = statement.target if statement else None
    stated = amount.quantity.comparator if amount else None
    return stated or (statement.comparator if statement else None)


def _bounds(kpi: Kpi) -> tuple[float | None, float | None]:
    """Return the band: its own columns, or a target written as a range ("40–60")."""
    target = kpi.value("target")
    if isinstance(target, Quantity) and target.high is not None:
        return target.value, target.high
    return _number(kpi, "low"), _number(kpi, "high")


def _typed(kpi: Kpi, key: str, kind: type[Kind]) -> Kind | None:
    value = kpi.value(key)
    return value if isinstance(value, kind) else None


def _date(kpi: Kpi, key: str) -> dt.date | None:
    value = _typed(kpi, key, dt.date)
    return value.date() if isinstance(value, dt.datetime) else value


def _number(kpi: Kpi, key: str) -> float | None:
    value = kpi.value(key)
    if isinstance(value, Quantity):
        return value.value
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _ratio(kpi: Kpi, key: str) -> float | None:
    """Return a threshold as a ratio; one that was written as a percentage counts in percent points."""
    value, number = kpi.value(key), _number(kpi, key)
    percent = isinstance(value, Quantity) and value.unit == "%"
    return number / 100 if number is not None and percent else number


def _weight(kpi: Kpi) -> float:
    weight = _number(kpi, "weight")
    return 1.0 if weight is None else weight


def _unit(kpi: Kpi) -> str | None:
    """Return the unit of the target, else of the actual, else what the unit column says; percent is "%"."""
    for key in (*BOUNDS, "actual"):
        value = kpi.value(key)
        if isinstance(value, Quantity) and value.unit:
            return value.unit
    written = kpi.text("unit")
    return "%" if infer.is_percent(written, language.load(kpi.language)) else written or None


def _defect(kpi: Kpi) -> Defect | None:
    for key in JUDGED:
        entry = kpi.fields.get(key)
        reason = _unusable(entry) if entry else None
        if reason:
            return Defect(reason, key, kpi.cell(key))
    return Defect(Reason.UNITS_DIFFER, "actual", kpi.cell("actual")) if _units_differ(kpi) else None


def _unusable(entry: Field) -> Reason | None:
    if entry.cell is None:
        return None
    if isinstance(entry.cell.value, ErrorValue):
        return Reason.FORMULA_ERROR
    if entry.cell.not_calculated:
        return Reason.NOT_CALCULATED
    return Reason.UNREADABLE if entry.value is None else None


def _units_differ(kpi: Kpi) -> bool:
    """Return whether target and actual are in different units of time: 90 minutes are not held against 2 hours."""
    target, actual = kpi.value("target"), kpi.value("actual")
    if not isinstance(target, Quantity) or not isinstance(actual, Quantity):
        return False
    return target.unit != actual.unit and {target.unit, actual.unit} <= infer.DURATIONS


def _percent_cells(kpi: Kpi) -> bool:
    """Return whether every number of the KPI stands in a cell whose own format says percent."""
    cells = [kpi.fields[key].cell for key in (*BOUNDS, "actual") if key in kpi.fields]
    return bool(cells) and all(cell is not None and "%" in cell.number_format for cell in cells)
