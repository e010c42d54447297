"""`kpi-sheets new`: make a workbook to begin with."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from kpi_sheets.cli.options import as_of_option
from kpi_sheets.report.escape import for_terminal

FILE = "kpis.xlsx"
LANGUAGES = ("nl", "en", "de", "fr")
TEAMS = ("marketing", "sales", "hr", "finance", "support", "it", "healthcare", "education")


@click.command("new")
@click.argument("file", default=FILE, metavar="[FILE.xlsx]")
@click.option("--language", type=click.Choice(LANGUAGES), help="The language of the workbook.")
@click.option(
    "--team",
    "teams",
    type=click.Choice(TEAMS),
    multiple=True,
    help="A team to begin with, and its sample KPIs; give the option once for each. Without it: all of them.",
)
@click.option("--organisation", metavar="NAME", help="The name in the title.")
@click.option("--empty", is_flag=True, help="No sample KPIs: only the teams.")
@click.option("--practice", is_flag=True, help="KPIs that are wrong on purpose, to learn what the linter says.")
@click.option("--force", is_flag=True, help="Overwrite FILE when it exists.")
@as_of_option
def command(
    file: str,
    language: str | None,
    teams: tuple[str, ...],
    organisation: str | None,
    empty: bool,
    practice: bool,
    force: bool,
    as_of: dt.date,
) -> None:
    """Make a workbook with a register of KPIs, their measurements and a dashboard.

    It holds three sample KPIs a team, with made-up figures up to the as-of date, and works in Excel without macros.
    In a terminal, and without options, it asks what is needed.
    """
    if empty and practice:
        raise click.UsageError("--empty and --practice exclude each other.")
    if Path(file).exists() and not force:
        raise click.UsageError(f"{file} exists already; choose another name, or overwrite it with --force.")
    if not (language or teams or organisation or empty or practice) and in_a_terminal():
        language, teams, organisation = _asked()
    from kpi_sheets.pipeline.new import save  # it loads openpyxl
    from kpi_sheets.starter import Order, Rows

    rows: Rows = "none" if empty else "practice" if practice else "samples"
    chosen = tuple(team for team in TEAMS if team in teams) or TEAMS
    save(
        Order(language or usual_language(os.environ), chosen, as_of, organisation or "", rows), Path(file), force=force
    )
    click.echo(
        f"{for_terminal(file)}: made; open it, or see how its KPIs stand: kpi-sheets status {for_terminal(file)}"
    )


def in_a_terminal() -> bool:
    """True when there is someone to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _asked() -> tuple[str, tuple[str, ...], str]:
    """Ask for the language, the teams and the organisation's name; Enter takes what is in brackets."""
    language = click.prompt("Language", type=click.Choice(LANGUAGES), default=usual_language(os.environ))
    click.echo(f"Teams: {', '.join(TEAMS)}")
    teams = click.prompt("Which teams, with commas between", default="all", value_proc=chosen_teams)
    organisation = click.prompt("Name of the organisation", default="", show_default=False)
    return language, teams, organisation


def chosen_teams(answer: str) -> tuple[str, ...]:
    """Return the teams that an answer names. Raises UsageError, upon which the question comes again, for others."""
    words = tuple(word.strip().lower() for word in answer.split(",") if word.strip())
    if words in ((), ("all",)):
        return TEAMS
    unknown = [word for word in words if word not in TEAMS]
    if unknown:
        raise click.UsageError(f'there is no team "{unknown[0]}"; choose from {", ".join(TEAMS)}.')
    return words


def usual_language(environment: Mapping[str, str]) -> str:
    """Return the language of the machine when there are texts in it, else English."""
    spoken = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return spoken[:2] if spoken[:2] in LANGUAGES else "en"
