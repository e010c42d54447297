"""`kpi-sheets schema`: show how workbooks are read, and validate a schema of your own."""

from __future__ import annotations

from kpi_sheets.cli.options import language
from kpi_sheets.cli.output import echo
from kpi_sheets.cli.table import Argument, Command, Group, Option, Said, UsageError
from kpi_sheets.lint.engine import pack_for
from kpi_sheets.model import Kpi, KpiSheetsError, Quantity, Table
from kpi_sheets.pipeline.files import Reading, read_workbook
from kpi_sheets.register import TableSchema, WorkbookSchema, load_default
from kpi_sheets.register import load as load_schema
from kpi_sheets.register.infer import infer
from kpi_sheets.report.escape import for_terminal
from kpi_sheets.statement.quantity import render_quantity
from kpi_sheets.workbook import read

FIGURES = ("baseline", "target", "low", "high", "actual")
OTHER_NAMES = 3  # how many of the further names of a column are printed


class NoTableError(KpiSheetsError):
    """A workbook in which no KPI table was found."""


def show(said: Said) -> int:
    """Print the fields of a KPI and what their columns may be called.

    With a BOOK, print how that workbook is read instead: its tables, and which column is taken for what.
    """
    if said["json"]:
        echo(_document(said["schema"]))
        return 0
    read_by = load_schema(said["schema"]) if said["schema"] else load_default()
    if said["book"]:
        tables, unread = read_workbook(said["book"], Reading(read_by, said["language"], said["hidden"]), said["book"])
        echo("\n\n".join(map(_read, tables)) or "no KPI table found")
        if unread:
            echo(f"\nhidden and not read: {', '.join(map(for_terminal, unread))}")
        return 0
    for table in read_by.tables:
        echo(_fields(read_by, table, "en" if said["language"] == "auto" else said["language"]))
    return 0


def validate(said: Said) -> int:
    """Say whether workbook schemas are valid, and where they are not."""
    for file in said["files"]:
        schema = load_schema(file)
        columns = sum(len(table.columns) for table in schema.tables)
        echo(f"{for_terminal(file)}: valid, {len(schema.tables)} table(s), {columns} columns")
    return 0


def _document(schema: str | None) -> str:
    from pathlib import Path

    from kpi_sheets.register.schema import DEFAULT, schemas_folder

    if schema:
        load_schema(schema)
    return Path(schema or f"{schemas_folder()}/{DEFAULT}").read_text(encoding="utf-8").rstrip()


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
    lines += (f"  row {kpi.row:<5} {_kpi(kpi)}" for kpi in table.kpis)
    return "\n".join(lines)


def _kpi(kpi: Kpi) -> str:
    """A KPI's name and how its figures were read: "Omzet · target € 10.000 · actual € 9.650"."""
    pack = pack_for(kpi.language)
    figures = ((key, kpi.value(key)) for key in FIGURES)
    shown = (f"{key} {render_quantity(value, pack)}" for key, value in figures if isinstance(value, Quantity))
    return for_terminal(" · ".join([kpi.name, *shown]))


def infer_schema(said: Said) -> int:
    """Write a workbook schema for a workbook that exists.

    Each guess carries a comment with its confidence; what was not understood is listed on standard error. Correct the
    document where it is wrong, and lint with --schema FILE.
    """
    import json
    from pathlib import Path

    book, output, hidden = said["book"], said["output"], said["hidden"]
    wanted = Reading(load_default(), hidden=hidden).wants
    document = infer(read(book, wanted=wanted), Path(book).stem, hidden=hidden)
    if not document["tables"]:
        raise NoTableError(f"{book}: no KPI table found{'' if hidden else '; --hidden looks at hidden sheets too'}")
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    for line in document["not_understood"]:
        echo(f"not understood: {for_terminal(line)}", err=True)
    if output is None:
        echo(text, nl=False)
        return 0
    if Path(output).exists() and not said["force"]:
        raise UsageError(f"{output} exists already; choose another name, or overwrite it with --force.")
    Path(output).write_text(text, encoding="utf-8")
    echo(f"{for_terminal(output)}: {len(document['tables'])} table(s)")
    return 0


command = Group(
    """Show how workbooks are read; validate a schema of your own.

    A workbook schema is a JSON document that says where the KPI tables of a workbook stand, what their columns are
    called, and what a row must satisfy.
    """,
    {
        "show": Command(
            show,
            Argument("book"),
            (
                Option("--schema", "Use this workbook schema instead of the default.", "FILE"),
                Option("--json", "Print the schema document itself."),
                Option("--hidden", "Read hidden sheets too."),
                language("headers"),
            ),
        ),
        "validate": Command(validate, Argument("files", "FILE...", many=True, required=True)),
        "infer": Command(
            infer_schema,
            Argument("book", required=True),
            (
                Option("-o --output", "Write the schema here, as in my.workbook.json. Default: print it.", "FILE"),
                Option("--hidden", "Look at hidden sheets too."),
                Option("--force", "Overwrite FILE when it exists."),
            ),
        ),
    },
)
