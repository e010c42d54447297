"""The XmR chart (individuals and moving range): what a process does when nothing changes.

Sources: W. A. Shewhart's control chart for individual values, as D. J. Wheeler sets it out in "Understanding
Variation": limits at the mean ± 2.66 · the mean moving range (2.66 = 3/1.128). The three signals are a point
outside the limits, a run of seven on one side of the mean, and two of three beyond two thirds of the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

from kpi_sheets.status.compare import at_least
from kpi_sheets.typed import NamedTuple

FACTOR = 2.66
RUN = 7


class Limits(NamedTuple):
    """The natural process limits, in the unit of the values."""

    mean: float
    lower: float
    upper: float


def limits(values: Sequence[float]) -> Limits:
    """Return the mean ± 2.66 · the mean moving range of two or more values in order of time."""
    mean = fmean(values)
    reach = FACTOR * fmean(abs(later - earlier) for earlier, later in pairwise(values))
    return Limits(mean, mean - reach, mean + reach)


def signal(values: Sequence[float]) -> int:
    """Return the side to which the latest values depart from the process: +1 above, -1 below, 0 nothing special."""
    mean, _, upper = limits(values)
    offsets = [value - mean for value in values]
    for side in (1, -1):
        if _departs([side * offset for offset in offsets], upper - mean):
            return side
    return 0


def _departs(offsets: Sequence[float], reach: float) -> bool:
    outside = not at_least(reach, offsets[-1])
    run = len(offsets) >= RUN and all(not at_least(0.0, offset) for offset in offsets[-RUN:])
    far = [not at_least(reach * 2 / 3, offset) for offset in offsets[-3:]]
    return outside or run or (far[-1] and sum(far) >= 2)
