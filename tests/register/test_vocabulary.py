"""What headers mean, in every language there is a pack for."""

from __future__ import annotations

import pytest

from kpi_sheets.register.lexicon import Lexicon
from kpi_sheets.register.schema import load_default
from kpi_sheets.register.vocabulary import Vocabulary, one_slip_apart

HEADERS = """
KPI name | name
Prestatie-indicatoren | name
Kennzahl | name
Nombre KPI | name
nomIndicateur | name
KPI Target | target
Streefwaarde 2021 | target
Norm/Target | target
Doel (Target) | target
Zielwert 2025 | target
Valeur cible | target
MonthTarget | target
Realisatie 2018 | actual
Ist-Wert | actual
Réalisé | actual
Realizado | actual
Current Actuals | actual
Owner of the target | owner
Single Person Responsible | owner
Verantwortlich | owner
Unidad de medida | unit
Meetfrequentie | frequency
Frecuencia de cálculo | frequency
Messfrequenz | frequency
Initial metric value | baseline
Nulmeting | baseline
threshhold | amber_limit
Drempel/Trigger | amber_limit
UpperBound | high
LSL | low
higher_value_is_better | direction
Numerator calculation | formula
Meetmethode | formula
Indicator definition | definition
Actual vs Target | variance
Weighted Score | score
Due Date | deadline
Gemeten t/m | measured_through
Afdelingsdoelwaarde | target
"""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    schema = load_default()
    return Lexicon(schema.kpis[0], schema.words).vocabulary


@pytest.mark.parametrize(
    ("header", "key"), [tuple(map(str.strip, line.split("|"))) for line in HEADERS.strip().splitlines()]
)
def test_header_names_its_field(vocabulary: Vocabulary, header: str, key: str) -> None:
    assert vocabulary.match_text(header)[0].key == key


@pytest.mark.parametrize("header", ["", "Q", "zzz", "1234", "Invoice number of the order that was sent by mail " * 3])
def test_other_words_name_no_field_for_sure(vocabulary: Vocabulary, header: str) -> None:
    assert not any(match.sure and match.score > 0.7 for match in vocabulary.match_text(header))


def test_a_word_of_a_name_counts_less_than_the_name(vocabulary: Vocabulary) -> None:
    whole = vocabulary.match_text("Target")[0].score
    part = next(match.score for match in vocabulary.match_text("Sales target") if match.key == "target")
    inside = next(match.score for match in vocabulary.match_text("Target group name") if match.key == "target")
    assert whole > part > inside


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("target", "targt", True),
        ("target", "tarrget", True),
        ("target", "tagret", True),
        ("target", "terget", True),
        ("target", "forget", False),
        ("weight", "height", False),
        ("target", "targets", True),
        ("source", "course", False),
    ],
)
def test_one_slip_apart(one: str, other: str, slip: bool) -> None:
    assert one_slip_apart(one, other) is slip
    assert one_slip_apart(other, one) is slip
