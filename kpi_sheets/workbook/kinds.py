"""Tell what a file really is when it is no .xlsx workbook, so that the message can say so."""

from __future__ import annotations

from kpi_sheets.typed import TYPE_CHECKING
from kpi_sheets.workbook.errors import REPAIR, WorkbookError, problem

if TYPE_CHECKING:
    from typing import BinaryIO

HEAD = 4096
OLE_SCAN = 64 << 20
SAVE_AS = "open it in Excel and save it as .xlsx"

STARTS = (
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x09\x00\x04\x00", "an old Excel workbook (.xls)"),
    (b"\x09\x02\x06\x00", "an old Excel workbook (.xls)"),
    (b"\x09\x04\x06\x00", "an old Excel workbook (.xls)"),
    (b"\x09\x08", "an old Excel workbook (.xls)"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEMBERS = (
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("index/document.iwa", "a Numbers, Pages or Keynote document"),
    ("index.xml", "an iWork document"),
    ("content.xml", "an OpenDocument file (.ods)"),
)


def not_a_zip(label: str, file: BinaryIO) -> WorkbookError:
    """Return the error for a file that is no readable zip archive."""
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        return problem(label, "", "the file is empty", "put the workbook itself in its place")
    if label.replace("\\", "/").rpartition("/")[2].startswith("~$"):
        return problem(label, "", "is the lock file of an open workbook", "choose the workbook itself")
    if head.startswith(OLE):
        return _compound(label, file)
    if head.startswith(b"PK"):
        return problem(label, "", "is damaged or cut short", "get a complete copy of the file")
    return problem(label, "", f"is {_kind(head)}, no .xlsx workbook", SAVE_AS)


def not_a_workbook(label: str, members: frozenset[str]) -> WorkbookError:
    """Return the error for a zip archive without a workbook; `members` are its names in lower case."""
    kind = next((kind for member, kind in MEMBERS if member in members), "")
    if kind:
        return problem(label, "", f"is {kind}, no .xlsx workbook", SAVE_AS)
    if "[content_types].xml" in members:
        return problem(label, "", "the part with the list of sheets is missing", REPAIR)
    return problem(label, "", "is a zip archive, no .xlsx workbook", "choose the workbook itself")


def _compound(label: str, file: BinaryIO) -> WorkbookError:
    """An encrypted .xlsx and an old .xls start alike; the names of the streams inside tell them apart."""
    file.seek(0)
    if "EncryptedPackage".encode("utf-16-le") in file.read(OLE_SCAN):
        return problem(label, "", "is encrypted", "remove the password first (File, Info, Protect Workbook)")
    return problem(label, "", "is an old Excel workbook (.xls) or a protected file, no .xlsx workbook", SAVE_AS)


def _kind(head: bytes) -> str:
    kind = next((kind for start, kind in STARTS if head.startswith(start)), "")
    return kind or _text_kind(head)


def _text_kind(head: bytes) -> str:
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in plain:
        return "an XML Spreadsheet 2003 file"
    if plain.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style")):
        return "a web page (HTML)"
    if plain.startswith(b"<"):
        return "an XML file"
    if _is_text(plain):
        return "a text file (CSV?)"
    return "of an unknown kind"


def _is_text(plain: bytes) -> bool:
    return bool(plain) and all(byte >= 32 or byte in b"\t\r\n\f" for byte in plain)
