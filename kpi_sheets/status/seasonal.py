"""The share of a target that is due at a moment, P(f)."""

from __future__ import annotations

import datetime as dt

from kpi_sheets.model import Period
from kpi_sheets.status.periods import Stretch, elapsed, holding, shifted


def share(profile: tuple[float, ...] | None, stretch: Stretch | None, measured: dt.date | None) -> float:
    """Return P(f), 0…1: f itself, or the cumulative share of a seasonal profile of twelve monthly weights.

    Weights are normalised over the months of the period, so that a yearly profile serves a quarter too; within a
    month the share grows by the day. Months that all weigh nothing count as equal.
    """
    time = elapsed(stretch, measured)
    if profile is None or stretch is None or measured is None or not 0.0 < time < 1.0:
        return time
    whole = _weight(profile, stretch)
    return _weight(profile, Stretch(stretch.first, measured)) / whole if whole > 0 else time


def _weight(profile: tuple[float, ...], stretch: Stretch) -> float:
    total, day = 0.0, stretch.first
    while True:
        month = holding(Period.MONTH, day)
        part = Stretch(day, min(month.last, stretch.last))
        total += profile[day.month - 1] * part.days / month.days
        if part.last >= stretch.last:
            return total
        day = shifted(part.last, 1)
