"""A real click: LibreOffice on a screen, its toolbar button under a mouse, and cells that were empty before."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kpi_sheets.addin.libreoffice import installing
from tests.addin.office import Office
from tests.addin.screen import button, click, picture, screen
from tests.conftest import ROOT

STARTS = int(os.environ.get("KPI_SHEETS_CLICKS", "1"))
STATUS = [f"S{row}" for row in range(5, 14)]  # right of the register: what the button adds
SECONDS = 60
PICTURES = ROOT / ".artefacts"

pytestmark = [pytest.mark.needs(program) for program in ("soffice", "unopkg", "Xvfb", "xdotool", "import")]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A user who has installed the extension."""
    folder = tmp_path_factory.mktemp("user")
    options = (f"-env:UserInstallation={(folder / 'installer').as_uri()}", extensions(folder))
    (folder / "extensions").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        installing.install(*options)
        assert installing.is_installed(*options)
        yield folder
        installing.remove(*options)
        assert not installing.is_installed(*options)


@pytest.mark.parametrize("start", range(STARTS))
def test_a_click_on_the_toolbar_fills_the_status_cells(start: int, home: Path, tmp_path: Path) -> None:
    register = Path(shutil.copy(ROOT / "sample_workbooks" / "register-nl.xlsx", tmp_path))
    with screen() as display:
        office = Office(
            tmp_path, extensions(home), env={"DISPLAY": display, "HOME": str(home), "SAL_USE_VCLPLUGIN": "gen"}
        )
        try:
            document = office.open(register, hidden=False)
            window = document.CurrentController.Frame.ContainerWindow
            place = eventually(lambda: settled(lambda: button(window, "Refresh")))
            document.CurrentController.setFirstVisibleColumn(13)
            assert texts(document) == [""] * len(STATUS)
            picture(display, PICTURES / "before-click.png")
            click(display, place)
            eventually(lambda: all(texts(document)))
            assert texts(document)[:4] == ["Let op", "Op schema", "Let op", "Behaald"]
            time.sleep(1)  # until the cells are drawn
            picture(display, PICTURES / "after-click.png")
        finally:
            office.close()


def extensions(home: Path) -> str:
    """Keep what root installs for all users in a folder of the test's own."""
    return f"-env:UNO_SHARED_PACKAGES_CACHE={(home / 'extensions').as_uri()}"


def texts(document: Any) -> list[str]:
    sheet = document.Sheets.getByIndex(0)
    return [sheet.getCellRangeByName(address).String for address in STATUS]


def settled(ask: Callable[[], Any]) -> Any:
    """Return an answer that is the same a moment later: a window is laid out in several steps."""
    first = ask()
    time.sleep(0.5)
    return first if ask() == first else None


def eventually(ask: Callable[[], Any]) -> Any:
    """Ask until there is an answer."""
    started = time.monotonic()
    while time.monotonic() - started < SECONDS:
        if answer := ask():
            return answer
        time.sleep(0.1)
    raise TimeoutError(f"nothing came within {SECONDS} seconds")
