"""Read text as the file holds it: plain, rich, or shared by many cells."""

from __future__ import annotations

import re

from kpi_sheets.typed import TYPE_CHECKING
from kpi_sheets.workbook.markup import elements

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from kpi_sheets.workbook.budget import Budget
    from kpi_sheets.workbook.package import Package

ESCAPE = r"_x([0-9A-Fa-f]{4})_"
BLANKS = " \t\r\n"


def unescape(text: str) -> str:
    """Return text with its `_xHHHH_` escapes, which stand for characters XML can't hold, replaced."""
    if "_x" not in text:
        return text
    plain = re.sub(ESCAPE, lambda match: chr(int(match[1], 16)), text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def text_of(element: Element) -> str:
    """Return the text of a string item: its `<t>`, or those of its runs, without phonetic guides."""
    if len(element) == 1 and element[0].tag == "t":
        return unescape(_piece(element[0]))
    pieces: list[str] = []
    for child in element:
        if child.tag == "t":
            pieces.append(_piece(child))
        elif child.tag == "r":
            pieces += (_piece(run) for run in child if run.tag == "t")
    return unescape("".join(pieces))


def shared_strings(package: Package, part: str | None, budget: Budget) -> list[str]:
    """Return the texts that cells refer to by number, in order; none when the workbook has no such part."""
    if part is None:
        return []
    stream = elements(package, part, "sst")
    next(stream)
    texts: list[str] = []
    for element in stream:
        if element.tag == "si":
            text = text_of(element)
            budget.spend(part, len(text))
            texts.append(text)
    return texts


def _piece(element: Element) -> str:
    """Blanks at either end count only when the file says so, as in Excel."""
    text = element.text or ""
    return text if element.get("xml:space") == "preserve" else text.strip(BLANKS)
