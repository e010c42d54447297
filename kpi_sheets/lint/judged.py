"""How a KPI stands, as rules are told that ask for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kpi_sheets.model import Accumulation, CellValue, Direction
from kpi_sheets.typed import NamedTuple


class Judged(NamedTuple):
    """What the status columns of a KPI hold on a day, and what they stand on.

    `columns` holds the value of each status column by its key, words in the KPI's language. `direction` and
    `accumulation` are those it is judged by; `due` is the last day, grace included, for its next figure; `reach` the
    natural limits of its history, lowest and highest, from twelve figures on. All numbers are in the KPI's unit.
    """

    columns: Mapping[str, CellValue]
    direction: Direction
    accumulation: Accumulation
    due: dt.date | None = None
    reach: tuple[float, float] | None = None
