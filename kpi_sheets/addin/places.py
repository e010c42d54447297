"""Where the add-in and its own files are, on each system."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kpi_sheets.model import KpiSheetsError
from kpi_sheets.typed import NamedTuple

WINDOWS, MAC = "win32", "darwin"
ADDIN = "kpi_sheets.xlam"
SCRIPT = "kpi-sheets.applescript"
# What Excel may read on a Mac: its own container, and nothing else without asking.
MAC_CONTAINER = Path("Library", "Containers", "com.microsoft.Excel", "Data")
MAC_STARTUP = Path("Library", "Group Containers", "UBF8T346G9.Office", "User Content.localized",
                   "Startup.localized", "Excel")  # fmt: skip
MAC_SCRIPTS = Path("Library", "Application Scripts", "com.microsoft.Excel")


class NoPlaceError(KpiSheetsError):
    """A system that has no Excel for the desktop."""


class Places(NamedTuple):
    """The files of the add-in: `script` only on a Mac, where Excel can start a program in no other way."""

    addin: Path
    settings: Path
    script: Path | None = None


def user_folder(system: str = sys.platform) -> Path:
    """Return the folder with the settings and the log: ~/.kpi-sheets, on a Mac the container of Excel."""
    return Path.home() / (MAC_CONTAINER if system == MAC else ".kpi-sheets")


def settings_file(system: str = sys.platform) -> Path:
    """Return where the settings are."""
    return user_folder(system) / "kpi-sheets.conf"


def excel_places(system: str = sys.platform) -> Places:
    """Return where Excel looks for add-ins. Raises NoPlaceError where there is no Excel."""
    home, settings = Path.home(), settings_file(system)
    if system == WINDOWS:
        roaming = Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming")
        return Places(roaming / "Microsoft" / "Excel" / "XLSTART" / ADDIN, settings)
    if system == MAC:
        return Places(home / MAC_STARTUP / ADDIN, settings, home / MAC_SCRIPTS / SCRIPT)
    raise NoPlaceError("there is no Excel for this system; kpi-sheets addin install --libreoffice is for LibreOffice")
