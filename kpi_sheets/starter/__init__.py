"""A new workbook: the register with sample KPIs, their measurements, and a dashboard of live formulas.

    build(Plan(Order("nl", ("hr",), dt.date(2026, 11, 24)))) → the bytes of an .xlsx, its status columns still blank

Give the plan what the engine says of the KPIs, and they are filled in. The only room that imports openpyxl.
"""

from kpi_sheets.starter.build import build
from kpi_sheets.starter.catalogue import teams
from kpi_sheets.starter.plan import Order, Plan
from kpi_sheets.starter.texts import languages

__all__ = ["Order", "Plan", "build", "languages", "teams"]
