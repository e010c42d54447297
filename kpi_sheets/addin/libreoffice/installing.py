"""Build the extension for LibreOffice, and let LibreOffice install it."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from kpi_sheets.addin import settings
from kpi_sheets.addin.places import settings_file
from kpi_sheets.model import KpiSheetsError

SOURCE = Path(__file__).parent / "extension"
NAME = "kpi_sheets.oxt"
IDENTIFIER = "org.kpi_sheets.calc"
PROGRAM = "unopkg"
SECONDS = 180
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is built


class OfficeError(KpiSheetsError):
    """LibreOffice is not there, or it refuses the extension."""


def build(target: Path, version: str) -> None:
    """Write the extension; what goes in decides every byte that comes out."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in SOURCE.rglob("*") if path.suffix in (".xml", ".xcu", ".py")):
            content = file.read_text(encoding="utf-8")
            if file.name == "description.xml":
                content = content.replace("{version}", version)
            archive.writestr(zipfile.ZipInfo(file.relative_to(SOURCE).as_posix(), EPOCH), content, zipfile.ZIP_DEFLATED)


def install(*options: str) -> None:
    """Install the extension for this user (as root, who has no desktop, for all) and write the settings.

    `options` go to LibreOffice's own installer. Raises OfficeError when it can't be done.
    """
    now = settings.current()
    with TemporaryDirectory() as folder:
        package = Path(folder, NAME)
        build(package, now.version)
        _run("add", "--force", *_scope(), *options, str(package))
    settings.write(settings_file(), now)


def remove(*options: str) -> None:
    """Remove the extension. Raises OfficeError when it can't be done."""
    _run("remove", *_scope(), *options, IDENTIFIER)


def is_installed(*options: str) -> bool:
    """Tell whether LibreOffice has the extension. Raises OfficeError when it can't be asked."""
    return IDENTIFIER in _run("list", *_scope(), *options)


def _scope() -> tuple[str, ...]:
    return ("--shared",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def _run(*arguments: str) -> str:
    program = shutil.which(PROGRAM)
    if program is None:
        raise OfficeError(f"LibreOffice's installer, {PROGRAM}, was not found; put its program folder on PATH")
    try:
        done = subprocess.run(  # noqa: S603  no shell, our words
            [program, *arguments], capture_output=True, timeout=SECONDS, check=False, encoding="utf-8", errors="replace"
        )
    except subprocess.TimeoutExpired as error:
        raise OfficeError(f"{PROGRAM} did not end within {SECONDS} seconds; close LibreOffice and try again") from error
    if done.returncode:
        told = (done.stderr or done.stdout).strip().partition("\n")[0]
        raise OfficeError(f"{PROGRAM} refused: {told}; close LibreOffice and try again")
    return done.stdout
