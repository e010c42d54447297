"""Draw the boxes of comments: shapes in VML, a drawing that holds form controls and pictures too.

Sources: ECMA-376 part 4, 19.2 and 19.4. What Excel writes there is often no XML (`<br>`), so it is changed as text.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Set

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
    f'<v:shape{{names}} id="_x0000_s{{number}}" type="#{TYPE}" style="position:absolute;margin-left:60pt;'
    'margin-top:2pt;width:{width}pt;height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
FIRST_NUMBER = 1025

ROOT = re.compile(rb"<(?:\w+:)?xml\b[^>]*>")
END = re.compile(rb"</(?:\w+:)?xml\s*>\s*\Z")
SHAPES = re.compile(rb"<(?:\w+:)?shape\s(?:(?!<(?:\w+:)?shape\s).)*?</(?:\w+:)?shape\s*>", re.DOTALL)
NOTE = re.compile(rb"""ObjectType\s*=\s*["']Note["']""")
ROW = re.compile(rb"Row>\s*(\d+)\s*<")
COLUMN = re.compile(rb"Column>\s*(\d+)\s*<")
NUMBER = re.compile(rb"_x0000_s(\d+)")
OBJECT = re.compile(rb"ClientData\b")

WIDTH, CHARACTER, LINE, MARGIN = 46, 5.2, 11.5, 10.0  # characters in a line; the other three in points, for Tahoma 9
NARROWEST = 20


def with_boxes(drawing: Part, gone: Set[tuple[int, int]], texts: Mapping[tuple[int, int], str]) -> bytes | None:
    """Return a drawing without the boxes of some cells and with new ones for others, hidden until one points there.

    Cells are given by row and column; `texts` says how much room each needs. None when no object is left.
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
    new = [_box(names, first + number, cell, text) for number, (cell, text) in enumerate(texts.items())]
    before = b"" if f'id="{TYPE}"'.encode() in data.replace(b"'", b'"') else shape_type
    return data[: end.start()] + before + "".join(new).encode() + data[end.start() :]


def size(text: str) -> tuple[float, float]:
    """Return the width and the height, in points, of a box in which a text can be read."""
    lines = text.split("\n")
    rows = sum(len(textwrap.wrap(line, WIDTH)) or 1 for line in lines)
    columns = min(WIDTH, max(NARROWEST, *map(len, lines)))
    return round(columns * CHARACTER + MARGIN, 1), round(rows * LINE + MARGIN, 1)


def _box(names: str, number: int, cell: tuple[int, int], text: str) -> str:
    width, height = size(text)
    row, column = cell
    return SHAPE.format(names=names, number=number, width=width, height=height, row=row - 1, column=column - 1)


def _cell(shape: bytes) -> tuple[int, int] | None:
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
