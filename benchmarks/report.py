"""Time and size of the report of a register with a history.

python benchmarks/report.py [KPIs [months]]     default 500 24; bars: 10 seconds, 15 MB
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
AS_OF = dt.date(2026, 11, 24)
TEAMS = ("Marketing", "Sales", "HR", "Finance", "Support", "IT", "Healthcare", "Education")
HEADER = ("ID", "KPI", "Team", "Owner", "Unit", "Direction", "Accumulation", "Period", "Baseline", "Target")
# subject, unit, direction, accumulation, baseline, target
KINDS: tuple[tuple[str, str, str, str, float, float], ...] = (
    ("Share of orders in time", "%", "higher", "average", 82, 95),
    ("Number of new customers", "customers", "higher", "sum", 34, 50),
    ("Average response time", "hours", "lower", "average", 3.4, 2),
    ("Cost per lead", "€", "lower", "average", 61, 45),
    ("Revenue from the web shop", "€", "higher", "sum", 78_000, 100_000),
    ("Share of sick leave", "%", "lower", "average", 5.8, 4.5),
)


def make(path: Path, kpis: int, months: int) -> None:
    """Write a register and a sheet of measurements, the same for the same numbers."""
    import openpyxl

    chance = random.Random(1)
    book = openpyxl.Workbook(write_only=True)
    register, measured = book.create_sheet("KPIs"), book.create_sheet("Measurements")
    register.append(HEADER)
    measured.append(("ID", "Measured through", "Actual"))
    for number in range(kpis):
        subject, unit, direction, accumulation, baseline, target = KINDS[number % len(KINDS)]
        code, team = f"K-{number + 1}", TEAMS[number % len(TEAMS)]
        name = f"{subject}, branch {number + 1}"
        register.append((code, name, team, "Head", unit, direction, accumulation, "month", baseline, target))
        reach = chance.uniform(0.3, 1.2)
        for month in range(months):
            way = (month + 1) / months * reach
            value = baseline + (target - baseline) * way + chance.gauss(0, abs(target - baseline) / 8)
            measured.append((code, _end(months - month), round(value, 1 if abs(target) < 100 else 0)))
    book.save(path)


def _end(before: int) -> dt.date:
    """Return the last day of the month so many months before the as-of date."""
    months = AS_OF.year * 12 + AS_OF.month - before
    return dt.date(months // 12, months % 12 + 1, 1) - dt.timedelta(days=1)


class Made(NamedTuple):
    """What came of one page."""

    kpis: int
    seconds: float
    processor_seconds: float
    megabytes: float
    memory: float


def measure(book: Path, page: Path) -> Made:
    """Make the page in a process of its own."""
    command = [sys.executable, "-m", "kpi_sheets", "report", str(book), "-o", str(page), "--as-of", str(AS_OF)]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True)
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    kpis = page.read_text(encoding="utf-8").count("<figure ")
    return Made(kpis, seconds, processor, page.stat().st_size / 1e6, after.ru_maxrss / 1024)


def main(arguments: list[str]) -> None:
    """Print seconds, megabytes of the page and of memory."""
    kpis, months = [*map(int, arguments), *(500, 24)[len(arguments) :]]
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder, "kpis.xlsx"), kpis, months)
        made = measure(Path(folder, "kpis.xlsx"), Path(folder, "report.html"))
    print(
        f"{made.kpis} KPIs × {months} months: {made.seconds:.1f} s ({made.processor_seconds:.1f} s of processor), "
        f"page of {made.megabytes:.1f} MB, {made.memory:.0f} MB of memory"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
