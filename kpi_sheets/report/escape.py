"""Make text from a workbook harmless where it is shown."""

import re

# Control characters could move the cursor or change the terminal; the bidirectional ones could turn a line around.
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
SIMPLE_SHEET = re.compile(r"[^\W\d]\w*")
CELL_LIKE = re.compile(r"[A-Za-z]{1,3}\d+")


def for_terminal(text: str) -> str:
    """Return the text on one line, with line ends as spaces and other control characters written out (\\x1b)."""
    return CONTROLS.sub(_written_out, text)


def _written_out(match: re.Match[str]) -> str:
    character = match.group()
    return " " if character in "\n\r\t" else character.encode("unicode_escape").decode("ascii")


def sheet_reference(sheet: str, cell: str) -> str:
    """Return a cell's address as Excel writes it: Blad1!C7, or 'Q3 doelen'!C7 where the name asks for quotes."""
    name = for_terminal(sheet)
    if not SIMPLE_SHEET.fullmatch(name) or CELL_LIKE.fullmatch(name):
        name = "'" + name.replace("'", "''") + "'"
    return f"{name}!{cell}"
