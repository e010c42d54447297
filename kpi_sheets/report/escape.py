"""Make text from a workbook harmless where it is shown: one function for each target."""

import re

from kpi_sheets.typed import Any

# Patterns as text: the first text that asks for one has it compiled, and most texts ask for none.
# Control characters could move the cursor or change the terminal; the bidirectional ones could turn a line around.
CONTROLS = "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]"
MARKDOWN = r"[\\`*_{}\[\]<>()#+\-.!|~@&$:]"
LINK = r"([\\\[\]])"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
COMMAND_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
COMMAND_PROPERTY = COMMAND_DATA | str.maketrans({":": "%3A", ",": "%2C"})
NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # slow to compile, and seldom needed
XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
CELL_LIKE = r"[A-Za-z]{1,3}\d+"


def for_terminal(text: str) -> str:
    """Return the text on one line, with line ends as spaces and other control characters written out (\\x1b)."""
    return text if text.isprintable() else re.sub(CONTROLS, _written_out, text)


def for_markdown(text: str) -> str:
    """Return the text so that a Markdown table shows it as it is: no markup, no HTML, no mention, on one line."""
    return re.sub(MARKDOWN, _as_entity, for_terminal(text))


def for_csv(text: str) -> str:
    """Return the text so that a spreadsheet takes it for text: an apostrophe before what could start a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def for_json(value: object, **layout: Any) -> str:
    """Return a value as JSON that a terminal can show: control characters in its texts are written as \\u009b."""
    import json  # a report as text needs none

    return re.sub(CONTROLS, _as_json, json.dumps(value, ensure_ascii=False, **layout))


def for_sarif(text: str) -> str:
    """Return the text as a message of SARIF, in which "[text](address)" would be a link."""
    return re.sub(LINK, r"\\\1", text) if "](" in text else text


def for_command(text: str) -> str:
    """Return the text as the message of a workflow command of GitHub: it can't end the line or start another."""
    return _controls_written_out(text).translate(COMMAND_DATA)


def for_command_property(text: str) -> str:
    """Return the text as a property of a workflow command (`file=`, `title=`)."""
    return _controls_written_out(text).translate(COMMAND_PROPERTY)


def for_xml(text: str) -> str:
    """Return the text as the value of an attribute or the content of an element, without what XML can't hold."""
    return re.sub(NOT_XML, _written_out, text).translate(XML)


def sheet_reference(sheet: str, cell: str) -> str:
    """Return a cell's address as Excel writes it: Blad1!C7, or 'Q3 doelen'!C7 where the name asks for quotes."""
    name = for_terminal(sheet)
    if not _is_word(name) or (name[-1].isdecimal() and re.fullmatch(CELL_LIKE, name)):
        name = "'" + name.replace("'", "''") + "'"
    return f"{name}!{cell}" if cell else name


def _is_word(name: str) -> bool:
    return name.replace("_", "x").isalnum() and not name[0].isdecimal()


def _controls_written_out(text: str) -> str:
    return re.sub(CONTROLS, lambda match: match[0] if match[0] in "\r\n" else _written_out(match), text)


def _as_json(match: re.Match[str]) -> str:
    return match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}"  # line ends are the layout's own


def _written_out(match: re.Match[str]) -> str:
    character = match.group()
    return " " if character in "\n\r\t" else character.encode("unicode_escape").decode("ascii")


def _as_entity(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"
