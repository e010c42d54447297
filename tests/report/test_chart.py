"""The shapes of a chart: inside their frame whatever the figures, and what each kind of KPI is drawn as."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_sheets.model import Accumulation, Direction, Kpi, Measurement, Period
from kpi_sheets.report.page import chart as chart_module
from kpi_sheets.report.page import track as track_module
from kpi_sheets.report.page.chart import Chart, chart
from kpi_sheets.report.page.series import Series, series
from kpi_sheets.report.page.track import Track, track
from kpi_sheets.report.page.wording import Wording
from kpi_sheets.status import Measure, Point, Settings, judge
from kpi_sheets.status.standing import Standing
from tests.status.measures import AS_OF, anything

ENGLISH = Wording("en", AS_OF)
ENDS = [dt.date(2026, month, 28) for month in range(1, 11)]
EXTREME = st.floats(allow_nan=False, allow_infinity=False)


def standing(measure: Measure, history: tuple[Measurement, ...] | None = None) -> Standing:
    points = tuple(Measurement(point.end, point.value) for point in measure.history)
    kpi = Kpi({}, history=points if history is None else history)
    return Standing(kpi, judge(measure, AS_OF), "", "", "en")


def data(measure: Measure, history: tuple[Measurement, ...] | None = None) -> Series:
    return series(standing(measure, history), Settings(), ENGLISH)


def drawn(measure: Measure, history: tuple[Measurement, ...] | None = None) -> Chart:
    found = chart(data(measure, history), measure.unit, ENGLISH)
    assert found is not None
    return found


def with_history(*values: float | None, **fields: object) -> tuple[Measure, tuple[Measurement, ...]]:
    """A KPI with a figure at the end of each month; None is a gap."""
    history = tuple(Measurement(end, value) for end, value in zip(ENDS, values, strict=False))
    points = tuple(Point(end, value) for end, value in zip(ENDS, values, strict=False) if value is not None)
    last = points[-1]
    measure = Measure(actual=last.value, measured_through=last.end, period=Period.MONTH, history=points)
    return replace(measure, **fields), history  # type: ignore[arg-type]


def _places(found: Chart) -> Iterator[tuple[float, float]]:
    for line in (*found.lines, *found.targets, *found.zones, found.forecast):
        yield from (tuple(map(float, pair.split(","))) for pair in line.split())  # type: ignore[misc]
    yield from (*found.dots, found.last)
    yield from ((tick.x, tick.y) for tick in found.ticks)


@settings(deadline=None)  # the first example of a run also loads the language
@given(anything(), st.lists(EXTREME, max_size=3))
def test_everything_stays_inside_the_frame(measure: Measure, more: list[float]) -> None:
    history = (*measure.history, *(Point(AS_OF, value) for value in more))
    shown = data(replace(measure, history=history))
    found = chart(shown, measure.unit, ENGLISH)
    if found:
        assert all(0 <= x <= chart_module.WIDTH and 0 <= y <= chart_module.HEIGHT for x, y in _places(found))
        labels = [label.y for label in found.labels]
        assert all(later - earlier >= chart_module.LINE - 0.11 for earlier, later in pairwise(labels))
        assert all(0 < y < chart_module.HEIGHT for y in labels)
        assert all(found.edge + len(label.text) * 5 < chart_module.WIDTH for label in found.labels)


@settings(deadline=None)
@given(anything())
def test_a_single_figure_stays_on_its_line(measure: Measure) -> None:
    found = track(data(replace(measure, history=())), judge(measure, AS_OF), ENGLISH)
    if found:
        places = [found.actual.x, *found.targets, *(tick.x for tick in found.texts)]
        assert all(found.start <= x <= found.end for x in places)
        assert all(found.start <= x and x + width <= track_module.WIDTH for x, width in found.zones)


def test_a_gap_breaks_the_line() -> None:
    found = drawn(*with_history(1, 2, None, 4, 5, target=6.0))
    assert [len(line.split()) for line in found.lines] == [2, 2]
    assert len(found.dots) == 3


def test_a_trajectory_has_a_target_that_slopes_and_a_forecast_at_its_deadline() -> None:
    measure, history = with_history(
        5.7, 5.6, 5.5, target=4.5, baseline=5.8, direction=Direction.LOWER, period=Period.ONCE,
        accumulation=Accumulation.LAST, start=dt.date(2026, 1, 1), deadline=dt.date(2026, 12, 31),
    )  # fmt: skip
    found = drawn(measure, history)
    (_, first), (_, last) = (pair.split(",") for pair in found.targets[0].split())
    assert float(first) < float(last)
    assert [label.kind for label in found.labels] == ["forecast", "target"]
    assert found.forecast_dot is not None
    assert found.forecast_dot[0] == found.edge


def test_a_band_has_two_targets_and_an_amber_zone_around_each() -> None:
    found = drawn(*with_history(78, 88, 81, low=75.0, high=85.0, direction=Direction.BAND))
    assert (len(found.targets), len(found.zones)) == (2, 2)


def test_targets_of_their_own_make_the_line_through_them() -> None:
    measure, history = with_history(1, 2, 3, target=6.0)
    own = tuple(entry._replace(target=target) for entry, target in zip(history, (4.0, 5.0, 6.0), strict=True))
    heights = [float(pair.split(",")[1]) for pair in drawn(measure, own).targets[0].split()]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == 3


def test_a_newer_figure_than_the_history_is_its_last_and_one_without_a_date_is_not() -> None:
    measure, history = with_history(1, 2, target=6.0)
    newer = replace(measure, actual=3.0, measured_through=ENDS[5])
    assert [figure.value for figure in data(newer, history).figures] == [1, 2, 3]
    undated = replace(measure, actual=3.0, measured_through=None)
    assert [figure.value for figure in data(undated, history).figures] == [1, 2]


def test_figures_that_add_up_are_drawn_as_the_total_of_their_period_and_a_period_is_a_line() -> None:
    ends = [dt.date(2025, 11, 30), dt.date(2025, 12, 31), *ENDS[:3]]
    points = tuple(Point(end, value) for end, value in zip(ends, (5.0, 6.0, 1.0, 2.0, 3.0), strict=True))
    measure = Measure(
        target=20, actual=6, measured_through=ends[-1], period=Period.YEAR, accumulation=Accumulation.SUM,
        history=points, together=3,
    )  # fmt: skip
    found = data(measure)
    assert [figure.drawn for figure in found.figures] == [5, 11, 1, 3, 6]
    assert [len(line.split()) for line in drawn(measure).lines] == [2, 3]
    assert found.limits is None


def test_figures_without_a_date_stand_in_the_order_of_the_sheet() -> None:
    history = tuple(
        Measurement(None, value, label=label) for label, value in (("Jan", 3.0), ("Feb", 4.0), ("Mar", 5.0))
    )
    found = drawn(Measure(target=6.0, actual=5.0), history)
    assert [tick.text for tick in found.ticks] == ["Jan", "Feb", "Mar"]


@pytest.mark.parametrize(
    ("measure", "origin"),
    [
        (Measure(target=45, actual=43, baseline=61, direction=Direction.LOWER), "baseline 61"),
        (Measure(target=50, actual=27, baseline=38, accumulation=Accumulation.SUM), "0"),
        (Measure(target=50, actual=27), None),
    ],
)
def test_a_single_figure_comes_from_its_baseline_and_a_sum_from_0(measure: Measure, origin: str | None) -> None:
    found = track(data(measure), judge(measure, AS_OF), ENGLISH)
    assert isinstance(found, Track)
    assert (found.origin is not None) == (origin is not None)
    texts = [tick.text for tick in found.texts]
    assert texts == [f"target {measure.target}", *([origin] if origin else [])]


def test_a_single_figure_without_a_target_is_not_drawn() -> None:
    assert track(data(Measure(actual=4)), judge(Measure(actual=4), AS_OF), ENGLISH) is None


@pytest.mark.parametrize(
    ("day", "every", "written"),
    [
        (dt.date(2026, 10, 31), Period.MONTH, "Oct 26"),
        (dt.date(2026, 9, 30), Period.QUARTER, "Q3 26"),
        (dt.date(2026, 12, 31), Period.YEAR, "2026"),
        (dt.date(2026, 10, 31), Period.WEEK, "31 Oct"),
        (dt.date(2025, 10, 31), Period.WEEK, "31 Oct 2025"),
    ],
)
def test_an_axis_names_the_period(day: dt.date, every: Period, written: str) -> None:
    assert ENGLISH.moment(day, every) == written
