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
    return " ".join(_sentences(data, measure, wording))


def _sentences(data: Series, measure: Measure, wording: Wording) -> Iterator[str]:
    values = [value for _, value in data.known]

    span = max(values, default=0.0) - min(values, default=0.0)

    def number(value: float) -> str:
        return wording.number(value, measure.unit)

    def computed(value: float) -> str:
        return wording.number(value, measure.unit, span)

    if len(values) > 1:
        (first, first_value), (last, last_value) = data.known[0], data.known[-1]
        yield wording.say(
            "described.many",
            number=len(values),
            first_when=first.when,
            first=number(first_value),
            last_when=last.when,
            last=number(last_value),
            lowest=number(min(values)),
            highest=number(max(values)),
        )
    elif measure.actual is not None:
        yield wording.say("described.one", last=number(measure.actual))
    if measure.direction is Direction.BAND and measure.low is not None and measure.high is not None:
        yield wording.say("described.band", low=number(measure.low), high=number(measure.high))
    elif measure.target is not None:
        yield wording.say("described.target", target=number(measure.target))
    if measure.baseline is not None:
        yield wording.say("described.baseline", baseline=number(measure.baseline))
    if data.limits:
        yield wording.say("described.limits", lower=computed(data.limits[0]), upper=computed(data.limits[1]))
    for green, red in data.zones:
        yield wording.say("described.amber", **{"from": computed(green[-1][1]), "to": computed(red[-1][1])})
    if data.forecast:
        day = dt.date.fromordinal(int(data.forecast[0]))
        yield wording.say("described.forecast", forecast=computed(data.forecast[1]), when=wording.date(day))
