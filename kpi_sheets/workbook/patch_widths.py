"""Make columns of a sheet wide enough and show them; none becomes narrower."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kpi_sheets.workbook.address import whole_number
from kpi_sheets.workbook.cells import TRUE
from kpi_sheets.workbook.patch_edits import Width
from kpi_sheets.workbook.patch_tree import SHEET_ORDER, Node, Part, Splice, Tree, placed, with_attributes

EXCELS_OWN = 8.43  # characters: how wide a column is when nobody says

Span = tuple[int, int]


def widened(part: Part, tree: Tree, changes: Iterable[Width]) -> Iterator[Splice]:
    """Yield the splices that give columns their widths; none for those that are as wide already."""
    wanted = {change.column: change.width for change in sorted(changes)}
    columns = tree.root.first("cols")
    spans = {span: node for node in columns.children if (span := span_of(node))} if columns else {}
    for (first, last), node in spans.items():
        inside = {number: wanted.pop(number) for number in [*wanted] if first <= number <= last}
        narrow = {number: width for number, width in inside.items() if _is_narrower(node, width)}
        if narrow:
            yield Splice(node.start, node.end, b"".join(_pieces(part, node, (first, last), narrow)))
    usual = width_of(tree.root.first("sheetFormatPr"), "defaultColWidth")
    new = {number: _column(tree, number, width) for number, width in wanted.items() if width > usual}
    if columns:
        yield from _inserted(columns, spans, new)
    elif new:
        yield placed(tree, SHEET_ORDER, "cols", tree.tag("cols", (), "".join(new.values())))


def _pieces(part: Part, node: Node, span: Span, widths: Mapping[int, float]) -> Iterator[bytes]:
    """Split the entry of several columns, so that some can have a width of their own."""
    tag, (start, last) = part.data[node.start : node.end], span
    for number, width in widths.items():
        if start < number:
            yield with_attributes(tag, {"min": str(start), "max": str(number - 1)})
        place, wide = str(number), f"{max(width, width_of(node, 'width')):g}"
        yield with_attributes(tag, {"min": place, "max": place, "width": wide, "customWidth": "1", "hidden": None})
        start = number + 1
    if start <= last:
        yield with_attributes(tag, {"min": str(start), "max": str(last)})


def _inserted(columns: Node, spans: Mapping[Span, Node], new: Mapping[int, str]) -> Iterator[Splice]:
    """Add entries for columns that have none, among the others in ascending order."""
    places: dict[int, list[str]] = defaultdict(list)
    for number, entry in new.items():
        at = next((node.start for (first, _), node in spans.items() if first > number), columns.close)
        places[at].append(entry)
    for at, entries in places.items():
        yield Splice(at, at, "".join(entries).encode())


def _column(tree: Tree, number: int, width: float) -> str:
    place = str(number)
    return tree.tag("col", (("min", place), ("max", place), ("width", f"{width:g}"), ("customWidth", "1")))


def span_of(node: Node) -> Span | None:
    """Return the first and the last column that an entry is about; None for an entry that can't be read."""
    first, last = (whole_number(node.attributes.get(end, "")) for end in ("min", "max"))
    return (first, last) if first >= 0 and last >= 0 else None


def _is_narrower(node: Node, width: float) -> bool:
    return node.attributes.get("hidden") in TRUE or width_of(node, "width") < width


def width_of(node: Node | None, attribute: str) -> float:
    """Return a width that an element gives, Excel's own where it gives none."""
    try:
        return float(node.attributes[attribute]) if node else EXCELS_OWN
    except (KeyError, ValueError):
        return EXCELS_OWN
