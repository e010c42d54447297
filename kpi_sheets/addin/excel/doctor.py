"""What can keep the button in Excel from working, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from kpi_sheets.addin import settings
from kpi_sheets.addin.excel.installing import is_ours
from kpi_sheets.addin.places import Places
from kpi_sheets.addin.settings import Settings

# The rule of Microsoft Defender by which Office may start no other program (Microsoft's own identifier).
CHILD_PROCESS_RULE = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
DEFENDER = r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
EXCEL_POLICY = r"SOFTWARE\Policies\Microsoft\Office\16.0\Excel\Security"
NO_MACROS = 4  # VBAWarnings: all macros are off
REINSTALL = "run 'kpi-sheets addin install' again"
LIVE = "use 'kpi-sheets refresh --live' instead: it needs no macro"

Policy = Callable[[str, str], object]  # a key and a name of the registry → the value, None when it isn't there


def problems(places: Places, now: Settings, policy: Policy) -> Iterator[str]:
    """Yield what is wrong, each in one sentence with what to do; nothing when all is well."""
    yield from _files(places, now)
    if find_spec("xlwings") is None:
        yield "xlwings is not installed in this Python; pip install xlwings"
    if str(policy(DEFENDER, CHILD_PROCESS_RULE)) == "1":
        yield f"your IT department lets Excel start no other program (a rule of Microsoft Defender); {LIVE}"
    if policy(EXCEL_POLICY, "VBAWarnings") == NO_MACROS:
        yield f"your IT department has turned macros off in Excel; {LIVE}"


def windows_policy(key: str, name: str) -> object:
    """Return what the policies of this computer or user say; None where there is no registry."""
    try:
        import winreg
    except ImportError:
        return None
    for root in ("HKEY_LOCAL_MACHINE", "HKEY_CURRENT_USER"):
        try:
            with winreg.OpenKey(getattr(winreg, root), key) as handle:  # type: ignore[attr-defined, unused-ignore]
                value: object = winreg.QueryValueEx(handle, name)[0]  # type: ignore[attr-defined, unused-ignore]
        except OSError:
            continue
        return value
    return None


def _files(places: Places, now: Settings) -> Iterator[str]:
    if not places.addin.exists():
        yield f"{places.addin} is not there; {REINSTALL}"
    elif not is_ours(places.addin):
        yield f"{places.addin} is of another version of kpi-sheets; close Excel and {REINSTALL}"
    if Path(f"{places.addin}:Zone.Identifier").exists():
        yield f"{places.addin} is marked as coming from the web, so Excel blocks it; {REINSTALL}, don't copy it by hand"
    if places.script and not places.script.exists():
        yield f"{places.script} is not there; {REINSTALL}"
    yield from _settings(places.settings, now)


def _settings(file: Path, now: Settings) -> Iterator[str]:
    written = settings.read(file)
    if written is None:
        yield f"{file} is not there; {REINSTALL}"
    elif not Path(written.python).is_file():
        yield f"the Python of the button is gone: {written.python or 'none is named'}; {REINSTALL}"
    elif written.version != now.version:
        yield f"the button was installed by kpi-sheets {written.version}, this is {now.version}; {REINSTALL}"
    elif not written.python.isascii():
        yield f"Excel may not be able to start {written.python}: its name has letters beyond a to z; {LIVE}"
