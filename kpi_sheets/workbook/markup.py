"""Stream the elements of an XML part: namespaces resolved, nothing kept that is no longer needed.

expat calls straight into ElementTree's builder, both in C, so that no Python runs per tag. After each piece
of the part, the elements that are complete are handed over and dropped from the tree.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Never

    from kpi_sheets.workbook.package import Package

MAX_DEPTH = 64
MAX_ELEMENT = 4 << 20

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN_NAMES = """
workbook workbookPr sheets sheet definedNames definedName sst si t r rPh styleSheet numFmts numFmt cellXfs xf
worksheet sheetData row c v f is cols col mergeCells mergeCell dataValidations dataValidation formula1
formula2 conditionalFormatting cfRule formula table tableColumns tableColumn comments authors author commentList
comment text
"""

# expat looks every name up in a table of the names it has met. Seeded, the table turns "uri}name" into "name"
# for the namespaces we read; every other element keeps its full name, so that the two can't be mixed up.
KNOWN = {f"{uri}}}{name}": name for uri in MAIN for name in MAIN_NAMES.split()}
KNOWN |= {f"{uri}}}id": "r:id" for uri in RELATIONSHIPS}
KNOWN |= {f"{PACKAGE}}}{name}": name for name in ("Relationships", "Relationship")}
KNOWN["http://www.w3.org/XML/1998/namespace}space"] = "xml:space"


class _DoctypeError(Exception):
    pass


def elements(package: Package, part: str, root: str, containers: tuple[str, ...] = ()) -> Iterator[Element]:
    """Yield the root of a part (its attributes only), then every child of it in document order.

    A child named in `containers` isn't yielded itself: its own children are. Elements of the SpreadsheetML,
    and attributes of the relationships namespace (`r:id`), have short names; others read "uri}name".
    Raises WorkbookError for ill-formed XML, any DOCTYPE, another root, XML too deep or bulky for a workbook.
    """
    builder = TreeBuilder()
    top = builder.start("", {})
    parser = _parser(builder)
    checked = False
    pending = 0
    for piece in package.markup(part):
        _feed(package, part, parser, piece)
        if not checked and len(top):
            checked = True
            yield _root(package, part, top, root)
        pending += len(piece)
        for element in _finished(top, containers, 1):
            pending = 0
            yield element
        if "}" not in root and _drop_unread(top):
            pending = 0
        _refuse_bulk(package, part, top, pending)
    _feed(package, part, parser, b"", final=True)
    builder.end("")
    if not checked:
        yield _root(package, part, top, root)
    yield from _finished(top, containers, 0)


def _parser(builder: TreeBuilder) -> expat.XMLParserType:
    parser = expat.ParserCreate(None, "}", dict(KNOWN))
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> Never:
    raise _DoctypeError


def _feed(package: Package, part: str, parser: expat.XMLParserType, piece: bytes, *, final: bool = False) -> None:
    try:
        parser.Parse(piece, final)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise package.problem(part, f"is no valid XML at byte {parser.ErrorByteIndex:,} ({reason})") from error
    except _DoctypeError:
        raise package.problem(part, "holds a DOCTYPE, which no workbook needs and which is refused") from None
    except (ValueError, LookupError) as error:
        raise package.problem(part, f"is no valid XML ({error})") from error


def _root(package: Package, part: str, top: Element, name: str) -> Element:
    found = top[0].tag
    if found != name:
        raise package.problem(part, f"starts with <{found.rpartition('}')[2][:40]}> instead of <{name}>")
    return top[0]


def _finished(top: Element, containers: tuple[str, ...], held: int) -> Iterator[Element]:
    """Yield and drop the complete elements; the last `held` of every level may still be growing."""
    if not len(top):
        return
    root = top[0]
    whole = root[: len(root) - held]
    for child in whole:
        if child.tag in containers:
            yield from child
        else:
            yield child
    del root[: len(whole)]
    if len(root) and root[0].tag in containers:
        growing = root[0]
        grown = growing[: len(growing) - 1]
        yield from grown
        del growing[: len(grown)]


def _drop_unread(top: Element) -> bool:
    """Drop what is complete inside elements with a name that nobody asks for; return whether there was any."""
    node, unread, dropped = top, False, False
    while len(node):
        node = node[-1]
        unread = unread or "}" in node.tag
        if unread and len(node) > 1:
            del node[:-1]
            dropped = True
    return dropped


def _refuse_bulk(package: Package, part: str, top: Element, pending: int) -> None:
    if pending > MAX_ELEMENT:
        raise package.problem(part, f"holds one element of more than {MAX_ELEMENT >> 20} MB, as no workbook does")
    node, depth = top, 0
    while len(node):
        node, depth = node[-1], depth + 1
    if depth > MAX_DEPTH:
        raise package.problem(part, f"is nested more than {MAX_DEPTH} deep, as no workbook is")
