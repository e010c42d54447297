"""Between the values of an open workbook and those of a file: each arrives as `workbook.read` would give it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from kpi_sheets.model import CellValue, ErrorValue
from kpi_sheets.typed import Any
from kpi_sheets.workbook.dates import EPOCH_1900, Shown, moment, shown_as

# Excel hands an error over COM as 0x800A0000 + its number. xlwings names the seven that are as old as Excel.
COM_ERRORS = {
    -2146826281: "#DIV/0!", -2146826246: "#N/A", -2146826259: "#NAME?", -2146826288: "#NULL!", -2146826252: "#NUM!",
    -2146826265: "#REF!", -2146826273: "#VALUE!", -2146826245: "#GETTING_DATA", -2146826243: "#SPILL!",
    -2146826242: "#CONNECT!", -2146826241: "#BLOCKED!", -2146826240: "#UNKNOWN!", -2146826239: "#FIELD!",
    -2146826238: "#CALC!",
}  # fmt: skip
ERRORS = frozenset(COM_ERRORS.values())
EXACT_INTEGER = 2**53
LOGICAL = "BOOLEAN"  # the number format by which LibreOffice tells TRUE from 1
READ_AS_OTHER = "=+-@'"  # a text that starts so would be taken for a formula, or lose its apostrophe


def is_number(raw: object) -> bool:
    """Tell whether a live value needs its number format to be understood."""
    return isinstance(raw, int | float | Decimal | dt.date) and not isinstance(raw, bool) and raw not in COM_ERRORS


def cell_value(raw: Any, number_format: str, *, is_formula: bool) -> CellValue:
    """Return a live value as the reader of files gives it: 10.0 → 10, a serial number shown as a date → that date."""
    if raw is None or raw == "":
        return "" if is_formula else None  # an open workbook has no formula without a result
    if isinstance(raw, str):
        return ErrorValue(raw) if raw in ERRORS else raw
    if isinstance(raw, bool):
        return raw
    if raw in COM_ERRORS:
        return ErrorValue(COM_ERRORS[raw])
    if number_format == LOGICAL:
        return bool(raw)
    number, shown = _serial(raw), shown_as(number_format)
    return number if shown is Shown.NUMBER else moment(number, shown)


def live_value(value: CellValue) -> Any:
    """Return what to hand to an open workbook, so that a text stays a text whatever it starts with."""
    if isinstance(value, str) and value[:1] in READ_AS_OTHER and value:
        return f"'{value}"
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)
    return value


def _serial(raw: float | Decimal | dt.datetime | dt.date) -> float:
    if isinstance(raw, dt.datetime):
        raw = (raw.replace(tzinfo=None) - EPOCH_1900) / dt.timedelta(days=1)
    elif isinstance(raw, dt.date):
        raw = (dt.datetime(raw.year, raw.month, raw.day) - EPOCH_1900) / dt.timedelta(days=1)
    number = float(raw)
    return int(number) if number.is_integer() and abs(number) < EXACT_INTEGER else number
