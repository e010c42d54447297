"""The engine on real statements, when they are at hand: it must not get worse."""

from __future__ import annotations

import datetime as dt
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from kpi_sheets.language import load
from kpi_sheets.statement import labels, parse

CORPUS = Path(os.environ.get("KPI_SHEETS_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
STATEMENTS = CORPUS / "statements.jsonl"

pytestmark = pytest.mark.skipif(not STATEMENTS.is_file(), reason="the corpus is not here")


@lru_cache
def judged(code: str) -> tuple[tuple[dict[str, Any], Any], ...]:
    rows = map(json.loads, STATEMENTS.read_text(encoding="utf-8").splitlines())
    pack = load(code)
    return tuple((row, labels(parse(row["text"], pack, dt.date(2026, 1, 15)))) for row in rows if row["lang"] == code)


@pytest.mark.parametrize(
    ("code", "label", "precision", "recall"),
    [
        ("nl", "measurable", 0.95, 0.95),
        ("nl", "time_bound", 0.95, 0.95),
        ("nl", "specific", 0.80, 0.80),
        ("en", "measurable", 0.97, 0.95),
        ("en", "time_bound", 0.95, 0.95),
        ("en", "specific", 0.72, 0.75),
    ],
)
def test_violations(code: str, label: str, precision: float, recall: float) -> None:
    pairs = [(not row[label], not getattr(verdict, label)) for row, verdict in judged(code)]
    hits = sum(wanted and found for wanted, found in pairs)
    assert hits / sum(found for _, found in pairs) >= precision
    assert hits / sum(wanted for wanted, _ in pairs) >= recall
