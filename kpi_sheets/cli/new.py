"""`kpi-sheets new`: make a workbook to begin with."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from kpi_sheets.cli.options import AS_OF, parts
from kpi_sheets.cli.output import echo
from kpi_sheets.cli.table import Argument, Command, Option, Said, UsageError
from kpi_sheets.report.escape import for_terminal

FILE = "kpis.xlsx"
LANGUAGES = ("nl", "en", "de", "fr")
TEAMS = ("marketing", "sales", "hr", "finance", "support", "it", "healthcare", "education")


OPTIONS = (
    Option("--language", "The language of the workbook.", choices=LANGUAGES),
    Option(
        "--team",
        "A team to begin with, and its sample KPIs; give the option once for each. Without it: all of them.",
        choices=TEAMS,
        each=parts,
    ),
    Option("--organisation", "The name in the title.", "NAME"),
    Option("--empty", "No sample KPIs: only the teams."),
    Option("--practice", "KPIs that are wrong on purpose, to learn what the linter says."),
    Option("--force", "Overwrite FILE when it exists."),
    AS_OF,
)


def run(said: Said) -> int:
    """Make a workbook with KPIs, their measurements and a dashboard.

    It holds three sample KPIs a team, with made-up figures up to the as-of date, and works in Excel without macros.
    In a terminal, and without options, it asks what is needed.
    """
    file, empty, practice = said["file"], said["empty"], said["practice"]
    language, teams, organisation = said["language"], said["team"], said["organisation"]
    if empty and practice:
        raise UsageError("--empty and --practice exclude each other.")
    if Path(file).exists() and not said["force"]:
        raise UsageError(f"{file} exists already; choose another name, or overwrite it with --force.")
    if not (language or teams or organisation or empty or practice) and in_a_terminal():
        language, teams, organisation = _asked()
    from kpi_sheets.pipeline.new import save  # it loads openpyxl
    from kpi_sheets.starter import Order, Rows

    rows: Rows = "none" if empty else "practice" if practice else "samples"
    chosen = tuple(team for team in TEAMS if team in teams) or TEAMS
    order = Order(language or usual_language(os.environ), chosen, said["as_of"], organisation or "", rows)
    save(order, Path(file), force=said["force"])
    echo(f"{for_terminal(file)}: made; open it, or see how its KPIs stand: kpi-sheets status {for_terminal(file)}")
    return 0


command = Command(run, Argument("file", "[FILE.xlsx]", default=FILE), OPTIONS)


def in_a_terminal() -> bool:
    """True when there is someone to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _asked() -> tuple[str, tuple[str, ...], str]:
    """Ask for the language, the teams and the organisation's name; Enter takes what is in brackets."""
    import click

    language = click.prompt("Language", type=click.Choice(LANGUAGES), default=usual_language(os.environ))
    echo(f"Teams: {', '.join(TEAMS)}")
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
        from click import UsageError as AskAgain  # it is click that asks

        raise AskAgain(f'there is no team "{unknown[0]}"; choose from {", ".join(TEAMS)}.')
    return words


def usual_language(environment: Mapping[str, str]) -> str:
    """Return the language of the machine when there are texts in it, else English."""
    spoken = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return spoken[:2] if spoken[:2] in LANGUAGES else "en"
