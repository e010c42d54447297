"""A team's score, never without its coverage and its reds."""

from __future__ import annotations

from collections.abc import Iterable

from kpi_sheets.model import Status
from kpi_sheets.status.judge import Result
from kpi_sheets.status.score import weighted_mean
from kpi_sheets.typed import NamedTuple


class Team(NamedTuple):
    """One team: `score` is Σw·score/Σw over the KPIs with data (0…1, None without any); the rest are counts.

    `with_data` counts the KPIs that got a verdict, accepted deviations included; `total` counts all of them.
    """

    name: str
    score: float | None
    total: int
    with_data: int
    on_track: int
    at_risk: int
    off_track: int
    accepted: int


def teams(results: Iterable[Result]) -> tuple[Team, ...]:
    """Return the teams in order of first appearance; KPIs without a team stand together under ""."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(result.measure.team, []).append(result)
    return tuple(_team(name, members) for name, members in groups.items())


def _team(name: str, members: list[Result]) -> Team:
    codes = [result.code for result in members]
    return Team(
        name=name,
        score=weighted_mean([(r.measure.weight, r.score) for r in members if r.score is not None]),
        total=len(members),
        with_data=sum(result.judged for result in members),
        on_track=codes.count(1),
        at_risk=codes.count(0),
        off_track=codes.count(-1),
        accepted=sum(result.status is Status.ACCEPTED for result in members),
    )
