"""A chart in words, for who can't see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kpi_sheets.model import Direction
from kpi_sheets.report.page.series import Series
from kpi_sheets.report.page.wording import Wording
from kpi_sheets.status.measure import Measure


def described(data: Series, measure: Measure, wording: Wording) -> str:
    """Return all that the chart of a KPI shows, as sentences."""
    sentences = (*_figures(data, measure, wording), *_goal(measure, wording), *_computed(data, measure, wording))
    return " ".join(sentences)


def _figures(data: Series, measure: Measure, wording: Wording) -> Iterator[str]:
    values = [value for _, value in data.known]
    if len(values) > 1:
        words = {
            "number": len(values),
            "first_when": data.known[0][0].when,
            "last_when": data.known[-1][0].when,
            "first": wording.number(values[0], measure.unit),
            "last": wording.number(values[-1], measure.unit),
            "lowest": wording.number(min(values), measure.unit),
            "highest": wording.number(max(values), measure.unit),
        }
        yield wording.say("described.many", **words)
        if any(figure.run for figure in data.figures):
            yield wording.say("described.summed")
    elif measure.actual is not None:
        yield wording.say("described.one", last=wording.number(measure.actual, measure.unit))


def _goal(measure: Measure, wording: Wording) -> Iterator[str]:
    def number(value: float) -> str:
        return wording.number(value, measure.unit)

    if measure.direction is Direction.BAND and measure.low is not None and measure.high is not None:
        yield wording.say("described.band", low=number(measure.low), high=number(measure.high))
    elif measure.target is not None:
        yield wording.say("described.target", target=number(measure.target))
    if measure.baseline is not None:
        yield wording.say("described.baseline", baseline=number(measure.baseline))


def _computed(data: Series, measure: Measure, wording: Wording) -> Iterator[str]:
    values = [value for _, value in data.known] or [0.0]
    span = max(values) - min(values)

    def number(value: float) -> str:
        return wording.number(value, measure.unit, span)

    if data.limits:
        yield wording.say("described.limits", lower=number(data.limits[0]), upper=number(data.limits[1]))
    for green, red in data.zones:
        yield wording.say("described.amber", **{"from": number(green[-1][1]), "to": number(red[-1][1])})
    if data.forecast:
        day = dt.date.fromordinal(int(data.forecast[0]))
        yield wording.say("described.forecast", forecast=number(data.forecast[1]), when=wording.date(day))
