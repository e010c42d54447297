"""Write docs/commands.md from what the commands say of themselves. A test holds that it is up to date.

python scripts/make_commands_doc.py
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from kpi_sheets.cli.by_click import cli  # noqa: E402  the package needn't be installed

TARGET = ROOT / "docs" / "commands.md"
TITLE = """# The commands

Made from `kpi-sheets COMMAND --help` by `scripts/make_commands_doc.py`; please change the help, not this page. What is
not said on the command line comes from [the configuration](configuration.md).
"""


def page() -> str:
    """Return the text of docs/commands.md."""
    return "\n".join([TITLE, *_sections(cli, "kpi-sheets")])


def _sections(group: click.Group, path: str) -> Iterator[str]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        yield f"{'#' * (2 + path.count(' '))} {path} {name}\n"
        yield f"{_text(command.help)}\n"
        if isinstance(command, click.Group):
            yield from _sections(command, f"{path} {name}")
        else:
            yield f"`{_usage(command, f'{path} {name}')}`\n"
            yield from _options(command)


def _usage(command: click.Command, path: str) -> str:
    arguments = [parameter for parameter in command.params if isinstance(parameter, click.Argument)]
    named = (_argument(argument) for argument in arguments)
    return " ".join([path, *(["[OPTIONS]"] if _shown(command) else []), *named])


def _argument(argument: click.Argument) -> str:
    name = argument.metavar or (argument.name or "").upper()
    return name if argument.required or name.startswith("[") else f"[{name}]"


def _options(command: click.Command) -> Iterator[str]:
    options = _shown(command)
    if options:
        lines = [f"| {_names(option)} | {_cell(_meaning(option))} |" for option in options]
        yield "\n".join(["| option | |", "|---|---|", *lines]) + "\n"


def _shown(command: click.Command) -> list[click.Option]:
    return [option for option in command.params if isinstance(option, click.Option) and not option.hidden]


def _names(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    if option.is_flag:
        return names
    chosen = isinstance(option.type, click.Choice)
    value = "|".join(map(str, option.type.choices)) if chosen else option.metavar or option.type.name.upper()
    return f"{names} `{_cell(value)}`"


def _meaning(option: click.Option) -> str:
    default = f" Default: {option.default}." if option.show_default and option.default is not None else ""
    return _text(option.help).replace("\n", " ") + default


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _text(text: str | None) -> str:
    return inspect.cleandoc(text or "").replace("\b\n", "")


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
