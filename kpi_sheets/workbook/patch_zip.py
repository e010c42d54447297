"""Write an archive anew with some members changed; every other one is copied as the bytes it is stored in.

Sources: PKWARE's APPNOTE 6.3 for the layout of headers. Copied with a member are its local header, its compressed
stream, its data descriptor and whatever stands behind it; its entry in the directory keeps all but the offset.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import BinaryIO

from kpi_sheets.typed import NamedTuple
from kpi_sheets.workbook.archive import (
    CENTRAL,
    CHUNK,
    DEFLATED,
    END,
    LOCAL,
    STORED,
    UTF8,
    WIDE,
    ZIP64,
    extra_fields,
)
from kpi_sheets.workbook.package import MAX_RATIO, RATIO_FROM, Package

DESCRIPTOR = 0x8  # flag: sizes stand behind the data
VERSION = 20  # what it takes to inflate a member
LEVELS = (5, 1, 0)  # from fast enough to not at all


class _Entry(NamedTuple):
    """A member: its entry in the directory as stored, and the stretch of the file that holds it."""

    name: str
    record: bytes
    start: int
    end: int


class _Written(NamedTuple):
    """Where a member went; for one with new content also its CRC and sizes."""

    offset: int
    sums: tuple[int, int, int] | None = None


def rewrite(package: Package, parts: Mapping[str, bytes | None], target: BinaryIO) -> None:
    """Write the package with new content for some parts, None for one that goes; the new ones come last."""
    source = package.file
    changed = {package.info(part).offset: content for part, content in parts.items() if part in package}
    entries = _entries(package)
    shift = package.end.shift
    written: dict[int, _Written] = {}
    _copy(source, target, 0, min(entry.start for entry in entries))
    for entry in sorted(entries, key=lambda entry: entry.start):
        content = changed.get(entry.start, b"")
        if entry.start not in changed:
            written[entry.start] = _Written(target.tell())
            _copy(source, target, entry.start, entry.end)
        elif content is not None:
            written[entry.start] = _write(source, target, entry, content)
    directory = [_record(entry, written[entry.start], shift) for entry in entries if entry.start in written]
    new = ((name, content) for name, content in parts.items() if name not in package and content is not None)
    directory += [_add(target, name, content, entries[0], shift) for name, content in new]
    _finish(package, target, b"".join(directory), len(directory), shift)


def fingerprint(content: bytes | None) -> tuple[int, int] | None:
    """Return the CRC and the size of a part's content, by which to know it again; None for a part that goes."""
    return None if content is None else (zlib.crc32(content), len(content))


def unlike(package: Package, copy: Package, prints: Mapping[str, tuple[int, int] | None]) -> str:
    """Return the name of the first member that differs from what it should be in a copy, "" when none does.

    A part with a fingerprint must have it, one with None must be gone. Every other member must have the same stored
    bytes and the same entry in the directory, offset aside.
    """
    changed = {package.info(part).offset for part in prints if part in package}
    kept = [entry for entry in _entries(package) if entry.start not in changed]
    copied = {entry.name: entry for entry in _entries(copy)}
    for entry in kept:
        twin = copied.get(entry.name)
        if twin is None or not _same_bytes(package.file, entry, copy.file, twin):
            return entry.name
    return next((part for part, wanted in prints.items() if _print_of(copy, part) != wanted), "")


def _print_of(package: Package, part: str) -> tuple[int, int] | None:
    if part not in package:
        return None
    crc = size = 0
    for piece in package.stream(part):
        crc, size = zlib.crc32(piece, crc), size + len(piece)
    return crc, size


def _entries(package: Package) -> list[_Entry]:
    """Return the members in the order of the directory."""
    members = package.members.values()
    starts = sorted(member.offset for member in members)
    ends = dict(zip(starts, [*starts[1:], package.end.start], strict=True))
    for member in members:
        if member.offset + LOCAL.size + member.packed > ends[member.offset]:
            raise package.problem(member.name, "the part overlaps another")
    return [_Entry(member.name, member.record, member.offset, ends[member.offset]) for member in members]


def _copy(source: BinaryIO, target: BinaryIO, start: int, end: int) -> None:
    source.seek(start)
    while start < end:
        piece = source.read(min(CHUNK, end - start))
        target.write(piece)
        start += len(piece) or end


def _write(source: BinaryIO, target: BinaryIO, entry: _Entry, content: bytes) -> _Written:
    """Write a member with new content; its header keeps its name, date, flags and extra fields."""
    source.seek(entry.start)
    header = list(LOCAL.unpack(source.read(LOCAL.size)))
    name, extra = source.read(header[9]), _without_zip64(source.read(header[10]))
    packed = content if header[3] == STORED else _deflated(content)
    sums = (zlib.crc32(content), len(packed), len(content))
    header[2] &= ~DESCRIPTOR
    header[6:9] = sums
    header[10] = len(extra)
    offset = target.tell()
    target.write(LOCAL.pack(*header) + name + extra)
    target.write(packed)
    return _Written(offset, sums)


def _add(target: BinaryIO, name: str, content: bytes, like: _Entry, shift: int) -> bytes:
    """Write a new member with the date and the attributes of another; return its entry in the directory."""
    fields = CENTRAL.unpack_from(like.record)
    packed, label = _deflated(content), name.encode()
    date, sums = fields[5:7], (zlib.crc32(content), len(packed), len(content))
    offset = target.tell()
    target.write(LOCAL.pack(b"PK\3\4", VERSION, UTF8, DEFLATED, *date, *sums, len(label), 0) + label + packed)
    sizes = (len(label), 0, 0, 0)
    versions = (fields[1], VERSION)
    return (
        CENTRAL.pack(b"PK\1\2", *versions, UTF8, DEFLATED, *date, *sums, *sizes, *fields[14:16], offset - shift) + label
    )


def _deflated(content: bytes) -> bytes:
    """Compress, but not so tightly that a reader would take the member for a bomb."""
    packed = b""
    for level in LEVELS:
        deflater = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = deflater.compress(content) + deflater.flush()
        if len(content) <= max(RATIO_FROM, MAX_RATIO * len(packed)):
            break
    return packed


def _record(entry: _Entry, written: _Written, shift: int) -> bytes:
    """Return a member's entry in the new directory."""
    fields = list(CENTRAL.unpack_from(entry.record))
    name, extra = fields[10], fields[11]
    tail = entry.record[CENTRAL.size :]
    offset = written.offset - shift
    if written.sums is None:
        if fields[16] == WIDE:
            return entry.record[: CENTRAL.size] + _with_wide_offset(fields, tail, offset)
        fields[16] = offset
        return CENTRAL.pack(*fields) + tail
    kept = _without_zip64(tail[name : name + extra])
    fields[3] &= ~DESCRIPTOR
    fields[7:10] = written.sums
    fields[11] = len(kept)
    fields[16] = offset
    return CENTRAL.pack(*fields) + tail[:name] + kept + tail[name + extra :]


def _with_wide_offset(fields: list[int], tail: bytes, offset: int) -> bytes:
    """Return an entry's name, extra fields and comment with a new offset in the zip64 field."""
    extra = fields[10]
    for number, start, _ in extra_fields(tail[extra : extra + fields[11]]):
        if number == ZIP64:
            place = extra + start + 4 + 8 * (fields[8:10].count(WIDE))
            return tail[:place] + struct.pack("<Q", offset) + tail[place + 8 :]
    return tail


def _without_zip64(extra: bytes) -> bytes:
    """Return extra fields without the wide sizes, which a rewritten member doesn't need."""
    kept, at = b"", 0
    for number, start, at in extra_fields(extra):
        if number != ZIP64:
            kept += extra[start:at]
    return kept + extra[at:]


def _finish(package: Package, target: BinaryIO, directory: bytes, count: int, shift: int) -> None:
    start = target.tell()
    if start + len(directory) >= WIDE:
        raise package.problem("", "would grow beyond 4 GiB", "split the workbook")
    comment = package.end.comment
    target.write(directory)
    target.write(END.pack(b"PK\5\6", 0, 0, count, count, len(directory), start - shift, len(comment)) + comment)


def _same_bytes(file: BinaryIO, entry: _Entry, other: BinaryIO, twin: _Entry) -> bool:
    """Compare the stored bytes of two members and their entries, piece by piece."""
    if entry.end - entry.start != twin.end - twin.start or not _same_record(entry.record, twin.record):
        return False
    file.seek(entry.start)
    other.seek(twin.start)
    left = entry.end - entry.start
    while left > 0:
        piece = file.read(min(CHUNK, left))
        if not piece or piece != other.read(len(piece)):
            return False
        left -= len(piece)
    return True


def _same_record(record: bytes, twin: bytes) -> bool:
    offset = CENTRAL.size - 4
    if record[offset : offset + 4] == struct.pack("<L", WIDE):
        return len(record) == len(twin) and record[: CENTRAL.size] == twin[: CENTRAL.size]
    return record[:offset] == twin[:offset] and record[offset + 4 :] == twin[offset + 4 :]
