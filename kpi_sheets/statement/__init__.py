"""One line of text → what it says, each part with its span.

`parse` reads a statement, `states_target` only tells whether it holds a target, `labels` condenses it to specific,
measurable and time-bound, `read_quantity` and `render_quantity` read and write the value of a cell.
"""

from kpi_sheets.statement.labels import Labels, labels
from kpi_sheets.statement.parse import parse, states_target
from kpi_sheets.statement.quantity import read_quantity, render_quantity
from kpi_sheets.statement.slots import Statement

__all__ = ["Labels", "Statement", "labels", "parse", "read_quantity", "render_quantity", "states_target"]
