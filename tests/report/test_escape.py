"""One list of attacks, held against every target."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from xml.etree import ElementTree as ET

import pytest

from kpi_sheets.report import escape

ATTACKS = [
    "=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1",
    "::error::owned", "a\n::set-output name=x::y", "a\r::error::x", "100%0A::error::x", "a,file=b:c",
    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "bell\x07", "\x9b31m", "turn\u202earound", "line\u2028end", "nul\x00",
    "<script>alert(1)</script>", "<img src=x onerror=y>", "a|b", "[x](http://y)", "![x](http://y)", "`code`", "# head",
    "*bold* _it_ ~no~", "@everyone", "http://x.example", "&lt;b&gt;", "<a href='javascript:x'>",
    "x' onload='x", "[a\\](b)", "\\[x](y)", "a\\|b", "]]>", "\"'<&>", "\ud800", "\ufffe",
]  # fmt: skip


@pytest.mark.parametrize("text", ATTACKS)
def test_a_terminal_sees_no_control(text: str) -> None:
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", escape.for_terminal(text))


@pytest.mark.parametrize("text", ATTACKS)
def test_markdown_shows_the_text_and_nothing_else(text: str) -> None:
    shown = escape.for_markdown(text)
    assert html.unescape(shown) == escape.for_terminal(text)
    assert not re.search(r"[<>|`*_\[\]@\\\n]|http:|&(?!#\d+;)", shown)


@pytest.mark.parametrize("text", ATTACKS)
def test_a_spreadsheet_takes_no_field_for_a_formula(text: str) -> None:
    line = io.StringIO()
    csv.writer(line).writerow([escape.for_csv(text)])
    (value,) = next(csv.reader(io.StringIO(line.getvalue(), newline="")))
    assert value.removeprefix("'") == text
    assert not value.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


@pytest.mark.parametrize("text", ATTACKS)
def test_json_says_the_text_and_shows_no_control(text: str) -> None:
    shown = escape.for_json({"text": text}, indent=1)
    assert json.loads(shown) == {"text": text}
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", shown)


@pytest.mark.parametrize("text", ATTACKS)
def test_sarif_has_no_link(text: str) -> None:
    shown = escape.for_sarif(text)
    assert not re.search(r"(?<!\\)\]\(", shown)
    assert shown.replace("\\[", "[").replace("\\]", "]").replace("\\\\", "\\") == text


@pytest.mark.parametrize("text", ATTACKS)
def test_html_shows_the_text_and_nothing_else(text: str) -> None:
    """The pages of the report are templates that escape whatever they are given."""
    pytest.importorskip("jinja2")
    from kpi_sheets.report.page.as_html import _environment

    shown = _environment().from_string("<p title='{{ text }}'>{{ text }}</p>").render(text=text)
    assert html.unescape(shown) == f"<p title='{text}'>{text}</p>"
    assert re.fullmatch(r"<p title='[^<>'\"]*'>[^<>'\"]*</p>", shown, re.DOTALL)


@pytest.mark.parametrize("text", ATTACKS)
def test_a_workflow_command_stays_one_command(text: str) -> None:
    assert len(f"::error::{escape.for_command(text)}".splitlines()) == 1
    assert not re.search(r"[:,\r\n]", escape.for_command_property(text))


@pytest.mark.parametrize("text", ATTACKS)
def test_xml_stays_well_formed(text: str) -> None:
    shown = escape.for_xml(text)
    element = ET.fromstring(f'<a b="{shown}">{shown}</a>')
    assert element.get("b") == element.text
    assert (element.text or "") == re.sub(escape.NOT_XML, lambda match: repr(match[0])[1:-1], text)


@pytest.mark.parametrize(
    ("sheet", "shown"),
    [("Blad1", "Blad1!C7"), ("Q3 doelen", "'Q3 doelen'!C7"), ("A1", "'A1'!C7"), ("KPI's", "'KPI''s'!C7")],
)
def test_a_reference_is_quoted_as_excel_does(sheet: str, shown: str) -> None:
    assert escape.sheet_reference(sheet, "C7") == shown
