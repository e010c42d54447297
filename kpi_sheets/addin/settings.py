"""The one file that the buttons read: which Python to start, and where its packages are.

    python=C:\\Users\\me\\venv\\Scripts\\python.exe     for Excel, which starts a program
    path=C:\\Users\\me\\venv\\Lib\\site-packages        for LibreOffice, which has its own Python; one line each
    version=0.1.0                                    the kpi-sheets that wrote it

It is the user's own, in the user's own folder: no workbook, and no folder of one, has a say in what is started.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from kpi_sheets.model import KpiSheetsError
from kpi_sheets.typed import NamedTuple

PACKAGES = ("kpi_sheets", "jsonschema")  # they may lie in two folders: a checkout, and what pip installed for it


class SettingsError(KpiSheetsError):
    """Settings that can't be written as they are."""


class Settings(NamedTuple):
    """What the file says; `python` is "" in one that is damaged."""

    python: str
    paths: tuple[str, ...]
    version: str


def current() -> Settings:
    """Return the settings for the Python that runs now."""
    return Settings(sys.executable, tuple(dict.fromkeys(_folders(PACKAGES))), our_version())


def our_version() -> str:
    """Return the version of kpi-sheets; "0.0.0" in a checkout that isn't installed."""
    try:
        return version("kpi-sheets")
    except PackageNotFoundError:
        return "0.0.0"


def read(file: Path) -> Settings | None:
    """Return what a settings file says; None when there is none."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    entries = [line.partition("=")[::2] for line in lines]
    single = dict(entries)
    paths = tuple(value for key, value in entries if key == "path")
    return Settings(single.get("python", ""), paths, single.get("version", ""))


def write(file: Path, settings: Settings) -> None:
    """Write the settings. Raises SettingsError for a path that can't stand on a line, or between quotes."""
    for path in (settings.python, *settings.paths):
        if any(char in path for char in '\n\r"'):
            raise SettingsError(f"{path!r}: a button can't start a Python with such a name; install it elsewhere")
    lines = [f"python={settings.python}", *(f"path={path}" for path in settings.paths), f"version={settings.version}"]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _folders(packages: Iterable[str]) -> Iterable[str]:
    for package in packages:
        spec = find_spec(package)
        if spec and spec.origin:
            yield str(Path(spec.origin).parents[1])
