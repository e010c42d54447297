"""`kpi-sheets report`: a page about a workbook, for the meeting."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from kpi_sheets.cli import output
from kpi_sheets.cli.options import as_of_option, language_option
from kpi_sheets.language import available
from kpi_sheets.lint.settings import Asked
from kpi_sheets.pipeline import LintOptions, NoWorkbookError
from kpi_sheets.pipeline.report import page_of
from kpi_sheets.report.page import as_html, as_markdown

FORMATS = {"html": as_html.render, "md": as_markdown.render}


@click.command("report")
@click.argument("book")
@click.option(
    "-o", "--output", "file", metavar="FILE", help="Write the report here, as in report.html. Default: print it."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="A page, or Markdown. Default: by FILE's ending, else html.",
)
@click.option(
    "--messages",
    type=click.Choice(["auto", *available()]),
    help="The language of the report; auto, the default, takes that of the workbook.",
)
@click.option("--schema", metavar="FILE", help="The workbook schema that says how to read the workbook.")
@click.option("--config", metavar="FILE", help="Take the linter's settings from this file, not from the nearest.")
@click.option("--hidden", is_flag=True, help="Read hidden sheets too.")
@language_option("workbook")
@as_of_option
def command(
    book: str,
    file: str | None,
    form: str | None,
    messages: str | None,
    schema: str | None,
    config: str | None,
    hidden: bool,
    language: str,
    as_of: dt.date,
) -> None:
    """Make a page of a workbook: a summary per team, the KPIs worst first and why, a chart of each, what is late.

    The page is one file that needs no network and no script: send it, print it, open it on a phone. With --format md it
    is text for a chat or a wiki, without the charts.

    Exit code: 0, or 2 when the report could not be made.
    """
    _refuse(book, file)
    asked = Asked(language=None if language == "auto" else language, messages=messages, schema=schema)
    page = page_of(book, LintOptions(as_of, asked, config or "", hidden=hidden))
    chosen = form or ("md" if file and file.lower().endswith(".md") else "html")
    if file is None and chosen == "html" and sys.stdout.isatty():
        raise click.UsageError("name a file for the page, as in: -o report.html")
    text = FORMATS[chosen](page)
    if file is None:
        click.echo(text, nl=False)
    else:
        output.write(file, text)


def _refuse(book: str, file: str | None) -> None:
    if not Path(book).is_file():
        raise NoWorkbookError(f"{book}: there is no such file; check the path")
    if file and Path(file).exists() and Path(file).samefile(book):
        raise click.UsageError(f"{file} is the workbook itself; give the report another name.")
