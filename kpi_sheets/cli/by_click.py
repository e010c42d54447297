"""The command line as click reads it: help, errors and completion, made of the tables of the commands."""

from __future__ import annotations

import datetime as dt
import importlib
import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import NoReturn

import click
from click.core import ParameterSource

from kpi_sheets.cli import COMMANDS
from kpi_sheets.cli.table import Argument, Command, Group, Option, Said, UsageError
from kpi_sheets.typed import Any


class _Commands(click.Group):
    """A group whose commands are imported one by one, when they are needed."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        found: Command | Group = importlib.import_module(f"kpi_sheets.cli.{name}").command
        if isinstance(found, Command):
            return _Command(name, found)
        commands: dict[str, click.Command] = {each: _Command(each, command) for each, command in found.commands.items()}
        return click.Group(name, commands, help=found.help)


class _Command(click.Command):
    """A command of a table."""

    def __init__(self, name: str, command: Command) -> None:
        arguments = [_argument(command.argument)] if command.argument else []
        super().__init__(name, params=[*arguments, *map(_option, command.options)], help=command.run.__doc__)
        self._run = command.run
        self._bare = {option.names: option for option in command.options if option.bare and option.choices}

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give an option its value when the word behind it is none, which click would take for it."""
        return super().parse_args(ctx, [self._spelled(word, behind) for word, behind in pairwise([*args, ""])])

    def invoke(self, ctx: click.Context) -> NoReturn:
        try:
            if ctx.obj:
                raise ctx.obj
            sys.exit(self._run(said(ctx)))
        except UsageError as error:
            raise click.UsageError(str(error), ctx) from None

    def _spelled(self, word: str, behind: str) -> str:
        option = self._bare.get(word)
        return f"{word}={option.bare}" if option and behind not in option.choices else word


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="kpi-sheets", prog_name="kpi-sheets")
def cli() -> None:
    """Keep KPIs in a workbook, and know that they are good ones.

    Start with "kpi-sheets lint BOOK.xlsx": it tells, cell by cell, which KPIs are not specific, measurable or
    time-bound.
    """


def run(words: Sequence[str] | None, stopped: BaseException | None = None) -> NoReturn:
    """Read the words (by default those of the process), run the command, and leave with its exit code.

    A command that was `stopped` is not run again: click says what there is to say of that.
    """
    cli.main(words, prog_name="kpi-sheets", obj=stopped)


def said(ctx: click.Context) -> Said:
    """Return what is said to a command."""
    given = {name for name in ctx.params if ctx.get_parameter_source(name) is not ParameterSource.DEFAULT}
    return Said(ctx.params, given)


def _argument(argument: Argument) -> click.Argument:
    count = -1 if argument.many else 1
    default = {"default": argument.default} if argument.default else {}
    return click.Argument(
        [argument.name], nargs=count, required=argument.required, metavar=argument.metavar or None, **default
    )


def _option(option: Option) -> click.Option:
    settings: dict[str, Any] = {"help": option.help}
    if option.is_flag:
        return click.Option(option.names.split(), is_flag=True, **settings)
    if option.default is not None:
        settings |= {"default": option.default, "show_default": not callable(option.default)}
    if option.metavar:
        settings["metavar"] = option.metavar
    if option.bare and not option.choices:
        settings |= {"is_flag": False, "flag_value": option.bare}
    if option.each:
        settings |= {"multiple": True, "callback": partial(_parts, option.each)}
    return click.Option(option.names.split(), type=_type(option), **settings)


def _parts(
    each: Callable[[str], Any], _ctx: click.Context, _option: click.Parameter, values: tuple[str, ...]
) -> tuple[Any, ...]:
    try:
        return tuple(part for value in values for part in each(value))
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


class _Date(click.DateTime):
    """A day, not a moment."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value if isinstance(value, dt.date) else super().convert(value, param, ctx).date()


def _type(option: Option) -> click.ParamType[Any]:
    if option.choices:
        return click.Choice(option.choices)
    return {"text": click.STRING, "number": click.IntRange(min=1), "date": _Date(["%Y-%m-%d"])}[option.kind]
