"""Build small workbooks part by part, as other programs write them."""

from __future__ import annotations

import zipfile
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "xl/workbook.xml": "sheet.main",
    "xl/worksheets/sheet1.xml": "worksheet",
    "xl/styles.xml": "styles",
    "xl/sharedStrings.xml": "sharedStrings",
    "xl/calcChain.xml": "calcChain",
    "xl/tables/table1.xml": "table",
    "xl/tables/table2.xml": "table",
    "xl/pivotTables/pivotTable1.xml": "pivotTable",
}
STYLES = f"""<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>\
<fills count="1"><fill><patternFill/></fill></fills>\
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>\
<cellXfs count="3"><xf numFmtId="0" fontId="0"/><xf numFmtId="14" fontId="0" applyNumberFormat="1"/>\
<xf numFmtId="0" fontId="0"><alignment wrapText="1"/></xf></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><extLst/></styleSheet>"""
STRINGS = f'<sst xmlns="{MAIN}"><si><t>Op schema</t></si><si><r><t>Ac</t></r><r><t>hter</t></r></si></sst>'


def sheet(rows: str, *, before: str = "", after: str = "") -> str:
    """A worksheet part around the content of its `<sheetData>`."""
    data = f"<sheetData>{rows}</sheetData>" if rows else "<sheetData/>"
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}{data}{after}</worksheet>'


def table(ref: str, *names: str, number: int = 1, attributes: str = "", buttons: str | None = None) -> str:
    """A table part."""
    columns = "".join(f'<tableColumn id="{at}" name="{name}"/>' for at, name in enumerate(names, 1))
    return (
        f'<table xmlns="{MAIN}" id="{number}" name="T{number}" displayName="T{number}" ref="{ref}"{attributes}>'
        f'<autoFilter ref="{buttons or ref}"/><tableColumns count="{len(names)}">{columns}</tableColumns></table>'
    )


def book(path: Path, worksheet: str | bytes, **parts: str) -> Path:
    """Write a workbook with the sheet "KPIs"; `parts` gives or replaces parts by the stem of their names."""
    names = {Path(name).stem: name for name in PARTS}
    content: dict[str, str | bytes] = {
        "xl/worksheets/sheet1.xml": worksheet,
        "xl/workbook.xml": parts.pop("workbook", workbook()),
        "xl/styles.xml": parts.pop("styles", STYLES),
        **{names[stem]: text for stem, text in parts.items()},
    }
    own = [name for name in content if name.startswith(("xl/tables", "xl/pivotTables"))]
    shared = [name for name in content if name not in own and name != "xl/workbook.xml"]
    content = {
        "[Content_Types].xml": _types(content),
        "_rels/.rels": _links({"officeDocument": "xl/workbook.xml"}),
        **content,
        "xl/_rels/workbook.xml.rels": _links({Path(name).stem: f"/{name}" for name in shared}),
        "xl/worksheets/_rels/sheet1.xml.rels": _links({Path(name).stem: f"/{name}" for name in own}),
        "docProps/custom.bin": bytes(range(256)) * 9,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 2, 29, 12, 34, 56)), data, zipfile.ZIP_DEFLATED)
    return path


def workbook(settings: str = "", after: str = "") -> str:
    """A workbook part with one sheet."""
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{settings}'
        f'<sheets><sheet name="KPIs" sheetId="1" r:id="sheet1"/></sheets>{after}</workbook>'
    )


def part(path: Path, name: str) -> str:
    """The text of a part."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def sheet_of(path: Path) -> str:
    """The worksheet's text."""
    return part(path, "xl/worksheets/sheet1.xml")


def rows_of(path: Path) -> str:
    """What stands in `<sheetData>`."""
    return sheet_of(path).partition("<sheetData>")[2].partition("</sheetData>")[0]


def _types(content: dict[str, str | bytes]) -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{TYPES}.{PARTS[name]}+xml"/>' for name in content if name in PARTS
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="bin" ContentType="application/octet-stream"/>{overrides}</Types>'
    )


def _links(targets: dict[str, str]) -> str:
    kinds = {"sheet1": "worksheet", "table1": "table", "table2": "table", "pivotTable1": "pivotTable"}
    links = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kinds.get(key, key)}" Target="{target}"/>'
        for key, target in targets.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
