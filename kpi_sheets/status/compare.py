"""Comparisons of measured numbers, all with the same tolerance.

Without it 2.2 hours against 2 scores 0.8999999999999999 and misses a threshold of 0.90.
"""

from __future__ import annotations

from kpi_sheets.model import Direction

TOLERANCE = 1e-9


def same(x: float, y: float) -> bool:
    """Return whether two numbers differ by no more than 1e-9·max(1, |x|, |y|)."""
    return abs(x - y) <= TOLERANCE * max(1.0, abs(x), abs(y))


def at_least(x: float, y: float) -> bool:
    """Return whether x ≥ y, within the tolerance."""
    return x >= y or same(x, y)


def meets(value: float, bound: float, direction: Direction) -> bool:
    """Return whether a value is on the wanted side of a bound, the bound included. BAND is not a side."""
    return at_least(value, bound) if direction is Direction.HIGHER else at_least(bound, value)


def sign(direction: Direction) -> int:
    """Return s of the formulas: +1 when higher is better, -1 when lower is."""
    return -1 if direction is Direction.LOWER else 1
