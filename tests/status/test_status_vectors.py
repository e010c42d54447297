"""The golden cases: inputs and the columns they must give."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from kpi_sheets.model import Accumulation, Direction, Period
from kpi_sheets.status import Measure, Settings, judge

CASES = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
DIRECTIONS = {"up": Direction.HIGHER, "down": Direction.LOWER, "band": Direction.BAND}
NUMBERS = ("target", "actual", "baseline", "low", "high", "green", "amber", "amber_limit", "weight")
ROUNDING = 1e-9


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_golden_case(case: dict[str, Any]) -> None:
    given = case["input"]
    settings = Settings(early=given["early"], grace=given["grace"])
    result = judge(_measure(given), dt.date.fromisoformat(case["as_of"]), settings)
    for column, wanted in case["expect"].items():
        value = getattr(result, column)
        assert value == (pytest.approx(wanted, abs=ROUNDING) if isinstance(wanted, float) else wanted), column


def test_all_fifty_are_here() -> None:
    assert len(CASES) == 50


def _measure(given: dict[str, Any]) -> Measure:
    dates = {"start": "start", "deadline": "deadline", "measured": "measured_through"}
    return Measure(
        **{key: given[key] for key in NUMBERS if key in given},
        **{field: dt.date.fromisoformat(given[key]) for key, field in dates.items() if key in given},
        direction=DIRECTIONS[given["direction"]],
        accumulation=Accumulation(given["accumulation"]),
        period=Period(given["period"]),
        frequency=Period(given["frequency"]),
        profile=tuple(given["profile"]) if "profile" in given else None,
    )
