"""`kpi-sheets addin` against a home that is made up, for both systems that have an Excel."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kpi_sheets.addin import settings
from kpi_sheets.addin.excel.doctor import CHILD_PROCESS_RULE, problems
from kpi_sheets.addin.excel.installing import install, is_ours, remove
from kpi_sheets.addin.libreoffice import installing as office
from kpi_sheets.addin.places import MAC, WINDOWS, excel_places, settings_file
from kpi_sheets.addin.settings import Settings, SettingsError
from kpi_sheets.cli.by_click import cli
from kpi_sheets.model import KpiSheetsError


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("APPDATA", raising=False)
    return tmp_path


@pytest.fixture(params=[WINDOWS, MAC])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "platform", request.param)
    for function in (excel_places, settings_file):
        monkeypatch.setattr(function, "__defaults__", (request.param,))
    return request.param


def addin(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["addin", *arguments])


def nothing(key: str, name: str) -> object:
    return None


def test_install_and_remove_leave_nothing_behind(system: str, home: Path) -> None:
    result = addin("install")
    assert result.exit_code == 0, result.output
    files = {path.name for path in home.rglob("*") if path.is_file()}
    assert files == {"kpi_sheets.xlam", "kpi-sheets.conf"} | ({"kpi-sheets.applescript"} if system == MAC else set())
    assert is_ours(excel_places().addin)
    assert settings.read(settings_file()) == settings.current()
    assert "installed" in addin("status").stdout
    assert addin("remove").exit_code == 0
    assert [path for path in home.rglob("*") if path.is_file()] == []
    assert addin("remove").stdout == "nothing was installed\n"
    assert addin("status").exit_code == 1


def test_the_doctor_finds_nothing_after_an_install(system: str) -> None:
    addin("install")
    result = addin("doctor")
    assert (result.exit_code, result.stdout.startswith("nothing is wrong")) == (0, True), result.stdout


def test_the_doctor_says_what_is_wrong(system: str, home: Path) -> None:
    now = settings.current()
    places = excel_places()

    def found(policy: object = nothing) -> str:
        return "\n".join(problems(places, now, policy))

    assert "is not there" in found()
    install(places, now._replace(python=str(home / "gone" / "python")))
    assert "the Python of the button is gone" in found()
    install(places, now._replace(version="0.0.1"))
    assert "was installed by kpi-sheets 0.0.1" in found()
    install(places, now)
    Path(f"{places.addin}:Zone.Identifier").touch()  # on Windows a stream of the file, elsewhere one beside it
    assert "marked as coming from the web" in found()
    Path(f"{places.addin}:Zone.Identifier").unlink()
    places.addin.write_bytes(b"an older one")
    assert "of another version" in found()
    install(places, now)
    assert found() == ""
    assert "start no other program" in found(lambda key, name: 1 if name == CHILD_PROCESS_RULE else None)
    assert "turned macros off" in found(lambda key, name: 4 if name == "VBAWarnings" else None)
    assert remove(places)


def test_a_python_whose_path_could_end_a_quote_is_refused(home: Path) -> None:
    with pytest.raises(SettingsError):
        settings.write(home / "kpi-sheets.conf", Settings('C:\\a" & calc & "\\python.exe', (), "1"))
    assert not (home / "kpi-sheets.conf").exists()


def test_without_excel_it_says_so_in_one_line() -> None:
    result = addin("install")
    assert isinstance(result.exception, KpiSheetsError)
    assert "--libreoffice" in str(result.exception)


def test_the_extension_is_built_the_same_twice(home: Path) -> None:
    office.build(home / "one.oxt", "1.2.3")
    office.build(home / "two.oxt", "1.2.3")
    assert (home / "one.oxt").read_bytes() == (home / "two.oxt").read_bytes()
    with zipfile.ZipFile(home / "one.oxt") as archive:
        assert {"META-INF/manifest.xml", "description.xml", "Addons.xcu", "kpi_button.py"} <= set(archive.namelist())
        assert '<version value="1.2.3"/>' in archive.read("description.xml").decode()
        listed = archive.read("META-INF/manifest.xml").decode()
        assert all(name in listed for name in ("Addons.xcu", "CalcWindowState.xcu", "kpi_button.py"))


def test_without_libreoffice_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(KpiSheetsError, match="unopkg"):
        office.install()
