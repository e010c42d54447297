"""Colour a range of a sheet by a conditional format of its own."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from kpi_sheets.workbook.address import blocks, whole_number
from kpi_sheets.workbook.patch_edits import Highlight
from kpi_sheets.workbook.patch_styles import StyleSheet
from kpi_sheets.workbook.patch_tree import SHEET_ORDER, Node, Part, Splice, Tree, placed, plain, retagged


def coloured(part: Part, tree: Tree, styles: StyleSheet, highlight: Highlight) -> list[Splice]:
    """Return the splices that give a range its colours; none when it has them already.

    A format with the same rules that starts at the same cell is ours of last time: only its range is brought up to
    date.
    """
    known = next((node for node in tree.root.all("conditionalFormatting") if _is_ours(part, node, highlight)), None)
    if known is None:
        return [placed(tree, SHEET_ORDER, "conditionalFormatting", _format(tree, styles, highlight))]
    if known.attributes["sqref"] == str(highlight.range):
        return []
    return [retagged(part, known, sqref=str(highlight.range))]


def _is_ours(part: Part, node: Node, highlight: Highlight) -> bool:
    ranges = blocks(node.attributes.get("sqref", ""))
    if not ranges or ranges[0][:2] != highlight.range[:2]:
        return False
    return list(_formulas(part, node)) == [rule.formula for rule in highlight.rules]


def _formulas(part: Part, node: Node) -> Iterator[str]:
    for rule in node.all("cfRule"):
        for formula in rule.all("formula"):
            yield unescape(part.data[formula.inner : formula.close].decode())


def _format(tree: Tree, styles: StyleSheet, highlight: Highlight) -> str:
    first = max(_priorities(tree), default=0) + 1
    rules = [
        tree.tag(
            "cfRule",
            (
                ("type", "expression"),
                ("dxfId", str(styles.differential(rule))),
                ("priority", str(first + number)),
                ("stopIfTrue", "1"),
            ),
            tree.tag("formula", (), plain(rule.formula)),
        )
        for number, rule in enumerate(highlight.rules)
    ]
    return tree.tag("conditionalFormatting", (("sqref", str(highlight.range)),), "".join(rules))


def _priorities(tree: Tree) -> Iterator[int]:
    for node in tree.root.all("conditionalFormatting"):
        for rule in node.all("cfRule"):
            yield whole_number(rule.attributes.get("priority", ""), 0)
