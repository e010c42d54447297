"""Where the add-in's own files are, on each system."""

from __future__ import annotations

import sys
from pathlib import Path

# What Excel may read on a Mac: its own container, and nothing else without asking.
MAC_CONTAINER = Path("Library", "Containers", "com.microsoft.Excel", "Data")


def user_folder(system: str = sys.platform) -> Path:
    """Return the folder with the configuration and the log: ~/.kpi-sheets, on a Mac the container of Excel."""
    return Path.home() / (MAC_CONTAINER if system == "darwin" else ".kpi-sheets")
