"""Workbooks to report on: one of every shape, one that attacks, and what to read in their pages."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from string import ascii_letters

from click.testing import CliRunner, Result
from openpyxl import Workbook

from kpi_sheets.cli.by_click import cli

AS_OF = "2026-11-24"
HEADER = ("ID", "KPI", "Team", "Unit", "Direction", "Accumulation", "Period", "Measured every", "Start", "Deadline",
          "Baseline", "Target", "Lower", "Upper", "Amber limit", "Actual", "Measured through")  # fmt: skip
LONG = "".join(random.Random(1).choices(ascii_letters, k=32_767))  # one that packs well would be taken for a bomb
ATTACKS = ("<script>alert(1)</script>", "=cmd|' /C calc'!A0", "javascript:alert(1)", LONG,
           '"><img src=x onerror=alert(1)>', "[a](https://example.org) ![b](c) {{ 7*7 }}")  # fmt: skip
NAMES: tuple[Callable[[str], str], ...] = (
    str,
    lambda attack: f"Number of orders {attack}"[:32_767],
    lambda attack: f"Number of orders in {len(attack)} shops",
)


def report(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["report", "--as-of", AS_OF, *map(str, arguments)])


def page(*arguments: object) -> str:
    """The page that a run prints."""
    result = report(*arguments)
    assert result.exit_code == 0, result
    return result.stdout


def every_shape(path: Path) -> Path:
    """A trajectory, a running sum with a gap, a band, a zero target, late and missing figures, a single figure."""
    start, end = dt.date(2026, 1, 1), dt.date(2027, 12, 31)
    rows: list[tuple[object, ...]] = [
        ("K1", "Share of sick leave", "HR", "%", "lower", "last", "once", "month", start, end, 5.8, 4.5),
        ("K2", "Revenue", "Sales", "€", "higher", "sum", "year", "month", None, None, None, 1_250_000),
        ("K3", "Share of rooms in use", "HR", "%", "band", "average", "month", None, None, None, None, None, 75, 85),
        ("K4", "Number of outages", "IT", "outages", "lower", "sum", "month", None, None, None, None, 0),
        ("K5", "Cost per lead", "Sales", "€", "lower", "average", "month", None, None, None, 61, 45, None, None, 50, 43,
         dt.date(2026, 10, 31)),
        ("K6", "Share of time in service", "IT", "%", "higher", "average", "month", None, None, None, None, 99.8, None,
         None, 99.5, 99.83, dt.date(2026, 8, 31)),
        ("K7", "Result", "Sales", "€", "higher", "average", "month", None, None, None, -4000, 2500, None, None, None,
         -1250, dt.date(2026, 10, 31)),
    ]  # fmt: skip
    figures = {
        "K1": [5.75, 5.78, 5.61, 5.64, 5.47, 5.5, 5.33, 5.36, 5.19, 5.22],
        "K2": [80_000, 90_000, 100_000, None, 90_000, 100_000, 80_000, 60_000, 100_000, 115_123],
        "K3": [78, 80, 83, 88, 84, 82, 79, 77, 76, 80, 84, 87, 81],
    }
    return _saved(path, rows, figures)


def hostile(path: Path) -> Path:
    """Every text of the register is an attack; each has two figures, so that there is a chart of it."""
    rows = [
        (f"K{number}", name, attack, attack, "higher", "average", "month", None, None, None, None, 10)
        for number, (name, attack) in enumerate([(name(attack), attack) for attack in ATTACKS for name in NAMES])
    ]
    return _saved(path, rows, {str(row[0]): [8, -9] for row in rows}, sheet="<b>=1+1'")


def _saved(
    path: Path, rows: list[tuple[object, ...]], figures: dict[str, list[float | None]], sheet: str = "KPIs"
) -> Path:
    book = Workbook()
    book.active.title = sheet
    measured = book.create_sheet("Measurements")
    for row in (HEADER, *rows):
        book.active.append(row)
        for cell in book.active[book.active.max_row]:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type  # a text that looks like a formula
    measured.append(("ID", "Measured through", "Actual"))
    for code, values in figures.items():
        for before, value in enumerate(reversed(values)):
            month = 2026 * 12 + 10 - before
            measured.append((code, dt.date(month // 12, month % 12 + 1, 1) - dt.timedelta(days=1), value))
    book.save(path)
    return path


class Parts(HTMLParser):
    """The tags, attributes and texts of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.cells: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag in ("td", "th"):
            self.cells.append("")
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "td" in self._open or "th" in self._open:
            self.cells[-1] += data
