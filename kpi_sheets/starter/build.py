"""Put the sheets of a new workbook together."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from kpi_sheets.register.read import ASIDE
from kpi_sheets.starter import (
    charts,
    check,
    dashboard,
    figures,
    gallery,
    lists,
    measurements,
    near,
    ranking,
    register,
    start,
    working,
)
from kpi_sheets.starter.canvas import Canvas, quoted
from kpi_sheets.starter.finish import packed
from kpi_sheets.starter.layout import BOARD, CHARTS, META, WORKING
from kpi_sheets.starter.plan import Plan
from kpi_sheets.starter.style import CARD

SHEETS = {  # the sheets a reader sees, each with its colour on the tab, and whether it is printed in landscape
    "start": ("12395B", True),
    "kpis": ("F0A818", True),
    "measurements": ("F0A818", False),
    "dashboard": ("0F7B74", False),
    "check": ("7B8794", True),
    "lists": ("7B8794", True),
}


def build(plan: Plan) -> bytes:
    """Return the workbook of a plan; the same plan gives the same bytes."""
    book, canvases = _book(plan, SHEETS)
    hidden = {name: _hidden(book, name) for name in (WORKING, CHARTS, META)}
    start.write(canvases["start"], plan)
    register.write(canvases["kpis"], plan)
    measurements.write(canvases["measurements"], plan)
    dashboard.write(canvases["dashboard"], plan)
    check.write(canvases["check"], plan)
    lists.write(canvases["lists"], plan)
    lists.define(book, plan)
    _set_aside(book, plan)
    _support(hidden, plan)
    _draw(canvases["dashboard"].sheet, hidden[CHARTS].sheet, plan)
    for canvas in canvases.values():
        canvas.footer(plan.texts["notices"]["page"])
    return _packed(book, (*canvases.values(), *hidden.values()), plan)


def draft(plan: Plan) -> bytes:
    """Return the register and the measurements alone: what the engine judges."""
    book, canvases = _book(plan, ("kpis", "measurements"))
    register.write(canvases["kpis"], plan)
    measurements.write(canvases["measurements"], plan)
    return _packed(book, canvases.values(), plan)


def _book(plan: Plan, keys: Iterable[str]) -> tuple[Workbook, dict[str, Canvas]]:
    """Return a workbook with these sheets, still blank."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title = "kpi-sheets", plan.organisation
    return book, {key: _sheet(book, plan.texts["sheets"][key], *SHEETS[key]) for key in keys}


def _packed(book: Workbook, canvases: Iterable[Canvas], plan: Plan) -> bytes:
    return packed(book, {canvas.sheet.title: canvas.results for canvas in canvases}, plan.order.as_of)


def _set_aside(book: Workbook, plan: Plan) -> None:
    """Tell the reader which sheets hold no register; a name follows its sheet when that is renamed."""
    titles = {key: plan.texts["sheets"][key] for key in ("start", "dashboard", "check", "lists")}
    for key, title in {**titles, "working": WORKING, "charts": CHARTS, "meta": META}.items():
        name = f"{ASIDE}_{key}"
        book.defined_names[name] = DefinedName(name, attr_text=f"{quoted(title)}!$A$1", hidden=True)


def _sheet(book: Workbook, name: str, tab: str, landscape: bool) -> Canvas:
    return Canvas(book.create_sheet(name), landscape=landscape, tab=tab)


def _hidden(book: Workbook, name: str) -> Canvas:
    canvas = Canvas(book.create_sheet(name), landscape=True)
    canvas.sheet.sheet_state = "hidden"
    return canvas


def _support(hidden: dict[str, Canvas], plan: Plan) -> None:
    """Write the hidden sheets."""
    at, sheet = dashboard.Places.of(plan), quoted(plan.texts["sheets"]["dashboard"])
    team, order = (f"{sheet}!{cell(at.ranking)}" for cell in (ranking.team_cell, ranking.order_cell))
    working.write(hidden[WORKING], plan, team, order)
    figures.write(hidden[CHARTS], plan, f"{sheet}!{near.kpi_cell(at.near)}", near.chosen(plan))
    schema = plan.texts.schema
    facts = {"schema": schema.name, "schema version": schema.version, "language": plan.order.language}
    for row, (key, value) in enumerate(facts.items(), start=1):
        hidden[META].put(row, 1, key)
        hidden[META].put(row, 2, value)


def _draw(sheet: Worksheet, data: Worksheet, plan: Plan) -> None:
    """Draw the charts: the chosen KPI's, and one for each KPI."""
    at = dashboard.Places.of(plan)
    charts.draw(sheet, data, figures.NEAR_ROW, near.chart_at(at.near), (near.CHART_ROWS, BOARD), CARD)
    for number, (_, place) in enumerate(gallery.charts(plan, at.gallery), start=1):
        charts.draw(sheet, data, figures.NEAR_ROW + number, place, (gallery.CHART_ROWS, gallery.WIDTH - 1), CARD)
