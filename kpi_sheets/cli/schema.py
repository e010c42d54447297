"""`kpi-sheets schema`: show how workbooks are read, and validate a schema of your own."""

from __future__ import annotations

import click

from kpi_sheets.cli.options import language_option
from kpi_sheets.model import Table
from kpi_sheets.pipeline import read_workbook
from kpi_sheets.register import TableSchema, WorkbookSchema, load_default
from kpi_sheets.register import load as load_schema
from kpi_sheets.report.escape import for_terminal

OTHER_NAMES = 3  # how many of the further names of a column are printed


@click.group("schema")
def command() -> None:
    """Show how workbooks are read; validate a workbook schema of your own.

    A workbook schema is a JSON document that says where the KPI tables of a workbook stand, what their columns are
    called, and what a row must satisfy.
    """


@command.command("show")
@click.argument("book", required=False)
@click.option("--schema", metavar="FILE", help="Use this workbook schema instead of the default.")
@click.option("--json", "as_json", is_flag=True, help="Print the schema document itself.")
@language_option("headers")
def show(book: str | None, schema: str | None, as_json: bool, language: str) -> None:
    """Print the fields of a KPI and what their columns may be called.

    With a BOOK, print how that workbook is read instead: its tables, and which column is taken for what.
    """
    if as_json:
        click.echo(_document(schema))
        return
    read_by = load_schema(schema) if schema else load_default()
    if book:
        click.echo(
            "\n\n".join(_read(table) for table in read_workbook(book, read_by, language)) or "no KPI table found"
        )
        return
    for table in read_by.tables:
        click.echo(_fields(read_by, table, language if language != "auto" else "en"))


@command.command("validate")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def validate(files: tuple[str, ...]) -> None:
    """Say whether workbook schemas are valid, and where they are not."""
    for file in files:
        schema = load_schema(file)
        columns = sum(len(table.columns) for table in schema.tables)
        click.echo(f"{for_terminal(file)}: valid, {len(schema.tables)} table(s), {columns} columns")


def _document(schema: str | None) -> str:
    from pathlib import Path

    from kpi_sheets.register.schema import DEFAULT, schemas_folder

    if schema:
        load_schema(schema)
    return Path(schema or schemas_folder() / DEFAULT).read_text(encoding="utf-8").rstrip()


def _fields(schema: WorkbookSchema, table: TableSchema, language: str) -> str:
    lines = [f"{schema.name}: {table.kind}", f"{'field':18}{'type':10}{'role':8}header, and other names it may have"]
    for column in table.columns:
        names = column.headers.get(language, ())
        shown = ", ".join([column.header(language), *names[1 : 1 + OTHER_NAMES]])
        more = ", …" if len(names) > 1 + OTHER_NAMES else ""
        lines.append(f"{column.key:18}{column.type:10}{column.role:8}{shown}{more}")
    return "\n".join(lines) + "\n"


def _read(table: Table) -> str:
    rows = " and ".join(map(str, table.header_rows))
    count = f"{len(table.kpis)} KPI{'' if len(table.kpis) == 1 else 's'}"
    lines = [f"{for_terminal(table.sheet)}: header in row {rows}, {count}, language {table.language}"]
    for key, letter in sorted(table.columns.items(), key=lambda item: (len(item[1]), item[1])):
        header = table.headers.get(key)
        lines.append(f"  {letter:>3}  {key:18}{for_terminal(str(header.value)) if header else ''}")
    lines += (f"  all  {key:18}{for_terminal(str(entry.value))}" for key, entry in table.defaults.items())
    unread = [problem for problem in table.problems if problem.kind == "unknown_header"]
    lines += (f"  {problem.cell:>3}  (not read)        {for_terminal(problem.text)}" for problem in unread)
    return "\n".join(lines)
