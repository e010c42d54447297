"""`kpi-sheets refresh`: write the status columns of workbooks."""

from __future__ import annotations

import datetime as dt
import sys
from typing import NoReturn

import click

from kpi_sheets.cli.options import as_of_option, language_option, rule_words
from kpi_sheets.model import KpiSheetsError
from kpi_sheets.pipeline import Reading, workbooks
from kpi_sheets.pipeline.refresh import USUAL, Refreshed, Wish, refresh
from kpi_sheets.register import load as load_schema
from kpi_sheets.register import load_default
from kpi_sheets.report.escape import for_terminal
from kpi_sheets.status.columns import COLUMNS


@click.command("refresh")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--live", is_flag=True, help="Refresh the workbook that is open in Excel now; no PATH then.")
@click.option(
    "--add-columns",
    is_flag=False,
    flag_value=",".join(USUAL),
    multiple=True,
    callback=rule_words,
    metavar="COLUMNS",
    help=f"Add these columns where they are missing, right of the table. Without names: {', '.join(USUAL)}.",
)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when anything would change.")
@click.option("--output", metavar="FILE", help="Write the refreshed workbook here, and leave PATH as it is.")
@click.option("--overwrite-formulas", is_flag=True, help="Also overwrite formulas that stand in the status columns.")
@click.option("--recalculate", is_flag=True, help="Let LibreOffice calculate formulas that have no result first.")
@click.option("--schema", metavar="FILE", help="The workbook schema that says how to read the workbooks.")
@click.option("--hidden", is_flag=True, help="Refresh hidden sheets too.")
@language_option("workbook")
@as_of_option
def command(
    paths: tuple[str, ...],
    live: bool,
    add_columns: tuple[str, ...],
    check: bool,
    output: str | None,
    overwrite_formulas: bool,
    recalculate: bool,
    schema: str | None,
    hidden: bool,
    language: str,
    as_of: dt.date,
) -> None:
    """Write the status columns that the tables have; every other part of the file stays as it is, byte for byte.

    PATH is a workbook, or a folder of them. A formula that a person put into a status column is left alone.

    Exit code: 0 all is well, 1 with --check when anything would change, 2 a workbook could not be handled.
    """
    if live:
        _refresh_live(paths, as_of)
    found = list(workbooks(paths))
    _refuse(found, add_columns, output)
    reading = Reading(load_schema(schema) if schema else load_default(), language, hidden)
    wish = Wish(as_of, add_columns, check, overwrite_formulas, output)
    results = [_one(path, reading, wish, recalculate=recalculate) for path in found]
    for result in results:
        _tell(result, check=check)
    if any(result.error for result in results):
        sys.exit(2)
    sys.exit(int(check and any(result.changed for result in results)))


def _refresh_live(paths: tuple[str, ...], as_of: dt.date) -> NoReturn:
    """Press the button of the workbook in front, with no macro at all."""
    from kpi_sheets.addin.actions import refresh as refresh_book
    from kpi_sheets.addin.buttons import tell
    from kpi_sheets.addin.excel.calling import active_book

    if paths:
        raise click.UsageError("--live takes the workbook that is open; leave the path out, or --live.")
    book = active_book()
    sentence = refresh_book(book, as_of)
    tell(book, sentence)
    click.echo(f"{for_terminal(book.name)}: {for_terminal(sentence)}")
    sys.exit(0)


def _refuse(paths: list[str], columns: tuple[str, ...], output: str | None) -> None:
    if not paths:
        raise click.UsageError("which workbook? Name a PATH, or use --live for the one that is open in Excel.")
    unknown = [key for key in columns if key not in COLUMNS]
    if unknown:
        raise click.UsageError(f'there is no column "{unknown[0]}"; choose from {", ".join(COLUMNS)}.')
    if output and len(paths) != 1:
        raise click.UsageError("--output takes one workbook at a time.")


def _one(path: str, reading: Reading, wish: Wish, *, recalculate: bool) -> Refreshed:
    if not recalculate:
        return refresh(path, reading, wish)
    from kpi_sheets.pipeline.recalculate import needs_it, recalculated  # it starts a program, and few runs do
    from kpi_sheets.workbook import read

    try:
        values = recalculated(path) if needs_it(read(path)) else None
    except KpiSheetsError as error:
        return Refreshed(path, error=str(error))
    if values:
        click.echo(f"kpi-sheets: {for_terminal(path)}: calculated by LibreOffice", err=True)
    return refresh(path, reading, wish, values)


def _tell(result: Refreshed, *, check: bool) -> None:
    path = for_terminal(result.path)
    if result.error:
        click.echo(f"kpi-sheets: {for_terminal(result.error)}", err=True)
        return
    for sheet in result.skipped:
        click.echo(f"kpi-sheets: {path}: {for_terminal(sheet)}: not a row per KPI, so it gets no columns", err=True)
    if result.formulas:
        cells = ", ".join(map(for_terminal, result.formulas[:3])) + (", …" if len(result.formulas) > 3 else "")
        click.echo(f"kpi-sheets: {path}: formulas left alone: {cells} (--overwrite-formulas)", err=True)
    what = "would change" if check else "changed"
    kpis = f"{result.kpis:,} KPI{'' if result.kpis == 1 else 's'}"
    cells = f"{result.cells:,} cell{'' if result.cells == 1 else 's'} {what}" if result.changed else "up to date"
    click.echo(f"{path}: {kpis}, {cells}")
