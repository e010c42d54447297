"""Write findings into a workbook, as comments of the cells that they are about, and take them out again."""

from __future__ import annotations

import textwrap
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kpi_sheets.model import Finding, LintedWorkbook, column_letter
from kpi_sheets.workbook import Range, Sheet, place, read
from kpi_sheets.workbook.address import MAX_COLUMN
from kpi_sheets.workbook.book import OUR_AUTHOR
from kpi_sheets.workbook.patch import Notes, patch

LONGEST_LINE, LONGEST_TEXT = 1_000, 30_000
SHEET_ITSELF = "A1"

Place = tuple[int, int]


def annotate(result: LintedWorkbook) -> LintedWorkbook:
    """Give each cell that has findings a comment with all of them; what was written last time goes.

    Returns the result with the number of cells that are `annotated`, and those that are not because somebody else has
    commented them. Raises WorkbookError when the workbook can't be written.
    """
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in result.findings:
        found[finding.sheet].append(finding)
    sheets = read(result.path, wanted=lambda sheet: sheet.name in found).sheets
    wanted = {sheet.name: _texts(sheet, found[sheet.name]) for sheet in sheets}
    taken = [
        (sheet.name, address)
        for sheet in sheets
        for address in wanted[sheet.name]
        if (cell := sheet.cell(*place(address))) and cell.comment is not None
    ]
    for sheet, address in taken:
        del wanted[sheet][address]
    patch(result.path, [Notes(sheet, OUR_AUTHOR, texts) for sheet, texts in wanted.items()])
    return result._replace(annotated=sum(map(len, wanted.values())), unannotated=tuple(taken))


def remove_annotations(path: str) -> bool:
    """Take all comments of the linter out of a workbook; return whether there were any.

    Raises WorkbookError when the workbook can't be read or written.
    """
    sheets = read(path, wanted=lambda _sheet: False).sheets
    return patch(path, [Notes(sheet.name, OUR_AUTHOR, {}) for sheet in sheets])


def _texts(sheet: Sheet, findings: Iterable[Finding]) -> dict[str, str]:
    """Return what is to stand at each cell of a sheet, from top to bottom."""
    places = [(place(finding.cell or SHEET_ITSELF), finding) for finding in findings]
    shown = _first_of_merges(sheet.merges, sorted({at for at, _ in places}))
    by_cell: dict[Place, list[str]] = {}
    for at, finding in places:
        by_cell.setdefault(shown.get(at, at), []).append(_line(finding))
    return {
        f"{column_letter(column)}{row}": "\n".join(lines)[:LONGEST_TEXT]
        for (row, column), lines in sorted(by_cell.items())
    }


def _first_of_merges(merges: Iterable[Range], places: Sequence[Place]) -> Mapping[Place, Place]:
    """Return, for those of the ascending places that lie in merged cells, the one that is seen in their stead."""
    return {
        at: (merge.first_row, merge.first_column)
        for merge in merges
        for at in places[bisect_left(places, (merge.first_row, 0)) : bisect_right(places, (merge.last_row, MAX_COLUMN))]
        if merge.holds(*at)
    }


def _line(finding: Finding) -> str:
    """Return a finding as a paragraph, and the sentence to consider as another."""
    said = [f"{finding.code} {finding.name}: {finding.message}"]
    if finding.suggestion:
        said.append(f"→ {finding.suggestion}")
    return "\n".join(textwrap.shorten(text, LONGEST_LINE, placeholder=" …") for text in said)
