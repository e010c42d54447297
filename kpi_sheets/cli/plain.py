"""Read a plain command line: words that need no library to be understood.

Whatever isn't plain, from a misspelled option to a wish for help, is left to click (`by_click`), which reads the same
tables and has the last word: to import it takes longer than to judge a workbook.
"""

import datetime as dt
import importlib
import os
from collections.abc import Callable, Container, Iterator, Mapping, Sequence

from kpi_sheets.cli.table import Argument, Command, Group, Option, Said
from kpi_sheets.typed import Any

COMPLETION = "_KPI_SHEETS_COMPLETE"  # set when a shell asks click for the words that may follow
EXPANDED = "*?[~$%"  # click puts files and variables in their place on Windows, whose shells leave that to programs


class NotPlainError(Exception):
    """Words that click has to judge."""


def read(words: Sequence[str], commands: Container[str]) -> tuple[Command, Said]:
    """Return the command that is named, and what is said to it. Raises NotPlainError."""
    if COMPLETION in os.environ or (os.name == "nt" and any(sign in word for word in words for sign in EXPANDED)):
        raise NotPlainError
    command: Command | Group = importlib.import_module(f"kpi_sheets.cli.{_first(words, commands)}").command
    if isinstance(command, Group):
        words = words[1:]
        command = command.commands[_first(words, command.commands)]
    return command, said(command, words[1:])


def said(command: Command, words: Sequence[str]) -> Said:
    """Return what is said to a command. Raises NotPlainError."""
    options = {name: option for option in command.options for name in option.names.split()}
    given: dict[str, Any] = {}
    texts: list[str] = []
    left = iter(words)
    for word in left:
        if word == "--":
            texts += left
        elif word == "-" or not word.startswith("-"):
            texts.append(word)
        else:
            option, value = _option(options, word, left)
            given[option.name] = given.get(option.name, ()) + value if option.each else value
    defaults = {option.name: _default(option) for option in command.options if option.name not in given}
    return Said({**defaults, **given, **_argument(command.argument, texts)}, given.keys())


def _first(words: Sequence[str], commands: Container[str]) -> str:
    if not words or words[0] not in commands:
        raise NotPlainError
    return words[0]


def _option(options: Mapping[str, Option], word: str, left: Iterator[str]) -> tuple[Option, Any]:
    """Return the option of a word, and its value, which may be the next of the words that are left."""
    name, joined, value = word.partition("=") if word.startswith("--") else (word[:2], word[2:], word[2:])
    option = options.get(name)
    if option is None or (option.is_flag and joined):
        raise NotPlainError
    if option.is_flag:
        return option, True
    if not joined:
        value = next(left, "-")
    if value.startswith("-"):
        raise NotPlainError
    return option, _value(option, value)


def _value(option: Option, value: str) -> Any:
    if option.choices and value not in option.choices:
        raise NotPlainError
    try:
        return tuple(option.each(value)) if option.each else READERS[option.kind](value)
    except ValueError:
        raise NotPlainError from None


def _default(option: Option) -> Any:
    if option.is_flag or option.each:
        return () if option.each else False
    return option.default() if callable(option.default) else option.default


def _argument(argument: Argument | None, texts: list[str]) -> dict[str, Any]:
    if argument is None:
        if texts:
            raise NotPlainError
        return {}
    if (argument.required and not texts) or (len(texts) > 1 and not argument.many):
        raise NotPlainError
    value = tuple(texts) if argument.many else texts[0] if texts else argument.default
    return {argument.name: value}


def _number(value: str) -> int:
    number = int(value)
    if number < 1:
        raise ValueError(value)
    return number


def _date(value: str) -> dt.date:
    date = dt.date.fromisoformat(value)
    if date.isoformat() != value:
        raise ValueError(value)
    return date


READERS: dict[str, Callable[[str], Any]] = {"text": str, "number": _number, "date": _date}
