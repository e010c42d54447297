"""What Excel hands over on the command line: `refresh --from_xl=1 --wb="Q3_x0020_KPIs.xlsx" --hwnd=66052`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kpi_sheets.model import KpiSheetsError
from kpi_sheets.typed import NamedTuple

ACTIONS = ("refresh", "check", "next")
ENCODED = re.compile(r"_x([0-9A-F]{4})_")
PLAIN = re.compile(r"[A-Za-z0-9.]*")


class ArgumentError(KpiSheetsError):
    """A command line that no button of ours writes."""


class Called(NamedTuple):
    """Which button was pressed, in which workbook, and the handle of its window (0 on a Mac)."""

    action: str
    book: str
    window: int = 0


def parse(arguments: Sequence[str]) -> Called:
    """Return what a button asks for. Raises ArgumentError for anything else."""
    action, *options = arguments or ("",)
    values = dict(option.partition("=")[::2] for option in options)
    known = values.keys() <= {"--from_xl", "--wb", "--hwnd"} and len(values) == len(options)
    window = values.get("--hwnd", "0")
    if action not in ACTIONS or not known or values.get("--from_xl") != "1" or not re.fullmatch("[0-9]{1,18}", window):
        raise ArgumentError(f"the add-in was called with {' '.join(arguments)!r}, which it does not know")
    return Called(action, decoded(values.get("--wb", "")), int(window))


def decoded(text: str) -> str:
    """Return a name as the VBA function `Encoded` was given it. Raises ArgumentError for what that never writes."""
    units = []
    place = 0
    for match in ENCODED.finditer(text):
        units += [text[place : match.start()], chr(int(match[1], 16))]
        place = match.end()
    plain = [*units[::2], text[place:]]
    if not all(PLAIN.fullmatch(part) for part in plain):
        raise ArgumentError(f"{text!r} is no name that the add-in writes")
    pairs = "".join([*units, text[place:]]).encode("utf-16-le", "surrogatepass")  # beyond the BMP VBA counts halves
    return pairs.decode("utf-16-le", "replace")
