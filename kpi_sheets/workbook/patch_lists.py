"""The lists in which a package names its parts: the type of each, and the links from one to another."""

from __future__ import annotations

import posixpath

from kpi_sheets.workbook.package import Package, resolve
from kpi_sheets.workbook.patch_tree import Node, Part, Splice, Tree, grown, load, parse, spliced

CONTENT_TYPES = "[Content_Types].xml"
NO_LINKS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)

NewParts = dict[str, bytes | None]


class ContentTypes:
    """What each part is; parts come and go."""

    def __init__(self, package: Package) -> None:
        """Nothing is read before something changes."""
        self._package = package
        self._gone: set[str] = set()
        self._new: dict[str, str] = {}

    def added(self, names: str, kind: str) -> str:
        """Return the name of a new part of a content type: the first of the form "xl/comments{}.xml" that is free."""
        number = 1
        while (name := names.format(number)) in self._package or name in self._new:
            number += 1
        self._new[name] = kind
        return name

    def drop(self, part: str) -> None:
        """Forget a part."""
        self._gone.add(f"/{part}".lower())

    def changed(self) -> NewParts:
        """Return the list of content types, where it changes."""
        if not self._gone and not self._new:
            return {}
        listing = load(self._package, CONTENT_TYPES)
        tree = parse(listing)
        usual = {node.attributes.get("Extension", "").lower(): node.attributes for node in tree.root.all("Default")}
        own = [
            tree.tag("Override", (("PartName", f"/{part}"), ("ContentType", kind)))
            for part, kind in self._new.items()
            if usual.get(part.rpartition(".")[2], {}).get("ContentType") != kind
        ]
        splices = [
            Splice(node.start, node.end, b"")
            for node in tree.root.children
            if node.attributes.get("PartName", "").lower() in self._gone
        ]
        content = spliced(listing.data, [*splices, *grown(listing, tree, tree.root, own, count=False)])
        return {listing.name: content} if content != listing.data else {}


class Links:
    """The links of one part to others; they come and go, and with them the list."""

    def __init__(self, package: Package, part: str) -> None:
        """Read the list; a part without one may get it."""
        folder, name = posixpath.split(part)
        self._package, self._owner = package, part
        self._name = posixpath.join(folder, "_rels", f"{name}.rels")
        known = self._name in package
        self._part = load(package, self._name) if known else Part(package, self._name, NO_LINKS.encode())
        self._tree: Tree = parse(self._part)
        self._gone: list[Node] = []
        self._new: dict[str, str] = {}

    def add(self, kind: str, target: str) -> str:
        """Link to a part; `kind` is the whole type of the link. Return the link's id."""
        taken = {node.attributes.get("Id", "") for node in self._tree.root.children} | set(self._new)
        number = 1
        while f"rId{number}" in taken:
            number += 1
        path = posixpath.relpath(f"/{target}", f"/{posixpath.dirname(self._owner)}")
        attributes = (("Id", f"rId{number}"), ("Type", kind), ("Target", path))
        self._new[f"rId{number}"] = self._tree.tag("Relationship", attributes)
        return f"rId{number}"

    def drop(self, target: str) -> None:
        """Unlink a part."""
        for node in self._tree.root.children:
            to = resolve(self._owner, node.attributes.get("Target", ""))
            if node.attributes.get("TargetMode") != "External" and to.lower() == target.lower():
                self._gone.append(node)

    def changed(self) -> NewParts:
        """Return the list where it changes, None for one in which nothing is left."""
        if not self._gone and not self._new:
            return {}
        if len(self._gone) == len(self._tree.root.children) and not self._new:
            return {self._name: None}
        splices = [Splice(node.start, node.end, b"") for node in self._gone]
        new = grown(self._part, self._tree, self._tree.root, list(self._new.values()), count=False)
        return {self._name: spliced(self._part.data, [*splices, *new])}
