"""Put the add-in where Excel loads it by itself, and take it away again."""

from __future__ import annotations

from pathlib import Path

from kpi_sheets.addin import settings
from kpi_sheets.addin.places import ADDIN, SCRIPT, Places
from kpi_sheets.addin.settings import Settings
from kpi_sheets.model import KpiSheetsError

HERE = Path(__file__).parent


class InstallError(KpiSheetsError):
    """A file of the add-in that can't be written or removed."""


def install(places: Places, now: Settings) -> None:
    """Copy the add-in and write the settings. Raises InstallError, mostly because Excel is open."""
    try:
        settings.write(places.settings, now)
        _copy(HERE / ADDIN, places.addin)
        if places.script:
            _copy(HERE / SCRIPT, places.script)
    except OSError as error:
        raise InstallError(f"{error.filename}: {error.strerror}; close Excel and try again") from error


def remove(places: Places) -> list[Path]:
    """Remove what `install` wrote; return what was there. Raises InstallError, mostly because Excel is open."""
    there = [path for path in places if path and path.exists()]
    try:
        for path in there:
            path.unlink()
    except OSError as error:
        raise InstallError(f"{error.filename}: {error.strerror}; close Excel and try again") from error
    return there


def is_ours(path: Path) -> bool:
    """Tell whether an add-in is the one that this version has."""
    return path.is_file() and path.read_bytes() == (HERE / ADDIN).read_bytes()


def _copy(source: Path, target: Path) -> None:
    """Write the bytes, and with them no mark that they came from the web."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())
