"""Open the zip archive that a workbook is, safely: nothing in it is believed before it is checked.

What a member inflates to is counted while it inflates, whatever the directory says.
"""

from __future__ import annotations

import os
import posixpath
from io import BytesIO

from kpi_sheets.typed import TYPE_CHECKING
from kpi_sheets.workbook.archive import DAMAGE, DEFLATED, STORED, contents, find_end, members
from kpi_sheets.workbook.errors import REPAIR, WorkbookError, problem
from kpi_sheets.workbook.kinds import not_a_workbook, not_a_zip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO, Self

    from kpi_sheets.workbook.archive import End, Member

    Source = str | os.PathLike[str] | bytes | BinaryIO

MAX_MEMBERS = 10_000
MAX_DIRECTORY = 4 << 20
MAX_INFLATED = 1 << 30
MAX_RATIO = 100
MAX_ELEMENTS = 7_500_000  # of all XML that is read: 200,000 rows of twelve cells, each with its text in it, have 7.4
RATIO_FROM = 100 << 10
COPY = "get a new copy of the file, or " + REPAIR

ENCRYPTED = 0x1


class Package:
    """An open archive, read from `file`; `label` is what messages call it.

    `members` are its parts by their names in lower case, in the order of the directory; `end` tells where that is.
    Use it as a context manager. Names of parts are compared without regard to case, as OPC says.
    """

    def __init__(self, source: Source, label: str = "") -> None:
        """Open and check the archive; raise WorkbookError when it is none, or an unsafe one."""
        self.label = label or (os.fspath(source) if isinstance(source, (str, os.PathLike)) else "workbook")
        self._inflated = 0
        self._elements = 0
        self._owned = not hasattr(source, "read")
        self.file = self._open_file(source)
        try:
            self.end = self._find_end()
            self.members = self._checked_members()
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
            self.file.close()

    def __contains__(self, part: str) -> bool:
        return part.lower() in self.members

    def problem(self, part: str, what: str, mend: str = REPAIR) -> WorkbookError:
        """Return the error for something wrong in a part."""
        return problem(self.label, part, what, mend)

    def not_a_workbook(self) -> WorkbookError:
        """Return the error for an archive that holds no workbook, naming what it is instead."""
        return not_a_workbook(self.label, frozenset(self.members))

    def info(self, part: str) -> Member:
        """Return the directory entry of a part; raise WorkbookError when there is none."""
        try:
            return self.members[part.lower()]
        except KeyError:
            raise self.problem(part, "the part is missing") from None

    def stream(self, part: str) -> Iterator[bytes]:
        """Yield what a part holds, inflated, in pieces of about 64 KiB."""
        member = self.info(part)
        self._check(member)
        size = 0
        try:
            for piece in contents(self.file, member):
                size += len(piece)
                self._inflated += len(piece)
                self._refuse_bomb(part, size, member.packed)
                yield piece
        except DAMAGE as error:
            raise self.problem(part, f"the part is damaged ({error})", COPY) from error

    def markup(self, part: str) -> Iterator[bytes]:
        """Yield what a part holds as `stream` does, but no more XML than a workbook of KPIs can need.

        What XML takes, in time and in memory, goes by its elements and not by its length.
        """
        for piece in self.stream(part):
            self._elements += _elements(piece)
            self._refuse_elements(part, self._elements)
            yield piece

    def look_ahead(self, part: str) -> int:
        """Return about how many cells a sheet holds, without parsing it, which takes twenty times as long.

        Raises WorkbookError when it holds more XML than will be read.
        """
        cells = elements = 0
        for piece in self.stream(part):
            cells += piece.count(b"<c ") + piece.count(b"<c>")
            elements += _elements(piece)
            self._refuse_elements(part, elements)
        return cells

    def read(self, part: str) -> bytes:
        """Return all that a part holds, inflated."""
        return b"".join(self.stream(part))

    def _open_file(self, source: Source) -> BinaryIO:
        if isinstance(source, bytes):
            return BytesIO(source)
        if not isinstance(source, (str, os.PathLike)):
            return source
        try:
            return open(source, "rb")
        except FileNotFoundError:
            raise self.problem("", "there is no such file", "check the path") from None
        except IsADirectoryError:
            raise self.problem("", "is a folder", "name the workbook in it") from None
        except PermissionError:
            what = "is a folder" if os.path.isdir(source) else "may not be read"
            raise self.problem("", what, "close it elsewhere, or ask for permission") from None
        except (OSError, ValueError) as error:
            raise self.problem("", f"can't be opened ({error})", "check the path") from None

    def _find_end(self) -> End:
        try:
            end = find_end(self.file)
        except DAMAGE as error:
            raise not_a_zip(self.label, self.file) from error
        if end.size > MAX_DIRECTORY:
            raise self._too_many()
        return end

    def _too_many(self) -> WorkbookError:
        return self.problem("", f"holds more than {MAX_MEMBERS:,} parts", "this is no ordinary workbook")

    def _checked_members(self) -> dict[str, Member]:
        try:
            found = list(members(self.file, self.end))
        except DAMAGE as error:
            raise not_a_zip(self.label, self.file) from error
        if len(found) > MAX_MEMBERS:
            raise self._too_many()
        by_name: dict[str, Member] = {}
        for member in found:
            name = member.name.replace("\\", "/").lower()
            if name in by_name:
                raise self.problem(member.name, "the part is there twice")
            if name.startswith("/") or ".." in name.split("/"):
                raise self.problem(member.name, "the name of the part leads out of the workbook")
            by_name[name] = member
        return by_name

    def _check(self, member: Member) -> None:
        """Check a part before it is read; the others may hold what they like (a ribbon may pack 1:340)."""
        if member.flags & ENCRYPTED:
            raise self.problem(member.name, "the part is encrypted", "remove the password first")
        if member.method not in (STORED, DEFLATED):
            raise self.problem(member.name, "the part is compressed in a way Excel doesn't know")
        self._refuse_bomb(member.name, member.size, member.packed)

    def _refuse_elements(self, part: str, elements: int) -> None:
        if elements > MAX_ELEMENTS:
            what = f"the workbook holds more than {MAX_ELEMENTS / 1e6:g} million XML elements"
            raise self.problem(part, what, "move the data that isn't about KPIs to another workbook")

    def _refuse_bomb(self, part: str, size: int, packed: int) -> None:
        if size > MAX_INFLATED or self._inflated > MAX_INFLATED:
            raise self.problem(part, "inflates to more than 1 GiB", "split the workbook")
        if size > RATIO_FROM and size > MAX_RATIO * packed:
            what = f"inflates to more than {MAX_RATIO} times its size, as only a zip bomb does"
            raise self.problem(part, what, "don't trust this file; save the workbook again from Excel")


def _elements(piece: bytes) -> int:
    """Return how many elements start in a piece of XML; one more where a piece ends amid an end tag."""
    return piece.count(b"<") - piece.count(b"</")


def resolve(part: str, target: str) -> str:
    """Return the part that a relationship of `part` points to; absolute targets start with "/"."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target.replace("\\", "/")))[1:]
