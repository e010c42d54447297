"""Small real workbooks, and the command line to put them through."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from openpyxl import Workbook
from openpyxl.comments import Comment

from kpi_sheets.cli.by_click import cli
from kpi_sheets.model import KpiSheetsError

AS_OF = "2026-11-24"
HEADER = (
    "ID",
    "KPI",
    "Target",
    "Unit",
    "Period",
    "Owner",
    "Goal",
    "Data source",
    "Baseline",
    "Direction",
    "Ignore rules",
)
GOOD = ("Number of orders", 10, "orders", "month", "Head of sales", "Growth", "CRM", 8, "higher")


PLACES = ("Delft", "Breda", "Gouda", "Assen", "Venlo", "Zwolle", "Almelo", "Tiel", "Goes", "Hoorn")


def row(number: int, ignore: str | None = None, **other: object) -> list[object]:
    """A clean KPI, with some cells of it replaced: `row(1, Owner=None)`."""
    values = dict(zip(HEADER, (f"K{number}", f"{GOOD[0]} from {PLACES[number]}", *GOOD[1:], ignore), strict=True))
    return list({**values, "Goal": f"Growth in {PLACES[number]}", **other}.values())


def save(
    path: Path,
    rows: Iterable[Sequence[object]],
    header: Sequence[str] = HEADER,
    comments: dict[str, str] | None = None,
    sheet: str = "KPIs",
) -> Path:
    """Write a workbook with one table, and comments by address."""
    book = Workbook()
    page: Any = book.active
    page.title = sheet
    for line in (header, *rows):
        page.append(list(line))
    for address, text in (comments or {}).items():
        page[address].comment = Comment(text, "somebody")
    book.save(path)
    return path


def run(*arguments: object, env: dict[str, str] | None = None) -> Result:
    """Run `kpi-sheets lint …` as of a fixed day; an error the user would see is in `result.exception`."""
    options = [str(argument) for argument in arguments]
    return CliRunner().invoke(cli, ["lint", "--as-of", AS_OF, *options], env={"GITHUB_ACTIONS": None, **(env or {})})


def complaint(result: Result) -> str:
    """The one line with which a run gave up."""
    assert isinstance(result.exception, KpiSheetsError), result.output
    return str(result.exception)


def found(result: Result) -> list[str]:
    """The findings of a text report as "C7 M201", without the summary line."""
    lines = [line for line in result.stdout.splitlines() if ".xlsx:" in line and "!" in line]
    return [" ".join(line.split("!", 1)[1].replace(":", "", 1).split(" ")[:2]) for line in lines]


def stored_members(path: Path) -> dict[str, tuple[bytes, bytes]]:
    """Every member's stored bytes from its local header on, and its fields in the directory without the offset."""
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return {info.filename: _member(content, info) for info in archive.infolist()}


def _member(content: bytes, info: zipfile.ZipInfo) -> tuple[bytes, bytes]:
    name, extra = struct.unpack_from("<2H", content, info.header_offset + 26)
    end = info.header_offset + 30 + name + extra + info.compress_size
    fields = [info.date_time, info.external_attr, info.internal_attr, info.create_version, info.extract_version]
    return content[info.header_offset : end], repr([*fields, info.flag_bits, info.extra, info.comment]).encode()
