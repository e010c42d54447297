"""Languages are told apart by their function words."""

from __future__ import annotations

import pytest

from kpi_sheets.language import available, detect, load


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        (
            "nl",
            [
                "Omzet verhogen met 10% in het derde kwartaal",
                "Het aantal klachten per maand",
                "Geen incidenten",
            ],
        ),
        ("en", ["Increase the revenue by 10%", "Number of complaints per month", "No incidents at all"]),
        ("de", ["Umsatz um 10% steigern", "Anzahl der Beschwerden pro Monat", "Keine Vorfälle im Jahr"]),
        ("fr", ["Augmenter le chiffre d'affaires de 10%", "Nombre de plaintes par mois", "Aucun incident"]),
        ("es", ["Aumentar las ventas un 10%", "Número de quejas por mes", "Ningún incidente en el año"]),
    ],
)
def test_detect(code: str, texts: list[str]) -> None:
    assert detect(texts) == code
    assert detect(iter(texts)) == code


@pytest.mark.parametrize("texts", [[], [""], ["95%"], ["MTTR", "NPS"], ["in"]])
def test_abstains(texts: list[str]) -> None:
    assert detect(texts) is None


def test_every_language_can_be_voted_for() -> None:
    assert all(len(load(code).words("function")) >= 40 for code in available())


@pytest.mark.parametrize("code", available())
def test_a_language_recognises_its_own_sentences(code: str) -> None:
    assert detect(load(code).table("status")["reasons"].values()) == code
