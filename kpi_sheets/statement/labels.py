"""The three verdicts, as the rules derive them from a statement."""

from __future__ import annotations

from kpi_sheets.statement.slots import Statement
from kpi_sheets.typed import NamedTuple


class Labels(NamedTuple):
    """Whether a statement is specific, measurable and time-bound."""

    specific: bool
    measurable: bool
    time_bound: bool


def labels(statement: Statement) -> Labels:
    """Return the verdicts on a statement that stands alone, without columns beside it."""
    unnamed = not statement.names_metric
    specific = not (
        unnamed or statement.topic or statement.vague or len(statement.measures) > 1 or statement.placeholder
    )
    return Labels(specific, statement.has_target, statement.has_time)
