"""The decision order, beyond the golden cases."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kpi_sheets.model import Accumulation, Direction, Period, Status
from kpi_sheets.status import Measure, Reason, Settings, judge

AS_OF = dt.date(2026, 11, 24)
QUARTER = Measure(
    target=100,
    actual=50,
    accumulation=Accumulation.SUM,
    period=Period.QUARTER,
    frequency=Period.MONTH,
    measured_through=AS_OF,
)
CAP = replace(QUARTER, direction=Direction.LOWER)
LEVEL = Measure(target=100, actual=95, period=Period.MONTH, measured_through=dt.date(2026, 10, 31))
TRAJECTORY = Measure(
    target=5,
    actual=8,
    baseline=8,
    direction=Direction.LOWER,
    period=Period.ONCE,
    start=dt.date(2026, 7, 1),
    deadline=dt.date(2026, 12, 31),
    measured_through=AS_OF,
)
BAND = Measure(low=40, high=60, actual=50, direction=Direction.BAND, period=Period.MONTH)

CASES = [
    ("a cap within its limit is amber at once", replace(CAP, actual=104, amber_limit=105), Status.AT_RISK),
    ("a cap beyond its limit is lost", replace(CAP, actual=106, amber_limit=105), Status.MISSED),
    ("a cap almost used up is no worse than one passed", replace(CAP, actual=99, amber_limit=105), Status.AT_RISK),
    ("without a limit its pace decides", replace(CAP, actual=99), Status.OFF_TRACK),
    ("a loss that accumulates is a cap", replace(QUARTER, target=-100, actual=-120), Status.MISSED),
    ("and at its start it isn't achieved", replace(QUARTER, target=-100, actual=0), Status.ON_TRACK),
    ("counting down to a negative target", replace(CAP, target=-100, actual=-100), Status.ACHIEVED),
    ("and its start is no exceeded cap", replace(CAP, target=-100, actual=0), Status.OFF_TRACK),
    ("a level is never too early", replace(LEVEL, measured_through=dt.date(2026, 11, 1)), Status.AT_RISK),
    (
        "a trajectory can be",
        replace(TRAJECTORY, start=dt.date(2026, 11, 20), deadline=dt.date(2027, 6, 30)),
        Status.TOO_EARLY,
    ),
    ("a limit decides a level", replace(LEVEL, amber_limit=96), Status.OFF_TRACK),
    ("a level within its limit", replace(LEVEL, actual=50, amber_limit=40), Status.AT_RISK),
    ("a limit waits until the period is over", replace(QUARTER, actual=30, amber_limit=20), Status.OFF_TRACK),
    (
        "accepted while it lasts",
        replace(LEVEL, actual=10, accepted_until=AS_OF),
        Status.ACCEPTED,
    ),
    (
        "then judged as usual",
        replace(LEVEL, actual=10, accepted_until=dt.date(2026, 11, 23)),
        Status.OFF_TRACK,
    ),
    ("nothing to accept", replace(LEVEL, actual=100, accepted_until=AS_OF), Status.ON_TRACK),
    (
        "a band of which the sum may still grow",
        replace(BAND, accumulation=Accumulation.SUM, actual=45),
        Status.ON_TRACK,
    ),
    (
        "a band passed by its sum",
        replace(BAND, accumulation=Accumulation.SUM, actual=61, measured_through=AS_OF),
        Status.MISSED,
    ),
    (
        "a band in proportion",
        replace(BAND, accumulation=Accumulation.SUM, actual=40, measured_through=AS_OF),
        Status.ON_TRACK,
    ),
    ("a band's lower limit", replace(BAND, actual=36, amber_limit=35), Status.AT_RISK),
    ("does not serve its upper side", replace(BAND, actual=61, amber_limit=35), Status.OFF_TRACK),
    ("a band's upper limit", replace(BAND, actual=64, amber_limit=65), Status.AT_RISK),
    ("half a band is no target", replace(BAND, high=None), Status.NO_TARGET),
    ("two missed figures", replace(LEVEL, measured_through=dt.date(2026, 8, 31), actual=100), Status.NO_DATA),
    ("one missed figure", replace(LEVEL, measured_through=dt.date(2026, 9, 30), actual=100), Status.ON_TRACK),
    (
        "a finished KPI does not lapse",
        replace(TRAJECTORY, actual=4, deadline=dt.date(2026, 3, 31), start=dt.date(2026, 1, 1)),
        Status.ACHIEVED,
    ),
    ("no measuring date: a full period", replace(QUARTER, measured_through=None), Status.OFF_TRACK),
    (
        "a seasonal profile that expects nothing yet",
        replace(QUARTER, actual=0, profile=(1,) * 9 + (0, 0, 1)),
        Status.ON_TRACK,
    ),
    ("thresholds of its own", replace(LEVEL, actual=70, green=0.7, amber=0.4), Status.ON_TRACK),
    (
        "a level once needs no start",
        replace(LEVEL, period=Period.ONCE, deadline=dt.date(2026, 12, 31)),
        Status.AT_RISK,
    ),
    (
        "missed, by its limit, after the deadline",
        replace(LEVEL, period=Period.ONCE, deadline=dt.date(2026, 10, 31), amber_limit=99),
        Status.MISSED,
    ),
    (
        "a baseline on the wrong side gives a missed zero no score",
        Measure(target=0, actual=3, baseline=-5, direction=Direction.LOWER),
        Status.OFF_TRACK,
    ),
]


@pytest.mark.parametrize(("measure", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_status(measure: Measure, wanted: Status) -> None:
    assert judge(measure, AS_OF).status is wanted


BROKEN = [
    (replace(BAND, low=61.0), Reason.BAND_REVERSED),
    (replace(TRAJECTORY, start=None), Reason.DATES_MISSING),
    (replace(TRAJECTORY, deadline=None), Reason.DATES_MISSING),
    (replace(LEVEL, period=Period.ONCE), Reason.DATES_MISSING),
    (replace(TRAJECTORY, start=dt.date(2027, 1, 1)), Reason.DATES_REVERSED),
    (replace(LEVEL, measured_through=dt.date(2026, 11, 25)), Reason.MEASURED_IN_FUTURE),
    (replace(LEVEL, unit="%", target=90, actual=0.92), Reason.PERCENT_MIXED),
    (replace(LEVEL, unit="%", target=0.9, actual=92), Reason.PERCENT_MIXED),
    (replace(TRAJECTORY, baseline=4), Reason.WRONG_SIDE),
    (replace(TRAJECTORY, baseline=5), Reason.WRONG_SIDE),
    (replace(QUARTER, profile=(1, 2, 3)), Reason.BAD_PROFILE),
    (replace(QUARTER, profile=(0,) * 12), Reason.BAD_PROFILE),
    (replace(LEVEL, weight=-1), Reason.BAD_WEIGHT),
]


@pytest.mark.parametrize(("measure", "reason"), BROKEN)
def test_a_definition_error_is_invalid_and_says_why(measure: Measure, reason: Reason) -> None:
    result = judge(measure, AS_OF)
    assert result.status is Status.INVALID
    assert result.defect is not None
    assert result.defect.reason is reason
    assert result.attainment is None


@pytest.mark.parametrize(
    "measure",
    [
        replace(LEVEL, unit="%", target=2, actual=0.5),
        replace(LEVEL, unit="%", target=90, actual=0.92, percent_cells=True),
        replace(LEVEL, unit="klanten", target=90, actual=0.92),
        replace(LEVEL, unit="%", target=0.9, actual=0.92),
    ],
)
def test_small_percentages_pass(measure: Measure) -> None:
    assert judge(measure, AS_OF).status is not Status.INVALID


def test_early_is_a_setting() -> None:
    day = dt.date(2026, 10, 14)
    young = replace(QUARTER, measured_through=day, actual=20)
    assert judge(young, day).status is Status.TOO_EARLY
    assert judge(young, day, Settings(early=0.1)).status is Status.ON_TRACK
