"""Archives as other programs write them: what isn't changed is copied as stored."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from patch_books import book, sheet

from kpi_sheets.workbook import WorkbookError, read
from kpi_sheets.workbook.package import Package
from kpi_sheets.workbook.patch import Edit, patch
from kpi_sheets.workbook.patch_zip import unlike
from tests.books import stored_members

SHEET = "xl/worksheets/sheet1.xml"
ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'
CHANGE = [Edit("KPIs", 1, 1, 2), Edit("KPIs", 1, 2, "Op schema")]


class _Pipe(io.RawIOBase):
    """A target that can't seek: members get data descriptors."""

    def __init__(self) -> None:
        self.content = b""

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.content += bytes(data)
        return len(data)


def _streamed(members: dict[str, bytes]) -> bytes:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return pipe.content


def _wide(members: dict[str, bytes]) -> bytes:
    """Every member with the wide sizes of zip64 in its local header."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(data)
    return target.getvalue()


def _adorned(members: dict[str, bytes]) -> bytes:
    """Stored members with extra fields, comments and attributes, and a comment on the archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.comment = b"made elsewhere"
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (1999, 12, 31, 23, 59, 58))
            info.extra, info.comment, info.external_attr = b"\xfe\xca\x04\x00abcd", b"a part", 0o600 << 16
            archive.writestr(info, data)
    return target.getvalue()


def _prefixed(members: dict[str, bytes]) -> bytes:
    return b"#!/bin/sh\nexit 1\n" * 9 + _adorned(members)


@pytest.mark.parametrize("write", [_streamed, _wide, _adorned, _prefixed])
def test_every_other_member_stays(tmp_path: Path, write: Callable[[dict[str, bytes]], bytes]) -> None:
    plain = book(tmp_path / "plain.xlsx", sheet(ROWS))
    with zipfile.ZipFile(plain) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    path = tmp_path / "a.xlsx"
    path.write_bytes(write(members))
    before = stored_members(path)
    assert patch(path, CHANGE)
    after = stored_members(path)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {SHEET}
    assert [cell.value for cell in read(path).sheets[0].rows[1].values()] == [2, "Op schema"]
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.comment == (b"" if write in (_streamed, _wide) else b"made elsewhere")


def test_what_packs_tightly_is_packed_less_tightly(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>0</v></c>{" " * 900}</row>' for row in range(1, 1500))
    path = book(tmp_path / "a.xlsx", sheet(ROWS))
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()} | {SHEET: sheet(rows).encode()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data, zipfile.ZIP_DEFLATED if name == SHEET else zipfile.ZIP_STORED, 1)
    patch(path, CHANGE)
    assert read(path).sheets[0].rows[1][2].value == "Op schema"


def test_overlapping_members_are_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(ROWS))
    content = path.read_bytes()
    at = content.rindex(b"docProps/custom.bin") - 46
    path.write_bytes(content[: at + 20] + b"\xff\xff\x00\x00" + content[at + 24 :])
    with pytest.raises(WorkbookError, match="overlaps another"):
        patch(path, CHANGE)


@pytest.mark.parametrize("where", ["stored bytes", "directory"])
def test_a_copy_that_differs_is_found_out(tmp_path: Path, where: str) -> None:
    path = book(tmp_path / "a.xlsx", sheet(ROWS))
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"docProps/custom.bin") - 46
    data = content.index(b"docProps/custom.bin") + 19
    content[data + 5 if where == "stored bytes" else entry + 38] ^= 1
    with Package(path) as package, Package(path) as twin, Package(bytes(content)) as copy:
        assert unlike(package, twin, {}) == ""
        assert unlike(package, copy, {}) == "docProps/custom.bin"
