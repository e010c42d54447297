"""Load a language pack, and of it only the files that are asked for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from kpi_sheets.language import prepared
from kpi_sheets.model import KpiSheetsError

HOME = Path(__file__).parent


class LanguageError(KpiSheetsError):
    """An unknown language, or a language pack that can't be read."""


class Pack(NamedTuple):
    """The data of one language. `code` is its ISO 639-1 code, "nl"."""

    code: str
    folder: Path

    def table(self, name: str) -> dict[str, Any]:
        """Return the contents of `<name>.toml`; an absent file is an empty table."""
        return _table(self, name)

    def words(self, name: str) -> tuple[str, ...]:
        """Return the entries of `words/<name>.txt` in file order; an absent file has none."""
        return _words(self, name)


@lru_cache
def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a folder, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in HOME.glob("*/pack.toml")))


@lru_cache
def load(code: str) -> Pack:
    """Return the pack of a language.

    Raises LanguageError for a language that has no folder.
    """
    if code not in available():
        known = ", ".join(available())
        raise LanguageError(f'language "{code}" is not known; choose one of {known}')
    return Pack(code, HOME / code)


@lru_cache
def _table(pack: Pack, name: str) -> dict[str, Any]:
    path = pack.folder / f"{name}.toml"
    if not path.is_file():
        return {}
    source = path.read_bytes()
    known = prepared.read(path, source)
    return _parsed(source, f"{pack.code}/{path.name}") if known is None else known


def _parsed(source: bytes, name: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(source.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LanguageError(f"language pack {name}: {error}") from error


@lru_cache
def _words(pack: Pack, name: str) -> tuple[str, ...]:
    path = pack.folder / "words" / f"{name}.txt"
    if not path.is_file():
        return ()
    text = path.read_text(encoding="utf-8")
    while text.startswith("#"):  # the comments stand at the top, so that the words below are one fast split
        text = text.partition("\n")[2]
    return tuple(filter(None, text.splitlines()))
