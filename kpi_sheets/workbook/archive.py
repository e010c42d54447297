"""Read a zip archive: the directory at its end, and what a member holds, as it inflates.

The layout of the records is that of PKWARE's APPNOTE 6.3. One reader serves who reads and who writes anew, and a small
workbook is read before `zipfile` and all that it imports would be there.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from kpi_sheets.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import BinaryIO

CHUNK = 1 << 16
LONGEST_COMMENT = 1 << 16
NEWEST = 63  # version 6.3 of the format

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
END64_LOCATOR = struct.Struct("<4sLQL")
END64 = struct.Struct("<4sQ2H2L4Q")
WIDE = 0xFFFFFFFF  # "the real number stands in the zip64 field"
ZIP64 = 1  # the number of that field

STORED, DEFLATED = 0, 8
PATCHED, STRONGLY_ENCRYPTED = 0x20, 0x40  # flags, as is
UTF8 = 0x800  # the name is in UTF-8


class ArchiveError(Exception):
    """An archive that isn't whole, or not one as Excel writes them."""


DAMAGE = (
    ArchiveError,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
)  # what reading may raise


class Member(NamedTuple):
    """A member as the directory has it: its sizes in bytes, the `offset` of its header in the file.

    `record` is its entry in the directory as stored.
    """

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    record: bytes


class End(NamedTuple):
    """What the end of an archive tells: where in the file the directory starts, its size, what follows it.

    `shift` is by how much the offsets that it tells fall short of the file's: something may stand before the archive.
    """

    start: int
    size: int
    shift: int
    comment: bytes


def find_end(file: BinaryIO) -> End:
    """Return where the directory is. Raises one of DAMAGE for what is no zip archive."""
    length = file.seek(0, 2)
    first = max(0, length - END.size - LONGEST_COMMENT)
    file.seek(first)
    tail = file.read()
    last = len(tail) - END.size
    at = last if tail.startswith(b"PK\5\6", max(0, last)) and tail.endswith(b"\0\0") else tail.rfind(b"PK\5\6")
    if not 0 <= at <= last:
        raise ArchiveError("File is not a zip file")
    size, offset, longest = END.unpack_from(tail, at)[5:]
    comment = tail[at + END.size : at + END.size + longest]
    end = first + at
    wide = _wide_end(file, end)
    if wide:
        size, offset = wide
        end -= END64.size + END64_LOCATOR.size
    if size > end:
        raise ArchiveError("Bad offset for central directory")
    return End(end - size, size, end - size - offset, comment)


def _wide_end(file: BinaryIO, end: int) -> tuple[int, int] | None:
    """Return the size and the offset of the directory where they are told in zip64."""
    if end < END64_LOCATOR.size:
        return None
    file.seek(end - END64_LOCATOR.size)
    signature, disk, _, disks = END64_LOCATOR.unpack(file.read(END64_LOCATOR.size))
    if signature != b"PK\6\7":
        return None
    if disk or disks > 1:
        raise ArchiveError("zipfiles that span multiple disks are not supported")
    file.seek(end - END64_LOCATOR.size - END64.size)
    record = END64.unpack(file.read(END64.size))
    return (record[8], record[9]) if record[0] == b"PK\6\6" else None


def members(file: BinaryIO, end: End) -> Iterator[Member]:
    """Yield the members in the order of the directory. Raises one of DAMAGE when that can't be read."""
    file.seek(end.start)
    directory = file.read(end.size)
    at = 0
    while at < end.size:
        member, length = _member(directory, at, end.shift)
        yield member
        at += length


def _member(directory: bytes, at: int, shift: int) -> tuple[Member, int]:
    signature, _, needed, flags, method, _, _, crc, packed, size, name, extra, comment, _, _, _, offset = (
        CENTRAL.unpack_from(directory, at)
    )
    if signature != b"PK\1\2" or needed & 0xFF > NEWEST:  # the other byte is reserved
        raise ArchiveError("Bad magic number for central directory")
    length = CENTRAL.size + name + extra + comment
    record = directory[at : at + length]
    text = _decoded(record[CENTRAL.size : CENTRAL.size + name], flags).partition("\0")[0]
    if extra:
        fields = record[CENTRAL.size + name : CENTRAL.size + name + extra]
        size, packed, offset = _widened((size, packed, offset), fields)
    return Member(text, flags, method, crc, packed, size, offset + shift, record), length


def _widened(numbers: tuple[int, ...], extra: bytes) -> Iterator[int]:
    """Yield these numbers, those that are too large for their place from the zip64 field."""
    wide: Iterator[int] = iter(())
    for number, start, end in extra_fields(extra):
        if end > len(extra):
            raise ArchiveError("Corrupt extra field")
        if number == ZIP64:
            wide = (found[0] for found in struct.iter_unpack("<Q", extra[start + 4 : end - (end - start - 4) % 8]))
    for number in numbers:
        yield number if number != WIDE else _next(wide)


def _next(wide: Iterator[int]) -> int:
    found = next(wide, None)
    if found is None:
        raise ArchiveError("Corrupt zip64 extra field")
    return found


def extra_fields(extra: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the number of each extra field, and where it starts and ends; the last may end beyond them."""
    at = 0
    while at + 4 <= len(extra):
        number, size = struct.unpack_from("<2H", extra, at)
        yield number, at, at + 4 + size
        at += 4 + size


def contents(file: BinaryIO, member: Member) -> Iterator[bytes]:
    """Yield what a member holds, in pieces of about 64 KiB and no more of it than the directory tells.

    Raises one of DAMAGE, before the last piece is told when its checksum is another.
    """
    left, crc = member.size, 0
    for piece, last in _unpacked(file, member):
        told = piece[:left]
        left -= len(told)
        crc = zlib.crc32(told, crc)
        if (last or not left) and crc != member.crc:
            raise ArchiveError(f"Bad CRC-32 for file {member.name!r}")
        if told:
            yield told
        if not left:
            return


def _unpacked(file: BinaryIO, member: Member) -> Iterator[tuple[bytes, bool]]:
    """Yield a member's pieces, each with whether it is the last; others may read in the file between two of them."""
    at = _start(file, member)
    end = at + member.packed
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    packed, last = b"", False
    while not last:
        if not packed and at < end:
            file.seek(at)
            packed = file.read(min(CHUNK, end - at))
            at += len(packed)
            if not packed:
                raise EOFError
        if member.method == STORED:
            piece, packed, last = packed, b"", at >= end
        else:
            piece = inflater.decompress(packed, CHUNK)
            packed = inflater.unconsumed_tail
            last = inflater.eof or (at >= end and not packed)
            piece += inflater.flush() if last else b""
        yield piece, last


def _start(file: BinaryIO, member: Member) -> int:
    """Return where in the file a member's data starts, behind its header."""
    file.seek(member.offset)
    header = file.read(LOCAL.size)
    if len(header) != LOCAL.size:
        raise ArchiveError("Truncated file header")
    signature, _, flags, *_, name, extra = LOCAL.unpack(header)
    if signature != b"PK\3\4":
        raise ArchiveError("Bad magic number for file header")
    stored = file.read(name)
    if member.flags & PATCHED:
        raise ArchiveError("compressed patched data (flag bit 5)")
    if member.flags & STRONGLY_ENCRYPTED:
        raise ArchiveError("strong encryption (flag bit 6)")
    if _decoded(stored, flags).partition("\0")[0] != member.name:
        raise ArchiveError(f"File name in directory {member.name!r} and header {stored!r} differ.")
    return int(member.offset + LOCAL.size + name + extra)


def _decoded(name: bytes, flags: int) -> str:
    return name.decode("utf-8" if flags & UTF8 or name.isascii() else "cp437")
