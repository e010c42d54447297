"""How the KPIs of a workbook stand on a day: what the status table is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kpi_sheets.model import Kpi
from kpi_sheets.status.judge import Result
from kpi_sheets.status.team import Team, teams

WORST_FIRST = {-1: 0, 0: 1, None: 2, 1: 3}


@dataclass(frozen=True, slots=True)
class Standing:
    """One KPI with its status columns. `status`, `why` and `language` are for the reader, in the sheet's language."""

    kpi: Kpi
    result: Result
    status: str
    why: str
    language: str


@dataclass(frozen=True, slots=True)
class StandingBook:
    """All KPIs of one workbook, in sheet order. `error` is set, and all else empty, when it can't be read."""

    path: str
    as_of: dt.date
    standings: tuple[Standing, ...] = ()
    error: str = ""

    @property
    def worst_first(self) -> tuple[Standing, ...]:
        """The KPIs, red ones on top, then amber, grey and green; the lowest score first; else in sheet order."""
        return tuple(sorted(self.standings, key=_urgency))

    @property
    def teams(self) -> tuple[Team, ...]:
        """The teams in order of first appearance."""
        return teams(standing.result for standing in self.standings)

    @property
    def language(self) -> str:
        """The language of the first KPI; English for a workbook without any."""
        return next((standing.language for standing in self.standings), "en")


def _urgency(standing: Standing) -> tuple[int, float]:
    result = standing.result
    return WORST_FIRST[result.code], 2.0 if result.score is None else result.score
