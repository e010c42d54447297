"""Put the findings on a sheet of their own, each with a link to its cell."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_sheets.addin.surface import LiveBook, LiveSheet
from kpi_sheets.addin.values import live_value
from kpi_sheets.addin.words import say
from kpi_sheets.model import Finding
from kpi_sheets.report.escape import sheet_reference

TEXT = "@"  # cells of this format take what they get as it is, a formula included
WIDTHS = (20, 14, 30, 40, 90, 60)  # of the columns, in characters
HEAD_COLOUR = (228, 231, 235)
FIRST_ROW = 4  # the title, a blank row and the heads stand above
BLANKS: Sequence[str | None] = (None,) * 6


def show(book: LiveBook, own: str | None, findings: Sequence[Finding], language: str, summary: str) -> None:
    """Write the findings on the check sheet, `own` if there is one of an earlier time, and show it."""
    if own:
        sheet = book.sheets[own]
        sheet.used_range.clear_contents()
    else:
        sheet = _add(book, language)
    heads = say(language, "heads").split("|")
    title = say(language, "title", summary=summary)
    _write_texts(sheet, 1, [[title, *BLANKS[1:]], BLANKS, heads])
    if findings:
        _write_texts(sheet, FIRST_ROW, [_line(finding, language) for finding in findings])
        links = sheet.range((FIRST_ROW, 1), (FIRST_ROW + len(findings) - 1, 1))
        links.number_format = "General"
        links.formula = [[link(finding)] for finding in findings]
    sheet.activate()


def link(finding: Finding) -> str:
    """Return the formula of a link to the cell of a finding."""
    place = sheet_reference(finding.sheet, finding.cell)
    quoted = "'" + finding.sheet.replace("'", "''") + "'"
    return f"=HYPERLINK({_quoted(f'#{quoted}!{finding.cell}')},{_quoted(place)})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _add(book: LiveBook, language: str) -> LiveSheet:
    taken = {sheet.name.casefold() for sheet in book.sheets}
    name = say(language, "sheet")
    while name.casefold() in taken:
        name += " (KPI)"
    sheet = book.sheets.add(name, after=list(book.sheets)[-1])
    for column, width in enumerate(WIDTHS, 1):
        sheet.range((1, column)).column_width = width
    sheet.range((FIRST_ROW - 1, 1), (FIRST_ROW - 1, len(WIDTHS))).color = HEAD_COLOUR
    return sheet


def _write_texts(sheet: LiveSheet, row: int, lines: Sequence[Sequence[str | None]]) -> None:
    area = sheet.range((row, 1), (row + len(lines) - 1, len(lines[0])))
    area.number_format = TEXT
    area.value = [[live_value(text) for text in line] for line in lines]


def _line(finding: Finding, language: str) -> list[str | None]:
    return [
        None,
        say(language, f"severity_{finding.severity}"),
        f"{finding.code} {finding.name}",
        finding.kpi or None,
        finding.message,
        finding.suggestion,
    ]
