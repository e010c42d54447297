"""What holds for every KPI, whatever its numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from measures import AS_OF, NUMBERS, SIDES, anything, bands, one_sided

from kpi_sheets import language
from kpi_sheets.model import Accumulation, Direction, Period, Status
from kpi_sheets.status import PRESETS, Measure, Settings, explain, judge
from kpi_sheets.status.compare import at_least, same

THOROUGH = settings(max_examples=400, deadline=None)
OKR = Settings(thresholds=PRESETS["okr"])


@THOROUGH
@given(one_sided(), NUMBERS, st.sampled_from([Settings(), OKR]))
def test_a_better_actual_never_gets_a_worse_code(measure: Measure, other: float, chosen: Settings) -> None:
    worse, better = sorted((measure.actual or 0.0, other), reverse=measure.direction is Direction.LOWER)
    _assert_no_worse(replace(measure, actual=worse), replace(measure, actual=better), chosen)


@THOROUGH
@given(bands(), st.floats(0, 1))
def test_nearer_to_the_band_never_gets_a_worse_code(measure: Measure, step: float) -> None:
    assert measure.low is not None
    assert measure.high is not None
    assert measure.actual is not None
    assume(measure.accumulation is not Accumulation.SUM or measure.low >= 0)
    nearest = min(max(measure.actual, measure.low), measure.high)
    nearer = measure.actual + (nearest - measure.actual) * step
    _assert_no_worse(measure, replace(measure, actual=nearer), Settings())


def _assert_no_worse(worse: Measure, better: Measure, chosen: Settings) -> None:
    low, high = judge(worse, AS_OF, chosen).code, judge(better, AS_OF, chosen).code
    if low is not None and high is not None:
        assert high >= low


@THOROUGH
@given(one_sided())
def test_attainment_is_one_at_the_target(measure: Measure) -> None:
    result = judge(replace(measure, actual=measure.target), AS_OF)
    assume(result.status is not Status.INVALID)
    assert result.attainment == 1.0


@THOROUGH
@given(one_sided(), NUMBERS)
def test_progress_is_zero_at_the_baseline_and_one_at_the_target(measure: Measure, baseline: float) -> None:
    assert measure.target is not None
    start = replace(measure, baseline=baseline, actual=baseline)
    result = judge(start, AS_OF)
    assume(result.status is not Status.INVALID)
    if same(baseline, measure.target):
        assert result.progress is None
        return
    assert result.progress == 0.0
    assert judge(replace(start, actual=measure.target), AS_OF).progress == 1.0


@given(SIDES, NUMBERS.filter(lambda x: not same(x, 0.0)), NUMBERS)
def test_attainment_counts_by_the_size_of_the_target(direction: Direction, target: float, actual: float) -> None:
    result = judge(Measure(target=target, actual=actual, direction=direction), AS_OF)
    mirrored = judge(Measure(target=-target, actual=-actual, direction=_opposite(direction)), AS_OF)
    assert result.attainment == pytest.approx(mirrored.attainment)


def _opposite(direction: Direction) -> Direction:
    return Direction.LOWER if direction is Direction.HIGHER else Direction.HIGHER


@THOROUGH
@given(anything(), st.dates())
def test_nothing_divides_by_zero_and_every_result_explains_itself(measure: Measure, as_of: dt.date) -> None:
    result = judge(measure, as_of)
    for code in ("nl", "en"):
        text = explain(result, language.load(code))
        assert "→" in text
        assert "{" not in text
        assert "None" not in text
    assert (result.score is None) is not result.judged
    assert result.score is None or 0.0 <= result.score <= 1.0


@given(one_sided())
def test_a_blank_actual_is_not_zero(measure: Measure) -> None:
    blank = judge(replace(measure, actual=None), AS_OF)
    assert blank.code is None
    assert blank.status in (Status.NO_DATA, Status.NOT_STARTED, Status.INVALID)
    assert (blank.attainment, blank.progress, blank.pace, blank.forecast, blank.needed) == (None,) * 5


@given(one_sided())
def test_a_blank_target_is_not_zero(measure: Measure) -> None:
    blank = judge(replace(measure, target=None), AS_OF)
    assert blank.status in (Status.NO_TARGET, Status.INVALID)
    assert (blank.attainment, blank.progress, blank.expected, blank.pace) == (None,) * 4


@given(one_sided(), one_sided())
def test_a_level_is_judged_against_the_full_target_at_any_time(first: Measure, second: Measure) -> None:
    level = replace(
        first, accumulation=Accumulation.AVERAGE, period=Period.YEAR, frequency=Period.YEAR, start=None, deadline=None
    )
    early = judge(replace(level, measured_through=dt.date(2026, 1, 3)), AS_OF)
    late = judge(replace(level, measured_through=dt.date(2026, 11, 3)), AS_OF)
    assert early.expected == level.target
    assert (early.status, early.attainment, early.pace) == (late.status, late.attainment, None)


@given(st.floats(-1e9, 1e9, allow_nan=False), st.floats(-5e-10, 5e-10, allow_nan=False))
def test_every_comparison_is_tolerant(value: float, part: float) -> None:
    near = value + part * max(1.0, abs(value))
    assert same(value, near)
    assert at_least(value, near)
    assert at_least(near, value)
    assert not same(value, value + 3e-9 * max(1.0, abs(value)))
