"""The wheel: pure Python, with the schemas and the language packs in it, and a command that works from it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kpi_sheets.register.schema import schemas_folder
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (built,) = folder.glob("*.whl")
    return built


def test_it_holds_what_it_needs_and_no_more(wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")
    names = zipfile.ZipFile(wheel).namelist()
    held = {name.removeprefix("kpi_sheets/") for name in names if name.startswith("kpi_sheets/")}
    assert {f"schemas/{path.name}" for path in (ROOT / "schemas").iterdir()} <= held
    assert {"language/nl/pack.toml", "language/en/words/metric.txt", "py.typed"} <= held
    assert {"addin/excel/kpi_sheets.xlam", "addin/excel/kpi-sheets.applescript"} <= held
    assert {"addin/libreoffice/extension/Addons.xcu", "addin/libreoffice/extension/META-INF/manifest.xml"} <= held
    tables = {name.removesuffix(".toml") for name in held if name.startswith("language/") and name.endswith(".toml")}
    words = {name.rpartition("/words/")[0] + "/words" for name in held if "/words/" in name}
    prepared = {name.removesuffix(".prepared") for name in held if name.endswith(".prepared")}
    assert prepared == {*tables, *words, "register/default"}
    kinds = {name.rpartition(".")[2] for name in held if name.startswith("language/")}
    assert kinds == {"py", "toml", "txt", "prepared"}  # no leftovers of an earlier build
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"kpi_sheets"}


def test_a_checkout_reads_the_schemas_beside_the_package() -> None:
    assert Path(schemas_folder()) == ROOT / "schemas"


def test_it_works_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    sample = ROOT / "sample_workbooks" / "register-nl.xlsx"
    command = [sys.executable, "-m", "kpi_sheets", "lint", str(sample), "--as-of", "2026-11-24"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    assert "9 KPIs" in result.stdout


def test_it_uses_what_is_prepared_in_it(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = (
        "import sys; from kpi_sheets.language import available, load;"
        "from kpi_sheets.register.lexicon import Lexicon; from kpi_sheets.register.schema import load_default;"
        "from kpi_sheets.statement.lexicon import lexicon;"
        "schema = load_default(); Lexicon(schema.kpis[0], schema.words);"
        "[lexicon(load(code)) for code in available()];"
        "print([name for name in sys.modules if name == 'tomllib' or name.endswith('.listing')])"
    )
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60, check=True)
    assert result.stdout.strip() == "[]"
