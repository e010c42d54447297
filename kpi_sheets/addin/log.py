"""The log of what went wrong inside Excel, where nobody sees a terminal."""

from __future__ import annotations

import datetime as dt
import traceback as tracebacks
from pathlib import Path

from kpi_sheets.addin.places import user_folder

FILE = "kpi-sheets.log"
LARGEST = 1_000_000  # bytes; a larger log starts anew


def traceback() -> str:
    """Add the exception that is being handled to the log; return the log's path, or why there is none."""
    file = user_folder() / FILE
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _append(file, f"{dt.datetime.now().astimezone():%Y-%m-%d %H:%M:%S}\n{tracebacks.format_exc()}\n")
    except OSError as error:
        return f"{file} ({error.strerror})"
    return str(file)


def _append(file: Path, text: str) -> None:
    large = file.exists() and file.stat().st_size > LARGEST
    with file.open("w" if large else "a", encoding="utf-8") as log:
        log.write(text)
