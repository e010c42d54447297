"""`kpi-sheets check`, through the real command line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kpi_sheets.cli.by_click import cli

AS_OF = ["--as-of", "2026-11-24"]


def check(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["check", *AS_OF, *arguments], input=stdin)


def judged(text: str) -> dict[str, Any]:
    document = json.loads(check("--format", "jsonl", text).stdout)
    assert isinstance(document, dict)
    return document


def test_a_good_statement_gets_no_remark() -> None:
    result = check("10 nieuwe klanten per maand via social media")
    assert (result.exit_code, result.stdout) == (0, "✓ 10 nieuwe klanten per maand via social media\n")


def test_a_wish_fails_on_all_three() -> None:
    result = check("Klanttevredenheid verbeteren")
    assert result.exit_code == 1
    for code in ("S102", "M201", "T501"):
        assert code in result.stdout


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("10.000 bezoekers per maand op de website", (True, True, True)),
        ("50 nieuwe klanten per kwartaal", (True, True, True)),
        ("90% medewerkerstevredenheid bij kwartaalenquête", (True, True, True)),
        ("5% kostenbesparing binnen 6 maanden", (True, True, True)),
        ("gemiddelde responstijd < 2 uur", (True, True, False)),
        ("€ 10.000 omzet per maand via organisch verkeer", (True, True, True)),
        ("30% conversie bij e-mailcampagnes", (True, True, False)),
        ("10 nieuwe klanten per maand via social media", (True, True, True)),
        ("10,000 visitors per month on the website", (True, True, True)),
        ("Average response time < 2 hours", (True, True, False)),
        ("Improve customer satisfaction", (False, False, False)),
    ],
)
def test_the_three_labels(text: str, labels: tuple[bool, bool, bool]) -> None:
    document = judged(text)
    assert (document["specific"], document["measurable"], document["time_bound"]) == labels


def test_jsonl_holds_the_slots() -> None:
    document = judged("€ 10.000 omzet per maand vóór 31-12-2027")
    assert document["language"] == "nl"
    assert document["slots"] == {
        "quantity": {"text": "€ 10.000", "value": 10000.0, "unit": "EUR", "comparator": None},
        "period": {"text": "per maand", "value": "month"},
        "deadline": {"text": "vóór 31-12-2027", "date": "2027-12-31"},
    }


def test_statements_come_from_standard_input_one_a_line() -> None:
    result = check("-", "--format", "jsonl", stdin="50 nieuwe klanten per kwartaal\n\nKwaliteit\n")
    texts = [json.loads(line)["text"] for line in result.stdout.splitlines()]
    assert (texts, result.exit_code) == (["50 nieuwe klanten per kwartaal", "Kwaliteit"], 1)


def test_the_labels_do_not_depend_on_the_selection() -> None:
    result = check("--select", "M201", "--format", "jsonl", "Kwaliteit")
    document = json.loads(result.stdout)
    assert document["specific"] is False
    assert {finding["code"] for finding in document["findings"]} == {"M201"}


@pytest.mark.parametrize(
    ("options", "code"),
    [(["--exit-zero"], 0), (["--ignore", "M,S,T"], 0), (["--select", "s102"], 1), (["--select", "abstract-topic"], 1)],
)
def test_the_exit_code_follows_the_options(options: list[str], code: int) -> None:
    assert check(*options, "Kwaliteit").exit_code == code


def test_a_better_sentence_comes_with_the_first_remark() -> None:
    first, *rest = judged("Klanttevredenheid verbeteren")["findings"]
    assert first["suggestion"] == "Klanttevredenheidsscore van ‹nulmeting› naar ‹norm› vóór ‹datum›"
    assert [finding["suggestion"] for finding in rest] == [None, None]


def test_what_was_understood_is_underlined() -> None:
    shown = check("--explain", "50 nieuwe klanten per kwartaal").stdout.splitlines()
    assert shown[1:] == [
        "  50 nieuwe klanten per kwartaal",
        "  ~~  amounts",
        "            ~~~~~~~  head",
        "                    ~~~~~~~~~~~~  cadence",
    ]


def test_messages_in_another_language() -> None:
    assert "a topic, not a measure" in check("--messages", "en", "Kwaliteit verbeteren").stdout


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in check("Kwaliteit \x1b[31m verbeteren").stdout


def test_no_statement_is_a_usage_error() -> None:
    assert check("--language", "xx", "Kwaliteit").exit_code == 2
