"""What the add-in says to a person, in the words of `addin.toml` of a language."""

from __future__ import annotations

from kpi_sheets.language import available, load

DEFAULT_LANGUAGE = "en"


def say(language: str, key: str, **values: object) -> str:
    """Return a text in a language, English where we have it in no other."""
    texts = load(language).table("addin") if language in available() else {}
    return str((texts or load(DEFAULT_LANGUAGE).table("addin"))[key]).format(**values)


def count(language: str, noun: str, number: int) -> str:
    """Return "1 KPI" or "23 KPI's"; `noun` is "kpi", "error" or "warning"."""
    return say(language, noun if number == 1 else f"{noun}s", number=number)
