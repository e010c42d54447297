"""What a new workbook is made from: what was asked for, and how its KPIs stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from kpi_sheets.model import Finding
from kpi_sheets.starter.canvas import Value
from kpi_sheets.starter.catalogue import PRACTISING, Line, practice, samples
from kpi_sheets.starter.layout import FIRST_ROW, HEAD_ROW, Ranges
from kpi_sheets.starter.texts import Texts, texts
from kpi_sheets.typed import NamedTuple

LONGEST_NAME = 80
LATEST = ("measured_through", "actual")  # what the register takes from the last of the measurements
Rows = Literal["samples", "practice", "none"]
Judged = Mapping[int, Mapping[str, Value]]  # sheet row → status columns by key


class Order(NamedTuple):
    """What is asked for: a language, teams by key ("hr"), the as-of date, and what the rows hold.

    `rows` is "samples", "practice" (wrong on purpose) or "none". `organisation` is the name in the title.
    """

    language: str
    teams: tuple[str, ...]
    as_of: dt.date
    organisation: str = ""
    rows: Rows = "samples"


@dataclass(frozen=True, slots=True)
class Item:
    """One KPI of the register: its sheet row, its input cells, its figures, and its status columns."""

    row: int
    cells: Mapping[str, Value]
    history: tuple[tuple[dt.date, float], ...]
    judged: Mapping[str, Value]

    def __getitem__(self, key: str) -> Value:
        """Return the value of a cell, None when it is blank."""
        if key in LATEST:
            return self.history[-1][LATEST.index(key)] if self.history else None
        return self.cells.get(key, self.judged.get(key))

    @property
    def number(self) -> int:
        """Its place in the register, from 1."""
        return self.row - HEAD_ROW

    @property
    def code(self) -> int | None:
        """The status code: 1, 0, -1, or None for the grey ones."""
        code = self["code"]
        return code if isinstance(code, int) else None


@dataclass(frozen=True)
class Plan:
    """An order with its texts and rows, and what the engine says of them: status columns by row, and findings."""

    order: Order
    judged: Judged = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @cached_property
    def texts(self) -> Texts:
        """The texts of the workbook's language."""
        return texts(self.order.language)

    @cached_property
    def ranges(self) -> Ranges:
        """The ranges that formulas look at."""
        return Ranges.of(self.texts)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The KPIs, in the order of the register."""
        return tuple(
            Item(row, line.cells, line.history, self.judged.get(row, {}))
            for row, line in enumerate(self._lines(), start=FIRST_ROW)
        )

    @property
    def teams(self) -> tuple[str, ...]:
        """The names of the teams, in the order asked for."""
        keys = (PRACTISING,) if self.order.rows == "practice" else self.order.teams
        return tuple(self.texts["teams"][team] for team in keys)

    @property
    def organisation(self) -> str:
        """The organisation's name, or a word for it; of a long one the beginning."""
        name = "".join(filter(str.isprintable, self.order.organisation))[:LONGEST_NAME]
        return name or str(self.texts["organisation"])

    def _lines(self) -> tuple[Line, ...]:
        if self.order.rows == "samples":
            return samples(self.order.teams, self.texts, self.order.as_of)
        return practice(self.texts, self.order.as_of) if self.order.rows == "practice" else ()
