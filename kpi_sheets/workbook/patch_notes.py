"""Keep the comments of one author on a sheet as they are wanted; those of others stay as they are.

A comment is stored twice: its text in a part of comments, its box in a drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from html import unescape

from kpi_sheets.typed import NamedTuple
from kpi_sheets.workbook.address import place
from kpi_sheets.workbook.budget import Budget
from kpi_sheets.workbook.comments import Note, comments, notes
from kpi_sheets.workbook.markup import MAIN, RELATIONSHIPS
from kpi_sheets.workbook.package import Package
from kpi_sheets.workbook.patch_boxes import NO_BOXES, with_boxes
from kpi_sheets.workbook.patch_edits import Notes
from kpi_sheets.workbook.patch_grid import measured
from kpi_sheets.workbook.patch_lists import ContentTypes, Links, NewParts
from kpi_sheets.workbook.patch_tree import (
    SHEET_ORDER,
    Node,
    Part,
    Splice,
    Tree,
    grown,
    load,
    parse,
    placed,
    plain,
    retagged,
    spliced,
)
from kpi_sheets.workbook.patch_values import escaped
from kpi_sheets.workbook.relationships import relationships

NO_COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<comments xmlns="{}"><authors></authors><commentList></commentList></comments>'
)
FONT = (("sz", "val", "9"), ("color", "indexed", "81"), ("rFont", "val", "Tahoma"), ("family", "val", "2"))


class _Kind(NamedTuple):
    """A kind of part: what new ones are called, their content type, and the last word of the type of links to them."""

    names: str
    content_type: str
    link: str


TEXTS = _Kind(
    "xl/comments{}.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml", "comments"
)
BOXES = _Kind("xl/drawings/vmlDrawing{}.vml", "application/vnd.openxmlformats-officedocument.vmlDrawing", "vmlDrawing")


class NotesChange(NamedTuple):
    """What changes in the sheet itself, and the other parts that come, change or (None) go."""

    splices: list[Splice]
    parts: NewParts


def stand_already(package: Package, sheet: str, wanted: Notes) -> bool:
    """Return whether a sheet, named by its part, has these comments of their author, and no other of them."""
    own = {note.address: note.body for note in _stored(package, sheet) if note.is_by(wanted.author)}
    return own == wanted.texts


def noted(types: ContentTypes, sheet: Part, tree: Tree, wanted: Notes) -> NotesChange:
    """Work out how a sheet gets the comments that are wanted of an author, and loses their others.

    Raises WorkbookError for a cell that somebody else has commented, and for parts that can't be added to.
    """
    package, strict = sheet.package, MAIN[1] in tree.root.attributes.values()
    own = {note.address for note in _stored(package, sheet.name) if note.is_by(wanted.author)}
    _refuse_taken(sheet, wanted, own)
    around = _Around(types, Links(package, sheet.name), strict)
    name = _comments_part(package, sheet.name)
    part = load(package, name) if name else Part(package, "", NO_COMMENTS.format(MAIN[strict]).encode())
    around.put(TEXTS, name, _commented(part, own, wanted))

    node = tree.root.first("legacyDrawing")
    name = _drawing_of(sheet, node) if node else ""
    drawing = Part(package, name, package.read(name) if name else NO_BOXES)
    texts = {place(address): f"{wanted.author}\n{text}" for address, text in wanted.texts.items()}
    boxes = with_boxes(drawing, set(map(place, own)), texts, measured(sheet, tree))
    link = around.put(BOXES, name, boxes)
    splices = [_drawing_tag(tree, strict, link)] if link else []
    if node and boxes is None:
        splices.append(Splice(node.start, node.end, b""))
    return NotesChange(splices, around.changed())


class _Around:
    """The parts that a sheet links to."""

    def __init__(self, types: ContentTypes, links: Links, strict: bool) -> None:
        self._types, self._links, self._strict = types, links, strict
        self._parts: NewParts = {}

    def put(self, kind: _Kind, name: str, content: bytes | None) -> str:
        """Give a part its content, None when it is to go, and "" as its name when it is new; return the link's id."""
        if content is None:
            self._parts[name] = None
            self._types.drop(name)
            self._links.drop(name)
        elif name:
            self._parts[name] = content
        else:
            name = self._types.added(kind.names, kind.content_type)
            self._parts[name] = content
            return self._links.add(f"{RELATIONSHIPS[self._strict]}/{kind.link}", name)
        return ""

    def changed(self) -> NewParts:
        """Return the parts, and the list of links to them."""
        return self._parts | self._links.changed()


def _stored(package: Package, sheet: str) -> Iterator[Note]:
    name = _comments_part(package, sheet)
    return notes(package, name, Budget(package)) if name else iter(())


def _comments_part(package: Package, sheet: str) -> str:
    links = relationships(package, sheet).values()
    return next((link.target for link in links if link.kind == "comments" and link.target in package), "")


def _refuse_taken(sheet: Part, wanted: Notes, own: Set[str]) -> None:
    taken = comments(sheet.package, relationships(sheet.package, sheet.name).values(), Budget(sheet.package))
    hit = next((address for address in wanted.texts if address in taken and address not in own), "")
    if hit:
        raise sheet.package.problem(wanted.sheet, f"{hit} has a comment of somebody else", "leave the cell out")


def _commented(part: Part, own: Set[str], wanted: Notes) -> bytes | None:
    """Return a part of comments with those that are wanted in place of the author's own; None when none are left."""
    tree = parse(part)
    authors, listed = tree.root.first("authors"), tree.root.first("commentList")
    if authors is None or listed is None:
        raise part.problem("has no list of authors, or none of comments")
    known = [number for number, node in enumerate(authors.children) if _text(part, node) == wanted.author]
    kept = [node for node in listed.children if node.attributes.get("ref") not in own]
    gone = [Splice(node.start, node.end, b"") for node in listed.children if node.attributes.get("ref") in own]
    if wanted.texts:
        author = [] if known else [tree.tag("author", (), plain(wanted.author))]
        number = known[0] if known else len(authors.children)
        new = [_comment(tree, address, number, wanted) for address in wanted.texts]
        added = [*grown(part, tree, authors, author, count=False), *grown(part, tree, listed, new, count=False)]
        return spliced(part.data, [*gone, *added])
    if not kept:
        return None
    gone += [Splice(authors.children[number].start, authors.children[number].end, b"") for number in known]
    left = [number for number in range(len(authors.children)) if number not in known]
    return spliced(part.data, [*gone, *_renumbered(part, kept, left)])


def _renumbered(part: Part, comments: Iterable[Node], left: Iterable[int]) -> Iterator[Splice]:
    """Comments name their author by number; authors behind one who goes move up."""
    numbers = {str(old): str(new) for new, old in enumerate(left)}
    for node in comments:
        old = node.attributes.get("authorId", "")
        if numbers.get(old, old) != old:
            yield retagged(part, node, authorId=numbers[old])


def _text(part: Part, node: Node) -> str:
    return unescape(part.data[node.inner : node.close].decode())


def _comment(tree: Tree, address: str, author: int, wanted: Notes) -> str:
    """Write a comment; the author's name is bold, as in the ones that Excel writes."""
    runs = _run(tree, wanted.author, tree.tag("b")) + _run(tree, f"\n{wanted.texts[address]}")
    attributes = (("ref", address), ("authorId", str(author)), ("shapeId", "0"))
    return tree.tag("comment", attributes, tree.tag("text", (), runs))


def _run(tree: Tree, text: str, weight: str = "") -> str:
    font = weight + "".join(tree.tag(name, ((key, value),)) for name, key, value in FONT)
    content = tree.tag("t", (("xml:space", "preserve"),), plain(escaped(text)))
    return tree.tag("r", (), tree.tag("rPr", (), font) + content)


def _drawing_of(sheet: Part, node: Node) -> str:
    """Return the part of the sheet's drawing, which `<legacyDrawing>` links to."""
    links = relationships(sheet.package, sheet.name)
    link = next((links.get(text) for key, text in node.attributes.items() if key.endswith(":id")), None)
    if link is None or link.target not in sheet.package:
        raise sheet.problem("links to a drawing that isn't there")
    return link.target


def _drawing_tag(tree: Tree, strict: bool, link: str) -> Splice:
    """Return the splice that makes the sheet use a drawing; a prefix for the link's name is declared where it lacks."""
    prefixes = (key[6:] for key, uri in tree.root.attributes.items() if key[:6] == "xmlns:" and uri in RELATIONSHIPS)
    prefix = next(prefixes, "")
    attributes = [(f"{prefix or 'r'}:id", link)]
    if not prefix:
        attributes.insert(0, ("xmlns:r", RELATIONSHIPS[strict]))
    return placed(tree, SHEET_ORDER, "legacyDrawing", tree.tag("legacyDrawing", attributes))
