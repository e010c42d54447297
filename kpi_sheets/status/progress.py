"""Progress %: how much of the way from the baseline to the target is covered."""

from __future__ import annotations

from kpi_sheets.status.compare import same


def progress(actual: float | None, baseline: float | None, target: float | None) -> float | None:
    """Return (A − B)/(T − B), a ratio: 0 at the baseline, 1 at the target, not clipped.

    Blank when one of them is blank, or when baseline and target are the same.
    """
    if actual is None or baseline is None or target is None or same(baseline, target):
        return None
    return (actual - baseline) / (target - baseline)
