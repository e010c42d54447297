"""Load a language pack, and of it only the files that are asked for."""

from __future__ import annotations

import json
import os
from functools import lru_cache

from kpi_sheets.language import prepared
from kpi_sheets.model import KpiSheetsError
from kpi_sheets.typed import Any, NamedTuple

HOME = os.path.dirname(__file__)


class LanguageError(KpiSheetsError):
    """An unknown language, or a language pack that can't be read."""


class Pack(NamedTuple):
    """The data of one language. `code` is its ISO 639-1 code, "nl"; `folder` is the path of its files."""

    code: str
    folder: str

    def table(self, name: str) -> dict[str, Any]:
        """Return the contents of `<name>.toml`; an absent file is an empty table."""
        return _table(self, name)

    def words(self, name: str) -> tuple[str, ...]:
        """Return the entries of `words/<name>.txt` in file order; an absent file has none."""
        return _words(self, name)

    def path(self, name: str) -> str:
        """Return the path of a file, "pack.toml" or "words/goal.txt"."""
        return f"{self.folder}/{name}"


@lru_cache
def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a folder, in alphabetical order."""
    return having("pack.toml")


def having(name: str) -> tuple[str, ...]:
    """Return the codes of the languages whose folder holds a file of this name, in alphabetical order."""
    return tuple(sorted(code for code in os.listdir(HOME) if os.path.exists(f"{HOME}/{code}/{name}")))


@lru_cache
def load(code: str) -> Pack:
    """Return the pack of a language.

    Raises LanguageError for a language that has no folder.
    """
    if code not in available():
        known = ", ".join(available())
        raise LanguageError(f'language "{code}" is not known; choose one of {known}')
    return Pack(code, f"{HOME}/{code}")


def prepare(pack: Pack, name: str) -> None:
    """Keep `<name>.toml` as JSON, which is read twenty times as fast."""
    made = json.dumps(_parsed(pack, name), ensure_ascii=False).encode()
    prepared.write(pack.path(f"{name}.prepared"), [pack.path(f"{name}.toml")], made)


@lru_cache
def _table(pack: Pack, name: str) -> dict[str, Any]:
    made = prepared.read(pack.path(f"{name}.prepared"), [pack.path(f"{name}.toml")])
    table: dict[str, Any] = _parsed(pack, name) if made is None else json.loads(made)
    return table


def _parsed(pack: Pack, name: str) -> dict[str, Any]:
    source = prepared.content(pack.path(f"{name}.toml"))
    if source is None:
        return {}
    import tomllib

    try:
        return tomllib.loads(source.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LanguageError(f"language pack {pack.code}/{name}.toml: {error}") from error


@lru_cache
def _words(pack: Pack, name: str) -> tuple[str, ...]:
    text = (prepared.content(pack.path(f"words/{name}.txt")) or b"").decode("utf-8")
    while text.startswith("#"):  # the comments stand at the top, so that the words below are one fast split
        text = text.partition("\n")[2]
    return tuple(filter(None, text.splitlines()))
