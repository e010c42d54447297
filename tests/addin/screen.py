"""A screen that nobody looks at, with LibreOffice on it and a mouse."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.addin.office import module

SIZE = "1280x800x24"
ROLE = "com.sun.star.accessibility.AccessibleRole"
BRANCHES = ("PANEL", "FILLER", "ROOT_PANE", "TOOL_BAR", "WINDOW")  # what a toolbar may stand in; no cells, no menus


@contextmanager
def screen() -> Iterator[str]:
    """Start an X server of our own and yield its DISPLAY."""
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", SIZE, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(write_end,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write_end)
    with os.fdopen(read_end) as told:
        display = f":{told.readline().strip()}"
    try:
        yield display
    finally:
        server.terminate()
        server.wait(10)


def button(window: Any, name: str) -> tuple[int, int] | None:
    """Return the middle of a push button on the screen, None while it is not shown."""
    roles = {module().getConstantByName(f"{ROLE}.{role}"): role for role in ("PUSH_BUTTON", *BRANCHES)}
    return next(_found(window.AccessibleContext, name, roles), None)


def _found(context: Any, name: str, roles: dict[int, str]) -> Iterator[tuple[int, int]]:
    role = roles.get(context.AccessibleRole)
    if role == "PUSH_BUTTON" and context.AccessibleName == name:
        corner, size = context.LocationOnScreen, context.Size
        yield corner.X + size.Width // 2, corner.Y + size.Height // 2
    if role in BRANCHES:
        for number in range(context.AccessibleChildCount):
            yield from _found(context.getAccessibleChild(number).AccessibleContext, name, roles)


def click(display: str, place: tuple[int, int], key: str = "") -> None:
    """Click with the left button, with a key held down if one is named."""
    x, y = map(str, place)
    press, release = (("keydown", key), ("keyup", key)) if key else ((), ())
    _run(display, "xdotool", "mousemove", "--sync", x, y, *press, "click", "1", *release)


def picture(display: str, file: Path) -> None:
    """Store what the screen shows."""
    file.parent.mkdir(parents=True, exist_ok=True)
    _run(display, "import", "-window", "root", str(file))


def _run(display: str, *command: str) -> None:
    subprocess.run(command, env={**os.environ, "DISPLAY": display}, check=True, timeout=30)
