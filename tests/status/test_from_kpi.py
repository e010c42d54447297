"""From a register's row to a measure, and what is inferred where a column is empty."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kpi_sheets.language import load
from kpi_sheets.model import (
    Accumulation,
    Cell,
    Comparator,
    Direction,
    ErrorValue,
    Field,
    Kpi,
    Measurement,
    Period,
    Quantity,
    Source,
    Span,
    Status,
)
from kpi_sheets.statement.slots import Amount, Cadence, Deadline, Slot, Statement
from kpi_sheets.status import Defect, Point, Reason, explain, from_kpi, judge

AS_OF = dt.date(2026, 11, 24)
HERE = Span(0, 0)


def kpi(language: str = "nl", **values: Any) -> Kpi:
    return Kpi({key: Field(value) for key, value in values.items()}, "KPI's", 2, language)


def test_a_full_row() -> None:
    measure = from_kpi(
        kpi(
            name="Nieuwe klanten",
            team="Sales",
            target=Quantity(50, "klanten"),
            actual=30,
            direction=Direction.HIGHER,
            accumulation=Accumulation.SUM,
            period=Period.QUARTER,
            frequency=Period.MONTH,
            measured_through=dt.datetime(2026, 11, 24, 9, 0),
            green_from=1.0,
            amber_from=Quantity(80, "%"),
            amber_limit=45.0,
            weight=2.0,
            profile=(1.0,) * 12,
        )
    )
    assert (measure.name, measure.team, measure.unit, measure.weight) == ("Nieuwe klanten", "Sales", "klanten", 2.0)
    assert (measure.target, measure.actual, measure.amber_limit) == (50, 30, 45)
    assert (measure.green, measure.amber) == (1.0, 0.8)
    assert measure.measured_through == dt.date(2026, 11, 24)
    assert measure.inferred == ()
    assert judge(measure, AS_OF).status is Status.ON_TRACK


DIRECTIONS = [
    ({"name": "Omzet", "target": 5}, Direction.HIGHER),
    ({"name": "Temperatuur", "target": Quantity(4, "°C", None, 6)}, Direction.BAND),
    ({"name": "Temperatuur", "low": 4, "high": 6}, Direction.BAND),
    ({"name": "Temperatuur", "low": 4}, Direction.HIGHER),
    ({"name": "Responstijd", "target": Quantity(2, "hour", Comparator.LESS_THAN)}, Direction.LOWER),
    ({"name": "Verzuim", "target": Quantity(2, "%", Comparator.AT_LEAST)}, Direction.HIGHER),
    ({"name": "Omzet", "target": 5, "baseline": 8}, Direction.LOWER),
    ({"name": "Verzuim", "target": 8, "baseline": 5}, Direction.HIGHER),
    ({"name": "Ziekteverzuimpercentage", "target": 4.5}, Direction.LOWER),
    ({"name": "Aantal klachten", "target": 3}, Direction.LOWER),
    ({"name": "Doorlooptijd facturen", "target": 3}, Direction.LOWER),
    ({"name": "Personeelskosten", "target": 3}, Direction.LOWER),
    ({"name": "Kostenbesparing", "target": 3}, Direction.HIGHER),
    ({"name": "Percentage opgeloste klachten", "target": 90}, Direction.HIGHER),
    ({"name": "Iets", "target": 0}, Direction.LOWER),
]


@pytest.mark.parametrize(("values", "wanted"), DIRECTIONS)
def test_direction(values: dict[str, Any], wanted: Direction) -> None:
    measure = from_kpi(kpi(**values))
    assert measure.direction is wanted
    assert "direction" in measure.inferred


@pytest.mark.parametrize(
    ("code", "name", "wanted"),
    [
        ("en", "Customer churn", Direction.LOWER),
        ("en", "Cost savings", Direction.HIGHER),
        ("en", "Complaints resolved", Direction.HIGHER),
        ("en", "Latest release adopters", Direction.HIGHER),
        ("en", "Defects per unit", Direction.LOWER),
    ],
)
def test_direction_by_the_noun(code: str, name: str, wanted: Direction) -> None:
    assert from_kpi(kpi(code, name=name, target=5)).direction is wanted


ACCUMULATIONS = [
    ({"name": "Omzet", "unit": "€", "period": Period.MONTH}, Accumulation.SUM),
    ({"name": "Nieuwe klanten", "period": Period.QUARTER}, Accumulation.SUM),
    ({"name": "Nieuwe klanten"}, Accumulation.LAST),
    ({"name": "Conversie", "unit": "%", "period": Period.MONTH}, Accumulation.AVERAGE),
    ({"name": "Bezetting", "unit": "procent", "period": Period.MONTH}, Accumulation.AVERAGE),
    ({"name": "Bezetting", "target": Quantity(80, "%"), "period": Period.MONTH}, Accumulation.AVERAGE),
    ({"name": "Reactie", "unit": "uur", "period": Period.WEEK}, Accumulation.AVERAGE),
    ({"name": "Gemiddelde orderwaarde", "unit": "€", "period": Period.MONTH}, Accumulation.AVERAGE),
    ({"name": "Klanttevredenheidsscore", "period": Period.YEAR}, Accumulation.AVERAGE),
    ({"name": "Verzuim", "unit": "%", "period": Period.ONCE, "baseline": 5.8}, Accumulation.LAST),
    ({"name": "Leden", "deadline": dt.date(2026, 12, 31)}, Accumulation.LAST),
]


@pytest.mark.parametrize(("values", "wanted"), ACCUMULATIONS)
def test_accumulation(values: dict[str, Any], wanted: Accumulation) -> None:
    measure = from_kpi(kpi(**values))
    assert measure.accumulation is wanted
    assert "accumulation" in measure.inferred


def test_the_statement_fills_what_the_columns_leave_blank() -> None:
    said = Statement(
        "50 nieuwe klanten per kwartaal",
        "nl",
        amounts=(Amount(HERE, "50", Quantity(50, "klanten")),),
        cadence=Cadence(HERE, "per kwartaal", Period.QUARTER),
    )
    measure = from_kpi(kpi(statement=said.text, actual=30), said)
    assert (measure.target, measure.period, measure.accumulation) == (50, Period.QUARTER, Accumulation.SUM)
    assert set(measure.inferred) == {"accumulation", "direction", "period", "target"}
    assert from_kpi(kpi(statement=said.text, target=60), said).target == 60
    assert from_kpi(kpi(statement=said.text, low=4, high=6), said).target is None


def test_a_relative_target_is_no_target() -> None:
    said = Statement(
        "Omzet +20%",
        "nl",
        amounts=(Amount(HERE, "20%", Quantity(20, "%")),),
        relative_target=Slot(HERE, "+20%"),
    )
    assert from_kpi(kpi(name="Omzet"), said).target is None


def test_a_comparison_or_a_time_limit_in_the_statement_gives_the_direction() -> None:
    at_most = Statement("maximaal 5", "nl", comparator=Comparator.AT_MOST)
    limit = Statement("beantwoord binnen 4 uur", "nl", duration=Slot(HERE, "binnen 4 uur"))
    share = Statement(
        "95% binnen 4 uur",
        "nl",
        amounts=(Amount(HERE, "95%", Quantity(95, "%")),),
        duration=Slot(HERE, "binnen 4 uur"),
    )
    directions = [from_kpi(kpi(name="X", target=4), said).direction for said in (at_most, limit, share)]
    assert directions == [Direction.LOWER, Direction.LOWER, Direction.HIGHER]


def test_a_deadline_without_a_period_is_once() -> None:
    said = Statement("", "nl", deadline=Deadline(HERE, "vóór 31-12-2026", dt.date(2026, 12, 31)))
    measure = from_kpi(kpi(name="Omzet", target=4), said)
    assert (measure.period, measure.deadline) == (Period.ONCE, dt.date(2026, 12, 31))


BROKEN = [
    ("actual", Cell(7, 6, ErrorValue("#DIV/0!"), formula="A1/0"), Reason.FORMULA_ERROR),
    ("actual", Cell(7, 6, None, formula="A1/2"), Reason.NOT_CALCULATED),
    ("target", Cell(7, 6, "P1 ≤ 15 min; P2 ≤ 60 min"), Reason.UNREADABLE),
    ("measured_through", Cell(7, 6, "vorige week"), Reason.UNREADABLE),
]


@pytest.mark.parametrize(("key", "cell", "reason"), BROKEN)
def test_a_cell_that_cannot_be_used_is_invalid_and_never_blank(key: str, cell: Cell, reason: Reason) -> None:
    fields = {"target": Field(5.0), "actual": Field(5.0)} | {key: Field(None, cell)}
    result = judge(from_kpi(Kpi(fields, "KPI's", 7, "nl")), AS_OF)
    assert result.status is Status.INVALID
    assert result.defect == Defect(reason, key, "F7")


def test_an_error_elsewhere_does_not_spoil_the_verdict() -> None:
    fields = {
        "target": Field(5.0),
        "actual": Field(5.0),
        "owner": Field(None, Cell(7, 6, ErrorValue("#N/A"), formula="X")),
    }
    assert judge(from_kpi(Kpi(fields, "KPI's", 7, "nl")), AS_OF).status is Status.ON_TRACK


def test_minutes_are_not_held_against_hours() -> None:
    measure = from_kpi(kpi(name="Reactietijd", target=Quantity(2, "hour"), actual=Quantity(90, "minute")))
    assert judge(measure, AS_OF).status is Status.INVALID
    same = from_kpi(kpi(name="Omzet", target=Quantity(2, "klanten"), actual=Quantity(9, "klant")))
    assert judge(same, AS_OF).status is Status.ON_TRACK


def test_the_number_formats_settle_the_scale() -> None:
    def row(number_format: str) -> Kpi:
        cells = {"target": 90.0, "actual": 0.92}
        fields = {key: Field(value, Cell(2, 2, value, number_format)) for key, value in cells.items()}
        return Kpi(fields | {"unit": Field("%")}, "KPI's", 2, "nl")

    assert judge(from_kpi(row("General")), AS_OF).status is Status.INVALID
    assert judge(from_kpi(row("0.0%")), AS_OF).status is Status.OFF_TRACK


def test_an_inferred_field_of_the_register_stays_inferred() -> None:
    fields = {"target": Field(5.0), "direction": Field(Direction.LOWER, None, Source.INFERRED)}
    assert "direction" in from_kpi(Kpi(fields)).inferred


MONTHS = [(dt.date(2026, 7, 31), 30.0), (dt.date(2026, 8, 31), 10.0), (dt.date(2026, 9, 30), 20.0)]


@pytest.mark.parametrize(
    ("period", "accumulation", "actual", "together"),
    [
        (Period.QUARTER, Accumulation.SUM, 60, 3),
        (Period.QUARTER, Accumulation.AVERAGE, 20, 3),
        (Period.QUARTER, Accumulation.LAST, 20, 0),
        (Period.MONTH, Accumulation.SUM, 20, 0),
        (Period.HALF_YEAR, Accumulation.SUM, 60, 3),
        (None, Accumulation.SUM, 20, 0),
    ],
)
def test_figures_of_the_period_are_taken_together(
    period: Period | None, accumulation: Accumulation, actual: float, together: int
) -> None:
    cells = [Cell(2, 8 + number, value) for number, (_, value) in enumerate(MONTHS)]
    history = tuple(Measurement(end, value, cell) for (end, value), cell in zip(MONTHS, cells, strict=True))
    row = kpi("en", name="Orders", target=90, accumulation=accumulation, measured_through=MONTHS[-1][0])
    row = row._replace(fields={**row.fields, "actual": Field(20.0, cells[-1])}, history=history)
    if period:
        row = row._replace(fields={**row.fields, "period": Field(period)})
    points = [Point(end, value) for end, value in [(dt.date(2026, 6, 30), 99.0), *MONTHS]]
    measure = from_kpi(row, None, points[1:] if period is Period.HALF_YEAR else points)
    assert (measure.actual, measure.together) == (actual, together)
    assert ("added up" in explain(judge(measure, AS_OF), load("en"))) == (
        accumulation is Accumulation.SUM and together > 0
    )


def test_an_actual_of_its_own_stays() -> None:
    history = tuple(Measurement(end, value, Cell(2, 8, value)) for end, value in MONTHS)
    row = kpi("en", actual=55.0, period=Period.QUARTER, accumulation=Accumulation.SUM, measured_through=MONTHS[-1][0])
    row = row._replace(fields={**row.fields, "actual": Field(55.0, Cell(2, 7, 55.0))}, history=history)
    assert from_kpi(row, None, [Point(end, value) for end, value in MONTHS]).actual == 55
