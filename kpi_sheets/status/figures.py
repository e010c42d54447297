"""Every number a verdict stands on, computed once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from kpi_sheets.model import Direction
from kpi_sheets.status.attainment import attainment, band_attainment
from kpi_sheets.status.compare import meets, sign
from kpi_sheets.status.definition import defect
from kpi_sheets.status.expected import expected
from kpi_sheets.status.freshness import lapsed
from kpi_sheets.status.measure import Defect, Measure, Settings, Thresholds
from kpi_sheets.status.pace import pace
from kpi_sheets.status.periods import Stretch, elapsed, stretch_of
from kpi_sheets.status.progress import progress
from kpi_sheets.status.seasonal import share
from kpi_sheets.status.shape import Shape, shape_of


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of one KPI on one day. Ratios count 1 as the target; None is blank.

    `time` is f, the part of the period that has passed on the measured day; `share` is P(f), the part of the target
    due by then; `ratio` is the score before the verdict: pace while the period runs, attainment or progress after.
    """

    measure: Measure
    as_of: dt.date
    early: float
    thresholds: Thresholds
    shape: Shape
    defect: Defect | None = None
    lapsed: bool = False
    stretch: Stretch | None = None
    time: float = 1.0
    share: float = 1.0
    attainment: float | None = None
    progress: float | None = None
    expected: float | None = None
    pace: float | None = None
    ratio: float | None = None


def figures(measure: Measure, as_of: dt.date, settings: Settings) -> Figures:
    """Compute the figures of a KPI; nothing is computed from a broken definition."""
    shape = shape_of(measure)
    given = Figures(measure, as_of, settings.early, thresholds(measure, settings), shape, defect(measure, as_of))
    if given.defect is not None:
        return given
    day = measure.measured_through
    stretch = stretch_of(measure.period, day, measure.start, measure.deadline, measure.year_start)
    time, part = elapsed(stretch, day), share(measure.profile, stretch, day)
    expectation = expected(measure, shape, part)
    reached = _attainment(measure)
    way = progress(measure.actual, measure.baseline, measure.target)
    tempo = pace(measure, shape, time, part, expectation)
    runs = shape is not Shape.LEVEL and time < 1.0
    return replace(
        given,
        lapsed=lapsed(measure, as_of, settings),
        stretch=stretch,
        time=time,
        share=part,
        attainment=reached,
        progress=way,
        expected=expectation,
        pace=tempo,
        ratio=_running(measure, tempo, expectation) if runs else _final(measure, shape, reached, way),
    )


def thresholds(measure: Measure, settings: Settings) -> Thresholds:
    """Return the ratios from which the KPI is green and amber: its own, else those of the run."""
    green, amber = measure.green, measure.amber
    preset = settings.thresholds
    return Thresholds(preset.green if green is None else green, preset.amber if amber is None else amber)


def _attainment(measure: Measure) -> float | None:
    if measure.direction is Direction.BAND:
        return band_attainment(measure.actual, measure.low, measure.high)
    return attainment(measure.actual, measure.target, measure.direction)


def _running(measure: Measure, tempo: float | None, expectation: float | None) -> float | None:
    """Pace; where nothing was expected yet, an actual that is no worse than that is on its way."""
    if tempo is not None or expectation is None or measure.actual is None:
        return tempo
    return 1.0 if meets(measure.actual, expectation, measure.direction) else None


def _final(measure: Measure, shape: Shape, reached: float | None, way: float | None) -> float | None:
    """Attainment; progress for a trajectory, and for a missed target of 0 that lies beyond its baseline."""
    if shape is Shape.TRAJECTORY:
        return way
    if reached is not None or measure.target is None or measure.baseline is None:
        return reached
    return way if sign(measure.direction) * (measure.target - measure.baseline) > 0 else None
