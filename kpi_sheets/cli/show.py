"""`kpi-sheets show`: the KPI tables of a workbook as text, for a terminal and for git."""

from __future__ import annotations

from pathlib import Path

from kpi_sheets.cli.output import echo
from kpi_sheets.cli.table import Argument, Command, Option, Said
from kpi_sheets.model import KpiSheetsError
from kpi_sheets.register import load as load_schema
from kpi_sheets.register import load_default, read_tables
from kpi_sheets.report import blocks
from kpi_sheets.report.escape import for_terminal
from kpi_sheets.workbook import read

OPTIONS = (
    Option("--schema", "The workbook schema that says how to read the workbook.", "FILE"),
    Option("--hidden", "Read hidden sheets too."),
)


def run(said: Said) -> int:
    """Print the KPI tables of a workbook as text.

    It is a block a KPI, a line a field, and the same text for the same tables. Made for git, so that a changed target
    is a readable line in a diff: "git config diff.kpi.textconv 'kpi-sheets show'". For that reason a file that can't be
    read as a workbook is told as text, with exit code 0.

    Exit code: 0, or 2 when there is no such file.
    """
    path = Path(said["book"])
    if not path.is_file():
        from kpi_sheets.pipeline.files import NoWorkbookError  # it brings the linter, and git shows many files

        raise NoWorkbookError(f"{said['book']}: there is no such file; check the path")
    read_by = load_schema(said["schema"]) if said["schema"] else load_default()
    try:
        opened = read(path, path.name)
        for line in blocks.of_book(opened, read_tables(opened, read_by, hidden=said["hidden"]), read_by):
            echo(line, nl=False)
    except KpiSheetsError as error:
        echo(for_terminal(str(error)))
    return 0


command = Command(run, Argument("book", required=True), OPTIONS)
