"""From openpyxl's file to the finished one: formulas get their values, and nothing in it tells the hour.

openpyxl writes formulas without values, so that a preview, a phone and Excel's protected view would show blanks, and
numbers to 16 digits, one too few. Here each cell gets the value it has. The archive's dates are fixed, so that the same
order gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from kpi_sheets.starter.canvas import Value

CELL = re.compile(r'<c r="([A-Z]+\d+)"((?: s="\d+")?)(?: t="n")?>(<f>.*?</f>|)<v(?:\s*/>|>[^<]*</v>)</c>')
FIXED = (1980, 1, 1, 0, 0, 0)
EPOCH = dt.date(1899, 12, 30)


def packed(book: Workbook, results: Mapping[str, Mapping[str, Value]], day: dt.date) -> bytes:
    """Return the workbook as a file. `results` holds the values of cells by sheet name and address."""
    moment = dt.datetime.combine(day, dt.time())
    book.properties.created = book.properties.modified = moment
    draft = io.BytesIO()
    with ZipFile(draft, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
    parts = {f"xl/worksheets/sheet{number}.xml": results[name] for number, name in enumerate(book.sheetnames, start=1)}
    final = io.BytesIO()
    with ZipFile(draft) as source, ZipFile(final, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name in parts:
                data = _with_values(data.decode(), parts[name]).encode()
            info = ZipInfo(name, FIXED)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, data)
    return final.getvalue()


def _with_values(sheet: str, values: Mapping[str, Value]) -> str:
    def cell(match: re.Match[str]) -> str:
        address, style, formula = match.groups()
        if address not in values:
            return match[0]
        kind, value = _written(values[address])
        return f'<c r="{address}"{style}{kind}>{formula}<v>{value}</v></c>'

    return CELL.sub(cell, sheet)


def _written(value: Value) -> tuple[str, str]:
    """Return the type of a value as the file has it, and the value."""
    if isinstance(value, dt.date):
        return "", str((value - EPOCH).days)
    if isinstance(value, int | float):
        return "", repr(value)
    if value is not None and value.startswith("#"):
        return ' t="e"', value
    escaped = (value or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return ' t="str"', escaped
