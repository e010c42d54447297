"""Keep what is made of the files of a language pack, so that no run has to make it again.

The build of the wheel writes it, and no run does. What was made of other files than those that are there now is not
used, so that whoever edits a pack sees the edit.
"""

from __future__ import annotations

from zlib import crc32

from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def read(path: str, sources: Iterable[str]) -> bytes | None:
    """Return what is kept at a path if it was made of these files as they are now, else None; a file may be absent."""
    marks, _, made = (content(path) or b"").partition(b"\n")
    return made if marks == _marks(sources) else None


def write(path: str, sources: Iterable[str], made: bytes) -> None:
    """Keep at a path what was made of these files."""
    with open(path, "wb") as file:
        file.write(_marks(sources) + b"\n" + made)


def content(path: str) -> bytes | None:
    """Return what a file holds, None where it is absent."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _marks(sources: Iterable[str]) -> bytes:
    """Return what changes when one of the files does, or comes or goes."""
    return " ".join("absent" if found is None else f"{crc32(found):x}" for found in map(content, sources)).encode()
