"""Runs inside LibreOffice's own Python: opens workbooks, calculates all of them anew, and says what came out.

    python3 office_script.py JOBS.json     (with `soffice` on the path; writes JSON)

A job: {"path": …, "type": {"Sheet!A1": value, …}, "delete": {"Sheet": [row, …]}, "ask": ["=FORMULA", …],
"save": {"xlsx": path, "pdf": path}}. The answer holds for each path its cells, {"Sheet!A1": value or
{"error": number}}, and what the formulas asked for give.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue

SECONDS = 60
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "pdf": "calc_pdf_Export"}
ERRORS = 4  # com.sun.star.sheet.FormulaResult.ERROR


def main(jobs_path):
    jobs = json.loads(pathlib.Path(jobs_path).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"kpi{profile.rpartition('/')[2]}"
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
        office = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL)
        try:
            desktop = connect(pipe)
            sys.stdout.write(json.dumps([work(desktop, job) for job in jobs]))
            desktop.terminate()
        finally:
            office.terminate()
            office.wait(30)


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + SECONDS
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def work(desktop, job):
    book = desktop.loadComponentFromURL(url(job["path"]), "_blank", 0, options(Hidden=True))
    for place, value in job.get("type", {}).items():
        sheet, _, address = place.rpartition("!")
        cell = book.Sheets.getByName(sheet).getCellRangeByName(address)
        if isinstance(value, str):
            cell.setString(value)
        else:
            cell.setValue(value)
    for sheet, rows in job.get("delete", {}).items():
        for row in sorted(rows, reverse=True):
            book.Sheets.getByName(sheet).Rows.removeByIndex(row - 1, 1)
    book.calculateAll()
    answer = {"cells": cells_of(book), "asked": [asked(book, formula) for formula in job.get("ask", [])]}
    for kind, path in job.get("save", {}).items():
        book.storeToURL(url(path), options(FilterName=FILTERS[kind]))
    book.close(True)
    return answer


def cells_of(book):
    """Return the value of every filled cell, a sheet in one call: a call for each cell would take minutes."""
    found = {}
    for sheet in book.Sheets:
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.RangeAddress
        area = sheet.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow)
        for row, values in enumerate(area.getDataArray(), start=1):
            for column, value in enumerate(values):
                found[f"{sheet.Name}!{letters(column)}{row}"] = value
        for broken in sheet.queryFormulaCells(ERRORS):
            at = broken.RangeAddress
            for row in range(at.StartRow, at.EndRow + 1):
                for column in range(at.StartColumn, at.EndColumn + 1):
                    error = sheet.getCellByPosition(column, row).getError()
                    found[f"{sheet.Name}!{letters(column)}{row + 1}"] = {"error": error}
    return found


def asked(book, formula):
    """Calculate a formula in a cell that nothing uses, and clear it."""
    cell = book.Sheets.getByIndex(0).getCellRangeByName("ZZ1")
    cell.setFormula(formula)
    answer = {"error": cell.getError()} if cell.getError() else cell.getDataArray()[0][0]
    cell.setFormula("")
    return answer


def letters(column):
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def url(path):
    return uno.systemPathToFileUrl(path)


def options(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


main(sys.argv[1])
