"""A line chart of a KPI: the actual solid, the target dashed in ink, the natural limits thin; no colour of a status."""

from __future__ import annotations

from typing import Literal

from openpyxl.chart import LineChart, Reference, Series
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series as DataSeries
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.worksheet.worksheet import Worksheet

from kpi_sheets.starter.figures import ACTUAL, AIM, DATES, LOWER, POINTS, UPPER
from kpi_sheets.starter.style import INK, LIMIT, NAVY
from kpi_sheets.typed import Any

Dash = Literal["solid", "dash", "sysDash"]
EMU = 12700  # a point
LINES: tuple[tuple[int, str, float, Dash], ...] = (
    (LOWER, LIMIT, 0.75, "sysDash"),
    (UPPER, LIMIT, 0.75, "sysDash"),
    (AIM, INK, 1.5, "dash"),
    (ACTUAL, NAVY, 2.25, "solid"),
)


def draw(sheet: Worksheet, data: Worksheet, row: int, at: tuple[int, int], size: tuple[int, int], fill: str) -> None:
    """Draw the chart of one row of figures over cells: `at` is the first row and column, `size` rows and columns."""
    chart = LineChart()
    chart.legend = None
    chart.x_axis.delete = chart.y_axis.delete = True
    chart.y_axis.majorGridlines = None
    chart.y_axis.crossBetween = "between"
    chart.visible_cells_only = False
    chart.display_blanks = "span"  # only the oldest figures can be missing; LibreOffice takes "gap" for zero
    chart.graphical_properties = _plain(fill)
    chart.plot_area.graphicalProperties = _plain(fill)
    chart.layout = Layout(ManualLayout("inner", "edge", "edge", "factor", "factor", x=0, y=0.06, w=1, h=0.88))
    for column, colour, points, dash in LINES:
        chart.series.append(_line(data, row, column, colour, points, dash))
    chart.set_categories(_cells(data, row, DATES))
    placed: Any = chart  # its type says that an anchor is a text, but a frame over cells is one too
    placed.anchor = _frame(at, size)
    sheet.add_chart(chart)


def _line(data: Worksheet, row: int, column: int, colour: str, points: float, dash: Dash) -> DataSeries:
    line: DataSeries = Series(_cells(data, row, column), title=None)
    line.smooth = False
    line.graphicalProperties = GraphicalProperties(
        ln=LineProperties(solidFill=colour, w=round(points * EMU), prstDash=dash, cap="rnd")
    )
    line.marker = _dots(colour) if column == ACTUAL else Marker(symbol="none")
    return line


def _dots(colour: str) -> Marker:
    dot = GraphicalProperties(solidFill=colour)
    dot.line.solidFill = colour
    return Marker(symbol="circle", size=5, spPr=dot)


def _frame(at: tuple[int, int], size: tuple[int, int]) -> TwoCellAnchor:
    first = AnchorMarker(col=at[1] - 1, row=at[0] - 1)
    last = AnchorMarker(col=at[1] + size[1] - 1, row=at[0] + size[0] - 1)
    return TwoCellAnchor(editAs="twoCell", _from=first, to=last)


def _cells(data: Worksheet, row: int, column: int) -> Reference:
    return Reference(data, min_col=column, max_col=column + POINTS - 1, min_row=row, max_row=row)


def _plain(fill: str) -> GraphicalProperties:
    shape = GraphicalProperties(solidFill=fill)
    shape.line.noFill = True
    return shape
