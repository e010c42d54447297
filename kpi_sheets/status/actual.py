"""Actual: where figures are kept per month or week, those of the KPI's own period taken together."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import fmean

from kpi_sheets.model import Accumulation
from kpi_sheets.status.measure import Point
from kpi_sheets.status.periods import Stretch


def within(points: Iterable[Point], stretch: Stretch) -> tuple[float, ...]:
    """Return the figures whose own period ends in a stretch of time, both its ends included."""
    return tuple(point.value for point in points if stretch.first <= point.end <= stretch.last)


def taken_together(values: tuple[float, ...], accumulation: Accumulation) -> float | None:
    """Return ΣA for a sum and the mean for an average, in the KPI's unit; None for LAST, and for fewer than two."""
    if len(values) < 2 or accumulation is Accumulation.LAST:
        return None
    return sum(values) if accumulation is Accumulation.SUM else fmean(values)
