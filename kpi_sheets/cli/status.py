"""`kpi-sheets status`: how the KPIs of a workbook stand, worst first."""

from __future__ import annotations

import datetime as dt
import sys

import click

from kpi_sheets.cli.options import as_of_option, language_option
from kpi_sheets.pipeline import Reading, workbooks
from kpi_sheets.pipeline.standing import standing_book
from kpi_sheets.register import load as load_schema
from kpi_sheets.register import load_default
from kpi_sheets.report.escape import for_terminal
from kpi_sheets.report.standings import FORMATS


@click.command("status")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How to report."
)
@click.option("--schema", metavar="FILE", help="The workbook schema that says how to read the workbooks.")
@click.option("--hidden", is_flag=True, help="Read hidden sheets too.")
@language_option("workbook")
@as_of_option
def command(paths: tuple[str, ...], form: str, schema: str | None, hidden: bool, language: str, as_of: dt.date) -> None:
    """Show how the KPIs stand, worst first, each with the sentence that says why.

    PATH is a workbook, or a folder of them; nothing is written. Time that has passed is counted from the date through
    which a figure was measured, lateness has a column of its own.

    Exit code: 0, or 2 when a workbook could not be read.
    """
    reading = Reading(load_schema(schema) if schema else load_default(), language, hidden)
    books = [standing_book(path, reading, as_of) for path in workbooks(paths)]
    for book in books:
        if book.error:
            click.echo(f"kpi-sheets: {for_terminal(book.error)}", err=True)
    for piece in FORMATS[form](books, sys.stdout.isatty()):
        click.echo(piece, nl=False)
    sys.exit(2 if any(book.error for book in books) else 0)
