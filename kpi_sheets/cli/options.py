"""The options that several commands share."""

from __future__ import annotations

import datetime as dt

from kpi_sheets.cli.table import Option
from kpi_sheets.language import available
from kpi_sheets.lint.select import PROFILES
from kpi_sheets.model import Finding, Severity

FAIL_ON = tuple(severity.value for severity in Severity)
LANGUAGES = ("auto", *available())


def parts(words: str) -> tuple[str, ...]:
    """Split "M201,T5" into its parts."""
    return tuple(part.strip() for part in words.split(",") if part.strip())


def today() -> dt.date:
    """Return today's date: the one place where the clock is read."""
    return dt.datetime.now().astimezone().date()


def language(what: str) -> Option:
    """Return --language for a command; `what` says what speaks the language."""
    meaning = f"The language of the {what}; auto lets its own words decide."
    return Option("--language", meaning, choices=LANGUAGES, default="auto")


AS_OF = Option(
    "--as-of",
    'Judge as of this date, as in 2027-01-31. Default: today. It settles what "this year" means.',
    "DATE",
    kind="date",
    default=today,
)
READING = (
    Option("--schema", "The workbook schema that says how to read the workbooks.", "FILE"),
    Option("--hidden", "Read hidden sheets too."),
    Option("--config", "Take the settings from this file, not from the nearest.", "FILE"),
    Option("--no-config", "Read no configuration."),
)
RULES = (
    Option(
        "--select", 'Run only these: codes, their beginnings or names, as in "M201,T5,no-owner".', "RULES", each=parts
    ),
    Option("--ignore", "Leave these out; written the same way.", "RULES", each=parts),
    Option(
        "--profile",
        "intro: the most important rules. standard: all errors and warnings. strict: advice too.",
        choices=PROFILES,
        default="standard",
    ),
    Option("--fail-on", "Exit with 1 when a finding is this serious or more.", choices=FAIL_ON, default="error"),
    Option("--exit-zero", "Exit with 0 even when there are findings."),
    Option(
        "--messages",
        "The language of the findings; auto takes that of the workbook.",
        choices=LANGUAGES,
        default="auto",
    ),
)


def exit_code(findings: list[Finding], fail_on: str, exit_zero: bool) -> int:
    """Return 1 when a finding is at least as serious as `fail_on`, else 0."""
    failing = FAIL_ON[: FAIL_ON.index(fail_on) + 1]
    return int(not exit_zero and any(finding.severity.value in failing for finding in findings))
