"""What goes wrong with a workbook, said in one line."""

from __future__ import annotations

from kpi_sheets.model import KpiSheetsError

REPAIR = "open it in Excel, let Excel repair it and save it again"
LONGEST = 160
LONGEST_REASON = 300


class WorkbookError(KpiSheetsError):
    """A workbook that can't be read or written; the message names the file, the part and how to mend it."""


def problem(file: str, part: str, what: str, mend: str = REPAIR) -> WorkbookError:
    """Return the error for one thing that is wrong; `part` is a zip member, "" when it is the whole file."""
    where = ": ".join(shown(name) for name in (file, part) if name)
    return WorkbookError(f"{where}: {shown(what, LONGEST_REASON)}; {shown(mend, LONGEST_REASON)}")


def shown(text: str, longest: int = LONGEST) -> str:
    """Return text from a file as it may stand in a message: on one line, printable, not too long."""
    line = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text[:longest])
    return line if len(text) <= longest else f"{line}…"
