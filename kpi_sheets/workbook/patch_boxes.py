"""Draw the boxes of comments: shapes in VML, a drawing that holds form controls and pictures too.

Sources: ECMA-376 part 4, 19.2 and 19.4. What Excel writes there is often no XML (`<br>`), so it is changed as text.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Set

from kpi_sheets.workbook.address import MAX_COLUMN, MAX_ROW
from kpi_sheets.workbook.patch_grid import Grid, reach
from kpi_sheets.workbook.patch_tree import Part

VOCABULARIES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
NO_BOXES = (
    "<xml" + "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in VOCABULARIES.items()) + ">"
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
).encode()
TYPE = "_x0000_t202"  # a text box
SHAPE_TYPE = (
    f'<v:shapetype{{}} id="{TYPE}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
SHAPE = (
    f'<v:shape{{names}} id="_x0000_s{{number}}" type="#{TYPE}" style="position:absolute;width:{{width}}px;'
    'height:{height}px;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/>'
    "<x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>"
    "<x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
FIRST_NUMBER = 1025

Place = tuple[int, int]

ROOT = re.compile(rb"<(?:\w+:)?xml\b[^>]*>")
END = re.compile(rb"</(?:\w+:)?xml\s*>\s*\Z")
SHAPES = re.compile(rb"<(?:\w+:)?shape\s(?:(?!<(?:\w+:)?shape\s).)*?</(?:\w+:)?shape\s*>", re.DOTALL)
NOTE = re.compile(rb"""ObjectType\s*=\s*["']Note["']""")
ROW = re.compile(rb"Row>\s*(\d{1,7})\s*<")
COLUMN = re.compile(rb"Column>\s*(\d{1,5})\s*<")
NUMBER = re.compile(rb"_x0000_s(\d{1,9})")
OBJECT = re.compile(rb"ClientData\b")

NARROWEST, WIDEST = 20, 46  # characters in a line
CHARACTER, LINE, MARGIN = 7, 16, 14  # pixels, for Tahoma of 9 points
GAP = 12, 2  # pixels between the cell's right upper corner and the box


def with_boxes(drawing: Part, gone: Set[Place], texts: Mapping[Place, str], grid: Grid) -> bytes | None:
    """Return a drawing without the boxes of some cells and with new ones for others, hidden until one points there.

    `texts` says how much room each needs, and `grid` where that is. None when no object is left.
    """
    data = SHAPES.sub(lambda match: b"" if _cell(match[0]) in gone else match[0], drawing.data)
    names = _undeclared(data)
    shape_type = SHAPE_TYPE.format(names).encode()
    if not texts:
        data = data if b"#" + TYPE.encode() in data else data.replace(shape_type, b"")
        return data if OBJECT.search(data) else None
    end = END.search(data)
    if end is None:
        raise drawing.problem("is no drawing that can be added to")
    first = max([FIRST_NUMBER - 1, *map(int, NUMBER.findall(data))]) + 1
    new = [_box(names, number, cell, text, grid) for number, (cell, text) in enumerate(texts.items(), first)]
    before = b"" if f'id="{TYPE}"'.encode() in data.replace(b"'", b'"') else shape_type
    return data[: end.start()] + before + "".join(new).encode() + data[end.start() :]


def size(text: str) -> tuple[int, int]:
    """Return the width and the height, in pixels, of a box in which a text can be read."""
    lines = text.split("\n")
    rows = sum(len(textwrap.wrap(line, WIDEST)) or 1 for line in lines)
    columns = min(WIDEST, max(NARROWEST, *map(len, lines)))
    return columns * CHARACTER + MARGIN, rows * LINE + MARGIN


def _box(names: str, number: int, cell: Place, text: str, grid: Grid) -> str:
    """Draw the box of a cell's comment at the cell's right; rows and columns count from 0 there."""
    width, height = size(text)
    row, column = cell[0], min(cell[1] + 1, MAX_COLUMN)
    right, across = reach(column, GAP[0], width, grid.width, MAX_COLUMN)
    bottom, down = reach(row, GAP[1], height, grid.height, MAX_ROW)
    ends = (column - 1, min(GAP[0], grid.width(column)), row - 1, GAP[1], right - 1, across, bottom - 1, down)
    return SHAPE.format(
        names=names,
        number=number,
        width=width,
        height=height,
        anchor=", ".join(map(str, ends)),
        row=row - 1,
        column=cell[1] - 1,
    )


def _cell(shape: bytes) -> Place | None:
    """Return the row and the column of the cell whose comment a shape is the box of; None for any other shape."""
    row, column = ROW.search(shape), COLUMN.search(shape)
    if row is None or column is None or not NOTE.search(shape):
        return None
    return int(row[1]) + 1, int(column[1]) + 1


def _undeclared(data: bytes) -> str:
    """Return declarations for those of our prefixes that the drawing does not declare."""
    root = ROOT.search(data)
    tag = root[0].decode(errors="replace") if root else ""
    tag = tag.replace("'", '"')
    wanted = (f'xmlns:{prefix}="{uri}"' for prefix, uri in VOCABULARIES.items())
    return "".join(f" {name}" for name in wanted if name not in tag)
