"""The figures the register must reach on real workbooks; skipped where they are not present."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kpi_sheets.register import load_default, read_tables
from kpi_sheets.register.infer import infer
from kpi_sheets.register.schema import check, from_document
from kpi_sheets.workbook import read

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("KPI_SHEETS_CORPUS", ROOT.parent / "shared" / "corpus"))
GOLD = CORPUS / "workbooks.jsonl"

pytestmark = pytest.mark.skipif(not GOLD.is_file(), reason="the corpus is not here")


def golds() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()] if GOLD.is_file() else []


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_tables", ROOT / "benchmarks" / "tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scores(benchmark: ModuleType) -> dict[str, list[Any]]:
    by_kind: dict[str, list[Any]] = {}
    for gold in golds():
        by_kind.setdefault(gold["kind"], []).append(benchmark.judge(CORPUS / gold["file"], gold)[0])
    return by_kind


def test_registers(scores: dict[str, list[Any]]) -> None:
    registers = scores["register"]
    count = len(registers)
    columns = sum(score.columns for score in registers)
    counted = [score.kpis_right for score in registers if score.kpis_right is not None]
    assert sum(score.sheet for score in registers) >= 0.9 * count
    assert sum(score.headers for score in registers) >= 0.9 * count
    assert sum(score.right for score in registers) >= 0.9 * columns
    assert sum(len(score.wrong) for score in registers) <= 0.03 * columns
    assert sum(counted) >= 0.85 * len(counted)


def test_other_kinds(scores: dict[str, list[Any]]) -> None:
    for kind in ("template", "library"):
        assert all(score.sheet and score.headers and not score.wrong for score in scores[kind])


@pytest.mark.parametrize("gold", golds(), ids=lambda gold: Path(gold["file"]).name[:30])
def test_an_inferred_schema_reads_the_same(gold: dict[str, Any]) -> None:
    book = read(CORPUS / gold["file"])
    document = infer(book, hidden=True)
    check(document, "inferred")
    found = read_tables(book, from_document(document), hidden=True)
    expected = read_tables(book, load_default(), hidden=True)
    assert [[kpi.name for kpi in table.kpis] for table in found] == [
        [kpi.name for kpi in table.kpis] for table in expected
    ]
