"""Read cell addresses and ranges: "C7", "$A$1:D9"."""

from __future__ import annotations

import re

from kpi_sheets.workbook.book import Range

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
MOST_DIGITS = 10
CELL = r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})"


def whole_number(text: str, otherwise: int = -1) -> int:
    """Return the number that up to ten digits write, else `otherwise`: XML may hold digits without end."""
    return int(text) if len(text) <= MOST_DIGITS and text.isdecimal() else otherwise


def column_number(letters: str) -> int:
    """Return the number of a column: A → 1, xfd → 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def place(address: str) -> tuple[int, int]:
    """Return the row and column of an address, from 1; raise ValueError for one that no sheet has."""
    match = re.fullmatch(CELL, address)
    if not match:
        raise ValueError(f'"{address}" is no cell')
    row, column = int(match[2]), column_number(match[1])
    if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
        raise ValueError(f'"{address}" is no cell')
    return row, column


def block(reference: str) -> Range:
    """Return the range that "A1:B9" or "A1" names; raise ValueError for one that no sheet has."""
    start, _, end = reference.partition(":")
    first, last = place(start), place(end or start)
    rows, columns = sorted((first[0], last[0])), sorted((first[1], last[1]))
    return Range(rows[0], columns[0], rows[1], columns[1])


def blocks(references: str) -> tuple[Range, ...]:
    """Return the ranges in a list with blanks between them (`sqref=`), without those that can't be read."""
    found = []
    for reference in references.split():
        try:
            found.append(block(_whole(reference)))
        except ValueError:
            continue
    return tuple(found)


def _whole(reference: str) -> str:
    """Spell out whole columns ("A:C") and whole rows ("1:3")."""
    start, colon, end = reference.replace("$", "").partition(":")
    if colon and start.isalpha() and end.isalpha():
        return f"{start}1:{end}{MAX_ROW}"
    if colon and start.isdigit() and end.isdigit():
        return f"A{start}:XFD{end}"
    return reference
