"""The rows of a new register: sample KPIs of the chosen teams, practice rows, or none."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from kpi_sheets.model import Period
from kpi_sheets.starter.calendar import last_ends, month_start
from kpi_sheets.starter.canvas import Value
from kpi_sheets.starter.texts import Texts
from kpi_sheets.typed import Any, NamedTuple

DATA = Path(__file__).parent / "kpis.toml"
WORDS = ("direction", "accumulation", "period", "used_for")  # columns with a list of the schema
FIGURES = ("baseline", "target", "amber_limit", "weight")
SAID = ("name", "statement", "unit", "formula", "source", "accepted_reason")
PRACTISING = "support"  # the team that the practice rows are of


class Line(NamedTuple):
    """One KPI: its input cells by key, and its figures by the last day of their period, oldest first."""

    cells: Mapping[str, Value]
    history: tuple[tuple[dt.date, float], ...] = ()


def teams() -> tuple[str, ...]:
    """Return the keys of the teams that have sample KPIs."""
    return tuple(_data()["teams"])


def samples(chosen: tuple[str, ...], says: Texts, as_of: dt.date) -> tuple[Line, ...]:
    """Return the sample KPIs of these teams; their figures run up to the as-of date."""
    return tuple(_sample(team, code, says, as_of) for team in chosen for code in _data()["teams"][team])


def practice(says: Texts, as_of: dt.date) -> tuple[Line, ...]:
    """Return rows that are wrong on purpose, each in its own way."""
    return tuple(_practice(number, row, says, as_of) for number, row in enumerate(says["practice"], start=1))


@lru_cache
def _data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def _sample(team: str, code: str, says: Texts, as_of: dt.date) -> Line:
    facts, said = _data()["kpis"][code], says["kpis"][code]
    cells: dict[str, Value] = {"id": code, "team": says["teams"][team], "owner": says["owners"][team]}
    cells |= {key: said[key] for key in SAID if key in said}
    cells |= _common(facts, says) | _dates(facts, as_of)
    cells["category"] = says["categories"][facts["category"]]
    deadline = cells.get("deadline")
    if isinstance(deadline, dt.date):
        cells["statement"] = str(cells["statement"]).format(deadline=written(deadline, says))
    ends = last_ends(Period(facts["period"]), as_of, len(facts["figures"]))
    return Line(cells, tuple(zip(ends, facts["figures"], strict=True)))


def _practice(number: int, row: Mapping[str, Any], says: Texts, as_of: dt.date) -> Line:
    owner = {"owner": says["owners"][PRACTISING]} if "goal" in row else {}
    cells = {"id": f"P-{number:02}", "team": says["teams"][PRACTISING], **owner}
    cells |= {key: row[key] for key in SAID if key in row}
    cells |= _common(row, says)
    if "figure" not in row:
        return Line(cells)
    end = last_ends(Period(row.get("period", "month")), as_of, 1)[0]
    return Line(cells, ((end, row["figure"]),))


def _common(facts: Mapping[str, Any], says: Texts) -> dict[str, Value]:
    cells: dict[str, Value] = {key: facts[key] for key in FIGURES if key in facts}
    cells |= {key: says.words(key)[facts[key]] for key in WORDS if key in facts}
    if "goal" in facts:
        cells["goal"] = says["goals"][facts["goal"]]
    if "unit" in facts:
        cells["unit"] = facts["unit"]
    return cells


def _dates(facts: Mapping[str, Any], as_of: dt.date) -> dict[str, Value]:
    dates: dict[str, Value] = {}
    if "months_back" in facts:
        start = month_start(as_of, -facts["months_back"])
        dates = {"start": start, "deadline": month_start(start, facts["months_long"]) - dt.timedelta(days=1)}
    if "accepted_months" in facts:
        dates["accepted_until"] = month_start(as_of, facts["accepted_months"]) - dt.timedelta(days=1)
    return dates


def written(day: dt.date, says: Texts) -> str:
    """Return a date in words: "31 december 2027"."""
    month = says["months"][day.month - 1]
    return str(says["day"]).format(day=day.day, month=month, year=day.year)
