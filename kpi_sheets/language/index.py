"""What is said of thousands of words, looked up where it lies: to load it is to read its file.

An index is lines "word TAB what is said of it", in groups of words that begin alike. The checksum of how a word begins
tells its group; the numbers at the start tell where each group begins.
"""

from __future__ import annotations

from itertools import accumulate
from struct import Struct, pack
from zlib import crc32

from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LINES = 8  # in a group
ALIKE = 6  # bytes, the line break before the word among them; a wheel packs neighbours that share more the smaller

_NUMBER = Struct("<I")
_TWO_NUMBERS = Struct("<II")


class Index:
    """Finds words in what `written` made."""

    __slots__ = ("_groups", "_text")

    def __init__(self, text: bytes) -> None:
        self._text = text
        (self._groups,) = _NUMBER.unpack_from(text)

    def get(self, word: str) -> str | None:
        """Return what is said of a word, None where it is not listed."""
        text, wanted = self._text, _begin(word)
        start, end = _TWO_NUMBERS.unpack_from(text, _NUMBER.size * (1 + _group(wanted, self._groups)))
        line = text.find(wanted, start, end)
        return None if line < 0 else text[line + len(wanted) : text.find(b"\n", line + 1)].decode()


def written(entries: Mapping[str, str]) -> bytes:
    """Return the index of what is said of each word; none of it holds a line break, no word a tab."""
    groups: list[list[bytes]] = [[] for _ in range(len(entries) // LINES + 1)]
    for word in sorted(entries):
        line = _begin(word)
        groups[_group(line, len(groups))].append(line + entries[word].encode())
    texts = [b"".join(lines) for lines in groups]
    begins = accumulate(map(len, texts), initial=_NUMBER.size * (len(groups) + 2))
    return pack(f"<{len(groups) + 2}I", len(groups), *begins) + b"".join(texts) + b"\n"


def _begin(word: str) -> bytes:
    return f"\n{word}\t".encode(errors="surrogatepass")  # an argument that is no UTF-8 holds lone surrogates


def _group(line: bytes, groups: int) -> int:
    return crc32(line[:ALIKE]) % groups
