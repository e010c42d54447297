"""Workbooks built part by part, to hold what no well-behaved program writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
WORKBOOK = "xl/workbook.xml"
WORKBOOK_LINKS = "xl/_rels/workbook.xml.rels"
SHEET_LINKS = "xl/worksheets/_rels/sheet1.xml.rels"

CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{CONTENT}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{CONTENT}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{CONTENT}.sharedStrings+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{CONTENT}.styles+xml"/></Types>'
)

Parts = Mapping[str, str | bytes | None]


def links(*targets: tuple[str, str], office: str = OFFICE) -> str:
    """Return a relationships part; each target is its kind and its address, and gets the ids rId1, rId2, …"""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{office}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{LINKS}">{rows}</Relationships>'


def worksheet(body: str) -> str:
    """Return a worksheet part; `body` is what stands in `<worksheet>`."""
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{body}</worksheet>'


def rows(body: str) -> str:
    """Return a worksheet part that holds nothing but rows."""
    return worksheet(f"<sheetData>{body}</sheetData>")


def strings(*items: str) -> str:
    """Return a shared strings part; each item is the inside of a `<si>`."""
    return f'<sst xmlns="{MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def styles(*formats: str) -> str:
    """Return a styles part in which style 0 is General and the styles from 1 have these number formats."""
    codes = "".join(f'<numFmt numFmtId="{n}" formatCode="{code}"/>' for n, code in enumerate(formats, 164))
    cells = "".join(f'<xf numFmtId="{n}"/>' for n, _ in enumerate(formats, 164))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts>'
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/>{cells}</cellXfs></styleSheet>'
    )


ONE_SHEET = '<sheet name="KPIs" sheetId="1" r:id="rId1"/>'


def workbook(
    before: str = "", sheets: str = '<sheet name="KPIs" sheetId="1" r:id="rId1"/>', after: str = ""
) -> str:
    """Return a workbook part."""
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheets>{sheets}</sheets>{after}</workbook>'


def parts(changes: Parts | None = None) -> dict[str, str | bytes]:
    """Return the parts of a small workbook with changes made to them; None takes a part away."""
    whole: dict[str, str | bytes | None] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": links(("officeDocument", "xl/workbook.xml")),
        WORKBOOK: workbook(),
        WORKBOOK_LINKS: links(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        STRINGS: strings("<t>Omzet</t>"),
        STYLES: styles(),
        SHEET: rows('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
        **(changes or {}),
    }
    return {name: text for name, text in whole.items() if text is not None}


def zipped(changes: Parts | None = None, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a small workbook as a file's bytes, with changes made to its parts; None takes a part away."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, text in parts(changes).items():
            archive.writestr(zipfile.ZipInfo(name), text, compression)
    return buffer.getvalue()
