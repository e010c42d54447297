"""`kpi-sheets lint`: tell, cell by cell, which KPIs of a workbook are not specific, measurable or time-bound."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator

import click

from kpi_sheets.cli.options import as_of_option, exit_code, language_option, rule_options
from kpi_sheets.lint.engine import Request
from kpi_sheets.lint.select import choose, wants_advice
from kpi_sheets.model import LintedWorkbook
from kpi_sheets.pipeline import Reading, lint_workbook, workbooks
from kpi_sheets.register import load as load_schema
from kpi_sheets.register import load_default
from kpi_sheets.report import FORMATS, render
from kpi_sheets.report.escape import for_terminal


@click.command("lint")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How to report.",
)
@click.option("--schema", metavar="FILE", help="The workbook schema that says how to read the workbooks.")
@click.option("--hidden", is_flag=True, help="Read hidden sheets too.")
@language_option("workbook")
@as_of_option
@rule_options
def command(
    paths: tuple[str, ...],
    format_name: str,
    schema: str | None,
    hidden: bool,
    language: str,
    as_of: dt.date,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str,
    fail_on: str,
    exit_zero: bool,
    messages: str,
) -> None:
    """Judge the KPIs in workbooks: PATH is a workbook, or a folder of them.

    Every finding names its cell, the rule, and what to do. "kpi-sheets rule M201" explains a rule.

    Exit code: 0 clean, 1 findings, 2 a workbook could not be read.
    """
    request = Request(choose(select, ignore, profile), as_of, messages, wants_advice(select, profile))
    reading = Reading(load_schema(schema) if schema else load_default(), language, hidden)
    results: list[LintedWorkbook] = []
    linted = (lint_workbook(path, reading, request) for path in _counted(list(workbooks(paths))))
    for piece in render(format_name, _kept(linted, results), colour=sys.stdout.isatty()):
        click.echo(piece, nl=False)
    findings = [finding for result in results for finding in result.findings]
    sys.exit(2 if any(result.error for result in results) else exit_code(findings, fail_on, exit_zero))


def _kept(linted: Iterable[LintedWorkbook], results: list[LintedWorkbook]) -> Iterator[LintedWorkbook]:
    """Pass the results on, keep them, and say at once which workbook could not be read."""
    for result in linted:
        results.append(result)
        if result.error:
            click.echo(f"kpi-sheets: {for_terminal(result.error)}", err=True)
        yield result


def _counted(paths: list[str]) -> Iterator[str]:
    """Show on stderr how far it is, when a person waits there and the findings go elsewhere."""
    if len(paths) < 2 or sys.stdout.isatty() or not sys.stderr.isatty():
        yield from paths
        return
    with click.progressbar(paths, label="Workbooks", file=sys.stderr, show_pos=True) as bar:
        yield from bar
