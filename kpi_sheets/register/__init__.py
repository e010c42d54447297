"""Cells → KPIs: load the workbook schema, find the tables, map their headers, read their rows.

`infer.infer` is a module by itself, since few runs need it.
"""

from kpi_sheets.register.read import may_hold_tables, read_tables
from kpi_sheets.register.schema import PlaceError, SchemaError, TableSchema, WorkbookSchema, load, load_default

__all__ = [
    "PlaceError",
    "SchemaError",
    "TableSchema",
    "WorkbookSchema",
    "load",
    "load_default",
    "may_hold_tables",
    "read_tables",
]
