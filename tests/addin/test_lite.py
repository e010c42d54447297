"""The buttons in xlwings Lite, by what its documentation says: formulas and formats must be waited for."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import xlwings as xw

from kpi_sheets import addin
from kpi_sheets.addin import lite
from tests.addin.engine import opened
from tests.addin.openpyxl_book import OpenBook
from tests.addin.workbooks import AS_OF, many, varied


@xw.script
async def refresh_kpis(book: xw.Book) -> None:
    await lite.refresh(book, AS_OF)


def values(book: xw.Book, sheet: str) -> list[list[object]]:
    return book.sheets[sheet].used_range.options(ndim=2).value


def test_it_writes_what_the_button_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desktop, waiting = (OpenBook(varied(tmp_path / name)) for name in ("desktop.xlsx", "lite.xlsx"))
    sentence = addin.refresh(opened(desktop), AS_OF)
    book = opened(waiting, waits=True)
    asyncio.run(refresh_kpis(book))
    assert capsys.readouterr().out == f"kpi-sheets: {sentence}\n"
    assert values(book, "KPI's & meer") == values(opened(desktop), "KPI's & meer")


def test_it_finds_what_the_button_finds(tmp_path: Path) -> None:
    desktop, waiting = (OpenBook(many(tmp_path / name, 3)) for name in ("desktop.xlsx", "lite.xlsx"))
    summary = addin.check(opened(desktop), AS_OF)
    book = opened(waiting, waits=True)
    assert asyncio.run(lite.check(book, AS_OF)) == summary
    assert values(book, "Check") == values(opened(desktop), "Check")


def test_the_desktop_code_would_not_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    book = opened(OpenBook(many(tmp_path / "lite.xlsx", 3)), waits=True)
    assert "mistake" in addin.refresh(book, AS_OF)
