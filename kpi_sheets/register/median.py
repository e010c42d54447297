"""The median, without the ten modules that `statistics` imports: reading a small workbook takes no longer."""

from __future__ import annotations

from collections.abc import Iterable


def median(numbers: Iterable[float]) -> float:
    """Return the middle of some numbers, or the mean of the two in the middle; there must be one at least."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
