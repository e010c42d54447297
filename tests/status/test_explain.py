"""The why sentence and the labels, in every language."""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kpi_sheets import language
from kpi_sheets.language import Pack
from kpi_sheets.model import Accumulation, Assurance, Direction, Freshness, Period, Status, TrendBasis
from kpi_sheets.status import Defect, Measure, Reason, explain, judge, label
from kpi_sheets.status.writing import Writing

AS_OF = dt.date(2026, 11, 24)
HOME = Path(language.__file__).parent
PACKS = [Pack(path.parent.name, str(path.parent)) for path in sorted(HOME.glob("*/status.toml"))]
QUARTER = Measure(
    target=50, actual=30, accumulation=Accumulation.SUM, period=Period.QUARTER, measured_through=dt.date(2026, 11, 24)
)
LEVEL = Measure(target=99.5, actual=99.85, unit="%", measured_through=dt.date(2026, 10, 31))
ZERO = Measure(target=0, actual=2, direction=Direction.LOWER)
ONCE = Measure(
    target=4.5,
    actual=5.2,
    baseline=5.8,
    unit="%",
    direction=Direction.LOWER,
    period=Period.ONCE,
    start=dt.date(2026, 7, 1),
    deadline=dt.date(2026, 12, 31),
    measured_through=dt.date(2026, 11, 24),
)

DUTCH = [
    (QUARTER, "30 van 50; op 24-11 verwacht 29,9 → op schema"),
    (replace(QUARTER, actual=20), "20 van 50; op 24-11 verwacht 29,9 → achter"),
    (
        replace(QUARTER, measured_through=None, target=10000),
        "30 van 10.000 → achter (geen meetdatum: als volledige periode beoordeeld)",
    ),
    (replace(QUARTER, direction=Direction.LOWER, actual=51), "51, voorbij de grens van 50 → niet gehaald"),
    (
        replace(QUARTER, measured_through=dt.date(2026, 10, 5), frequency=Period.QUARTER),
        "30 van 50; op 05-10 verwacht 2,72 → te vroeg (5,43% van de tijd voorbij)",
    ),
    (LEVEL, "99,85% bij een norm van ≥ 99,5% → op schema"),
    (
        ZERO,
        "2 bij een norm van ≤ 0 → achter (norm 0: geen verhouding; geen meetdatum: als volledige periode beoordeeld)",
    ),
    (ONCE, "5,2%, van 5,8% naar 4,5%; op 24-11 verwacht 4,76% → achter"),
    (
        Measure(low=4, high=6, actual=5.5, direction=Direction.BAND, measured_through=AS_OF),
        "5,5 bij een norm van 4 tot en met 6 → op schema",
    ),
    (Measure(target=5), "norm 5, nog geen meting → geen cijfer"),
    (Measure(low=4, high=6, direction=Direction.BAND), "norm 4 tot en met 6, nog geen meting → geen cijfer"),
    (Measure(target=5, start=dt.date(2027, 1, 1)), "begint op 01-01-2027 → nog niet gestart"),
    (
        Measure(target=5, actual=0, period=Period.MONTH, measured_through=dt.date(2025, 8, 31)),
        "laatste cijfer 0 van 31-08-2025, daarna niets ontvangen → geen cijfer",
    ),
    (Measure(actual=5), "geen norm om 5 mee te vergelijken → geen norm"),
    (Measure(), "norm en cijfer zijn leeg → geen norm"),
    (
        replace(LEVEL, actual=50, accepted_until=dt.date(2026, 12, 31), inferred=("accumulation", "direction")),
        "50% bij een norm van ≥ 99,5% → geaccepteerd (tot en met 31-12; afgeleid: hoger is beter, laatste stand)",
    ),
    (
        Measure(target=5, defect=Defect(Reason.FORMULA_ERROR, "actual", "F7")),
        "realisatie (F7) is een formulefout → fout in definitie",
    ),
    (
        replace(LEVEL, actual=0.9985),
        "procenten en breuken door elkaar: 0,9985% naast een norm van 99,5% → fout in definitie",
    ),
]


@pytest.mark.parametrize(("measure", "sentence"), DUTCH)
def test_why_in_dutch(measure: Measure, sentence: str) -> None:
    assert explain(judge(measure, AS_OF), language.load("nl")) == sentence


WRITTEN = {
    "nl": "30 van 12.500,5; op 24-11 verwacht 7.473 → achter",
    "en": "30 of 12,500.5; 7,473 expected by 24 Nov → off track",
    "de": "30 von 12.500,5; am 24.11. erwartet 7.473 → im Rückstand",
    "fr": "30 sur 12\u202f500,5 ; 7\u202f473 attendu au 24/11 → en retard",
    "es": "30 de 12.500,5; se esperaba 7.473 al 24/11 → atrasado",
}


@pytest.mark.parametrize(("code", "sentence"), WRITTEN.items())
def test_numbers_and_dates_are_written_the_languages_way(code: str, sentence: str) -> None:
    assert explain(judge(replace(QUARTER, target=12500.5), AS_OF), language.load(code)) == sentence


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)
def test_a_sentence_writes_numbers_as_the_language_reads_them(pack: Pack) -> None:
    numbers = pack.table("pack")["numbers"]
    assert f"12{numbers['group']}500{numbers['decimal']}5" in explain(
        judge(replace(QUARTER, target=12500.5), AS_OF), pack
    )


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)
def test_every_label_is_there(pack: Pack) -> None:
    texts = pack.table("status")
    assert set(texts["status"]) == set(texts["verdict"]) == set(Status)
    assert set(texts["freshness"]) == set(Freshness)
    assert set(texts["assurance"]) == set(Assurance)
    assert set(texts["trend"]) >= set(TrendBasis)
    assert set(texts["reasons"]) == set(Reason)
    assert set(texts["inferred"]) == {*Direction, *Accumulation}
    assert len({label(status, pack) for status in Status}) == len(Status)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)
def test_every_pack_says_the_same_things(pack: Pack) -> None:
    reference = language.load("en").table("status")
    assert dict(_placeholders(pack.table("status"))).keys() == dict(_placeholders(reference)).keys()
    for key, names in _placeholders(pack.table("status")):
        if not key.startswith("writing"):
            assert names == dict(_placeholders(reference))[key], key


def test_there_are_four_packs() -> None:
    assert {pack.code for pack in PACKS} >= {"nl", "en", "de", "fr"}


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)
def test_every_pack_can_infer(pack: Pack) -> None:
    for words in ("lower", "higher", "averaged"):
        assert pack.words(words)


@pytest.mark.parametrize(
    ("value", "entered", "computed"),
    [
        (0.0, "0", "0"),
        (-0.0001, "-0,0001", "-0,0001"),
        (1234567.891, "1.234.567,891", "1.234.568"),
        (29.891304, "29,891304", "29,9"),
        (2.0000000000001, "2", "2"),
        (-10577.0, "-10.577", "-10.577"),
    ],
)
def test_numbers(value: float, entered: str, computed: str) -> None:
    writing = Writing.of(language.load("nl").table("status")["writing"])
    assert (writing.number(value), writing.rounded(value)) == (entered, computed)


def _placeholders(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, frozenset[str | None]]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _placeholders(value, f"{prefix}{key}.")
        elif isinstance(value, str):
            yield f"{prefix}{key}", frozenset(name for _, name, _, _ in string.Formatter().parse(value) if name)
