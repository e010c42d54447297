"""Find where things stand in an XML part, to the byte, and replace only those bytes.

expat tells the offset of every tag, so that a part is changed without being written anew: prefixes, attribute order,
blanks and extensions nobody here knows all stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from operator import itemgetter
from typing import Protocol
from xml.parsers import expat

from kpi_sheets.typed import NamedTuple
from kpi_sheets.workbook.errors import REPAIR, WorkbookError
from kpi_sheets.workbook.package import Package

MAX_NODES = 2_000_000
START_TAG = re.compile(rb"""<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
DECLARATION = re.compile(r"""^<\?xml[^>]*?(\sencoding\s*=\s*("[^"]*"|'[^']*'))""")
QUOTED = str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
HIDDEN_END = "holds an end tag where none belongs, as in a comment"
# the children of a worksheet in the order of the schema, as far as anything is added to it
SHEET_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing",
)  # fmt: skip
BYTE_ORDER_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class Splice(NamedTuple):
    """Put `text` in the place of `data[start:end]`; with start = end it is inserted there."""

    start: int
    end: int
    text: bytes


class Part(NamedTuple):
    """One part of a package, inflated, in UTF-8."""

    package: Package
    name: str
    data: bytes

    def problem(self, what: str, mend: str = REPAIR) -> WorkbookError:
        """Return the error for something wrong in this part."""
        return self.package.problem(self.name, what, mend)


@dataclass(slots=True)
class Node:
    """An element and the bytes it takes up: `data[start:inner]` is its start tag, `data[close:end]` its end tag.

    For `<a/>` both `inner` and `close` are `end`. `name` has no prefix when the element is of the part's own
    vocabulary, that of its root.
    """

    name: str
    attributes: dict[str, str]
    start: int
    inner: int
    close: int = -1
    end: int = -1
    children: list[Node] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Node]:
        """Yield the children with a name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Node | None:
        """Return the first child with a name, or None."""
        return next(self.all(name), None)


class Tree(NamedTuple):
    """The elements of a part; `prefix` is what its own elements start with: "" or "x:"."""

    root: Node
    prefix: str

    def tag(self, name: str, attributes: Iterable[tuple[str, str]] = (), content: str | None = None) -> str:
        """Write an element of the part's own vocabulary; without content it is self-closed."""
        return element(self.prefix + name, attributes, content)


class Interlude(Protocol):
    """What takes the parser's events while it is inside one big element."""

    def enter(self, parser: expat.XMLParserType, part: Part, prefix: str) -> None:
        """Set the handlers; the parser is at the start tag of the element."""

    def finish(self, close: int) -> None:
        """Take note of where the element's end tag stands; an empty element is never entered, but finished too."""


def load(package: Package, name: str) -> Part:
    """Read a part; one in another encoding is carried over to UTF-8 first. Raises WorkbookError."""
    data = package.read(name)
    encoding = next((code for mark, code in BYTE_ORDER_MARKS if data.startswith(mark)), "")
    head = data[:200].decode(encoding or "latin-1", "replace").lstrip("\ufeff")
    declared = DECLARATION.match(head)
    if not encoding and (not declared or declared[2][1:-1].lower() in ("utf-8", "us-ascii", "ascii")):
        return Part(package, name, data)
    try:
        text = data.decode(encoding or (declared[2][1:-1] if declared else "utf-8")).lstrip("\ufeff")
    except (UnicodeDecodeError, LookupError) as error:
        raise package.problem(name, f"is no valid text ({error})") from None
    return Part(package, name, DECLARATION.sub(_without_encoding, text, count=1).encode())


def parse(part: Part, big: str = "", interlude: Interlude | None = None) -> Tree:
    """Return the elements of a part; those inside the root's child `big` go to the interlude instead.

    Raises WorkbookError for ill-formed XML and any DOCTYPE.
    """
    builder = _Builder(part, big, interlude)
    close = _end_tag(part.data, big) if interlude else 0
    try:
        builder.parser.Parse(memoryview(part.data)[:close], False)
        builder.take_over()
        builder.parser.Parse(memoryview(part.data)[close:], True)
    except expat.ExpatError as error:
        raise _ill_formed(part, builder.parser, error) from None
    finally:
        builder.let_go()
    tree = Tree(builder.top[0], builder.prefix)
    if interlude:
        node = tree.root.first(big)
        if node and node.children:
            raise part.problem(HIDDEN_END)
        interlude.finish(node.close if node else len(part.data))
    return tree


def check(part: Part) -> None:
    """Raise WorkbookError unless a part is well-formed and has no DOCTYPE: parse it, and take note of nothing."""
    builder = _Builder(part, "", None)
    builder.parser.StartElementHandler = builder.parser.EndElementHandler = None
    try:
        builder.parser.Parse(part.data, True)
    except expat.ExpatError as error:
        raise _ill_formed(part, builder.parser, error) from None
    finally:
        builder.let_go()


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """Return the data with every splice applied; of those at one place the inserted ones come first, in order.

    Raises ValueError for splices that overlap: that is an error of ours.
    """
    view, at, result = memoryview(data), 0, BytesIO()
    for splice in sorted(splices, key=itemgetter(0, 1)):
        if splice.start < at:
            raise ValueError(f"splices overlap at byte {splice.start}")
        result.write(view[at : splice.start])
        result.write(splice.text)
        at = splice.end
    result.write(view[at:])
    return result.getvalue()


def retagged(part: Part, node: Node, **values: str | None) -> Splice:
    """Return the splice that sets attributes in the start tag of an element and leaves the others as written."""
    return Splice(node.start, node.inner, with_attributes(part.data[node.start : node.inner], values))


def with_attributes(tag: bytes, values: dict[str, str | None]) -> bytes:
    """Return a start tag with attributes set, or with None taken out; new ones come last."""
    for name, value in values.items():
        written = b"" if value is None else f" {name}={quoted(value)}".encode()
        pattern = re.compile(rb"""\s+""" + re.escape(name.encode()) + rb"""\s*=\s*(?:"[^"]*"|'[^']*')""")
        tag, found = pattern.subn(lambda _, text=written: text, tag, count=1)  # type: ignore[misc]
        if not found and written:
            end = -2 if tag.endswith(b"/>") else -1
            tag = tag[:end].rstrip() + written + tag[end:]
    return tag


def grown(part: Part, tree: Tree, node: Node, items: Sequence[str], *, count: bool = True) -> Iterator[Splice]:
    """Yield the splices that add items at the end of a list, opening it when it is self-closed, and to its `count`."""
    tag, content = part.data[node.start : node.inner], "".join(items).encode()
    if count:
        tag = with_attributes(tag, {"count": str(len(node.children) + len(items))})
    if node.inner == node.end:
        end_tag = f"</{tree.prefix}{node.name}>".encode()
        yield Splice(node.start, node.end, tag[:-2].rstrip() + b">" + content + end_tag)
    else:
        yield Splice(node.start, node.inner, tag)
        yield Splice(node.close, node.close, content)


def placed(tree: Tree, order: tuple[str, ...], name: str, content: str) -> Splice:
    """Return the splice that adds a child to the root, where the schema's order of names wants it.

    That is behind the last child that comes no later, so that children unknown to the order keep their neighbours.
    """
    rank = {known: number for number, known in enumerate(order)}
    before = [child.end for child in tree.root.children if rank.get(child.name, len(order)) <= rank[name]]
    at = before[-1] if before else tree.root.inner
    return Splice(at, at, content.encode())


def element(name: str, attributes: Iterable[tuple[str, str]] = (), content: str | None = None) -> str:
    """Write an element; without content it is self-closed. The content is XML already."""
    written = "".join(f" {key}={quoted(value)}" for key, value in attributes)
    return f"<{name}{written}/>" if content is None else f"<{name}{written}>{content}</{name}>"


def plain(text: str) -> str:
    """Write text as the content of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Write text as the value of an attribute, quotes included; line ends and tabs survive as references."""
    return f'"{plain(text).translate(QUOTED)}"'


def after_start_tag(data: bytes, start: int) -> int:
    """Return the offset behind the start tag that begins at an offset."""
    match = START_TAG.match(data, start)
    return match.end() if match else start


def after_end_tag(data: bytes, at: int, name: bytes) -> tuple[int, int]:
    """Return where an element's end tag begins and ends, when expat reports its end at an offset.

    For a self-closed element that is the offset behind it: both are the same.
    """
    if data.startswith(b"</" + name, at):
        return at, data.index(b">", at) + 1
    return at, at


def _ill_formed(part: Part, parser: expat.XMLParserType, error: expat.ExpatError) -> WorkbookError:
    return part.problem(f"is no valid XML at byte {parser.ErrorByteIndex:,} ({expat.ErrorString(error.code)})")


def _without_encoding(match: re.Match[str]) -> str:
    return match[0].replace(match[1], "")


def _end_tag(data: bytes, name: str) -> int:
    """Return where the end tag of an element is; the end of the data when it has none. The builder checks it."""
    match = re.search(rb"</(?:[\w.-]+:)?" + name.encode() + rb"\s*>", data)
    return match.start() if match else len(data)


class _Builder:
    def __init__(self, part: Part, big: str, interlude: Interlude | None) -> None:
        self.part = part
        self.prefix = ""
        self.top: list[Node] = []
        self.parser = expat.ParserCreate()
        self._big = big
        self._interlude = interlude
        self._open: list[Node] = []
        self._count = 0
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.take_over()

    def take_over(self) -> None:
        """Take the parser's events, from the start and again from the end tag of the big element on."""
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = None

    def let_go(self) -> None:
        """Part from the parser: as long as the two hold each other, they hold the part's data too."""
        self.parser.StartElementHandler = self.parser.EndElementHandler = None
        self.parser.CharacterDataHandler = self.parser.StartDoctypeDeclHandler = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open:
            self.prefix = name[: name.find(":") + 1]
        self._count += 1
        if self._count > MAX_NODES:
            raise self.part.problem("holds more elements than a workbook does")
        start = self.parser.CurrentByteIndex
        node = Node(self._local(name), attributes, start, after_start_tag(self.part.data, start))
        (self._open[-1].children if self._open else self.top).append(node)
        self._open.append(node)
        if self._interlude and len(self._open) == 2 and node.name == self._big and not self._is_empty(node):
            self._interlude.enter(self.parser, self.part, self.prefix)

    def _end(self, name: str) -> None:
        node = self._open.pop()
        if node.name != self._local(name):
            raise self.part.problem(HIDDEN_END)
        node.close = node.end = node.inner
        if not self._is_empty(node):
            node.close, node.end = after_end_tag(self.part.data, self.parser.CurrentByteIndex, name.encode())

    def _is_empty(self, node: Node) -> bool:
        return self.part.data.endswith(b"/>", node.start, node.inner)

    def _local(self, name: str) -> str:
        if not self.prefix:
            return name
        return name.removeprefix(self.prefix) if name.startswith(self.prefix) else f":{name}"

    def _doctype(self, *_: object) -> None:
        raise self.part.problem("holds a DOCTYPE, which no workbook needs and which is refused")
