"""Weighted score: one number between 0 and 1 per KPI, to be averaged by weight over a team."""

from __future__ import annotations

from kpi_sheets.status.compare import same


def score(ratio: float | None, code: int | None, judged: bool) -> float | None:
    """Return the ratio clipped to 0…1; without a ratio (a missed target of 0) 0, or 0.5 when it is amber.

    So a team never shows 100 % beside an amber. Blank for a KPI without a verdict.
    """
    if not judged:
        return None
    if ratio is None:
        return (1 + (code or 0)) / 2 if code is not None else 0.0
    return min(max(ratio, 0.0), 1.0)


def weighted_mean(scores: list[tuple[float, float]]) -> float | None:
    """Return Σw·score/Σw over (weight, score) pairs, 0…1; blank when nothing weighs."""
    total = sum(weight for weight, _ in scores)
    if same(total, 0.0):
        return None
    return sum(weight * value for weight, value in scores) / total
