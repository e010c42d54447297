"""`kpi-sheets status`: how the KPIs of a workbook stand, worst first."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Any

import click

from kpi_sheets.cli.reading import reading_options, readings
from kpi_sheets.pipeline.files import workbooks
from kpi_sheets.pipeline.readings import Readings
from kpi_sheets.pipeline.standing import standing_book
from kpi_sheets.report.escape import for_terminal
from kpi_sheets.report.standings import FORMATS
from kpi_sheets.status.standing import StandingBook


@click.command("status")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How to report."
)
@reading_options
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[str, ...], form: str, as_of: dt.date, **_said: Any) -> None:
    """Show how the KPIs stand, worst first, each with the sentence that says why.

    PATH is a workbook, or a folder of them; nothing is written. Time that has passed is counted from the date through
    which a figure was measured, lateness has a column of its own.

    Exit code: 0, or 2 when a workbook could not be read.
    """
    asked = readings(ctx)
    books = [_judged(path, asked, as_of) for path in workbooks(paths)]
    for book in books:
        if book.error:
            click.echo(f"kpi-sheets: {for_terminal(book.error)}", err=True)
    for piece in FORMATS[form](books, sys.stdout.isatty()):
        click.echo(piece, nl=False)
    sys.exit(2 if any(book.error for book in books) else 0)


def _judged(path: str, asked: Readings, as_of: dt.date) -> StandingBook:
    reading, way = asked.of(path)
    return standing_book(path, reading, as_of, way)
