"""`kpi-sheets status`: how the KPIs of a workbook stand, worst first."""

from __future__ import annotations

import datetime as dt
import sys

from kpi_sheets.cli import reading
from kpi_sheets.cli.output import echo
from kpi_sheets.cli.table import Argument, Command, Option, Said
from kpi_sheets.pipeline.files import workbooks
from kpi_sheets.pipeline.readings import Readings
from kpi_sheets.pipeline.standing import standing_book
from kpi_sheets.report.escape import for_terminal
from kpi_sheets.report.standings import FORMATS
from kpi_sheets.status.standing import StandingBook


def run(said: Said) -> int:
    """Show how the KPIs stand, worst first, and say why.

    PATH is a workbook, or a folder of them; nothing is written. Time that has passed is counted from the date through
    which a figure was measured, lateness has a column of its own.

    Exit code: 0, or 2 when a workbook could not be read.
    """
    readings = Readings(reading.asked(said))
    books = [_judged(path, readings, said["as_of"]) for path in workbooks(said["paths"])]
    for book in books:
        if book.error:
            echo(f"kpi-sheets: {for_terminal(book.error)}", err=True)
    for piece in FORMATS[said["format"]](books, sys.stdout.isatty()):
        echo(piece, nl=False)
    return 2 if any(book.error for book in books) else 0


command = Command(
    run,
    Argument("paths", "PATH...", many=True, required=True),
    (Option("--format", "How to report.", choices=tuple(FORMATS), default="text"), *reading.OPTIONS),
)


def _judged(path: str, readings: Readings, as_of: dt.date) -> StandingBook:
    how, way = readings.of(path)
    return standing_book(path, how, as_of, way)
