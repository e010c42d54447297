"""The command `kpi-sheets` as a shell finds it, without installing the package."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from tests.conftest import ROOT

LAUNCHER = '#!/bin/sh\nPYTHONPATH="{root}" exec "{python}" -m kpi_sheets "$@"\n'


def with_our_command(folder: Path) -> dict[str, str]:
    """Return the PATH on which `kpi-sheets` is this checkout, and `python` the one of the tests."""
    programs = folder / ".programs"
    programs.mkdir(exist_ok=True)
    launcher = programs / "kpi-sheets"
    launcher.write_text(LAUNCHER.format(root=ROOT, python=sys.executable))
    launcher.chmod(launcher.stat().st_mode | stat.S_IXUSR)
    return {"PATH": os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]])}
