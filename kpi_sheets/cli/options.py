"""The options that several commands share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import click

from kpi_sheets.language import available
from kpi_sheets.lint.select import PROFILES
from kpi_sheets.model import Finding, Severity

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

FAIL_ON = tuple(severity.value for severity in Severity)


def rule_words(_ctx: click.Context, _param: click.Parameter, words: tuple[str, ...]) -> tuple[str, ...]:
    """Split "M201,T5" into its parts."""
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())


def as_date(_ctx: click.Context, _param: click.Parameter, moment: dt.datetime | None) -> dt.date:
    """Return the date that was asked for, else today's: the one place where the clock is read."""
    return moment.date() if moment else dt.datetime.now().astimezone().date()


as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=as_date,
    metavar="DATE",
    help='Judge as of this date, as in 2027-01-31. Default: today. It settles what "this year" means.',
)


def language_option(what: str) -> Decorator:
    """Return --language for a command; `what` says what speaks the language."""
    return click.option(
        "--language",
        type=click.Choice(["auto", *available()]),
        default="auto",
        show_default=True,
        help=f"The language of the {what}; auto lets its own words decide.",
    )


READING = (
    click.option("--schema", metavar="FILE", help="The workbook schema that says how to read the workbooks."),
    click.option("--hidden", is_flag=True, help="Read hidden sheets too."),
    click.option("--config", metavar="FILE", help="Take the settings from this file, not from the nearest."),
    click.option("--no-config", is_flag=True, help="Read no configuration."),
)


def rule_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose rules and decide when a run fails."""
    options = (
        click.option(
            "--select",
            multiple=True,
            callback=rule_words,
            metavar="RULES",
            help='Run only these: codes, their beginnings or names, as in "M201,T5,no-owner".',
        ),
        click.option(
            "--ignore",
            multiple=True,
            callback=rule_words,
            metavar="RULES",
            help="Leave these out; written the same way.",
        ),
        click.option(
            "--profile",
            type=click.Choice(PROFILES),
            default="standard",
            show_default=True,
            help="intro: the most important rules. standard: all errors and warnings. strict: advice too.",
        ),
        click.option(
            "--fail-on",
            type=click.Choice(FAIL_ON),
            default="error",
            show_default=True,
            help="Exit with 1 when a finding is this serious or more.",
        ),
        click.option("--exit-zero", is_flag=True, help="Exit with 0 even when there are findings."),
        click.option(
            "--messages",
            type=click.Choice(["auto", *available()]),
            default="auto",
            show_default=True,
            help="The language of the findings; auto takes that of the workbook.",
        ),
    )
    return add(options, command)


def add(options: Sequence[Decorator], command: Callable[..., Any]) -> Callable[..., Any]:
    """Add options to a command, in the order in which its help names them."""
    for option in reversed(options):
        command = option(command)
    return command


def exit_code(findings: list[Finding], fail_on: str, exit_zero: bool) -> int:
    """Return 1 when a finding is at least as serious as `fail_on`, else 0."""
    failing = FAIL_ON[: FAIL_ON.index(fail_on) + 1]
    return int(not exit_zero and any(finding.severity.value in failing for finding in findings))
