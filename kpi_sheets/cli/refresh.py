"""`kpi-sheets refresh`: write the status columns of workbooks."""

from __future__ import annotations

import datetime as dt
import os
import sys
from typing import Any, NoReturn

import click

from kpi_sheets.cli.options import rule_words
from kpi_sheets.cli.reading import reading_options, readings
from kpi_sheets.model import KpiSheetsError
from kpi_sheets.pipeline.files import workbooks
from kpi_sheets.pipeline.readings import Readings
from kpi_sheets.pipeline.refresh import USUAL, Refreshed, Wish, refresh
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
@reading_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    live: bool,
    add_columns: tuple[str, ...],
    check: bool,
    output: str | None,
    overwrite_formulas: bool,
    recalculate: bool,
    as_of: dt.date,
    **_said: Any,
) -> None:
    """Write the status columns that the tables have; every other part of the file stays as it is, byte for byte.

    PATH is a workbook, or a folder of them. A formula that a person put into a status column is left alone.

    Exit code: 0 all is well, 1 with --check when anything would change, 2 a workbook could not be handled.
    """
    if live:
        _refresh_live(paths, as_of)
    add_columns, paths = _without_paths(add_columns, paths)
    found = list(workbooks(paths))
    _refuse(found, add_columns, output)
    wish = Wish(as_of, add=add_columns, check=check, overwrite_formulas=overwrite_formulas, output=output)
    asked = readings(ctx)
    results = [_one(path, asked, wish, recalculate=recalculate) for path in found]
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


def _without_paths(words: tuple[str, ...], paths: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give back a path that was taken for the list of columns: "--add-columns book.xlsx"."""
    taken = tuple(word for word in words if word not in COLUMNS and os.path.lexists(word))
    columns = tuple(word for word in words if word not in taken)
    return (columns or USUAL if taken else columns), (*taken, *paths)


def _refuse(paths: list[str], columns: tuple[str, ...], output: str | None) -> None:
    if not paths:
        raise click.UsageError("Missing argument 'PATH...', or --live for the workbook that is open in Excel.")
    unknown = [key for key in columns if key not in COLUMNS]
    if unknown:
        raise click.UsageError(f'there is no column "{unknown[0]}"; choose from {", ".join(COLUMNS)}.')
    if output and len(paths) != 1:
        raise click.UsageError("--output takes one workbook at a time.")


def _one(path: str, asked: Readings, wish: Wish, *, recalculate: bool) -> Refreshed:
    reading, way = asked.of(path)
    wish = wish._replace(way=way)
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
