"""The columns that stand beside the status."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kpi_sheets.model import Accumulation, Assurance, Direction, Freshness, Period, TrendBasis
from kpi_sheets.status import Measure, Point, Settings, judge
from kpi_sheets.status.periods import Stretch, following, holding, remaining, shifted
from kpi_sheets.status.seasonal import share

AS_OF = dt.date(2026, 11, 24)
QUARTER = Measure(
    target=50,
    actual=30,
    accumulation=Accumulation.SUM,
    period=Period.QUARTER,
    frequency=Period.MONTH,
    measured_through=AS_OF,
)
TRAJECTORY = Measure(
    target=5,
    actual=6,
    baseline=8,
    direction=Direction.LOWER,
    period=Period.ONCE,
    start=dt.date(2026, 7, 1),
    deadline=dt.date(2026, 12, 31),
    measured_through=AS_OF,
)


@pytest.mark.parametrize(
    ("period", "day", "first", "last"),
    [
        (Period.DAY, "2026-11-24", "2026-11-24", "2026-11-24"),
        (Period.WEEK, "2026-11-24", "2026-11-23", "2026-11-29"),
        (Period.WEEK, "2027-01-01", "2026-12-28", "2027-01-03"),
        (Period.MONTH, "2028-02-10", "2028-02-01", "2028-02-29"),
        (Period.QUARTER, "2026-11-24", "2026-10-01", "2026-12-31"),
        (Period.HALF_YEAR, "2026-06-30", "2026-01-01", "2026-06-30"),
        (Period.YEAR, "2026-11-24", "2026-01-01", "2026-12-31"),
        (Period.YEAR, "9999-12-31", "9999-01-01", "9999-12-31"),
    ],
)
def test_the_period_that_holds_a_day(period: Period, day: str, first: str, last: str) -> None:
    assert holding(period, _day(day)) == Stretch(_day(first), _day(last))


@pytest.mark.parametrize(
    ("period", "year_start", "day", "first", "last"),
    [
        (Period.YEAR, 4, "2026-03-31", "2025-04-01", "2026-03-31"),
        (Period.YEAR, 4, "2026-04-01", "2026-04-01", "2027-03-31"),
        (Period.QUARTER, 4, "2026-11-24", "2026-10-01", "2026-12-31"),
        (Period.QUARTER, 9, "2026-11-24", "2026-09-01", "2026-11-30"),
        (Period.HALF_YEAR, 10, "2027-01-15", "2026-10-01", "2027-03-31"),
        (Period.MONTH, 10, "2027-01-15", "2027-01-01", "2027-01-31"),
        (Period.YEAR, 7, "9999-12-31", "9999-07-01", "9999-12-31"),
        (Period.YEAR, 7, "0001-01-01", "0001-01-01", "0001-06-30"),
    ],
)
def test_the_period_of_a_fiscal_year(period: Period, year_start: int, day: str, first: str, last: str) -> None:
    found = holding(period, _day(day), year_start)
    assert found == Stretch(_day(first), _day(last))
    assert found.last == dt.date.max or following(period, _day(day), year_start).first == shifted(found.last, 1)


def test_the_next_period() -> None:
    assert following(Period.MONTH, _day("2026-09-15")) == Stretch(_day("2026-10-01"), _day("2026-10-31"))
    assert following(Period.DAY, dt.date.max).last == dt.date.max


@pytest.mark.parametrize(
    ("unit", "wanted"), [(Period.MONTH, 1.2), (Period.ONCE, 1.2), (Period.DAY, 37), (Period.WEEK, 5 / 7 + 4 + 4 / 7)]
)
def test_remaining_time(unit: Period, wanted: float) -> None:
    quarter = holding(Period.QUARTER, AS_OF)
    assert remaining(quarter, AS_OF, unit) == pytest.approx(wanted)
    assert remaining(quarter, quarter.last, unit) == 0.0


@pytest.mark.parametrize(
    ("period", "day", "wanted"),
    [
        (Period.YEAR, "2026-09-30", 72 / 128),
        (Period.YEAR, "2026-11-15", (80 + 8) / 128),
        (Period.QUARTER, "2026-10-31", 8 / 56),
        (Period.QUARTER, "2026-12-31", 1.0),
        (Period.MONTH, "2026-11-15", 0.5),
    ],
)
def test_a_seasonal_profile(period: Period, day: str, wanted: float) -> None:
    profile = (8.0,) * 10 + (16.0, 32.0)
    assert share(profile, holding(period, _day(day)), _day(day)) == pytest.approx(wanted)


def test_a_profile_without_weight_in_the_period_counts_days() -> None:
    assert share((1.0,) * 9 + (0.0,) * 3, holding(Period.QUARTER, AS_OF), AS_OF) == pytest.approx(55 / 92)


@pytest.mark.parametrize(
    ("measure", "forecast", "needed"),
    [
        (QUARTER, 30 / (55 / 92), 20 / 1.2),
        (replace(QUARTER, frequency=None), 30 / (55 / 92), 20),
        (replace(QUARTER, actual=60), 60 / (55 / 92), None),
        (replace(QUARTER, direction=Direction.LOWER), 30 / (55 / 92), None),
        (replace(QUARTER, measured_through=dt.date(2026, 9, 30)), 30, None),
        (replace(QUARTER, measured_through=dt.date(2026, 10, 2)), None, 20 / (2 + 29 / 31)),
        (replace(QUARTER, accumulation=Accumulation.AVERAGE), 30, None),
        (TRAJECTORY, 8 - 2 / (147 / 184), -1 / 1.2),
    ],
)
def test_forecast_and_needed(measure: Measure, forecast: float | None, needed: float | None) -> None:
    result = judge(measure, AS_OF)
    assert (result.forecast, result.needed) == (pytest.approx(forecast), pytest.approx(needed))


def test_pace_of_a_trajectory() -> None:
    result = judge(TRAJECTORY, AS_OF)
    assert result.expected == pytest.approx(8 - 3 * 147 / 184)
    assert result.pace == pytest.approx(2 / (3 * 147 / 184))


@pytest.mark.parametrize(
    ("measured", "frequency", "as_of", "wanted"),
    [
        ("2026-11-22", Period.WEEK, "2026-12-02", Freshness.CURRENT),
        ("2026-11-22", Period.WEEK, "2026-12-03", Freshness.STALE),
        ("2026-11-24", Period.DAY, "2026-11-28", Freshness.CURRENT),
        ("2026-11-24", Period.DAY, "2026-11-29", Freshness.STALE),
        ("2026-09-15", Period.MONTH, "2026-11-10", Freshness.CURRENT),
        ("2025-12-31", Period.YEAR, "2027-01-10", Freshness.CURRENT),
        ("2025-12-31", Period.YEAR, "2027-01-11", Freshness.STALE),
        (None, Period.MONTH, "2026-11-10", None),
    ],
)
def test_freshness(measured: str | None, frequency: Period, as_of: str, wanted: Freshness | None) -> None:
    measure = Measure(target=1, actual=1, frequency=frequency, measured_through=_day(measured) if measured else None)
    assert judge(measure, _day(as_of)).freshness is wanted


def test_nothing_is_due_after_the_deadline() -> None:
    done = replace(TRAJECTORY, measured_through=TRAJECTORY.deadline)
    assert judge(done, dt.date(2030, 1, 1)).freshness is Freshness.CURRENT


def test_a_kpi_measured_once_is_due_at_its_deadline() -> None:
    once = replace(TRAJECTORY, frequency=Period.ONCE)
    assert judge(once, dt.date(2027, 1, 10)).freshness is Freshness.CURRENT
    assert judge(once, dt.date(2027, 1, 11)).freshness is Freshness.STALE


def test_grace_is_a_setting() -> None:
    measure = Measure(target=1, actual=1, frequency=Period.MONTH, measured_through=_day("2026-09-30"))
    assert judge(measure, _day("2026-11-20"), Settings(grace=20)).freshness is Freshness.CURRENT


STEADY = [10, 12, 11, 10, 12, 11, 10, 12, 11, 10, 12, 11]
TRENDS = [
    ("one point", [5], None),
    ("two points up", [5, 6], (None, 1, TrendBasis.PROVISIONAL)),
    ("two equal points", [5, 5], (None, 0, TrendBasis.PROVISIONAL)),
    ("five points", [9, 8, 7, 6, 5], (None, -1, TrendBasis.PROVISIONAL)),
    ("six steady points", STEADY[:6], (0, 0, TrendBasis.TRIAL)),
    ("six points, the last far above", [10, 10, 10, 10, 10, 20], (1, 1, TrendBasis.TRIAL)),
    ("twelve steady points", STEADY, (0, 0, TrendBasis.LIMITS)),
    ("seven below the mean", [20, 21, 20, 21, 20, 12, 11, 12, 11, 12, 11, 12], (-1, -1, TrendBasis.LIMITS)),
    ("two of three far out", [10, 11] * 6 + [13.2, 11, 13.2], (1, 1, TrendBasis.LIMITS)),
    ("an old outlier is no news", [10, 14, 30, 10, 14, 10, 14, 10, 14, 10, 14, 10], (0, 0, TrendBasis.LIMITS)),
    ("all the same", [7] * 12, (0, 0, TrendBasis.LIMITS)),
]


@pytest.mark.parametrize(("values", "wanted"), [case[1:] for case in TRENDS], ids=[case[0] for case in TRENDS])
def test_trend(values: list[float], wanted: tuple[int | None, int, TrendBasis] | None) -> None:
    measure = Measure(target=1, actual=1, frequency=Period.MONTH, history=_months(values))
    assert judge(measure, AS_OF).trend == wanted


def test_the_code_of_a_trend_knows_what_is_better() -> None:
    falling = Measure(target=10, direction=Direction.LOWER, frequency=Period.MONTH, history=_months([20] * 8 + [5]))
    trend = judge(falling, AS_OF).trend
    assert trend is not None
    assert (trend.code, trend.arrow) == (1, -1)


@pytest.mark.parametrize(("low", "high", "code"), [(30, 40, 1), (1, 2, -1), (0, 40, -1)])
def test_the_trend_of_a_band_is_better_towards_it(low: float, high: float, code: int) -> None:
    rising = Measure(
        low=low, high=high, direction=Direction.BAND, frequency=Period.MONTH, history=_months([10] * 8 + [25])
    )
    trend = judge(rising, AS_OF).trend
    assert trend is not None
    assert trend.code == code


def test_a_period_that_still_runs_is_no_point() -> None:
    running = (*_months([5, 6]), Point(AS_OF, 100))
    trend = judge(Measure(frequency=Period.MONTH, history=running), AS_OF).trend
    assert trend == (None, 1, TrendBasis.PROVISIONAL)


@pytest.mark.parametrize(
    ("values", "target", "wanted"),
    [
        (STEADY, 5, Assurance.ALWAYS),
        (STEADY, 11, Assurance.VARIES),
        (STEADY, 30, Assurance.NEVER),
        (STEADY[:11], 5, None),
        (STEADY, None, None),
    ],
)
def test_assurance(values: list[float], target: float | None, wanted: Assurance | None) -> None:
    measure = Measure(target=target, frequency=Period.MONTH, history=_months(values))
    assert judge(measure, AS_OF).assurance is wanted


def test_assurance_of_a_band_and_of_a_cap() -> None:
    base = Measure(frequency=Period.MONTH, history=_months(STEADY))
    assert judge(replace(base, low=0, high=30, direction=Direction.BAND), AS_OF).assurance is Assurance.ALWAYS
    assert judge(replace(base, low=20, high=30, direction=Direction.BAND), AS_OF).assurance is Assurance.NEVER
    assert judge(replace(base, target=30, direction=Direction.LOWER), AS_OF).assurance is Assurance.ALWAYS
    monthly_of_a_quarter = replace(base, target=1, accumulation=Accumulation.SUM, period=Period.QUARTER)
    assert judge(monthly_of_a_quarter, AS_OF).assurance is None


def _months(values: list[float]) -> tuple[Point, ...]:
    """One point a month, the last of them in October 2026; handed over in reverse, for order must not matter."""
    ends = [holding(Period.MONTH, dt.date(2026 - back // 12, 12 - back % 12, 1)).last for back in range(2, 50)]
    return tuple(Point(end, value) for end, value in zip(ends, reversed(values), strict=False))


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
