"""Every language pack is well-formed, and agrees with the Unicode CLDR."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from babel import Locale
from babel.numbers import get_currency_symbol

from kpi_sheets.language import available, load
from kpi_sheets.statement.lexicon import OPEN_CLASSES, lexicon

SCHEMA = Path(__file__).parents[2] / "schemas" / "language-pack.schema.json"


def pack(code: str) -> dict[str, Any]:
    return load(code).table("pack")


@pytest.mark.parametrize("code", available())
def test_schema(code: str) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(pack(code), schema)


def test_schema_refuses_a_pack_that_lacks_a_part() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    broken = {key: value for key, value in pack("nl").items() if key != "numbers"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


@pytest.mark.parametrize("code", available())
def test_months(code: str) -> None:
    locale = Locale.parse(code)
    for number, names in enumerate(pack(code)["dates"]["months"], 1):
        assert locale.months["format"]["wide"][number].lower() == names[0]
        assert locale.months["format"]["abbreviated"][number].lower().rstrip(".") in names


@pytest.mark.parametrize("code", available())
def test_weekdays(code: str) -> None:
    days = Locale.parse(code).days["format"]["wide"]
    assert [days[number].lower() for number in range(7)] == pack(code)["dates"]["weekdays"]


@pytest.mark.parametrize("code", available())
def test_number_symbols(code: str) -> None:
    symbols = Locale.parse(code).number_symbols["latn"]
    assert pack(code)["numbers"]["decimal"] == symbols["decimal"]
    assert pack(code)["numbers"]["group"] == symbols["group"]


@pytest.mark.parametrize("code", available())
def test_currencies(code: str) -> None:
    for currency, texts in pack(code)["units"]["currency"].items():
        assert Locale.parse(code).currencies[currency]
        assert currency.lower() in texts
    assert get_currency_symbol("EUR", code) in pack(code)["units"]["currency"]["EUR"]


@pytest.mark.parametrize("code", available())
def test_words_are_lower_case_and_single(code: str) -> None:
    for name in OPEN_CLASSES:
        words = load(code).words(name)
        assert words, name
        assert len(set(words)) == len(words), name
        assert [word for word in words if word != word.lower()] == [], name


@pytest.mark.parametrize("code", available())
def test_every_listed_word_is_found(code: str) -> None:
    built = lexicon(load(code))
    listed = [word for name in OPEN_CLASSES for word in load(code).words(name) if word.isalpha()]
    assert [word for word in listed if built.word(word) is None] == []
