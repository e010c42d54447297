"""Write a value as a cell, and tell whether a cell already holds it.

Texts are written into the cell (`t="inlineStr"`), not into the table of shared texts: so that part, often the largest
after the sheets, stays as it is byte for byte, and Excel moves them there itself when it next saves the workbook.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import TypeGuard

from kpi_sheets.workbook.cells import TRUE
from kpi_sheets.workbook.patch_edits import Value
from kpi_sheets.workbook.patch_scan import FoundCell
from kpi_sheets.workbook.patch_tree import plain
from kpi_sheets.workbook.strings import BLANKS, unescape

LONGEST_TEXT = 32_767
EXACT_INTEGER = 2**53
ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
SURROGATE = re.compile("[\ud800-\udfff]")
EPOCH = {False: dt.datetime(1899, 12, 30), True: dt.datetime(1904, 1, 1)}
FIRST_DAY = {False: dt.datetime(1900, 3, 1), True: dt.datetime(1904, 1, 1)}
DAY = dt.timedelta(days=1)


def unwritable(value: Value, date_1904: bool) -> str:
    """Return why a value can't stand in a cell, "" when it can."""
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            return f"a cell holds at most {LONGEST_TEXT:,} characters"
        return "the text holds half a character" if SURROGATE.search(value) else ""
    if isinstance(value, int) and abs(value) > EXACT_INTEGER:
        return "a cell holds no whole number of more than 15 digits"
    if isinstance(value, float) and not math.isfinite(value):
        return "a cell holds no infinite or undefined number"
    if isinstance(value, dt.date) and _moment(value) < FIRST_DAY[date_1904]:
        return f"a cell holds no date before {FIRST_DAY[date_1904]:%Y-%m-%d}"
    return ""


def is_date(value: Value) -> TypeGuard[dt.date]:
    """Return whether a value is a date, with or without a time."""
    return isinstance(value, dt.date)


def serial(value: dt.date, date_1904: bool) -> float:
    """Return a date, or a date and time, as days since the workbook's epoch."""
    return (_moment(value) - EPOCH[date_1904]) / DAY


def cell_xml(prefix: str, address: str, style: str | None, value: Value, date_1904: bool) -> str:
    """Write a cell; without a style it has the workbook's default one."""
    start = f'{prefix}c r="{address}"' if style is None else f'{prefix}c r="{address}" s="{style}"'
    if value is None:
        return f"<{start}/>"
    if isinstance(value, str):
        text = f"<{prefix}t{_space(value)}>{plain(escaped(value))}</{prefix}t>"
        return f'<{start} t="inlineStr"><{prefix}is>{text}</{prefix}is></{prefix}c>'
    kind = ' t="b"' if isinstance(value, bool) else ""
    return f"<{start}{kind}><{prefix}v>{_number(value, date_1904)}</{prefix}v></{prefix}c>"


def holds(cell: FoundCell, value: Value, date_1904: bool, shared_text: str | None) -> bool:
    """Return whether a cell already holds a value; a formula never does. `shared_text` is the text it refers to."""
    if cell.formula is not None:
        return False
    kind, text = cell.kind, cell.value
    if kind in ("s", "str", "inlineStr"):
        return _text_of(cell, kind, shared_text) == value
    if value is None or text is None:
        return value is None and text is None
    if kind == "b":
        return isinstance(value, bool) and value is (text.strip() in TRUE)
    if kind != "n" or isinstance(value, bool | str):
        return False
    return _same_number(text, value, date_1904)


def _text_of(cell: FoundCell, kind: str, shared_text: str | None) -> str | None:
    if kind == "s":
        return shared_text
    return unescape((cell.text if kind == "inlineStr" else cell.value) or "")


def _same_number(text: str, value: float | dt.date, date_1904: bool) -> bool:
    wanted = serial(value, date_1904) if isinstance(value, dt.date) else value
    try:
        return float(text) == wanted
    except ValueError:
        return False


def _number(value: Value, date_1904: bool) -> str:
    if isinstance(value, dt.date):
        value = serial(value, date_1904)
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT_INTEGER:
        value = int(value)
    return str(int(value)) if isinstance(value, bool) else repr(value)


def _moment(value: dt.date) -> dt.datetime:
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    return dt.datetime(value.year, value.month, value.day)


def escaped(text: str) -> str:
    """Write characters XML can't hold as `_xHHHH_`, and the look of such an escape as no escape."""
    text = ESCAPED.sub("_x005F_", text)
    return UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def _space(text: str) -> str:
    """Blanks at either end count only when the file says so."""
    return "" if text == text.strip(BLANKS) else ' xml:space="preserve"'
