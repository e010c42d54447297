"""The amber zone is where the verdict is amber: held against `judge` itself."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kpi_sheets.model import Direction, Status
from kpi_sheets.status import PRESETS, Measure, Settings, judge
from kpi_sheets.status.zone import Zone, zones
from tests.status.measures import AS_OF, WHOLE, bands, one_sided, optional

SETTINGS = Settings()
MARGIN = 1e-6  # of a bound: there the verdict has a tolerance of its own


@given(st.builds(Measure, target=WHOLE, actual=WHOLE, amber_limit=optional(WHOLE),
                 direction=st.sampled_from([Direction.HIGHER, Direction.LOWER])) | bands(),
       st.sampled_from(list(PRESETS.values())))  # fmt: skip
def test_a_level_is_at_risk_inside_its_zone_and_nowhere_else(measure: Measure, thresholds: object) -> None:
    settings = Settings(thresholds=thresholds)  # type: ignore[arg-type]
    result = judge(measure, AS_OF, settings)
    found = zones(measure, settings)
    assume(result.shape == "level" and result.judged)
    assert measure.actual is not None
    assume(all(abs(measure.actual - bound) > MARGIN * max(1, abs(bound)) for zone in found for bound in zone))
    inside = any(min(zone) < measure.actual < max(zone) for zone in found)
    assert (result.status is Status.AT_RISK) == inside


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (Measure(target=50), (Zone(50, 45),)),
        (Measure(target=2, direction=Direction.LOWER), (Zone(2, 2.2),)),
        (Measure(target=99.8, amber_limit=99.5), (Zone(99.8, 99.5),)),
        (Measure(target=99.8, amber_limit=99.9), ()),
        (Measure(target=0, direction=Direction.LOWER), ()),
        (Measure(target=0, baseline=10, direction=Direction.LOWER), (Zone(0, 1),)),
        (Measure(low=40, high=60, direction=Direction.BAND), (Zone(40, 36), Zone(60, 66))),
        (Measure(low=40, high=60, amber_limit=70, direction=Direction.BAND), (Zone(60, 70),)),
        (Measure(), ()),
    ],
)
def test_zones(measure: Measure, expected: tuple[Zone, ...]) -> None:
    assert zones(measure, SETTINGS) == tuple(Zone(*map(pytest.approx, zone)) for zone in expected)


@given(one_sided())
def test_a_zone_lies_on_the_wrong_side_of_the_target(measure: Measure) -> None:
    assert measure.target is not None
    for zone in zones(measure, SETTINGS):
        assert (zone.red < zone.green) == (measure.direction is Direction.HIGHER) or measure.defect
