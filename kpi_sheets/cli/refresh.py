"""`kpi-sheets refresh`: write the status columns of workbooks."""

from __future__ import annotations

import datetime as dt
import os

from kpi_sheets.cli import reading
from kpi_sheets.cli.options import parts
from kpi_sheets.cli.output import echo
from kpi_sheets.cli.table import Argument, Command, Option, Said, UsageError
from kpi_sheets.model import KpiSheetsError
from kpi_sheets.pipeline.files import workbooks
from kpi_sheets.pipeline.readings import Readings
from kpi_sheets.pipeline.refresh import USUAL, Refreshed, Wish, refresh
from kpi_sheets.report.escape import for_terminal
from kpi_sheets.status.columns import COLUMNS

OPTIONS = (
    Option("--live", "Refresh the workbook that is open in Excel now; no PATH then."),
    Option(
        "--add-columns",
        f"Add these columns where they are missing, right of the table. Without names: {', '.join(USUAL)}.",
        "COLUMNS",
        each=parts,
        bare=",".join(USUAL),
    ),
    Option("--check", "Write nothing; exit with 1 when anything would change."),
    Option("--output", "Write the refreshed workbook here, and leave PATH as it is.", "FILE"),
    Option("--overwrite-formulas", "Also overwrite formulas that stand in the status columns."),
    Option("--recalculate", "Let LibreOffice calculate formulas that have no result first."),
    *reading.OPTIONS,
)


def run(said: Said) -> int:
    """Write the status columns that the tables have.

    PATH is a workbook, or a folder of them; every other part of the file stays as it is, byte for byte. A formula that
    a person put into a status column is left alone.

    Exit code: 0 all is well, 1 with --check when anything would change, 2 a workbook could not be handled.
    """
    if said["live"]:
        return _refresh_live(said["paths"], said["as_of"])
    columns, paths = _without_paths(said["add_columns"], said["paths"])
    found, check, output = list(workbooks(paths)), said["check"], said["output"]
    _refuse(found, columns, output)
    wish = Wish(said["as_of"], add=columns, check=check, overwrite_formulas=said["overwrite_formulas"], output=output)
    readings = Readings(reading.asked(said))
    results = [_one(path, readings, wish, recalculate=said["recalculate"]) for path in found]
    for result in results:
        _tell(result, check=check)
    if any(result.error for result in results):
        return 2
    return int(check and any(result.changed for result in results))


command = Command(run, Argument("paths", "PATH...", many=True), OPTIONS)


def _refresh_live(paths: tuple[str, ...], as_of: dt.date) -> int:
    """Press the button of the workbook in front, with no macro at all."""
    from kpi_sheets.addin.actions import refresh as refresh_book
    from kpi_sheets.addin.buttons import tell
    from kpi_sheets.addin.excel.calling import active_book

    if paths:
        raise UsageError("--live takes the workbook that is open; leave the path out, or --live.")
    book = active_book()
    sentence = refresh_book(book, as_of)
    tell(book, sentence)
    echo(f"{for_terminal(book.name)}: {for_terminal(sentence)}")
    return 0


def _without_paths(words: tuple[str, ...], paths: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give back a path that was taken for the list of columns: "--add-columns book.xlsx"."""
    taken = tuple(word for word in words if word not in COLUMNS and os.path.lexists(word))
    columns = tuple(word for word in words if word not in taken)
    return (columns or USUAL if taken else columns), (*taken, *paths)


def _refuse(paths: list[str], columns: tuple[str, ...], output: str | None) -> None:
    if not paths:
        raise UsageError("Missing argument 'PATH...', or --live for the workbook that is open in Excel.")
    unknown = [key for key in columns if key not in COLUMNS]
    if unknown:
        raise UsageError(f'there is no column "{unknown[0]}"; choose from {", ".join(COLUMNS)}.')
    if output and len(paths) != 1:
        raise UsageError("--output takes one workbook at a time.")


def _one(path: str, readings: Readings, wish: Wish, *, recalculate: bool) -> Refreshed:
    how, way = readings.of(path)
    wish = wish._replace(way=way)
    if not recalculate:
        return refresh(path, how, wish)
    from kpi_sheets.pipeline.recalculate import needs_it, recalculated  # it starts a program, and few runs do
    from kpi_sheets.workbook import read

    try:
        values = recalculated(path) if needs_it(read(path)) else None
    except KpiSheetsError as error:
        return Refreshed(path, error=str(error))
    if values:
        echo(f"kpi-sheets: {for_terminal(path)}: calculated by LibreOffice", err=True)
    return refresh(path, how, wish, values)


def _tell(result: Refreshed, *, check: bool) -> None:
    path = for_terminal(result.path)
    if result.error:
        echo(f"kpi-sheets: {for_terminal(result.error)}", err=True)
        return
    for sheet in result.skipped:
        echo(f"kpi-sheets: {path}: {for_terminal(sheet)}: not a row per KPI, so it gets no columns", err=True)
    if result.formulas:
        cells = ", ".join(map(for_terminal, result.formulas[:3])) + (", …" if len(result.formulas) > 3 else "")
        echo(f"kpi-sheets: {path}: formulas left alone: {cells} (--overwrite-formulas)", err=True)
    what = "would change" if check else "changed"
    kpis = f"{result.kpis:,} KPI{'' if result.kpis == 1 else 's'}"
    cells = f"{result.cells:,} cell{'' if result.cells == 1 else 's'} {what}" if result.changed else "up to date"
    echo(f"{path}: {kpis}, {cells}")
