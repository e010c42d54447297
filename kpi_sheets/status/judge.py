"""From a measure and a day to every status column."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kpi_sheets.model import Assurance, Freshness, Status
from kpi_sheets.status.assurance import assurance
from kpi_sheets.status.figures import Figures, figures
from kpi_sheets.status.forecast import forecast
from kpi_sheets.status.freshness import freshness
from kpi_sheets.status.measure import Defect, Measure, Settings
from kpi_sheets.status.needed import needed
from kpi_sheets.status.periods import remaining
from kpi_sheets.status.score import score
from kpi_sheets.status.shape import Shape
from kpi_sheets.status.trend import Trend, trend
from kpi_sheets.status.verdict import CODES, code, verdict

SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class Result:
    """The status columns of one KPI, with the as-of date that makes the check repeatable. None is a blank cell.

    `attainment`, `progress`, `pace` and `score` are ratios (1 = the target), `score` within 0…1; `expected`,
    `forecast` and `needed` are in the KPI's unit, `needed` per unit of its frequency. `elapsed` is f, 0…1.
    """

    measure: Measure
    as_of: dt.date
    shape: Shape
    elapsed: float
    status: Status
    code: int | None
    attainment: float | None = None
    progress: float | None = None
    expected: float | None = None
    pace: float | None = None
    trend: Trend | None = None
    forecast: float | None = None
    needed: float | None = None
    score: float | None = None
    freshness: Freshness | None = None
    assurance: Assurance | None = None
    defect: Defect | None = None

    @property
    def judged(self) -> bool:
        """True when there was data to give a verdict on, accepted deviations included."""
        return self.code is not None or self.status is Status.ACCEPTED


def judge(measure: Measure, as_of: dt.date, settings: Settings = SETTINGS) -> Result:
    """Judge one KPI on a day. Pure: the same input gives the same columns, whatever the clock says."""
    found = figures(measure, as_of, settings)
    status = verdict(found)
    if found.defect is not None:
        return Result(measure, as_of, found.shape, found.time, status, None, defect=found.defect)
    return _columns(found, status, settings)


def _columns(found: Figures, status: Status, settings: Settings) -> Result:
    measure, as_of = found.measure, found.as_of
    units = remaining(found.stretch, measure.measured_through, measure.measured_every, measure.year_start)
    return Result(
        measure=measure,
        as_of=as_of,
        shape=found.shape,
        elapsed=found.time,
        status=status,
        code=code(status),
        attainment=found.attainment,
        progress=found.progress,
        expected=found.expected,
        pace=found.pace,
        trend=trend(measure, as_of),
        forecast=forecast(measure, found.shape, found.time, found.share, settings.early),
        needed=needed(measure, found.shape, units),
        score=score(found.ratio, code(status), status in CODES or status is Status.ACCEPTED),
        freshness=freshness(measure, as_of, settings),
        assurance=assurance(measure, as_of),
    )
