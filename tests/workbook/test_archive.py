"""Our reader of archives beside the one of the standard library: on whole archives and on damaged ones."""

from __future__ import annotations

import io
import random
import sys
import zipfile

import pytest
from handmade import zipped

from kpi_sheets.workbook import archive

MAY_OVERLAP = sys.version_info >= (3, 11, 8)  # from then on the witness refuses members that overlap; we do on writing
WHOLE = [zipped(), zipped(compression=zipfile.ZIP_STORED), b"before it" + zipped({"docs/één.txt": "é" * 200_000})]


def ours(data: bytes) -> dict[str, bytes] | None:
    """Return what each member holds, or None for an archive that isn't whole."""
    file = io.BytesIO(data)
    try:
        found = list(archive.members(file, archive.find_end(file)))
        return {member.name: b"".join(archive.contents(file, member)) for member in found}
    except archive.DAMAGE:
        return None


def theirs(data: bytes) -> dict[str, bytes] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return {info.filename: opened.read(info) for info in opened.infolist()}
    except (*archive.DAMAGE, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return None


def is_readable(data: bytes) -> bool:
    """False for what a package refuses before it reads a part: encrypted, or packed as Excel doesn't."""
    try:
        infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (*archive.DAMAGE, zipfile.BadZipFile, NotImplementedError):
        return True
    return all(info.compress_type in (0, 8) and not info.flag_bits & 1 for info in infos)


@pytest.mark.parametrize("data", WHOLE, ids=["deflated", "stored", "behind something"])
def test_whole(data: bytes) -> None:
    assert ours(data) == theirs(data) is not None


def test_comment_and_place() -> None:
    buffer = io.BytesIO(b"before it" + zipped())
    with zipfile.ZipFile(buffer, "a") as opened:
        opened.comment = b"PK of a department"
    end = archive.find_end(buffer)
    assert (end.comment, end.shift) == (b"PK of a department", 0)  # offsets count from the file when it is added to


@pytest.mark.parametrize("seed", range(3))
def test_damaged(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(300):
        data = bytearray(WHOLE[seed])
        directory = data.find(b"PK\1\2")
        for _ in range(chance.choice((1, 1, 2))):
            data[chance.randrange(directory if chance.random() < 0.5 else 0, len(data))] ^= 1 << chance.randrange(8)
        if chance.random() < 0.1:
            del data[chance.randrange(len(data)) :]
        if is_readable(bytes(data)):
            found, witness = ours(bytes(data)), theirs(bytes(data))
            assert found == witness or (witness is None and MAY_OVERLAP)


def test_sizes_in_zip64() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened, opened.open("a.xml", "w", force_zip64=True) as member:
        member.write(b"<a/>")
    plain = buffer.getvalue()
    at = plain.find(b"PK\1\2")
    extra = b"\1\0\x10\0" + (4).to_bytes(8, "little") * 2
    wide = plain[: at + 20] + b"\xff" * 8 + plain[at + 28 : at + 30] + len(extra).to_bytes(2, "little")
    name_ends = at + 46 + len("a.xml")
    wide += plain[at + 32 : name_ends] + extra + plain[name_ends:]
    end = wide.rfind(b"PK\5\6") + 12
    size = int.from_bytes(wide[end : end + 4], "little") + len(extra)
    data = wide[:end] + size.to_bytes(4, "little") + wide[end + 4 :]
    assert ours(data) == theirs(data) == {"a.xml": b"<a/>"}
