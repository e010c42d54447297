"""The Excel add-in as a file: built from text to the byte, and its VBA run by an interpreter."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from olefile import OleFileIO
from oletools.olevba import VBA_Parser
from pyopenvba.interpreter import Interpreter

from kpi_sheets.addin.arguments import ArgumentError, Called, parse
from scripts.build_addin import NOT_COMPILED, SOURCE, TARGET, build

VBA = (SOURCE / "KpiSheets.bas").read_text(encoding="ascii")
RIBBON = ET.fromstring((SOURCE / "customUI14.xml").read_bytes())
PYTHON = r"C:\Program Files\Python 3.11\python.exe"
NAMES = (
    "KPI.xlsx", "Q3 KPI's.xlsx", 'a"b.xlsx', '" & calc & ".xlsx', "a=b.xlsx", "--hwnd=1.xlsx", "%PATH%.xlsx",
    "a&b|c>d<e^f.xlsx", "$(id)`id`;id.xlsx", "Übersicht é.xlsx", "指标.xlsx", "📈 KPI.xlsx", "_x0041_.xlsx", "a_b.xlsx",
    "'; drop.xlsx", "new\nline.xlsx", "C:\\", "Map1", "",
)  # fmt: skip


@pytest.fixture(scope="module")
def vba() -> Interpreter:
    interpreter = Interpreter()
    interpreter.add_module(VBA, name="KpiSheets")
    return interpreter


def test_a_second_build_gives_the_same_bytes(tmp_path: Path) -> None:
    build(tmp_path / "again.xlam")
    assert (tmp_path / "again.xlam").read_bytes() == TARGET.read_bytes(), "run scripts/build_addin.py"


def test_it_holds_exactly_the_vba_of_the_repository() -> None:
    modules = {name: code for _, _, name, code in VBA_Parser(str(TARGET)).extract_macros()}
    assert modules.keys() == {"ThisWorkbook.cls", "Sheet1.cls", "KpiSheets.bas"}
    assert modules["KpiSheets.bas"].replace("\r\n", "\n") == VBA
    assert "\n" not in modules["KpiSheets.bas"].replace("\r\n", "")
    for name in ("ThisWorkbook.cls", "Sheet1.cls"):
        assert all(line.startswith("Attribute ") for line in modules[name].splitlines())


def test_it_holds_no_compiled_code_and_no_one_s_name() -> None:
    with zipfile.ZipFile(TARGET) as archive, OleFileIO(archive.read("xl/vbaProject.bin")) as project:
        assert project.openstream("VBA/_VBA_PROJECT").read() == NOT_COMPILED
        assert re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)", archive.read("docProps/core.xml").decode()) == [
            "kpi-sheets",
            "kpi-sheets",
        ]
        assert archive.read("customUI/customUI14.xml") == (SOURCE / "customUI14.xml").read_bytes()
        assert "customUI/customUI14.xml" in archive.read("_rels/.rels").decode()


def test_every_callback_of_the_ribbon_exists_and_no_id_twice(vba: Interpreter) -> None:
    controls = [element for element in RIBBON.iter() if "onAction" in element.attrib]
    assert len(controls) == 4
    for control in controls:
        assert f"Public Sub {control.get('onAction')}(control As IRibbonControl)\n" in VBA
        assert f"Public Sub {control.get('getLabel')}(control As IRibbonControl, ByRef label As Variant)\n" in VBA
        labels = {str(vba.run("LabelOf", [control.get("id"), dutch])) for dutch in (True, False)}
        assert len(labels) == 2
        assert "" not in labels
    ids = [element.get("id") for element in RIBBON.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_the_command_line_is_one_that_we_read_back(vba: Interpreter, name: str) -> None:
    utf16 = name.encode("utf-16-le")  # VBA counts a character beyond the BMP as two halves
    halves = "".join(chr(int.from_bytes(utf16[at : at + 2], "little")) for at in range(0, len(utf16), 2))
    line = str(vba.run("CommandLine", [PYTHON, "refresh", halves, "66052"]))
    assert line.isascii()
    assert line.count('"') == 4
    program, *arguments = (part.replace('"', "") for part in re.findall(r'(?:"[^"]*"|[^" ])+', line))
    assert program == PYTHON
    assert arguments[:4] == ["-B", "-P", "-m", "kpi_sheets.addin"]
    assert parse(arguments[4:]) == Called("refresh", name, 66052)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["refresh"],
        ["remove", "--from_xl=1", "--wb=a"],
        ["refresh", "--from_xl=1", "--wb=a", "--wb=b"],
        ["refresh", "--from_xl=1", "--wb=a b.xlsx"],
        ["refresh", "--from_xl=1", "--wb=a", "--python=evil"],
        ["refresh", "--from_xl=1", "--wb=a", "--hwnd=1;2"],
    ],
    ids=" ".join,
)
def test_any_other_command_line_is_refused(arguments: list[str]) -> None:
    with pytest.raises(ArgumentError):
        parse(arguments)


def test_the_mac_s_script_has_what_the_vba_calls() -> None:
    script = (SOURCE / "kpi-sheets.applescript").read_text(encoding="ascii")
    called = re.findall(r'AppleScriptTask\(?\s*"kpi-sheets.applescript", "(\w+)"', VBA)
    assert sorted(called) == ["settingsText", "startPython"]
    assert all(f"\non {handler}(" in script for handler in called)
    assert "do shell script" not in script


def test_no_shell_is_named_anywhere() -> None:
    assert not re.search(r"WScript|cmd(\.exe)?\b|ShellExecute|powershell", VBA, re.IGNORECASE)
    assert "ThisWorkbook" not in VBA
    assert "Sheets" not in VBA.replace("KpiSheets", "")
