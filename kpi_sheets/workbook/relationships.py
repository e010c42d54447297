"""Follow the links from one part of a workbook to another."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from kpi_sheets.typed import NamedTuple
from kpi_sheets.workbook.markup import elements
from kpi_sheets.workbook.package import Package, resolve


class Relationship(NamedTuple):
    """A link: `kind` is the last word of its type ("worksheet", "table", …), `target` the name of a part."""

    kind: str
    target: str


def relationships(package: Package, part: str) -> Mapping[str, Relationship]:
    """Return the links of a part by id, without those that lead outside; "" is the package itself."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in package:
        return {}
    stream = elements(package, listing, "Relationships")
    next(stream)
    return {
        link.get("Id", ""): Relationship(link.get("Type", "").rpartition("/")[2], resolve(part, link.get("Target", "")))
        for link in stream
        if link.tag == "Relationship" and link.get("TargetMode") != "External"
    }
