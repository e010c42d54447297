"""The command line: parse, call, print, exit code.

Exit codes: 0 clean, 1 findings, 2 the job could not be done. Each command is a module here with a `command`; it is
imported when it is called for.
"""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Sequence

import click

from kpi_sheets.model import KpiSheetsError

COMMANDS = ("addin", "check", "lint", "new", "refresh", "report", "rule", "schema", "show", "status")
SHOW_TRACEBACK = "KPI_SHEETS_TRACEBACK"  # set it to see where an unexpected error comes from


class Commands(click.Group):
    """A group whose commands are imported one by one, when they are needed."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"kpi_sheets.cli.{name}").command
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="kpi-sheets", prog_name="kpi-sheets")
def cli() -> None:
    """Keep KPIs in a workbook, and know that they are good ones.

    Start with "kpi-sheets lint BOOK.xlsx": it tells, cell by cell, which KPIs are not specific, measurable or
    time-bound.
    """


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    _write_utf8()
    try:
        cli.main(argv, prog_name="kpi-sheets")
    except KpiSheetsError as error:
        _fail(str(error))
    except Exception as error:
        if os.environ.get(SHOW_TRACEBACK):
            raise
        _fail(
            f"something went wrong that should not: {type(error).__name__}: {error} (a bug of ours; please report it)"
        )


def _write_utf8() -> None:
    """Findings hold ≥ and é whatever the machine's own encoding is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _fail(message: str) -> None:
    from kpi_sheets.report.escape import for_terminal

    click.echo(f"kpi-sheets: {for_terminal(message)}", err=True)
    sys.exit(2)
