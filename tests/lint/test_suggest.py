"""A better sentence, from what the statement and its row say."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kpi_sheets.language import load
from kpi_sheets.lint.context import Context
from kpi_sheets.lint.request import Request
from kpi_sheets.lint.suggest import suggestion
from kpi_sheets.model import Period, Quantity
from tests.lint.examples import Example, table_of


def suggested(example: Example, language: str) -> str | None:
    kpi = table_of(example, language).kpis[0]
    return suggestion(Context(kpi, load(language), Request((), dt.date(2026, 11, 24))))


@pytest.mark.parametrize(
    ("language", "statement", "better"),
    [
        ("nl", "Klanttevredenheid verbeteren", "Klanttevredenheidsscore van ‹nulmeting› naar ‹norm› vóór ‹datum›"),
        ("nl", "Meer omzet", "Omzet van ‹nulmeting› naar ‹norm› vóór ‹datum›"),
        ("nl", "Kwaliteit", "‹maat voor kwaliteit›: ‹norm› per ‹periode›"),
        ("nl", "20% groei", "‹wat u telt›: 20% per ‹periode›"),
        ("nl", "Gemiddelde responstijd < 2 uur", "Gemiddelde responstijd: < 2 uur per ‹periode›"),
        ("en", "Improve customer satisfaction", "Customer satisfaction score from ‹baseline› to ‹target› by ‹date›"),
        ("en", "Average response time < 2 hours", "Average response time: < 2 hours per ‹period›"),
        ("en", "Reduce churn by Q4 2027", "Churn from ‹baseline› to ‹target› by Q4 2027"),
        ("de", "Umsatz steigern", "Umsatz von ‹Ausgangswert› auf ‹Zielwert› bis ‹Datum›"),
        ("de", "Qualität verbessern", "‹Maß für Qualität› von ‹Ausgangswert› auf ‹Zielwert› bis ‹Datum›"),
        ("fr", "Améliorer la satisfaction client", "Satisfaction client (note) de ‹valeur de départ› à ‹cible› avant le ‹date›"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(language: str, statement: str, better: str) -> None:
    assert suggested(statement, language) == better


@pytest.mark.parametrize(
    ("language", "row", "better"),
    [
        ("nl", {"name": "Omzet", "target": Quantity(10000, "EUR"), "period": Period.MONTH}, "Omzet: € 10.000 per maand"),
        ("nl", {"name": "Verzuim verlagen", "target": 4.5, "unit": "%", "baseline": 5.8}, "Verzuim van 5,8% naar 4,5% vóór ‹datum›"),
        ("en", {"name": "Reduce absence", "target": 4.5, "unit": "%", "deadline": dt.date(2027, 12, 31)}, "Absence: 4.5% by 31-12-2027"),
    ],
)  # fmt: skip
def test_the_row_fills_in_what_it_knows(language: str, row: dict[str, Any], better: str) -> None:
    assert suggested(row, language) == better


@pytest.mark.parametrize("statement", ["n.t.b.", "Omzet ≥ € 10.000 en verzuim ≤ 4%"])
def test_one_sentence_can_not_say_it(statement: str) -> None:
    assert suggested(statement, "nl") is None
