"""A new workbook: the register with sample KPIs, their measurements, and a dashboard of live formulas.

    draft(Plan(order))            → the bytes of an .xlsx with the register and its measurements, to be judged
    build(Plan(order, judged))    → all of it, with what the engine says of each row

The only room that imports openpyxl.
"""

from kpi_sheets.starter.build import build, draft
from kpi_sheets.starter.catalogue import teams
from kpi_sheets.starter.plan import Order, Plan, Rows
from kpi_sheets.starter.texts import languages

__all__ = ["Order", "Plan", "Rows", "build", "draft", "languages", "teams"]
