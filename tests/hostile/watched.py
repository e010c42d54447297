"""Run the commands on one workbook in a process of their own, and tell what they did. Run as a program.

    python -m tests.hostile.watched BOOK      # prints a line of JSON for each command, then the most memory it had

An audit hook notes every program that is started, connection that is made and file that is written.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import time
from pathlib import Path

COMMANDS = (("lint",), ("status",), ("refresh", "--check"), ("refresh",))
EVENTS = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.startfile", "socket.", "ctypes.")


def main(path: str) -> None:
    """Run each command, and print its exit code, output, seconds of processor time, and what was noted."""
    from kpi_sheets.cli import main as kpi_sheets

    noted: list[str] = []
    sys.addaudithook(lambda event, values: _note(event, values, noted))
    for command in COMMANDS:
        noted.clear()
        out, err, began = io.StringIO(), io.StringIO(), time.process_time()
        code: object = None
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                kpi_sheets([*command, path])
            except SystemExit as end:
                code = end.code
        report = {"command": " ".join(command), "code": code, "out": out.getvalue(), "err": err.getvalue()}
        tell(report | {"seconds": time.process_time() - began, "noted": list(noted)})
    tell(_most_memory())


def tell(value: object) -> None:
    """Print a value as a line of JSON."""
    sys.stdout.write(json.dumps(value) + "\n")


def _most_memory() -> float:
    """In MB, since this program began: what getrusage says includes the process that started it."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _note(event: str, values: tuple[object, ...], noted: list[str]) -> None:
    if event.startswith(EVENTS):
        noted.append(event)
    elif (
        event == "open"
        and isinstance(values[0], str)
        and isinstance(values[2], int)
        and values[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    ):
        noted.append(f"writes {values[0]}")


if __name__ == "__main__":
    main(sys.argv[1])
