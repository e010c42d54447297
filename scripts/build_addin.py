"""Build the Excel add-in, kpi_sheets/addin/excel/kpi_sheets.xlam, from its VBA and ribbon text.

    python scripts/build_addin.py [FILE]

The same text gives the same bytes; a test builds it again and compares. Run it after changing either text.
"""

from __future__ import annotations

import re
import sys
import tempfile
import zipfile
from pathlib import Path

from pyopenvba import ExcelFile
from pyopenvba.cfb import CFB

SOURCE = Path(__file__).parents[1] / "kpi_sheets" / "addin" / "excel"
TARGET = SOURCE / "kpi_sheets.xlam"
MODULE = "KpiSheets"
RIBBON = "customUI/customUI14.xml"
RIBBON_LINK = (
    '<Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility" '
    f'Target="{RIBBON}"/>'
)
# Says that there is no compiled code, so that Excel compiles the text when it loads the add-in.
NOT_COMPILED = bytes.fromhex("CC61FFFF000100")
EPOCH = (1980, 1, 1, 0, 0, 0)
AUTHOR = "kpi-sheets"


def main() -> None:
    """Build the add-in at the path given, or where the package has it."""
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)


def build(target: Path) -> None:
    """Write the add-in."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder, "template.xlam")
        _with_module(template)
        with zipfile.ZipFile(template) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/vbaProject.bin"] = _without_compiled_code(parts["xl/vbaProject.bin"])
    parts["docProps/core.xml"] = _with_author(parts["docProps/core.xml"])
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", f"{RIBBON_LINK}</Relationships>".encode())
    parts[RIBBON] = (SOURCE / "customUI14.xml").read_bytes()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)


def _with_module(path: Path) -> None:
    source = (SOURCE / f"{MODULE}.bas").read_text(encoding="ascii").replace("\n", "\r\n")
    with ExcelFile.create_new(str(path)) as book:
        project = book.vba_project()
        project.delete_module("Module1")
        project.add_module(MODULE, source.partition("\r\n")[2])
        book.save()


def _without_compiled_code(data: bytes) -> bytes:
    project = CFB.from_bytes(data)
    project.write_stream_at(["VBA"], "_VBA_PROJECT", NOT_COMPILED)
    return project.to_bytes()


def _with_author(core: bytes) -> bytes:
    text = re.sub(r"(<(dc:creator|cp:lastModifiedBy)>)[^<]*", rf"\g<1>{AUTHOR}", core.decode("utf-8"))
    return re.sub(r"(dcterms:W3CDTF\">)[^<]*", r"\g<1>2026-01-01T00:00:00Z", text).encode()


if __name__ == "__main__":
    main()
