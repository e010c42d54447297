"""What a chart shows of a KPI, in the KPI's own numbers: its figures in order of time, and where they should go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kpi_sheets.model import Accumulation, Direction, Measurement, Period
from kpi_sheets.report.page.wording import SHORT, Wording, text
from kpi_sheets.status import Measure, Settings
from kpi_sheets.status.periods import Stretch, stretch_of
from kpi_sheets.status.shape import Shape
from kpi_sheets.status.standing import Standing
from kpi_sheets.status.trend import reach
from kpi_sheets.status.zone import zones
from kpi_sheets.typed import NamedTuple

Point = tuple[float, float]  # a moment in days (or the number of a figure), and a value
Path = tuple[Point, ...]


class Figure(NamedTuple):
    """One figure: `at` is its moment in days, or its number where the sheet names no dates; None is a gap.

    `drawn` is what the chart shows: the figure itself, or what its period adds up to by then; `run` tells the periods
    apart in that case.
    """

    at: float
    when: str
    value: float | None
    drawn: float | None
    target: float | None = None
    run: int = 0


class Series(NamedTuple):
    """All that a chart draws. `targets` are lines, `zones` what lies between two of them, `limits` lowest and highest.

    `first` and `last` are the ends of the axis of time, `goals` the values that the targets end on.
    """

    figures: tuple[Figure, ...]
    first: float
    last: float
    goals: tuple[float, ...]
    targets: tuple[Path, ...]
    zones: tuple[tuple[Path, Path], ...]
    limits: tuple[float, float] | None
    forecast: Point | None

    @property
    def known(self) -> tuple[tuple[Figure, float], ...]:
        """The figures that are drawn, with their value."""
        return tuple((figure, figure.drawn) for figure in self.figures if figure.drawn is not None)


def series(standing: Standing, settings: Settings, wording: Wording) -> Series:
    """Return what there is to draw of a KPI."""
    result, measure = standing.result, standing.result.measure
    found, period = _figures(standing, wording), _period(standing)
    way = period if result.shape is Shape.TRAJECTORY and measure.baseline is not None else None
    running = period if result.shape is not Shape.LEVEL and result.elapsed < 1.0 else None
    ends = [figure.at for figure in found]
    ends += [running.last.toordinal()] if running else []
    ends += [way.first.toordinal()] if way else []
    first, last = min(ends, default=0.0), max(ends, default=0.0)

    def line(value: float) -> Path:
        """A value over the whole time; on a trajectory the way there from the baseline."""
        if way is None or measure.baseline is None:
            return (first, value), (last, value)
        return (way.first.toordinal(), measure.baseline), (way.last.toordinal(), value)

    goals, forecast = _goals(measure), result.forecast
    return Series(
        figures=found,
        first=first,
        last=last,
        goals=goals,
        targets=_own_targets(found) or tuple(map(line, goals)),
        zones=() if result.defect else tuple((line(zone.green), line(zone.red)) for zone in zones(measure, settings)),
        limits=None if _adds_up(measure) else reach(measure, result.as_of),
        forecast=(running.last.toordinal(), forecast) if running and forecast is not None else None,
    )


def _period(standing: Standing) -> Stretch | None:
    """Return the period that the verdict is about; None beside figures without a date."""
    measure = standing.result.measure
    if not _dated(standing):
        return None
    return stretch_of(measure.period, measure.measured_through, measure.start, measure.deadline, measure.year_start)


def _figures(standing: Standing, wording: Wording) -> tuple[Figure, ...]:
    """Return the history, oldest first, with the current figure at its end when that is newer than all of it."""
    entries, measure = standing.kpi.history, standing.result.measure
    if not _dated(standing):
        return tuple(_undated(number, entry) for number, entry in enumerate(entries))
    known = sorted((entry.period_end, number, entry) for number, entry in enumerate(entries) if entry.period_end)
    days = [(day, entry.value, entry.target) for day, _, entry in known]
    newest = measure.measured_through
    if measure.actual is not None and newest and (not days or newest > days[-1][0]):
        days.append((newest, measure.actual, None))
    every = measure.measured_every
    if every is Period.QUARTER and measure.year_start != 1:
        every = Period.MONTH  # people number such quarters in more than one way
    figures = (Figure(day.toordinal(), wording.moment(day, every), value, value, target) for day, value, target in days)
    return tuple(_added_up(figures, measure) if _adds_up(measure) else figures)


def _adds_up(measure: Measure) -> bool:
    """Tell whether the actual is a sum of figures; its target is one for that sum."""
    return measure.together > 0 and measure.accumulation is Accumulation.SUM


def _added_up(figures: Iterable[Figure], measure: Measure) -> Iterator[Figure]:
    """Yield the figures with the total of their period up to then."""
    run, total = 0, 0.0
    for figure in figures:
        day = dt.date.fromordinal(int(figure.at))
        whole = stretch_of(measure.period, day, measure.start, measure.deadline, measure.year_start)
        begin = whole.first.toordinal() if whole else 0
        total = (figure.value or 0.0) + (total if begin == run else 0.0)
        run = begin
        yield figure._replace(drawn=None if figure.value is None else total, run=run)


def _dated(standing: Standing) -> bool:
    return all(entry.period_end for entry in standing.kpi.history)


def _undated(number: int, entry: Measurement) -> Figure:
    return Figure(number, text(entry.label, SHORT), entry.value, entry.value, entry.target)


def _goals(measure: Measure) -> tuple[float, ...]:
    bounds = (measure.low, measure.high) if measure.direction is Direction.BAND else (measure.target,)
    return tuple(bound for bound in bounds if bound is not None)


def _own_targets(found: tuple[Figure, ...]) -> tuple[Path, ...]:
    """Return the line through the periods' own targets, where they have such and it is not level."""
    own = tuple((figure.at, figure.target) for figure in found if figure.target is not None)
    return (own,) if any(one != other for (_, one), (_, other) in pairwise(own)) else ()
