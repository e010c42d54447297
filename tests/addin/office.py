"""LibreOffice for tests: one hidden program with a profile of its own, spoken to over a pipe."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

DEBIAN_MODULES = "/usr/lib/python3/dist-packages"  # where python3-uno puts the module; it works with any CPython 3.11
SECONDS = 60
XLSX = "Calc MS Excel 2007 XML"


class Office:
    """A running LibreOffice. Raises TimeoutError when it does not start."""

    def __init__(self, folder: Path, *options: str, env: dict[str, str] | None = None) -> None:
        pipe = f"kpi-sheets-{folder.name}"
        self.profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", self.profile, "--norestore", "--nologo", *options, f"--accept=pipe,name={pipe};urp"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, env={**os.environ, **(env or {})}, start_new_session=True, **quiet)
        self.desktop = self._connect(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")

    def _connect(self, address: str) -> Any:
        uno = module()
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        from com.sun.star.connection import NoConnectException  # made by uno

        started = time.monotonic()
        while time.monotonic() - started < SECONDS:
            try:
                context = resolver.resolve(address)
            except NoConnectException:
                time.sleep(0.1)
            else:
                return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.close()
        raise TimeoutError("LibreOffice did not start")

    def open(self, path: Path, *, hidden: bool = True) -> Any:
        return self.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (_property("Hidden", hidden),))

    def close(self) -> None:
        """Stop the program and those that it started; it may have a question open that nobody will answer."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def save(document: Any, path: Path) -> None:
    """Store a document as .xlsx."""
    document.storeToURL(path.as_uri(), (_property("FilterName", XLSX),))


def module() -> Any:
    """Return the module `uno`; raises ImportError where it is not installed."""
    if DEBIAN_MODULES not in sys.path:
        sys.path.append(DEBIAN_MODULES)
    import uno

    return uno


def _property(name: str, value: object) -> Any:
    found = module().createUnoStruct("com.sun.star.beans.PropertyValue")
    found.Name, found.Value = name, value
    return found
