"""The figures of a KPI that can be held against its target."""

from __future__ import annotations

from kpi_sheets.lint.context import Context
from kpi_sheets.model import Accumulation, Kpi, Period


def figures(kpi: Kpi, context: Context) -> tuple[float, ...]:
    """Return the figures up to the as-of date, oldest first; none where they cover a shorter time than the target.

    A month's orders say nothing about a target for the year; a month's percentage does.
    """
    dated = sorted(
        (entry.period_end, entry.value)
        for entry in kpi.history
        if entry.period_end and entry.value is not None and entry.period_end <= context.as_of
    )
    return tuple(value for _, value in dated) if dated and _cover_as_much(kpi, context) else ()


def _cover_as_much(kpi: Kpi, context: Context) -> bool:
    period, frequency = kpi.value("period"), kpi.value("frequency")
    if context.judged is None or period is Period.ONCE:
        return False
    return context.judged.accumulation is not Accumulation.SUM or (period == frequency and period is not None)
