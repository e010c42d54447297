"""Team scores, and what they must not hide."""

from __future__ import annotations

import datetime as dt

import pytest

from kpi_sheets import language
from kpi_sheets.model import Direction
from kpi_sheets.status import Measure, Team, coverage, headline, judge, teams

AS_OF = dt.date(2026, 11, 24)
ZERO = Measure(target=0, actual=1, direction=Direction.LOWER, team="HR")


def _teams(*measures: Measure) -> tuple[Team, ...]:
    return teams(judge(measure, AS_OF) for measure in measures)


def test_a_score_is_weighted_and_stands_beside_its_coverage() -> None:
    (team,) = _teams(
        Measure(target=100, actual=100, weight=3),
        Measure(target=100, actual=50),
        Measure(target=100, actual=300, weight=0),
        Measure(target=100),
        Measure(actual=5),
    )
    assert team == Team("", (3 * 1 + 0.5) / 4, total=5, with_data=3, on_track=2, at_risk=0, off_track=1, accepted=0)
    assert coverage(team, language.load("nl")) == "3 van 5"
    assert headline(team, language.load("nl")) == "2 van 3 op schema"
    assert headline(team, language.load("en")) == "2 of 3 on track"


@pytest.mark.parametrize(("limit", "score"), [(None, 0.0), (1, 0.5)])
def test_a_missed_zero_target_counts(limit: float | None, score: float) -> None:
    (team,) = _teams(Measure(target=0, actual=1, direction=Direction.LOWER, amber_limit=limit))
    assert team.score == score


def test_an_accepted_deviation_has_data_and_is_no_red() -> None:
    (team,) = _teams(Measure(target=100, actual=50, accepted_until=AS_OF))
    assert (team.score, team.with_data, team.off_track, team.accepted) == (0.5, 1, 0, 1)


def test_teams_stand_in_order_of_appearance() -> None:
    assert [team.name for team in _teams(ZERO, Measure(team="Sales"), ZERO)] == ["HR", "Sales"]


@pytest.mark.parametrize("measures", [[], [Measure(team="HR")], [Measure(target=1, actual=1, weight=0)]])
def test_nothing_to_score(measures: list[Measure]) -> None:
    assert [team.score for team in _teams(*measures)] == [None] * len(measures)
