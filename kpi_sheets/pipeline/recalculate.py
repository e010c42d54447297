"""Let LibreOffice calculate the formulas of a workbook that holds no results, in a copy of it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from kpi_sheets.model import KpiSheetsError
from kpi_sheets.workbook import Book, read

PROGRAM = "soffice"
SECONDS = 120


class RecalculateError(KpiSheetsError):
    """LibreOffice is not there, or it could not calculate the workbook."""


def needs_it(book: Book) -> bool:
    """True when the file holds a formula without a result."""
    cells = (cell for sheet in book.sheets for row in sheet.rows.values() for cell in row.values())
    return any(cell.not_calculated for cell in cells)


def recalculated(path: str) -> Book:
    """Return the workbook as LibreOffice calculates it; the file itself is not touched.

    Macros stay off, and the program runs with a profile of its own. Raises RecalculateError when it can't be done.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise RecalculateError(f"{path}: LibreOffice is not installed; open the workbook in Excel and save it once")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "in", Path(path).name)
        copy.parent.mkdir()
        shutil.copyfile(path, copy)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", folder, str(copy)]
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603  no shell, our words
            return read(Path(folder, f"{copy.stem}.xlsx").read_bytes(), path)
        except (OSError, subprocess.SubprocessError) as error:
            raise RecalculateError(f"{path}: LibreOffice could not calculate it; save it once in Excel") from error
