"""Build a workbook that holds one of everything: what XlsxWriter can make, and the parts that only Excel writes."""

from __future__ import annotations

import datetime as dt
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import xlsxwriter

HEADER = ["KPI", "Norm", "Realisatie", "Periode", "Gemeten t/m", "Verloop"]
ROWS = [("Aantal orders", 10, 8), ("Aantal retouren", 4, 6), ("Aantal nieuwe klanten", 50, 60)]
FIRST_ROW = 4  # of the KPIs, counted from 1; the header stands above
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office"
SHEET, SHEET_LINKS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
BOOK, BOOK_LINKS, TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
SLICER_LIST = "{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}"
SLICER_CACHES = "{46BE6895-7355-4a93-B00E-2C351335B9C9}"

# What links to them: the part that links, the kind of the link, the target.
LINKS = [
    (SHEET_LINKS, f"{OFFICE}/ctrlProp", "../ctrlProps/ctrlProp1.xml"),
    (SHEET_LINKS, "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
     "../threadedComments/threadedComment1.xml"),
    (SHEET_LINKS, "http://schemas.microsoft.com/office/2007/relationships/slicer", "../slicers/slicer1.xml"),
    (SHEET_LINKS, f"{OFFICE}/printerSettings", "../printerSettings/printerSettings1.bin"),
    ("xl/worksheets/_rels/sheet2.xml.rels", f"{OFFICE}/pivotTable", "../pivotTables/pivotTable1.xml"),
    ("xl/pivotTables/_rels/pivotTable1.xml.rels", f"{OFFICE}/pivotCacheDefinition",
     "../pivotCache/pivotCacheDefinition1.xml"),
    ("xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels", f"{OFFICE}/pivotCacheRecords", "pivotCacheRecords1.xml"),
    (BOOK_LINKS, "http://schemas.microsoft.com/office/2017/10/relationships/person", "persons/person.xml"),
    (BOOK_LINKS, "http://schemas.microsoft.com/office/2007/relationships/slicerCache",
     "slicerCaches/slicerCache1.xml"),
    (BOOK_LINKS, f"{OFFICE}/pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
    (BOOK_LINKS, f"{OFFICE}/customXml", "../customXml/item1.xml"),
]  # fmt: skip
LINKED = {target.rpartition("/")[2]: f"rId{number}" for number, (_, _, target) in enumerate(LINKS, 900)}
# Parts, by name: the content type, and what they hold.
PARTS = {
    "xl/ctrlProps/ctrlProp1.xml": (
        "application/vnd.ms-excel.controlproperties+xml",
        f'<formControlPr xmlns="{MICROSOFT}/spreadsheetml/2009/9/main" objectType="CheckBox" checked="Checked"/>',
    ),
    "xl/persons/person.xml": (
        "application/vnd.ms-excel.person+xml",
        f'<personList xmlns="{MICROSOFT}/spreadsheetml/2018/threadedcomments"><person displayName="A" '
        'id="{11111111-1111-1111-1111-111111111111}" userId="a" providerId="None"/></personList>',
    ),
    "xl/threadedComments/threadedComment1.xml": (
        "application/vnd.ms-excel.threadedcomments+xml",
        f'<ThreadedComments xmlns="{MICROSOFT}/spreadsheetml/2018/threadedcomments"><threadedComment ref="A4" '
        'dT="2026-01-01T00:00:00.00" personId="{11111111-1111-1111-1111-111111111111}" '
        'id="{22222222-2222-2222-2222-222222222222}"><text>Why?</text></threadedComment></ThreadedComments>',
    ),
    "xl/slicerCaches/slicerCache1.xml": (
        "application/vnd.ms-excel.slicerCache+xml",
        f'<slicerCacheDefinition xmlns="{MICROSOFT}/spreadsheetml/2009/9/main" name="Slicer_Periode" '
        f'sourceName="Periode"><extLst><x:ext xmlns:x="{MAIN}" uri="{{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}}">'
        f'<x15:tableSlicerCache xmlns:x15="{MICROSOFT}/spreadsheetml/2010/11/main" tableId="1" column="4"/></x:ext>'
        "</extLst></slicerCacheDefinition>",
    ),
    "xl/slicers/slicer1.xml": (
        "application/vnd.ms-excel.slicer+xml",
        f'<slicers xmlns="{MICROSOFT}/spreadsheetml/2009/9/main"><slicer name="Periode" cache="Slicer_Periode" '
        'caption="Periode" rowHeight="241300"/></slicers>',
    ),
    "xl/pivotCache/pivotCacheDefinition1.xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml",
        f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}" '
        f'r:id="{LINKED["pivotCacheRecords1.xml"]}" refreshedBy="a" recordCount="2">'
        '<cacheSource type="worksheet"><worksheetSource ref="A1:B3" sheet="Draai"/></cacheSource>'
        '<cacheFields count="2"><cacheField name="Team"><sharedItems count="2"><s v="Noord"/><s v="Zuid"/>'
        '</sharedItems></cacheField><cacheField name="Aantal"><sharedItems containsSemiMixedTypes="0" '
        'containsString="0" containsNumber="1" containsInteger="1" minValue="1" maxValue="2"/></cacheField>'
        "</cacheFields></pivotCacheDefinition>",
    ),
    "xl/pivotCache/pivotCacheRecords1.xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheRecords+xml",
        f'<pivotCacheRecords xmlns="{MAIN}" count="2"><r><x v="0"/><n v="1"/></r><r><x v="1"/><n v="2"/></r>'
        "</pivotCacheRecords>",
    ),
    "xl/pivotTables/pivotTable1.xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotTable+xml",
        f'<pivotTableDefinition xmlns="{MAIN}" name="Draaitabel" cacheId="7" dataCaption="Waarden" '
        'applyNumberFormats="0"><location ref="D1:E4" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>'
        '<pivotFields count="2"><pivotField axis="axisRow" showAll="0"><items count="3"><item x="0"/><item x="1"/>'
        '<item t="default"/></items></pivotField><pivotField dataField="1" showAll="0"/></pivotFields>'
        '<rowFields count="1"><field x="0"/></rowFields><rowItems count="3"><i><x/></i><i><x v="1"/></i>'
        '<i t="grand"><x/></i></rowItems><colItems count="1"><i/></colItems>'
        '<dataFields count="1"><dataField name="Som" fld="1"/></dataFields></pivotTableDefinition>',
    ),
    "xl/printerSettings/printerSettings1.bin": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings",
        "\0printer\0",
    ),
    "customXml/item1.xml": ("application/xml", "<project>kept</project>"),
}
NO_LINKS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'


def rich_book(path: Path) -> Path:
    """Write a macro-enabled workbook with a table of KPIs among all that a patch may not touch."""
    made = BytesIO()
    _made_by_xlsxwriter(made)
    with zipfile.ZipFile(made) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    content |= {name: text.encode() for name, (_, text) in PARTS.items()}
    for part, kind, target in LINKS:
        link = f'<Relationship Id="{LINKED[target.rpartition("/")[2]]}" Type="{kind}" Target="{target}"/>'
        _insert(content, part, link, "</Relationships>", NO_LINKS)
    for name, (kind, _) in PARTS.items():
        _insert(content, TYPES, f'<Override PartName="/{name}" ContentType="{kind}"/>', "</Types>")
    _link_in_sheet_and_book(content)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 2, 29, 12, 34, 56)), data, zipfile.ZIP_DEFLATED)
    return path


def _link_in_sheet_and_book(content: dict[str, bytes]) -> None:
    control = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
        f'xmlns:x14="{MICROSOFT}/spreadsheetml/2009/9/main" Requires="x14"><controls><control shapeId="1025" '
        f'r:id="{LINKED["ctrlProp1.xml"]}" name="Vinkje"/></controls></mc:Choice></mc:AlternateContent>'
    )
    slicers = (
        f'<ext xmlns:x15="{MICROSOFT}/spreadsheetml/2010/11/main" uri="{SLICER_LIST}"><x14:slicerList '
        f'xmlns:x14="{MICROSOFT}/spreadsheetml/2009/9/main"><x14:slicer r:id="{LINKED["slicer1.xml"]}"/>'
        "</x14:slicerList></ext>"
    )
    caches = (
        f'<pivotCaches><pivotCache cacheId="7" r:id="{LINKED["pivotCacheDefinition1.xml"]}"/></pivotCaches><extLst>'
        f'<ext xmlns:x15="{MICROSOFT}/spreadsheetml/2010/11/main" uri="{SLICER_CACHES}"><x15:slicerCaches '
        f'xmlns:x14="{MICROSOFT}/spreadsheetml/2009/9/main"><x14:slicerCache '
        f'r:id="{LINKED["slicerCache1.xml"]}"/></x15:slicerCaches></ext></extLst>'
    )
    _insert(content, SHEET, control, "<tableParts")
    _insert(content, SHEET, slicers, "</extLst>")
    _insert(content, BOOK, caches, "</workbook>")


def _insert(content: dict[str, bytes], part: str, text: str, before: str, empty: str = "") -> None:
    old = content.get(part, empty.encode()).decode()
    assert before in old, part
    at = old.rindex(before)
    content[part] = (old[:at] + text + old[at:]).encode()


def _made_by_xlsxwriter(target: BytesIO) -> None:
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.add_vba_project(BytesIO(b"macros" * 99), True)
    book.set_custom_property("Kept", "yes")
    book.define_name("Grens", "=KPIs!$B$4")
    page = book.add_worksheet("KPIs")
    page.write("A1", "Register", book.add_format({"bold": True, "font_size": 16}))
    _write_table(book, page)
    _write_decoration(book, page)
    other = book.add_worksheet("Draai")
    for row, cells in enumerate([("Team", "Aantal"), ("Noord", 1), ("Zuid", 2)]):
        other.write_row(row, 0, cells)
    other.write_column("D1", ["Rijlabels", "Noord", "Zuid", "Eindtotaal"])
    other.write_column("E1", ["Som", 1, 2, 3])
    book.add_chartsheet("Grafiek").set_chart(_chart(book))
    book.close()


def _write_table(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
    body = book.add_format({"bg_color": "#FFF8E1", "border": 1, "valign": "top"})
    date = book.add_format({"bg_color": "#FFF8E1", "border": 1, "num_format": "dd-mm-yyyy"})
    header = book.add_format({"bg_color": "#12395B", "font_color": "#FFFFFF", "bold": True})
    last = FIRST_ROW - 1 + len(ROWS)
    columns = [{"header": name, "header_format": header} for name in HEADER]
    page.add_table(FIRST_ROW - 2, 0, last - 1, len(HEADER) - 1, {"name": "Register", "columns": columns})
    for row, (name, target, actual) in enumerate(ROWS, FIRST_ROW - 1):
        page.write_row(row, 0, (name, target, actual, "maand"), body)
        page.write_datetime(row, 4, dt.datetime(2026, 10, 31), date)
        page.write_blank(row, 5, None, body)
        page.add_sparkline(row, 5, {"range": f"KPIs!B{row + 1}:C{row + 1}", "markers": True})
    page.write_formula("B9", "=SUM(B4:B6)", None, 64)


def _write_decoration(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
    page.conditional_format("C4:C6", {"type": "data_bar", "data_bar_2010": True, "bar_solid": True})
    page.conditional_format("B4:B6", {"type": "icon_set", "icon_style": "3_signs"})
    page.data_validation("D4:D6", {"validate": "list", "source": ["maand", "jaar"]})
    page.write_comment("A4", "Old comment")
    page.insert_button("H12", {"macro": "Ververs", "caption": "Ververs"})
    page.insert_chart("A12", _chart(book))
    page.insert_image("F12", "dot.png", {"image_data": BytesIO(_png())})
    page.set_header("&C&G", {"image_center": "dot.png", "image_data_center": BytesIO(_png())})
    page.set_landscape()
    page.freeze_panes(3, 1)


def _chart(book: xlsxwriter.Workbook) -> xlsxwriter.chart.Chart:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "=KPIs!$A$4:$A$6", "values": "=KPIs!$C$4:$C$6"})
    return chart


def _png() -> bytes:
    """A picture of one red dot."""
    header = struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0\xa1\x1d\x16")), (b"IEND", b"")]
    sizes = (struct.pack(">I", len(data)) for _, data in chunks)
    sums = (struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks)
    packed = (size + name + data + crc for size, (name, data), crc in zip(sizes, chunks, sums, strict=True))
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)
