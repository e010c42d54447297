"""What a KPI's row says in all: its sentence and its other columns together.

The evidence may stand anywhere in the row: "Omzet" with a target of 10.000, unit € and period maand is complete.
"""

from __future__ import annotations

import datetime as dt

from kpi_sheets.language import Pack
from kpi_sheets.model import Cell, Direction, Kpi, Quantity
from kpi_sheets.statement import parse, states_target
from kpi_sheets.statement.quantity import render_quantity
from kpi_sheets.statement.slots import Statement
from kpi_sheets.typed import NamedTuple

TIMES = frozenset({"period", "deadline", "frequency"})  # the columns that say over which period or by when


class Evidence(NamedTuple):
    """The sentence of a KPI as it was understood, and what its columns add.

    `statement` is the parse of `text`: the statement column, or the name followed by its target and unit where there
    is no such column ("Klanttevredenheid: 8,0"). `key` is the field that the text comes from.
    """

    statement: Statement
    key: str
    target: Quantity | None
    low: float | None
    high: float | None
    has_time_column: bool

    @property
    def has_target(self) -> bool:
        """True when the sentence, the target column or a band says how much is wanted."""
        band = self.low is not None or self.high is not None
        return band or self.target is not None or self.statement.has_target

    @property
    def has_time(self) -> bool:
        """True when the sentence or a column says over which period or by when."""
        return self.has_time_column or self.statement.has_time


def gather(kpi: Kpi, pack: Pack, as_of: dt.date, fiscal_year_start: int = 1) -> Evidence:
    """Return what the row of this KPI says, its sentence parsed in the pack's language."""
    target = as_quantity(kpi, "target")
    key = "statement" if kpi.text("statement") else "name"
    text = kpi.text(key)
    written = written_target(kpi, pack) if key == "name" else ""
    if written and not states_target(text, pack, as_of, fiscal_year_start):
        text = f"{text}: {written}"  # a level makes a metric of a quality: "tevredenheid: 8,0"
    return Evidence(
        statement=parse(text, pack, as_of, fiscal_year_start),
        key=key,
        target=target,
        low=number(kpi, "low"),
        high=number(kpi, "high"),
        has_time_column=not TIMES.isdisjoint(kpi.fields),
    )


def written_target(kpi: Kpi, pack: Pack) -> str:
    """Return the target with its unit as it is written in the language, "" when the row has no readable target."""
    target = as_quantity(kpi, "target")
    if target is None:
        return ""
    cell = kpi.fields["target"].cell
    if cell and isinstance(cell.value, str):
        return cell.value
    unit = target.unit or kpi.text("unit") or None
    return render_quantity(target._replace(unit=unit), pack)


def as_quantity(kpi: Kpi, key: str) -> Quantity | None:
    """Return a field's value as a quantity; a bare number is in the unit of the row."""
    entry = kpi.fields.get(key)
    if entry is None:
        return None
    value = entry.value
    if isinstance(value, Quantity):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Quantity(float(value), kpi.text("unit") or None)
    return None


def number(kpi: Kpi, key: str) -> float | None:
    """Return a field's value as a number, or None."""
    quantity = as_quantity(kpi, key)
    return quantity.value if quantity else None


def direction(kpi: Kpi) -> Direction | None:
    """Return the direction that a person filled in, or None when it is blank or inferred."""
    entry = kpi.fields.get("direction")
    return entry.value if entry and entry.source != "inferred" and isinstance(entry.value, Direction) else None


def is_under_way(kpi: Kpi) -> bool:
    """Return whether a KPI counts now: its state is blank or active, not draft, paused or closed."""
    return kpi.text("state") in ("", "active")


def cell_of(kpi: Kpi, key: str) -> Cell | None:
    """Return the cell in which a field of this KPI stands, or None."""
    entry = kpi.fields.get(key)
    return entry.cell if entry else None
