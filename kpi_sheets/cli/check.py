"""`kpi-sheets check`: judge statements, without a workbook."""

from __future__ import annotations

import datetime as dt
import sys

import click

from kpi_sheets.cli.options import as_of_option, exit_code, language_option, rule_options
from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import ONE_LINE_GROUPS
from kpi_sheets.lint.select import choose
from kpi_sheets.model import Finding
from kpi_sheets.pipeline.statements import judge
from kpi_sheets.report.statements import FORMATS, explained


@click.command("check")
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How to report.",
)
@click.option("--explain", is_flag=True, help="Underline in each statement what was understood as what.")
@language_option("statements")
@as_of_option
@rule_options
def command(
    texts: tuple[str, ...],
    format_name: str,
    explain: bool,
    language: str,
    as_of: dt.date,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str,
    fail_on: str,
    exit_zero: bool,
    messages: str,
) -> None:
    """Judge KPI statements: is it specific, measurable and time-bound?

    Give each TEXT in quotes, or "-" to read them from standard input, one a line.

    Exit code: 0 clean, 1 findings, 2 the job could not be done.
    """
    written = explained if explain and format_name == "text" else FORMATS[format_name]
    found: list[Finding] = []
    asked = Request(choose(select, ignore, profile, groups=ONE_LINE_GROUPS), as_of, messages)
    for judged in judge(_lines(texts), asked, language):
        found += judged.findings
        click.echo(written(judged, sys.stdout.isatty()))
    sys.exit(exit_code(found, fail_on, exit_zero))


def _lines(texts: tuple[str, ...]) -> list[str]:
    if not texts and sys.stdin.isatty():
        raise click.UsageError('Give a statement in quotes, or "-" to read them from standard input.')
    if texts and texts != ("-",):
        return list(texts)
    lines = sys.stdin.buffer.read().decode("utf-8", errors="replace").splitlines()
    return [line.strip() for line in lines if line.strip()]
