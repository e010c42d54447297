"""Compute how the KPIs of a workbook stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kpi_sheets.language import Pack
from kpi_sheets.lint.engine import pack_for
from kpi_sheets.model import Kpi, KpiSheetsError
from kpi_sheets.pipeline.files import Reading, read_workbook
from kpi_sheets.statement import Statement, parse
from kpi_sheets.status import Point, Result, explain, from_kpi, judge, label
from kpi_sheets.status.standing import Standing, StandingBook


def standing_book(path: str, reading: Reading, as_of: dt.date) -> StandingBook:
    """Return how the KPIs of a workbook stand; one that can't be read comes back with its `error` set."""
    try:
        tables = read_workbook(path, reading).tables
    except KpiSheetsError as error:
        return StandingBook(path, as_of, error=str(error))
    kpis = (kpi for table in tables for kpi in table.kpis)
    return StandingBook(path, as_of, tuple(standing(kpi, as_of) for kpi in kpis))


def standing(kpi: Kpi, as_of: dt.date) -> Standing:
    """Return how one KPI stands, and the sentence that says why."""
    result, pack = judged(kpi, as_of)
    return Standing(kpi, result, label(result.status, pack), explain(result, pack), pack.code)


def judged(kpi: Kpi, as_of: dt.date) -> tuple[Result, Pack]:
    """Judge one KPI by its row, its sentence and its history; return its status columns and the pack of its words."""
    pack = pack_for(kpi.language)
    known = replace(kpi, language=pack.code)  # of some languages only the headers are known
    measure = from_kpi(known, _sentence(known, pack, as_of), _history(known))
    return judge(measure, as_of), pack


def _sentence(kpi: Kpi, pack: Pack, as_of: dt.date) -> Statement | None:
    text = kpi.text("statement") or kpi.text("name")
    return parse(text, pack, as_of) if text else None


def _history(kpi: Kpi) -> list[Point]:
    return [
        Point(entry.period_end, entry.value)
        for entry in kpi.history
        if entry.period_end is not None and entry.value is not None
    ]
