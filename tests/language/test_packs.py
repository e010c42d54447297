"""Every language pack is well-formed, and agrees with the Unicode CLDR."""

from __future__ import annotations

import json
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from babel import Locale
from babel.numbers import get_currency_symbol

from kpi_sheets.language import available, load
from kpi_sheets.statement.lexicon import OPEN_CLASSES, lexicon

STATUS_WORDS = ("lower", "higher", "averaged")  # from which status infers what a sheet doesn't say
OTHER_LISTS = (
    "function",
    "unit_needed",
    "role",
    "everybody",
    "vanity",
    "share",
)  # what tells a language; what rules read
FILES = [(code, path) for code in available() for path in sorted(Path(load(code).path("words")).iterdir())]
LARGEST = 200_000  # bytes: what still splits in well under a millisecond
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
def test_every_class_has_its_file(code: str) -> None:
    assert {path.stem for owner, path in FILES if owner == code} == {*OPEN_CLASSES, *STATUS_WORDS, *OTHER_LISTS}


@pytest.mark.parametrize(("code", "path"), FILES, ids=lambda part: getattr(part, "stem", part))
def test_a_file_is_sorted_says_what_it_holds_and_stays_quick_to_load(code: str, path: Path) -> None:
    words = load(code).words(path.stem)
    assert words
    assert [pair for pair in pairwise(words) if pair[0] >= pair[1]] == []
    assert path.read_text(encoding="utf-8").startswith("# ")
    assert path.stat().st_size < LARGEST


@pytest.mark.parametrize("code", available())
def test_words_are_written_the_way_text_is_looked_up(code: str) -> None:
    """Lower case, single spaces, straight apostrophes."""
    words = [word for name in OPEN_CLASSES for word in load(code).words(name)]
    assert [word for word in words if word != " ".join(word.lower().replace("’", "'").split())] == []


@pytest.mark.parametrize("code", available())
def test_only_a_topic_that_can_be_counted_has_two_classes(code: str) -> None:
    lists = {name: set(load(code).words(name)) for name in OPEN_CLASSES}
    shared = {(one, two) for one, two in combinations(OPEN_CLASSES, 2) if lists[one] & lists[two]}
    assert shared <= {("topic", "countable")}


@pytest.mark.parametrize("code", available())
def test_every_listed_word_is_found(code: str) -> None:
    built = lexicon(load(code))
    listed = [word for name in OPEN_CLASSES for word in load(code).words(name) if word.isalpha()]
    assert [word for word in listed if built.word(word) is None] == []
