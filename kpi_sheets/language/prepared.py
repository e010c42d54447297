"""What is made of language packs beforehand, so that no run has to make it again.

The build of the wheel writes each `.toml` as JSON, which is read twenty times as fast, and what other rooms make of
the packs. What was made of other files than those that are there now is not used: whoever edits a pack sees
the edit. Nothing is written while the program runs.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable


def table(path: str, source: bytes) -> dict[str, Any] | None:
    """Return the contents of the `.toml` at a path, whose text is `source`, or None where they are not prepared."""
    try:
        document = json.loads(content(_beside(path)) or b"")
    except ValueError:
        return None
    known = isinstance(document, dict) and document.get("crc32") == crc32(source)
    return document["table"] if known else None


def write_table(path: str) -> None:
    """Prepare the `.toml` at a path."""
    import tomllib

    source = content(path) or b""
    document = {"crc32": crc32(source), "table": tomllib.loads(source.decode("utf-8"))}
    _write(_beside(path), json.dumps(document, ensure_ascii=False).encode())


def read(path: str, sources: Iterable[str]) -> bytes | None:
    """Return what is kept at a path if it was made of these files as they are now, else None; a file may be absent."""
    marks, _, made = (content(path) or b"").partition(b"\n")
    return made if marks == _marks(sources) else None


def write(path: str, sources: Iterable[str], made: bytes) -> None:
    """Keep at a path what was made of these files."""
    _write(path, _marks(sources) + b"\n" + made)


def content(path: str) -> bytes | None:
    """Return what a file holds, None where it is absent."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _marks(sources: Iterable[str]) -> bytes:
    """Return what changes when one of the files does, or comes or goes."""
    marks = ("absent" if found is None else f"{crc32(found):x}" for found in map(content, sources))
    return " ".join(marks).encode()


def _beside(path: str) -> str:
    return path.removesuffix(".toml") + ".json"


def _write(path: str, made: bytes) -> None:
    with open(path, "wb") as file:
        file.write(made)
