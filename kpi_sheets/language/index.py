"""Words in order, looked up where they lie: thirty thousand of them are loaded by reading their file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NEAR = 512  # bytes that are searched from the first to the last


class Index:
    """What is said of each key, in a text that `written` made."""

    __slots__ = ("_text",)

    def __init__(self, text: bytes) -> None:
        self._text = text

    def get(self, key: str) -> str | None:
        """Return what is said of a key, None where it is not listed."""
        text, wanted = self._text, f"\n{key}\t".encode()
        low, high = 0, len(text) - 1  # where the last line ends
        while high - low > NEAR:
            line = text.find(b"\n", (low + high) // 2, high)
            if line < 0:  # one long line is left
                break
            if text[line : line + len(wanted)] <= wanted:
                low = line
            else:
                high = line
        start = text.find(wanted, low, high)
        return None if start < 0 else text[start + len(wanted) : text.find(b"\n", start + 1)].decode()


def written(entries: Mapping[str, str]) -> bytes:
    """Return the text of an index; no key or value holds a line break, no key a tab."""
    return "".join([*sorted(f"\n{key}\t{value}" for key, value in entries.items()), "\n"]).encode()
