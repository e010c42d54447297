"""Where reports go: the screen, files, the step summary of GitHub."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kpi_sheets.model import KpiSheetsError, LintedWorkbook
from kpi_sheets.report import render

ODD_NAMES = "backslashreplace"  # the name of a file need not be valid UTF-8


class OutputError(KpiSheetsError):
    """A file that can't be written."""


def echo(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print a text at once. One in colours is left to click, which knows what shows them and takes them out elsewhere.

    Raises BrokenPipeError when nobody reads on.
    """
    stream = sys.stderr if err else sys.stdout
    if "\x1b" in text and (os.name == "nt" or not stream.isatty()):
        import click

        click.echo(text, err=err, nl=nl)
        return
    stream.write(f"{text}\n" if nl else text)
    stream.flush()


def chosen(form: str, environment: Mapping[str, str]) -> str:
    """Return the format that "auto" stands for here."""
    if form != "auto":
        return form
    return "github" if environment.get("GITHUB_ACTIONS") == "true" else "text"


def kept(linted: Iterable[LintedWorkbook], results: list[LintedWorkbook]) -> Iterator[LintedWorkbook]:
    """Pass the results on, and keep them."""
    for result in linted:
        results.append(result)
        yield result


def write(file: str, text: str) -> None:
    """Write a file as UTF-8. Raises OutputError when that can't be done."""
    try:
        with open(file, "w", encoding="utf-8", errors=ODD_NAMES, newline="") as written:
            written.write(text)
    except OSError as error:
        raise OutputError(f"{file}: can't be written: {error.strerror}") from error


def write_all(outputs: Iterable[tuple[str, str]], results: list[LintedWorkbook]) -> None:
    """Write the reports that go to files."""
    for form, file in outputs:
        write(file, "".join(render(form, results)))


def append_step_summary(results: list[LintedWorkbook], environment: Mapping[str, str]) -> None:
    """Add the findings to the page of the run, when GitHub says where that is. Raises OutputError when it can't."""
    from kpi_sheets.report.as_github import step_summary

    file = environment.get("GITHUB_STEP_SUMMARY")
    if not file:
        return
    try:
        with open(file, "a", encoding="utf-8", errors=ODD_NAMES, newline="") as page:
            page.write(step_summary(results))
    except OSError as error:
        raise OutputError(f"{file}: can't be written: {error.strerror}") from error


def echo_statistics(results: Iterable[LintedWorkbook], *, err: bool) -> None:
    """Print how often each rule was hit, most often first."""
    counts = Counter((finding.code, finding.name) for result in results for finding in result.findings)
    for (code, name), number in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
        echo(f"{number:6,} {code} {name}", err=err)
