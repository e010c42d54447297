"""`kpi-sheets report`: a page about a workbook, for the meeting."""

from __future__ import annotations

import sys
from pathlib import Path

from kpi_sheets.cli import output, reading
from kpi_sheets.cli.options import LANGUAGES
from kpi_sheets.cli.table import Argument, Command, Option, Said, UsageError
from kpi_sheets.pipeline.files import NoWorkbookError
from kpi_sheets.pipeline.report import page_of
from kpi_sheets.report.page import as_html, as_markdown

FORMATS = {"html": as_html.render, "md": as_markdown.render}
OPTIONS = (
    Option("-o --output", "Write it here, as in report.html. Default: print it.", "FILE"),
    Option("--format", "A page, or Markdown. Default: as FILE ends, else html.", choices=tuple(FORMATS)),
    Option("--messages", "The language of the report. Default: the workbook's.", choices=LANGUAGES),
    *reading.OPTIONS,
)


def run(said: Said) -> int:
    """Make a page of a workbook for the meeting.

    It has a summary per team, the KPIs worst first and why, a chart of each, and what is late. The page is one file
    that needs no network and no script: send it, print it, open it on a phone. With --format md it is text for a chat
    or a wiki, without the charts.

    Exit code: 0, or 2 when the report could not be made.
    """
    book, file = said["book"], said["output"]
    form = said["format"] or ("md" if file and file.lower().endswith(".md") else "html")
    _refuse(book, file, form)
    options = reading.asked(said)
    text = FORMATS[form](page_of(book, options._replace(asked=options.asked._replace(messages=said["messages"]))))
    if file is None:
        output.echo(text, nl=False)
    else:
        output.write(file, text)
    return 0


command = Command(run, Argument("book", required=True), OPTIONS)


def _refuse(book: str, file: str | None, form: str) -> None:
    if not Path(book).is_file():
        raise NoWorkbookError(f"{book}: there is no such file; check the path")
    if file and Path(file).exists() and Path(file).samefile(book):
        raise UsageError(f"{file} is the workbook itself; give the report another name.")
    if file is None and form == "html" and sys.stdout.isatty():
        raise UsageError("name a file for the page, as in: -o report.html")
