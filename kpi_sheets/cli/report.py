"""`kpi-sheets report`: a page about a workbook, for the meeting."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kpi_sheets.cli import output
from kpi_sheets.cli.reading import asked, reading_options
from kpi_sheets.language import available
from kpi_sheets.pipeline.files import NoWorkbookError
from kpi_sheets.pipeline.report import page_of
from kpi_sheets.report.page import as_html, as_markdown

FORMATS = {"html": as_html.render, "md": as_markdown.render}


@click.command("report")
@click.argument("book")
@click.option("-o", "--output", "file", metavar="FILE", help="Write it here, as in report.html. Default: print it.")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), help="A page, or Markdown. Default: as FILE ends, else html."
)
@click.option(
    "--messages", type=click.Choice(["auto", *available()]), help="The language of the report. Default: the workbook's."
)
@reading_options
@click.pass_context
def command(
    ctx: click.Context, /, book: str, file: str | None, form: str | None, messages: str | None, **_said: Any
) -> None:
    """Make a page of a workbook: a summary per team, the KPIs worst first and why, a chart of each, what is late.

    The page is one file that needs no network and no script: send it, print it, open it on a phone. With --format md it
    is text for a chat or a wiki, without the charts.

    Exit code: 0, or 2 when the report could not be made.
    """
    chosen = form or ("md" if file and file.lower().endswith(".md") else "html")
    _refuse(book, file, chosen)
    options = asked(ctx)
    text = FORMATS[chosen](page_of(book, options._replace(asked=options.asked._replace(messages=messages))))
    if file is None:
        click.echo(text, nl=False)
    else:
        output.write(file, text)


def _refuse(book: str, file: str | None, form: str) -> None:
    if not Path(book).is_file():
        raise NoWorkbookError(f"{book}: there is no such file; check the path")
    if file and Path(file).exists() and Path(file).samefile(book):
        raise click.UsageError(f"{file} is the workbook itself; give the report another name.")
    if file is None and form == "html" and sys.stdout.isatty():
        raise click.UsageError("name a file for the page, as in: -o report.html")
