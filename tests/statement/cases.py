"""Read the tables of written statements beside this file."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Case(NamedTuple):
    """A statement and its labels: specific, measurable, time-bound."""

    language: str
    labels: tuple[bool, bool, bool]
    text: str


def languages() -> list[str]:
    """Return the languages that have a table, in alphabetical order."""
    return sorted(path.stem.removeprefix("cases_") for path in HERE.glob("cases_*.txt"))


def cases(language: str) -> list[Case]:
    """Return the table of one language."""
    lines = (HERE / f"cases_{language}.txt").read_text(encoding="utf-8").splitlines()
    return [_case(language, line) for line in lines if line[:1] in ("0", "1")]


def _case(language: str, line: str) -> Case:
    marks, text = line.split(" ", 1)
    specific, measurable, time_bound = (mark == "1" for mark in marks)
    return Case(language, (specific, measurable, time_bound), text)
