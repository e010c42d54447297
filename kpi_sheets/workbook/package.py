"""Open the zip archive that a workbook is, safely: nothing in it is believed before it is checked.

What a member inflates to is counted while it inflates, whatever the directory says.
"""

from __future__ import annotations

import posixpath
import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from kpi_sheets.workbook.errors import REPAIR, WorkbookError, problem
from kpi_sheets.workbook.kinds import not_a_workbook, not_a_zip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile, ZipInfo

CHUNK = 1 << 16
MAX_MEMBERS = 10_000
MAX_DIRECTORY = 4 << 20
MAX_INFLATED = 1 << 30
MAX_RATIO = 100
MAX_TAGS = 11_000_000  # of all XML that is read: 200,000 rows of twelve cells, for a cell with a figure has four
RATIO_FROM = 100 << 10
COPY = "get a new copy of the file, or " + REPAIR

END = struct.Struct("<4s4H2LH")
END64_LOCATOR = struct.Struct("<4sLQL")
END64 = struct.Struct("<4sQ2H2L4Q")
LONGEST_COMMENT = 0xFFFF
STORED, DEFLATED = 0, 8
ENCRYPTED = 0x1


class Package:
    """An open archive. `zip` is the ZipFile beneath, `label` what messages call the file.

    Use it as a context manager. Names of parts are compared without regard to case, as OPC says.
    """

    def __init__(self, source: Path | str | bytes | BinaryIO, label: str = "") -> None:
        """Open and check the archive; raise WorkbookError when it is none, or an unsafe one."""
        self.label = label or (str(source) if isinstance(source, (str, Path)) else "workbook")
        self._inflated = 0
        self._tags = 0
        self._owned = not hasattr(source, "read")
        self._file = self._open_file(source)
        try:
            self.zip = self._open_zip()
            self._members = self._checked_members()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, unless the caller opened it."""
        if self._owned:
            self._file.close()

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._members

    def problem(self, part: str, what: str, mend: str = REPAIR) -> WorkbookError:
        """Return the error for something wrong in a part."""
        return problem(self.label, part, what, mend)

    def not_a_workbook(self) -> WorkbookError:
        """Return the error for an archive that holds no workbook, naming what it is instead."""
        return not_a_workbook(self.label, frozenset(self._members))

    def info(self, part: str) -> ZipInfo:
        """Return the directory entry of a part; raise WorkbookError when there is none."""
        try:
            return self._members[part.lower()]
        except KeyError:
            raise self.problem(part, "the part is missing") from None

    def stream(self, part: str) -> Iterator[bytes]:
        """Yield what a part holds, inflated, in pieces of at most 64 KiB."""
        info = self.info(part)
        self._check(info)
        size = 0
        damage = _damage()  # now: a stream that is dropped half-way may end when nothing can be imported any more
        try:
            with self.zip.open(info) as member:
                while piece := member.read(CHUNK):
                    size += len(piece)
                    self._inflated += len(piece)
                    self._refuse_bomb(part, size, info.compress_size)
                    yield piece
        except damage as error:
            raise self.problem(part, f"the part is damaged ({error})", COPY) from error

    def markup(self, part: str) -> Iterator[bytes]:
        """Yield what a part holds as `stream` does, but no more XML than a workbook of KPIs can need.

        What XML takes, in time and in memory, goes by its tags and not by its length.
        """
        for piece in self.stream(part):
            self._tags += piece.count(b"<")
            self._refuse_tags(part, self._tags)
            yield piece

    def look_ahead(self, part: str) -> None:
        """Refuse a part that holds more XML than will be read, without parsing it: that takes a twentieth."""
        tags = 0
        for piece in self.stream(part):
            tags += piece.count(b"<")
            self._refuse_tags(part, tags)

    def read(self, part: str) -> bytes:
        """Return all that a part holds, inflated."""
        return b"".join(self.stream(part))

    def _open_file(self, source: Path | str | bytes | BinaryIO) -> BinaryIO:
        if isinstance(source, bytes):
            return BytesIO(source)
        if not isinstance(source, (str, Path)):
            return source
        try:
            return Path(source).open("rb")
        except FileNotFoundError:
            raise self.problem("", "there is no such file", "check the path") from None
        except IsADirectoryError:
            raise self.problem("", "is a folder", "name the workbook in it") from None
        except PermissionError:
            what = "is a folder" if Path(source).is_dir() else "may not be read"
            raise self.problem("", what, "close it elsewhere, or ask for permission") from None
        except (OSError, ValueError) as error:
            raise self.problem("", f"can't be opened ({error})", "check the path") from None

    def _open_zip(self) -> ZipFile:
        from zipfile import ZipFile  # takes longer to import than a small workbook takes to read

        try:
            self._refuse_long_directory()
            return ZipFile(self._file)
        except _damage() as error:
            raise not_a_zip(self.label, self._file) from error

    def _refuse_long_directory(self) -> None:
        """Look at the size of the directory before zipfile makes an object of every entry in it."""
        size = self._file.seek(0, 2)
        self._file.seek(max(0, size - END.size - LONGEST_COMMENT))
        tail = self._file.read()
        at = tail.rfind(b"PK\5\6")
        if at < 0 or len(tail) - at < END.size:
            return  # no archive, as zipfile will find out by itself
        directory = END.unpack_from(tail, at)[5]
        if tail[max(0, at - END64_LOCATOR.size) : at].startswith(b"PK\6\7"):
            offset = END64_LOCATOR.unpack_from(tail, at - END64_LOCATOR.size)[2]
            self._file.seek(min(offset, size))
            record = self._file.read(END64.size)
            directory = END64.unpack(record)[8] if len(record) == END64.size else directory
        if directory > MAX_DIRECTORY and directory <= size:
            raise self._too_many()

    def _too_many(self) -> WorkbookError:
        return self.problem("", f"holds more than {MAX_MEMBERS:,} parts", "this is no ordinary workbook")

    def _checked_members(self) -> dict[str, ZipInfo]:
        entries = self.zip.infolist()
        if len(entries) > MAX_MEMBERS:
            raise self._too_many()
        members: dict[str, ZipInfo] = {}
        for entry in entries:
            name = entry.filename.replace("\\", "/").lower()
            if name in members:
                raise self.problem(entry.filename, "the part is there twice")
            if name.startswith("/") or ".." in name.split("/"):
                raise self.problem(entry.filename, "the name of the part leads out of the workbook")
            members[name] = entry
        return members

    def _check(self, entry: ZipInfo) -> None:
        """Check a part before it is read; the others may hold what they like (a ribbon may pack 1:340)."""
        if entry.flag_bits & ENCRYPTED:
            raise self.problem(entry.filename, "the part is encrypted", "remove the password first")
        if entry.compress_type not in (STORED, DEFLATED):
            raise self.problem(entry.filename, "the part is compressed in a way Excel doesn't know")
        self._refuse_bomb(entry.filename, entry.file_size, entry.compress_size)

    def _refuse_tags(self, part: str, tags: int) -> None:
        if tags > MAX_TAGS:
            what = f"the workbook holds more than {MAX_TAGS // 1_000_000} million XML tags"
            raise self.problem(part, what, "move the data that isn't about KPIs to another workbook")

    def _refuse_bomb(self, part: str, size: int, packed: int) -> None:
        if size > MAX_INFLATED or self._inflated > MAX_INFLATED:
            raise self.problem(part, "inflates to more than 1 GiB", "split the workbook")
        if size > RATIO_FROM and size > MAX_RATIO * packed:
            what = f"inflates to more than {MAX_RATIO} times its size, as only a zip bomb does"
            raise self.problem(part, what, "don't trust this file; save the workbook again from Excel")


def _damage() -> tuple[type[Exception], ...]:
    """The errors that zipfile raises for an archive that isn't whole."""
    from zipfile import BadZipFile

    return (
        BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError,
        ValueError, OverflowError,
    )  # fmt: skip


def resolve(part: str, target: str) -> str:
    """Return the part that a relationship of `part` points to; absolute targets start with "/"."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target.replace("\\", "/")))[1:]
