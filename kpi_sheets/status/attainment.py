"""Attainment %: how much of the target is reached."""

from __future__ import annotations

from kpi_sheets.model import Direction
from kpi_sheets.status.compare import meets, same, sign


def attainment(actual: float | None, target: float | None, direction: Direction) -> float | None:
    """Return 1 + s·(A − T)/|T|, a ratio (1 = the target); so A/T upwards and 2 − A/T downwards.

    The linear form keeps 1 at the target and "better is more" for zero actuals and negative targets, where A/T and
    T/A divide by zero or turn round. A target of 0 has no ratio: 1 when met. Blank (None) when A or T is blank, or
    when a target of 0 is missed.
    """
    if actual is None or target is None:
        return None
    if same(target, 0.0):
        return 1.0 if meets(actual, target, direction) else None
    return 1.0 + sign(direction) * (actual - target) / abs(target)


def band_attainment(actual: float | None, low: float | None, high: float | None) -> float | None:
    """Return 1 inside the band, bounds included, else the attainment against the nearest bound.

    Blank when one of the three is blank, or beyond a bound of 0.
    """
    if actual is None or low is None or high is None:
        return None
    if not meets(actual, low, Direction.HIGHER):
        return attainment(actual, low, Direction.HIGHER)
    if not meets(actual, high, Direction.LOWER):
        return attainment(actual, high, Direction.LOWER)
    return 1.0
