"""The chart of one KPI, as shapes in a small frame; the template only has to write them down.

There is one kind, so it is drawn here and not by a library: actuals solid, the target dashed, the forecast dotted and
hollow, the amber zone and the natural limits as areas behind them. The axis need not start at zero, since position
and not length tells the value; so nothing is drawn as a bar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import isfinite

from kpi_sheets.report.page.series import Path, Point, Series
from kpi_sheets.report.page.wording import Wording
from kpi_sheets.status.compare import same
from kpi_sheets.typed import NamedTuple

WIDTH, HEIGHT = 330, 150
LEFT, TOP, BOTTOM = 14.0, 22.0, 124.0
CHARACTER = 6.0  # the width of one at the size of a label, in the widest of the fonts
WIDEST = 150.0  # the most that the labels at the right may take; one that is longer is left to the description
LINE = 12.0  # the least distance between two of them
GAP = 10.0  # between the last figure and the labels
TICKS = 4  # the most texts beneath the axis
ROOM = 0.06  # of the span, above the highest value and beneath the lowest


class Label(NamedTuple):
    """A text right of the drawing, at its height; `kind` is "target", "limit" or "forecast"."""

    y: float
    text: str
    kind: str


class Tick(NamedTuple):
    """A text at a place; `anchor` is "start", "middle" or "end"."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Chart:
    """Shapes in units of the frame, WIDTH × HEIGHT; lines and areas are points as an SVG polyline wants them."""

    edge: float
    dots: tuple[Point, ...]
    lines: tuple[str, ...]
    targets: tuple[str, ...]
    zones: tuple[str, ...]
    limits: tuple[float, float] | None
    forecast: str
    forecast_dot: Point | None
    last: Point
    value: Tick
    labels: tuple[Label, ...]
    ticks: tuple[Tick, ...]


class Scale(NamedTuple):
    """From values to places: `low` and `high` are the values at `first` and `last`; the rest is held between them."""

    low: float
    high: float
    first: float
    last: float

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        part = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(self.first + part * (self.last - self.first), 1)


def chart(data: Series, unit: str | None, wording: Wording) -> Chart | None:
    """Return the chart of a KPI; None for fewer than two figures, or figures too far apart."""
    values = _values(data)
    y = scale(values, BOTTOM, TOP)
    if len(data.known) < 2 or data.first == data.last or y is None:
        return None
    span = max(values) - min(values)
    texts = [label for label in _texts(data, unit, span, wording) if len(label[1]) * CHARACTER < WIDEST]
    edge = WIDTH - GAP - max((GAP + CHARACTER * len(text) for _, text, _ in texts), default=GAP)
    x = Scale(data.first, data.last, LEFT, edge)

    def placed(path: Iterable[Point]) -> tuple[Point, ...]:
        return tuple((x(at), y(value)) for at, value in path)

    dots = placed((figure.at, value) for figure, value in data.known)
    forecast = placed([(data.known[-1][0].at, data.known[-1][1]), data.forecast]) if data.forecast else ()
    return Chart(
        edge=edge,
        dots=dots[:-1],
        lines=tuple(_written(placed(path)) for path in _unbroken(data)),
        targets=tuple(_written(placed(path)) for path in data.targets),
        zones=tuple(_written(placed((*green, *reversed(red)))) for green, red in data.zones),
        limits=(y(data.limits[1]), y(data.limits[0])) if data.limits else None,
        forecast=_written(forecast),
        forecast_dot=forecast[-1] if forecast else None,
        last=dots[-1],
        value=_value(dots, edge, wording.number(data.known[-1][1], unit)),
        labels=_apart([Label(y(value), text, kind) for value, text, kind in texts]),
        ticks=tuple(_ticks([(x(figure.at), figure.when) for figure in data.figures])),
    )


def _values(data: Series) -> list[float]:
    """Return all values that must be in sight; the amber zone is shown as far as there is room."""
    values = [value for _, value in data.known]
    values += (value for path in data.targets for _, value in path)
    values += data.limits or ()
    values += [data.forecast[1]] if data.forecast else []
    return values


def _value(dots: Sequence[Point], edge: float, text: str) -> Tick:
    """Return the last figure's value: above its mark, or beneath it where the line comes from above."""
    (_, before), (x, y) = dots[-2:]
    falls = before < y and y + LINE < BOTTOM
    return Tick(x, y + LINE + 5 if falls else y - 9, text, "end" if x > edge - 3 * GAP else "middle")


def scale(values: Sequence[float], first: float, last: float) -> Scale | None:
    """Return the scale that shows all values with some room around them; None where they are too far apart for it."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    room = (abs(high) if same(low, high) else high - low) * ROOM or 1.0
    found = Scale(low - room, high + room, first, last)
    return found if isfinite(found.high - found.low) else None


def _texts(data: Series, unit: str | None, span: float, wording: Wording) -> Iterator[tuple[float, str, str]]:
    """Yield what the labels at the right say, and at which value."""
    words = wording.part("charts")
    for path, goal in zip(data.targets, data.goals, strict=False):
        yield path[-1][1], f"{words['target']} {wording.number(goal, unit)}", "target"
    for limit in data.limits or ():
        yield limit, f"{words['limit']} {wording.number(limit, unit, span)}", "limit"
    if data.forecast:
        yield data.forecast[1], f"{words['forecast']} {wording.number(data.forecast[1], unit, span)}", "forecast"


def _apart(labels: Iterable[Label]) -> tuple[Label, ...]:
    """Return the labels from top to bottom, moved no more than it takes to read each of them."""
    found = sorted(labels)
    lowest = TOP - LINE
    for at, label in enumerate(found):
        lowest = max(label.y, lowest + LINE)
        found[at] = label._replace(y=lowest)
    highest = BOTTOM + LINE
    for at in reversed(range(len(found))):
        highest = min(found[at].y, highest - LINE)
        found[at] = found[at]._replace(y=round(highest, 1))
    return tuple(found)


def _unbroken(data: Series) -> Iterator[Path]:
    """Yield the stretches of figures without a gap; where figures add up, each period is a line."""
    for (is_known, _), run in groupby(data.figures, lambda figure: (figure.drawn is not None, figure.run)):
        if is_known:
            yield tuple((figure.at, figure.drawn) for figure in run if figure.drawn is not None)


def _ticks(places: Sequence[tuple[float, str]]) -> Iterator[Tick]:
    """Yield the texts of the first figure, of the last, and of a few at even distances."""
    width = CHARACTER * max(len(text) for _, text in places)
    room = 1.5 * width + 4  # the first text begins at its place and the last may end there
    count = min(TICKS, len(places), 1 + int((places[-1][0] - places[0][0]) // room))
    for number in range(count):
        x, text = places[number * (len(places) - 1) // max(count - 1, 1)]
        anchor = "start" if number == 0 else "end" if x + width / 2 > WIDTH else "middle"
        yield Tick(x, HEIGHT - 8, text, anchor)


def _written(points: Iterable[Point]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)
