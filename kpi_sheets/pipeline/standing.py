"""Compute how the KPIs of a workbook stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kpi_sheets.language import Pack
from kpi_sheets.lint.engine import pack_for
from kpi_sheets.lint.judged import Judged
from kpi_sheets.model import Kpi, KpiSheetsError
from kpi_sheets.pipeline.files import Reading, read_workbook
from kpi_sheets.statement import Statement, parse
from kpi_sheets.status import PRESETS, Point, Settings, Thresholds, explain, from_kpi, judge, label
from kpi_sheets.status.columns import COLUMNS, entries
from kpi_sheets.status.freshness import due
from kpi_sheets.status.judge import Result
from kpi_sheets.status.standing import Standing, StandingBook
from kpi_sheets.status.trend import reach
from kpi_sheets.typed import NamedTuple


class Judging(NamedTuple):
    """How KPIs are judged: the settings of a run, and the month (1…12) in which the year begins."""

    settings: Settings = Settings()
    year_start: int = 1


USUAL = Judging()


def judging(thresholds: str | Mapping[str, float], year_start: int) -> Judging:
    """Return how a configuration wants KPIs to be judged: by a preset of thresholds, or by its own."""
    if isinstance(thresholds, str):
        return Judging(Settings(PRESETS[thresholds]), year_start)
    usual = PRESETS["default"]
    green = thresholds.get("green", usual.green)
    return Judging(Settings(Thresholds(green, thresholds.get("amber", min(green, usual.amber)))), year_start)


def standing_book(
    path: str, reading: Reading, as_of: dt.date, way: Judging = USUAL, data: bytes | None = None
) -> StandingBook:
    """Return how the KPIs of a workbook stand, the file at the path or its `data`; one that can't be read comes back
    with its `error` set."""
    try:
        tables = read_workbook(path if data is None else data, reading, path).tables
    except KpiSheetsError as error:
        return StandingBook(path, as_of, error=str(error))
    kpis = (kpi for table in tables for kpi in table.kpis)
    return StandingBook(path, as_of, tuple(standing(kpi, as_of, way) for kpi in kpis))


def standing(kpi: Kpi, as_of: dt.date, way: Judging = USUAL) -> Standing:
    """Judge one KPI by its row, its sentence and its history."""
    result, pack = result_of(kpi, as_of, way)
    return Standing(kpi, result, label(result.status, pack), explain(result, pack), pack.code)


def judged(kpi: Kpi, as_of: dt.date, way: Judging = USUAL) -> Judged:
    """Return what the linter asks about how a KPI stands."""
    result, pack = result_of(kpi, as_of, way)
    measure = result.measure
    columns = {key: entry.value for key, entry in entries(result, pack, COLUMNS).items()}
    return Judged(columns, measure.direction, measure.accumulation, due(measure, way.settings), reach(measure, as_of))


def result_of(kpi: Kpi, as_of: dt.date, way: Judging) -> tuple[Result, Pack]:
    """Return the status columns of one KPI, and the pack of its words."""
    pack = pack_for(kpi.language)
    known = kpi._replace(language=pack.code)  # of some languages only the headers are known
    measure = from_kpi(known, _sentence(known, pack, as_of, way), _history(known), way.year_start)
    return judge(measure, as_of, way.settings), pack


def _sentence(kpi: Kpi, pack: Pack, as_of: dt.date, way: Judging) -> Statement | None:
    text = kpi.text("statement") or kpi.text("name")
    return parse(text, pack, as_of, way.year_start) if text else None


def _history(kpi: Kpi) -> list[Point]:
    return [
        Point(entry.period_end, entry.value)
        for entry in kpi.history
        if entry.period_end is not None and entry.value is not None
    ]
