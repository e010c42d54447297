"""`kpi-sheets check`: judge statements, without a workbook."""

from __future__ import annotations

import sys

from kpi_sheets.cli.options import AS_OF, RULES, exit_code, language
from kpi_sheets.cli.output import echo
from kpi_sheets.cli.table import Argument, Command, Option, Said, UsageError
from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import ONE_LINE_GROUPS
from kpi_sheets.lint.select import choose
from kpi_sheets.model import Finding
from kpi_sheets.pipeline.statements import judge
from kpi_sheets.report.statements import FORMATS, explained

OPTIONS = (
    Option("--format", "How to report.", choices=tuple(FORMATS), default="text"),
    Option("--explain", "Underline in each statement what was understood as what."),
    language("statements"),
    AS_OF,
    *RULES,
)


def run(said: Said) -> int:
    """Judge KPI statements: is it specific, measurable and time-bound?

    Give each TEXT in quotes, or "-" to read them from standard input, one a line.

    Exit code: 0 clean, 1 findings, 2 the job could not be done.
    """
    written = explained if said["explain"] and said["format"] == "text" else FORMATS[said["format"]]
    found: list[Finding] = []
    rules = choose(said["select"], said["ignore"], said["profile"], groups=ONE_LINE_GROUPS)
    for judged in judge(_lines(said["texts"]), Request(rules, said["as_of"], said["messages"]), said["language"]):
        found += judged.findings
        echo(written(judged, sys.stdout.isatty()))
    return exit_code(found, said["fail_on"], said["exit_zero"])


command = Command(run, Argument("texts", "[TEXT]...", many=True), OPTIONS)


def _lines(texts: tuple[str, ...]) -> list[str]:
    if not texts and sys.stdin.isatty():
        raise UsageError('Give a statement in quotes, or "-" to read them from standard input.')
    if texts and texts != ("-",):
        return list(texts)
    lines = sys.stdin.buffer.read().decode("utf-8", errors="replace").splitlines()
    return [line.strip() for line in lines if line.strip()]
