"""New workbooks to look at, each made once a run."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from kpi_sheets.pipeline.new import new_workbook
from kpi_sheets.starter import Order, languages, teams

AS_OF = dt.date(2026, 11, 24)
ALL = "all"
LANGUAGES = languages()
CHOICES = tuple((language, team) for language in LANGUAGES for team in (*teams(), ALL))


def order(language: str, team: str, as_of: dt.date = AS_OF) -> Order:
    """Return the order of a workbook for one team, or for all of them."""
    return Order(language, teams() if team == ALL else (team,), as_of)


@lru_cache(maxsize=64)
def made(asked: Order) -> bytes:
    """Return the new workbook."""
    return new_workbook(asked)
