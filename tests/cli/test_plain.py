"""Plain command lines are read without click, and are read as click reads them."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from functools import cache

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_sheets.cli import COMMANDS, by_click, plain
from kpi_sheets.cli.plain import NotPlainError
from kpi_sheets.cli.table import Command, Group, Option, Said


def commands() -> Iterator[tuple[str, Command]]:
    for name in COMMANDS:
        found = importlib.import_module(f"kpi_sheets.cli.{name}").command
        if isinstance(found, Group):
            yield from ((f"{name} {inner}", command) for inner, command in found.commands.items())
        else:
            yield name, found


TABLE = dict(commands())
VALUES = (
    "", "-", "--", "on", "off", "1", "12", "0", "-1", "007", "+3", " 2", "2_000", "٣", "²", "1.0", "9" * 5000,
    "2027-01-31", "2027-1-1", "20270131", "2027-W05-1", "2027-02-30", " 2027-01-31", "2027-01-31T00:00", "٢٠٢٧-01-31",
    "M201", "M201, T5,", ",", "sarif=a.sarif", "sarif=", "=a", "=", "nl", "NL", "auto", "error", "text", "status,pace",
    "kpis.xlsx", "10 per month", "-5%", "-j", "--hidden", "é", "\udcff",
)  # fmt: skip
WORDS = ("kpis.xlsx", "-", "--", "", "-5%", "--nope", "10 per month")
VALID = {"text": "kpis.xlsx", "number": "2", "date": "2027-01-31"}


def by_plain(command: Command, words: list[str]) -> tuple[dict[str, object], dict[str, object]] | None:
    try:
        return known(command, plain.said(command, words))
    except NotPlainError:
        return None


def with_click(name: str, words: list[str]) -> tuple[dict[str, object], dict[str, object]]:
    return known(TABLE[name], by_click.said(click_command(name).make_context(name, words)))


@cache
def click_command(name: str) -> click.Command:
    found: click.Command | None = by_click.cli
    for part in name.split():
        assert isinstance(found, click.Group)
        found = found.get_command(click.Context(found), part)
    assert found
    return found


def known(command: Command, said: Said) -> tuple[dict[str, object], dict[str, object]]:
    """Return all values and the given ones, but for today's date, which is another one tomorrow."""
    given_ones = {option.name: said.given(option.name) for option in command.options}
    unstable = {option.name for option in command.options if callable(option.default) and not given_ones[option.name]}
    return {name: value for name, value in said.items() if name not in unstable}, given_ones


def spellings(option: Option, value: str) -> Iterator[list[str]]:
    for name in option.names.split():
        yield from ([name], [name, value], [f"{name}={value}"], [f"{name}{value}"])


def whole(name: str, words: list[str]) -> list[str]:
    """Put what a command is about behind its options."""
    return [*words, "kpis.xlsx"] if TABLE[name].argument else words


def agree(name: str, words: list[str]) -> None:
    read = by_plain(TABLE[name], words)
    assert read is None or read == with_click(name, words), words


@pytest.mark.parametrize("name", TABLE)
def test_an_option_that_is_plain_is_what_click_reads(name: str) -> None:
    for option in TABLE[name].options:
        for value in (*option.choices, *VALUES):
            for words in spellings(option, value):
                agree(name, whole(name, words))


@pytest.mark.parametrize("name", TABLE)
def test_a_line_that_is_plain_is_what_click_reads(name: str) -> None:
    options = TABLE[name].options
    spelled = [
        words
        for option in options
        for words in spellings(option, fitting(option))
        if by_plain(TABLE[name], whole(name, words))
    ]
    pieces = st.one_of(st.sampled_from([[word] for word in WORDS]), st.sampled_from(spelled or [["--"]]))

    @settings(max_examples=300, deadline=None)
    @given(st.lists(pieces, max_size=6))
    def compare(line: list[list[str]]) -> None:
        agree(name, [word for words in line for word in words])

    compare()


def fitting(option: Option) -> str:
    if option.metavar == "FORMAT=FILE":
        return "sarif=a.sarif"
    return option.choices[-1] if option.choices else VALID[option.kind]


@pytest.mark.parametrize(("name", "option"), [(name, option) for name in TABLE for option in TABLE[name].options])
def test_every_option_can_be_said_plainly(name: str, option: Option) -> None:
    usual = [option.names.split()[-1]] if option.is_flag else [f"{option.names.split()[-1]}={fitting(option)}"]
    read = by_plain(TABLE[name], whole(name, usual))
    assert read
    assert read[1][option.name]


@pytest.mark.parametrize(
    "line",
    [
        "", "--help", "--version", "nope", "lin kpis.xlsx", "-- lint kpis.xlsx", "lint", "lint --help", "lint a -h",
        "lint --hid a", "lint --hidden=1 a", "lint --schema", "lint -j 0 a", "lint -j", "lint --as-of 2027-1-1 a",
        "lint --output nope=a b", "lint --annotate a", "lint --annotate", "lint --profile wild a", "check -5%",
        "check --select -x", "refresh --add-columns", "rule M201 M202", "show", "addin", "addin nope",
        "addin doctor --libreoffice", "addin doctor a", "schema", "schema show a b",
    ],
)  # fmt: skip
def test_the_rest_is_left_to_click(line: str) -> None:
    with pytest.raises(NotPlainError):
        plain.read(line.split(), COMMANDS)


def test_a_shell_that_completes_asks_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_KPI_SHEETS_COMPLETE", "bash_complete")
    with pytest.raises(NotPlainError):
        plain.read(["rule"], COMMANDS)


@pytest.mark.parametrize("path", ["*.xlsx", "kpi?.xlsx", "[a]", "~/kpis.xlsx", "%HOME%", "$HOME"])
def test_on_windows_click_finds_the_files_of_a_pattern(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert plain.read(["lint", path], COMMANDS)[1]["paths"] == (path,)
    monkeypatch.setattr(os, "name", "nt")
    with pytest.raises(NotPlainError):
        plain.read(["lint", path], COMMANDS)
