"""What each slot of a statement holds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kpi_sheets.language import load
from kpi_sheets.model import Comparator, Period, Quantity
from kpi_sheets.statement import Statement, parse

AS_OF = dt.date(2026, 2, 10)


def read(code: str, text: str, **options: Any) -> Statement:
    return parse(text, load(code), AS_OF, **options)


@pytest.mark.parametrize(
    ("code", "text", "quantity"),
    [
        ("nl", "10 nieuwe klanten per maand", Quantity(10, "klanten")),
        ("nl", "Verzuim maximaal 4,5%", Quantity(4.5, "%", Comparator.AT_MOST)),
        ("nl", "Omzet van € 1.250.000 in 2027", Quantity(1_250_000, "EUR")),
        ("nl", "Voorraad tussen 200 en 300 stuks", Quantity(200, "stuks", None, 300)),
        ("nl", "Een 7 of hoger", Quantity(7, None, Comparator.AT_LEAST)),
        ("nl", "Tien nieuwe leden", Quantity(10, "leden")),
        ("nl", "Responstijd < 2 uur", Quantity(2, "hour", Comparator.LESS_THAN)),
        ("nl", "Klanttevredenheid van 7,2 naar 8,0", Quantity(8)),
        ("en", "Revenue of $1.2m", Quantity(1_200_000, "USD")),
        ("en", "At least 95% of orders", Quantity(95, "%", Comparator.AT_LEAST)),
        ("en", "8 out of 10 clients recommend us", Quantity(80, "%")),
        ("en", "Answer complaints within 5 working days", Quantity(5, "working_day", Comparator.AT_MOST)),
        ("en", "Twice a year a fire drill", Quantity(2, "times")),
        ("en", "Five million visits", Quantity(5_000_000, "visits")),
        ("en", "Half a million visits", Quantity(500_000, "visits")),
        ("en", "15 000 visits", Quantity(15_000, "visits")),
        ("en", "Thirty-two audits", Quantity(32, "audits")),
        ("en", "1/4 of staff", Quantity(25, "%")),
        ("en", "NPS of 40+", Quantity(40, None, Comparator.AT_LEAST)),
        ("nl", "Anderhalf uur wachttijd", Quantity(1.5, "hour")),
        ("nl", "Twee à drie audits", Quantity(2, "audits", None, 3)),
        ("nl", "Een op de twintig bellers", Quantity(5, "%")),
        ("de", "Umsatz 1,5 Mio. €", Quantity(1_500_000, "EUR")),
        ("fr", "10 000 visiteurs par mois", Quantity(10_000, "visiteurs")),
        ("fr", "Ventes de 5 millions de dollars", Quantity(5_000_000, "USD")),
        ("es", "Ventas de 3 millones de euros", Quantity(3_000_000, "EUR")),
        ("es", "Ventas de 5 mil millones de pesos", Quantity(5_000_000_000, "pesos")),
        ("es", "Reducir el absentismo del 6 % al 4,5 %", Quantity(4.5, "%")),
    ],
)
def test_target(code: str, text: str, quantity: Quantity) -> None:
    statement = read(code, text)
    assert statement.target is not None
    assert statement.target.quantity == quantity
    assert statement.comparator == quantity.comparator


@pytest.mark.parametrize(
    ("code", "text", "period"),
    [
        ("nl", "50 klanten per kwartaal", Period.QUARTER),
        ("nl", "Maandomzet webshop", Period.MONTH),
        ("nl", "Elke week 10 bezoeken", Period.WEEK),
        ("nl", "40 uur p/m", Period.MONTH),
        ("nl", "30 story points per sprint", None),
        ("en", "6 calls a day", Period.DAY),
        ("en", "Absence ≤ 4% (quarter)", Period.QUARTER),
        ("en", "10,000 MAU", Period.MONTH),
        ("en", "15 deliveries each Friday", Period.WEEK),
        ("de", "Wochenumsatz", Period.WEEK),
        ("fr", "50 clients par trimestre", Period.QUARTER),
    ],
)
def test_cadence(code: str, text: str, period: Period | None) -> None:
    cadence = read(code, text).cadence
    assert cadence is not None
    assert cadence.period is period


@pytest.mark.parametrize(
    ("code", "text", "date"),
    [
        ("nl", "50 leden vóór 1 juli", dt.date(2026, 7, 1)),
        ("nl", "50 leden eind Q3", dt.date(2026, 9, 30)),
        ("nl", "50 leden eind 2026", dt.date(2026, 12, 31)),
        ("nl", "50 leden dit jaar", dt.date(2026, 12, 31)),
        ("nl", "50 leden komend kwartaal", dt.date(2026, 6, 30)),
        ("nl", "50 leden voor de zomer", dt.date(2026, 6, 30)),
        ("nl", "50 leden in januari", dt.date(2027, 1, 31)),
        ("nl", "50 leden in het derde kwartaal", dt.date(2026, 9, 30)),
        ("nl", "50 leden uiterlijk 31-12-2027", dt.date(2027, 12, 31)),
        ("nl", "50 leden FY26", dt.date(2026, 12, 31)),
        ("nl", "50 leden begin Q3", dt.date(2026, 7, 31)),
        ("nl", "50 leden vóór Q4", dt.date(2026, 9, 30)),
        ("nl", "50 leden bij de livegang", None),
        ("en", "50 members by July 1st, 2027", dt.date(2027, 7, 1)),
        ("en", "50 members by year-end", dt.date(2026, 12, 31)),
        ("en", "50 members by the end of Q2", dt.date(2026, 6, 30)),
        ("en", "50 members by the end of the month", dt.date(2026, 2, 28)),
        ("en", "50 members in the first half of 2027", dt.date(2027, 6, 30)),
        ("en", "50 members mid 2026", dt.date(2026, 6, 30)),
        ("en", "50 members by the end of the fiscal year", dt.date(2026, 12, 31)),
        ("en", "By the end of the year 50 members", dt.date(2026, 12, 31)),
        ("en", "50 members between 1 March and 1 June 2027", dt.date(2027, 6, 1)),
        ("en", "50 members by Dec. 2027", dt.date(2027, 12, 31)),
        ("de", "50 Mitglieder bis Ende 2026", dt.date(2026, 12, 31)),
        ("de", "50 Mitglieder bis 1. Juni", dt.date(2026, 6, 1)),
        ("de", "50 Mitglieder im 2. Quartal 2027", dt.date(2027, 6, 30)),
        ("fr", "50 membres l'an prochain", dt.date(2027, 12, 31)),
        ("fr", "50 membres avant le 1er juillet 2026", dt.date(2026, 7, 1)),
        ("es", "50 socios antes del 15 de marzo de 2027", dt.date(2027, 3, 15)),
        ("es", "50 socios para el 1º de junio", dt.date(2026, 6, 1)),
        ("es", "50 socios para diciembre de 2027", dt.date(2027, 12, 31)),
        ("es", "50 socios antes de fin de año", dt.date(2026, 12, 31)),
        ("en", "50 members before year-end", dt.date(2026, 12, 31)),
    ],
)
def test_deadline(code: str, text: str, date: dt.date | None) -> None:
    deadline = read(code, text).deadline
    assert deadline is not None
    assert deadline.date == date
    assert not deadline.relative


@pytest.mark.parametrize(
    ("text", "start", "date"),
    [
        ("50 leden FY26", 7, dt.date(2026, 6, 30)),
        ("50 leden eind Q1 FY27", 7, dt.date(2026, 9, 30)),
        ("50 leden komend kwartaal", 2, dt.date(2026, 7, 31)),
        ("50 leden eind 2026", 7, dt.date(2026, 12, 31)),
    ],
)
def test_deadline_in_a_fiscal_year(text: str, start: int, date: dt.date) -> None:
    deadline = read("nl", text, fiscal_year_start=start).deadline
    assert deadline is not None
    assert deadline.date == date


@pytest.mark.parametrize(
    ("code", "text", "date"),
    [
        ("nl", "Verzuim binnen 6 maanden naar 4%", None),
        ("nl", "Vanaf 1 maart 2026 binnen 6 maanden 50 leden", dt.date(2026, 9, 1)),
        ("en", "Double revenue within two years", None),
        ("fr", "50 membres d'ici 6 mois", None),
    ],
)
def test_relative_deadline_counts_from_its_start(code: str, text: str, date: dt.date | None) -> None:
    deadline = read(code, text).deadline
    assert deadline is not None
    assert (deadline.date, deadline.relative) == (date, True)


@pytest.mark.parametrize(
    ("code", "text", "slot", "words"),
    [
        ("nl", "95% van de facturen betaald binnen 30 dagen", "duration", "binnen 30 dagen"),
        ("nl", "10% minder klachten t.o.v. 2025", "baseline", "t.o.v. 2025"),
        ("nl", "Omzet verhogen", "change", "verhogen"),
        ("nl", "We willen meer leden", "goal", "We willen"),
        ("nl", "Verzuim ≤ 4% op termijn", "vague_time", "op termijn"),
        ("nl", "Geen klachten", "absolute", "Geen"),
        ("nl", "Samenwerking verbeteren", "topic", "Samenwerking"),
        ("nl", "TBD: 95%", "placeholder", "TBD"),
        ("nl", "ISO 27001-certificaat behaald", "milestone", "ISO"),
        ("nl", "Omzet +10%", "relative_target", "+10%"),
        ("en", "40 members from 1 March 2026", "start", "from 1 March 2026"),
        ("en", "Implement CRM", "activity", "Implement"),
        ("en", "Number of complaints via social media", "head", "Number of"),
    ],
)
def test_words_of_a_slot(code: str, text: str, slot: str, words: str) -> None:
    found = getattr(read(code, text), slot)
    assert found is not None
    assert words.lower() in found.text.lower()
    assert text[found.span.start : found.span.end] == found.text


def test_baseline_amount() -> None:
    statement = read("nl", "Verzuim van 5,8% naar 4,5%")
    assert statement.baseline_amount is not None
    assert statement.baseline_amount.quantity == Quantity(5.8, "%")


@pytest.mark.parametrize(
    ("code", "text", "baseline", "target"),
    [
        ("en", "Reduce churn from 8% to 5% by Q4 2027", Quantity(8, "%"), Quantity(5, "%")),
        ("en", "Absenteeism from 5.8 to 4.5", Quantity(5.8), Quantity(4.5)),
        ("en", "DSO down from 60 to 45 days", Quantity(60), Quantity(45, "day")),
        ("en", "Handling cost from € 61 to € 45", Quantity(61, "EUR"), Quantity(45, "EUR")),
        ("nl", "Kosten per leerling van € 61 naar € 45", Quantity(61, "EUR"), Quantity(45, "EUR")),
        ("de", "Fluktuation von 8% auf 5% senken", Quantity(8, "%"), Quantity(5, "%")),
        ("fr", "Réduire l'absentéisme de 8% à 5%", Quantity(8, "%"), Quantity(5, "%")),
    ],
)
def test_from_to(code: str, text: str, baseline: Quantity, target: Quantity) -> None:
    statement = read(code, text)
    assert statement.baseline_amount is not None
    assert statement.baseline_amount.quantity == baseline
    assert [amount.quantity for amount in statement.amounts] == [target]


@pytest.mark.parametrize(
    ("code", "text"),
    [("en", "Score between 4 and 6"), ("nl", "Cijfer tussen 4 en 6"), ("fr", "Score entre 4 et 6")],
)
def test_a_range_has_no_baseline(code: str, text: str) -> None:
    statement = read(code, text)
    assert statement.baseline_amount is None
    assert [(amount.quantity.value, amount.quantity.high) for amount in statement.amounts] == [(4, 6)]


def test_vague_words_and_measures() -> None:
    assert [slot.text for slot in read("nl", "Goede service, zo snel mogelijk").vague] == [
        "Goede",
        "zo snel mogelijk",
    ]
    assert [slot.text for slot in read("en", "Increase revenue and profit").measures] == ["revenue", "profit"]


def test_scope() -> None:
    assert [slot.text for slot in read("nl", "60 klanten per kwartaal via mail en telefoon").scope] == ["via mail"]


def test_empty_and_endless_text() -> None:
    assert read("nl", "") == Statement("", "nl")
    assert read("nl", "   ").head is None
    assert read("en", "10 customers " + "x" * 5000).target is not None
