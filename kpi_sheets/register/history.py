"""Measurements on a sheet of their own: each goes to the KPI whose id or name it carries."""

from __future__ import annotations

from kpi_sheets.model import Field, Kpi, Problem, Quantity, Source, Table
from kpi_sheets.register.words import fold
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Identity = tuple[str, ...]
Place = tuple[int, int]  # the number of a table, and of a KPI in it

KNOWN = 0.5  # share of its KPIs that a table must have in common with the others to be their measurements


def attach(tables: Sequence[Table], measured: Sequence[Table]) -> tuple[Table, ...]:
    """Give the KPIs of `tables` the history that `measured`, tables with a KPI per id, holds for them.

    A table of measurements whose ids are known goes up in the others; one with ids of its own stays.
    An id that no KPI has, and a period that comes twice, become problems of the first table.
    """
    if not measured:
        return tuple(tables)
    places = _places(tables)
    kept: list[Table] = []
    found: dict[Place, list[Kpi]] = {}
    problems: list[Problem] = []
    for table in measured:
        known = [place for kpi in table.kpis if (place := _find(kpi, places)) is not None]
        if not tables or len(known) < KNOWN * max(1, len(table.kpis)):
            kept.append(table)
            continue
        for kpi in table.kpis:
            place = _find(kpi, places)
            if place is None:
                problems.append(_unknown(kpi))
            else:
                found.setdefault(place, []).append(kpi)
            problems.extend(_twice(kpi))
    completed = [_completed(table, number, found) for number, table in enumerate(tables)]
    if problems and completed:
        completed[0] = completed[0]._replace(problems=(*completed[0].problems, *problems))
    return (*completed, *kept)


def _places(tables: Sequence[Table]) -> dict[Identity, Place]:
    """Return where each KPI stands, by what may identify it; what several KPIs have in common identifies
    none."""
    places: dict[Identity, Place] = {}
    shared: set[Identity] = set()
    for number, table in enumerate(tables):
        for place, kpi in enumerate(table.kpis):
            for identity in _identities(kpi):
                if identity in places:
                    shared.add(identity)
                places[identity] = (number, place)
    return {identity: place for identity, place in places.items() if identity not in shared}


def _identities(kpi: Kpi) -> list[Identity]:
    """Return what may identify a KPI, the surest first. A measurement may carry the id in the column of the
    name."""
    code, name, segment = (fold(kpi.text(key)) for key in ("id", "name", "segment"))
    candidates = [("id", code), ("name in segment", name, segment), ("name", name), ("id", name)]
    return [identity for identity in candidates if all(identity)]


def _find(kpi: Kpi, places: Mapping[Identity, Place]) -> Place | None:
    return next((places[identity] for identity in _identities(kpi) if identity in places), None)


def _completed(table: Table, number: int, found: Mapping[Place, list[Kpi]]) -> Table:
    kpis = [
        _with_history(kpi, found[number, place]) if (number, place) in found else kpi
        for place, kpi in enumerate(table.kpis)
    ]
    return table._replace(kpis=tuple(kpis))


def _with_history(kpi: Kpi, measured: Iterable[Kpi]) -> Kpi:
    history = tuple(entry for other in measured for entry in other.history)
    fields = dict(kpi.fields)
    for other in measured:
        for key in ("actual", "measured_through"):
            if key in other.fields and "actual" not in kpi.fields:
                fields.setdefault(key, _in_unit(other.fields[key], kpi))
    return kpi._replace(fields=fields, history=(*kpi.history, *history))


def _in_unit(field: Field, kpi: Kpi) -> Field:
    """Return a measurement as the KPI's own field, in the unit of its target when it names none."""
    target = kpi.value("target")
    value = field.value
    if isinstance(value, Quantity) and value.unit is None and isinstance(target, Quantity):
        value = value._replace(unit=target.unit)
    return Field(value, field.cell, Source.INFERRED)


def _unknown(kpi: Kpi) -> Problem:
    key = "id" if "id" in kpi.fields else "name"
    return Problem("unknown_kpi", kpi.sheet, kpi.cell(key), key, kpi.text(key), kpi.row)


def _twice(kpi: Kpi) -> list[Problem]:
    seen: set[object] = set()
    problems = []
    for entry in kpi.history:
        when = entry.period_end or entry.label
        if when in seen and entry.cell is not None:
            problems.append(
                Problem(
                    "duplicate_measurement",
                    kpi.sheet,
                    entry.cell.address,
                    "actual",
                    str(when),
                    entry.cell.row,
                )
            )
        seen.add(when)
    return problems
