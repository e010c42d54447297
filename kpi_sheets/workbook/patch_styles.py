"""Styles the patch adds: the style of a cell with another number format, and the colours of a conditional format.

Both are appended, so that every style number in the workbook keeps its meaning. Colours are differential styles, one
a rule; never a cell style per cell.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi_sheets.workbook.address import whole_number
from kpi_sheets.workbook.dates import Shown, shown_as
from kpi_sheets.workbook.errors import REPAIR, WorkbookError
from kpi_sheets.workbook.package import Package
from kpi_sheets.workbook.patch_edits import Rule
from kpi_sheets.workbook.patch_tree import (
    Node,
    Splice,
    grown,
    load,
    parse,
    placed,
    spliced,
    with_attributes,
)
from kpi_sheets.workbook.styles import BUILT_IN, GENERAL

ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
# Programs agree on what these built-in formats mean; 27-36 and 50-58 follow the locale of whoever opens the file.
AGREED = (*range(23), *range(37, 50))
NUMBERS = {code: number for number, code in reversed(BUILT_IN.items()) if number in AGREED}
FIRST_OWN_FORMAT = 164  # the numbers below are Excel's own
DATE, DATE_TIME = "mm-dd-yy", "m/d/yy h:mm"  # numbers 14 and 22, which every program shows as its user writes dates
DATES = frozenset({Shown.DATE, Shown.DATE_TIME})


class StyleSheet:
    """The styles of a workbook, to which may be added. Styles are named by their number, as cells do in `s=`."""

    def __init__(self, package: Package, part: str | None) -> None:
        """Read the styles when they are first needed; `part` is None for a workbook without any."""
        self._package = package
        self._name = part
        self._loaded = False

    def date(self, style: str, *, with_time: bool) -> str:
        """Return the style that shows a date like this one does: itself when it already does."""
        if shown_as(self._code_of(style)) in DATES:
            return style
        return self.formatted(style, DATE_TIME if with_time else DATE)

    def formatted(self, style: str, code: str) -> str:
        """Return the style with this number format and all else of the given one; it is appended when there is none.

        One that shows percentages already keeps the decimals that somebody chose.
        """
        own = self._code_of(style)
        if own == code or ("%" in own and "%" in code):
            return style
        if (style, code) not in self._derived:
            self._derived[style, code] = self._append_format(style, code)
        return self._derived[style, code]

    def differential(self, rule: Rule) -> int:
        """Return the number of a new differential style with the colours of a rule."""
        self._load()
        tag = self._tree.tag
        fill = tag(
            "patternFill",
            (("patternType", "solid"),),
            tag("fgColor", _rgb(rule.fill)) + tag("bgColor", _rgb(rule.fill)),
        )
        self._colours.append(tag("dxf", (), tag("font", (), tag("color", _rgb(rule.text))) + tag("fill", (), fill)))
        return self._first_colour + len(self._colours) - 1

    def changed(self) -> dict[str, bytes]:
        """Return the styles part with what was added, or nothing when nothing was."""
        if not self._loaded or not (self._formats or self._styles or self._colours):
            return {}
        return {self._part.name: spliced(self._part.data, self._splices())}

    def _load(self) -> None:
        if self._loaded:
            return
        if self._name is None:
            raise self._missing()
        self._part = load(self._package, self._name)
        self._tree = parse(self._part)
        root = self._tree.root
        self._cells = root.first("cellXfs")
        self._known = list(self._cells.all("xf")) if self._cells else []
        self._codes = dict(BUILT_IN) | dict(_own_formats(root.first("numFmts")))
        self._derived: dict[tuple[str, str], str] = {}
        self._formats: list[str] = []
        self._styles: list[str] = []
        self._colours: list[str] = []
        differential = root.first("dxfs")
        self._first_colour = len(list(differential.all("dxf"))) if differential else 0
        self._loaded = True

    def _missing(self) -> WorkbookError:
        return self._package.problem("", "the workbook has no styles to add to", REPAIR)

    def _style(self, style: str) -> Node:
        self._load()
        number = whole_number(style, len(self._known))
        if number >= len(self._known):
            raise self._part.problem(f"style {style[:20]} is not defined")
        return self._known[number]

    def _code_of(self, style: str) -> str:
        number = self._style(style).attributes.get("numFmtId", "0")
        return self._codes.get(whole_number(number, 0), GENERAL)

    def _append_format(self, style: str, code: str) -> str:
        """Append the style with another number format, and the format too unless Excel or the workbook has it."""
        node = self._style(style)
        changes: dict[str, str | None] = {"numFmtId": str(self._number_of(code)), "applyNumberFormat": "1"}
        start_tag = with_attributes(self._part.data[node.start : node.inner], changes)
        self._styles.append((start_tag + self._part.data[node.inner : node.end]).decode())
        return str(len(self._known) + len(self._styles) - 1)

    def _number_of(self, code: str) -> int:
        if code in NUMBERS:
            return NUMBERS[code]
        own = ((number, known) for number, known in self._codes.items() if number >= FIRST_OWN_FORMAT)
        number = next((number for number, known in own if known == code), None)
        if number is None:
            number = max(FIRST_OWN_FORMAT, max(self._codes) + 1)
            self._codes[number] = code
            self._formats.append(self._tree.tag("numFmt", (("numFmtId", str(number)), ("formatCode", code))))
        return number

    def _splices(self) -> Iterator[Splice]:
        yield from self._added("numFmts", self._formats)
        yield from self._added("cellXfs", self._styles)
        yield from self._added("dxfs", self._colours)

    def _added(self, name: str, items: list[str]) -> Iterator[Splice]:
        """Add items to a list of the style sheet, and to its count; an absent list is made."""
        if not items:
            return
        node = self._tree.root.first(name)
        if node is None:
            content = self._tree.tag(name, (("count", str(len(items))),), "".join(items))
            yield placed(self._tree, ORDER, name, content)
            return
        yield from grown(self._part, self._tree, node, items)


def _own_formats(formats: Node | None) -> Iterator[tuple[int, str]]:
    for node in formats.all("numFmt") if formats else ():
        number = whole_number(node.attributes.get("numFmtId", ""))
        if number >= 0:
            yield number, node.attributes.get("formatCode", GENERAL)


def _rgb(colour: str) -> tuple[tuple[str, str]]:
    return (("rgb", f"FF{colour}"),)
