"""`kpi-sheets lint`: tell, cell by cell, which KPIs of a workbook are not specific, measurable or time-bound."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator

from kpi_sheets.cli import output
from kpi_sheets.cli.lint_options import OPTIONS, asked
from kpi_sheets.cli.options import exit_code
from kpi_sheets.cli.output import echo
from kpi_sheets.cli.table import Argument, Command, Said, UsageError
from kpi_sheets.lint.select import codes
from kpi_sheets.lint.settings import as_toml
from kpi_sheets.model import KpiSheetsError, LintedWorkbook
from kpi_sheets.pipeline.files import workbooks
from kpi_sheets.pipeline.lint import Linter
from kpi_sheets.report import MARKING, render
from kpi_sheets.report.escape import for_terminal, sheet_reference

MOST_CELLS = 10  # named in a message


def run(said: Said) -> int:
    """Judge the KPIs in workbooks, cell by cell. PATH is a workbook, or a folder of them.

    Every finding names its cell, the rule, and what to do. "kpi-sheets rule M201" explains a rule. Settings come from
    the nearest kpi-sheets.toml or pyproject.toml ([tool.kpi-sheets]); what is said here wins.

    Exit code: 0 clean, 1 findings, 2 a workbook could not be read.
    """
    found, linter = list(workbooks(said["paths"])), Linter(asked(said))
    return _action(said)(found, linter, said)


command = Command(run, Argument("paths", "PATH...", many=True, required=True), OPTIONS)

Action = Callable[[list[str], Linter, Said], int]


def _action(said: Said) -> Action:
    actions: dict[str, Action] = {
        "show_files": _show_files,
        "show_settings": _show_settings,
        "write_baseline": _write_baseline,
        "add_ignore": _add_ignore,
        "diff": _diff,
    }
    if said["annotate"] == "off":
        return _remove_annotations
    return next((action for name, action in actions.items() if said[name]), _report)


def _show_files(paths: list[str], _linter: Linter, _said: Said) -> int:
    for path in paths:
        echo(for_terminal(path))
    return 0


def _show_settings(paths: list[str], linter: Linter, _said: Said) -> int:
    for path in paths:
        echo(f"# {for_terminal(path)}\n{as_toml(linter.settings(path))}")
    return 0


def _write_baseline(paths: list[str], linter: Linter, said: Said) -> int:
    from kpi_sheets.lint import baseline

    results = list(_told(linter.lint(paths)))
    output.write(said["write_baseline"], baseline.text(results, said["write_baseline"]))
    known = sum(len(result.findings) for result in results)
    echo(f"kpi-sheets: {known:,} findings are in {for_terminal(said['write_baseline'])} now", err=True)
    return 2 if any(result.error for result in results) else 0


def _add_ignore(paths: list[str], linter: Linter, said: Said) -> int:
    from kpi_sheets.pipeline.mend import add_ignore

    if not (said["reason"] or "").strip():
        raise UsageError("--add-ignore needs a --reason: one without has no effect.")
    wanted, results = codes(said["add_ignore"]), list(_told(linter.lint(paths)))
    for result in results:
        number = add_ignore(result, wanted, said["reason"].strip(), linter.schema(linter.settings(result.path)))
        echo(f"{for_terminal(result.path)}: written for {number} KPI{'' if number == 1 else 's'}")
    return 2 if any(result.error for result in results) else 0


def _remove_annotations(paths: list[str], _linter: Linter, _said: Said) -> int:
    from kpi_sheets.pipeline.annotate import remove_annotations

    failed = False
    for path in paths:
        try:
            done = "annotations removed" if remove_annotations(path) else "there are no annotations"
            echo(f"{for_terminal(path)}: {done}")
        except KpiSheetsError as error:
            echo(f"kpi-sheets: {for_terminal(str(error))}", err=True)
            failed = True
    return 2 if failed else 0


def _diff(paths: list[str], linter: Linter, said: Said) -> int:
    from kpi_sheets.report import as_diff

    results = list(_told(linter.lint(paths)))
    shown = "".join(as_diff.render(results))
    echo(shown, nl=False)
    if any(result.error for result in results):
        return 2
    return int(bool(shown) and not said["exit_zero"])


def _report(paths: list[str], linter: Linter, said: Said) -> int:
    form = output.chosen(said["format"], os.environ)
    marking = not MARKING.isdisjoint((form, *(form for form, _ in said["output"])))
    results: list[LintedWorkbook] = []
    linted = output.kept(_told(_counted(linter.lint(paths, kpis=marking), len(paths))), results)
    for piece in render(form, linted, colour=sys.stdout.isatty()):
        echo(piece, nl=False)
    output.write_all(said["output"], results)
    if form == "github":
        output.append_step_summary(results, os.environ)
    if said["statistics"]:
        output.echo_statistics(results, err=form != "text")
    if any(result.error for result in results):
        return 2
    return max(
        (exit_code(list(result.findings), result.fail_on.value, said["exit_zero"]) for result in results), default=0
    )


def _told(linted: Iterable[LintedWorkbook]) -> Iterator[LintedWorkbook]:
    """Pass the results on, and say at once which workbook could not be read and what was written into which."""
    for result in linted:
        if result.error:
            echo(f"kpi-sheets: {for_terminal(result.error)}", err=True)
        if result.fixed:
            echo(f"kpi-sheets: {for_terminal(result.path)}: {len(result.fixed)} fixed", err=True)
        if result.annotated or result.unannotated:
            echo(f"kpi-sheets: {for_terminal(result.path)}: {_annotations(result)}", err=True)
        yield result


def _annotations(result: LintedWorkbook) -> str:
    """Say how many cells got a comment, and which did not."""
    said = f"{result.annotated:,} cell{'' if result.annotated == 1 else 's'} annotated"
    if not result.unannotated:
        return said
    cells = ", ".join(sheet_reference(*cell) for cell in result.unannotated[:MOST_CELLS])
    more = ", …" if len(result.unannotated) > MOST_CELLS else ""
    return f"{said}; not these, which hold somebody's comment: {cells}{more}"


def _counted(linted: Iterable[LintedWorkbook], number: int) -> Iterator[LintedWorkbook]:
    """Show on stderr how far it is, when a person waits there and the findings go elsewhere."""
    if number < 2 or sys.stdout.isatty() or not sys.stderr.isatty():
        yield from linted
        return
    import click

    with click.progressbar(linted, number, label="Workbooks", file=sys.stderr, show_pos=True) as bar:
        yield from bar
