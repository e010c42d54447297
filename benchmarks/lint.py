"""How fast `kpi-sheets lint` is, as ratios to what else reads a workbook on the same machine in the same minutes.

    python benchmarks/lint.py [start] [many] [rows]     default: all three; prints a Markdown table

start   one workbook of 20 rows, whole process: beside bare Python, openpyxl's load_workbook, frictionless' validate
many    500 workbooks of 20 rows: beside openpyxl loading them, and two processes beside one
rows    1,000 to 200,000 rows in one workbook: time, growth and peak memory, beside openpyxl up to 20,000

Every figure is the median of five processes, those that are compared taking turns (`rows`: three, and one for
200,000 rows). frictionless is run when the program is on the PATH, and said to be absent when it is not. Byte code is
kept and the language packs are prepared, as an installation leaves them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
RUNS = 5
FEWER_RUNS = 3
BOOKS = 500
SIZES = (1_000, 20_000, 200_000)
LONGEST_FOR_OPENPYXL = 20_000
AS_OF = "2026-11-24"

HEADER = ("ID", "KPI", "Team", "Owner", "Unit", "Period", "Target", "Actual", "Baseline", "Goal", "Source", "Formula")
METRICS = (
    "Number of new customers", "Share of orders delivered on time", "Customer satisfaction score", "Sickness rate",
    "Average lead time of a quote", "Revenue per employee", "Number of complaints", "First time fix rate",
    "Days of sales outstanding", "Share of suppliers audited", "Number of near misses reported", "Staff turnover",
    "Cost per delivery", "Number of vacancies filled", "Share of invoices paid late", "Energy use per order",
    "Number of training days", "Share of returns", "Uptime of the web shop", "Number of visits to customers",
)  # fmt: skip
PLACES = 50  # a name is a metric and an area, so that the many workbooks hold a thousand different ones

OPENPYXL = "import sys, openpyxl\nfor path in sys.argv[1:]: openpyxl.load_workbook(path)"
LINT = "from kpi_sheets.cli import main; main()"  # as the installed command does


class Run(NamedTuple):
    """What one process took: seconds on the wall, and peak megabytes."""

    seconds: float
    megabytes: float


class Line(NamedTuple):
    """One line of the table. `bar` is the most, or with `at_least` the least, that the figure should be."""

    what: str
    figure: float
    bar: float
    detail: str
    at_least: bool = False

    def __str__(self) -> str:
        met = self.figure >= self.bar if self.at_least else self.figure <= self.bar
        sign = "≥" if self.at_least else "≤"
        return f"| {self.what} | {self.figure:.2f} | {sign} {self.bar:g} | {'yes' if met else 'no'} | {self.detail} |"


def main(parts: Sequence[str]) -> None:
    """Print the lines of the parts that are asked for."""
    known = {"start": start, "many": many, "rows": rows}
    if unknown := [part for part in parts if part not in known]:
        sys.exit(f"{unknown[0]}: there is no such part; choose from {', '.join(known)}")
    prepare()
    print("| what | ratio | bar | met | measured |\n|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in parts or list(known):
            for line in known[name](Path(folder)):
                print(line, flush=True)


def start(folder: Path) -> Iterator[Line | str]:
    """One workbook of 20 rows, from the start of the process to its end."""
    path = str(folder / "kpis.xlsx")
    make([path], 20)
    frictionless = shutil.which("frictionless")
    commands = {
        "python": python("pass"),
        "openpyxl": python(OPENPYXL, path),
        "lint": lint(path),
        "check": python(LINT, "check", "--language", "en", "Deliver 95% of orders on time in 2026"),
    }
    if frictionless:
        commands["frictionless"] = [frictionless, "validate", path]
    took = in_turns(commands, RUNS)
    for name, other, bar in (("bare Python", "python", 7), ("loading it with openpyxl", "openpyxl", 0.4)):
        yield Line(f"one workbook of 20 rows : {name}", ratio(took["lint"], took[other]), bar, ms(took, "lint", other))
    if frictionless:
        other = "frictionless"
        yield Line("one workbook of 20 rows : frictionless", ratio(took["lint"], took[other]), 0.15, ms(took, other))
    else:
        yield "| one workbook of 20 rows : frictionless | | ≤ 0.15 | | `frictionless` is not on the PATH |"
    yield Line("first answer of `check`, in 120 ms", took["check"].seconds / 0.12, 1, ms(took, "check"))


def many(folder: Path) -> Iterator[Line]:
    """Many small workbooks, all rules."""
    books = folder / "books"
    books.mkdir()
    paths = [str(books / f"{number:03}.xlsx") for number in range(BOOKS)]
    make(paths, 20)
    commands = {
        "openpyxl": python(OPENPYXL, *paths),
        "one": lint(str(books), "--jobs", "1"),
        "two": lint(str(books), "--jobs", "2"),
    }
    took = in_turns(commands, FEWER_RUNS)
    yield Line(f"{BOOKS} workbooks : openpyxl", ratio(took["one"], took["openpyxl"]), 0.35, ms(took, "one", "openpyxl"))
    detail = ms(took, "one", "two")
    yield Line(f"{BOOKS} workbooks, 1 process : 2", ratio(took["one"], took["two"]), 1.7, detail, at_least=True)


def rows(folder: Path) -> Iterator[Line]:
    """One long table, all rules."""
    took: dict[int, Mapping[str, Run]] = {}
    for size in SIZES:
        path = str(folder / f"{size}.xlsx")
        make([path], size)
        commands = {"lint": lint(path)}
        if size <= LONGEST_FOR_OPENPYXL:
            commands["openpyxl"] = python(OPENPYXL, path)
        took[size] = in_turns(commands, FEWER_RUNS if size <= LONGEST_FOR_OPENPYXL else 1)
    _, middle, most = SIZES
    long, longest = took[middle]["lint"], took[most]["lint"]
    detail = f"{long.seconds:.1f} s, {longest.seconds:.1f} s"
    yield Line(f"{most:,} rows : {middle:,} rows, time", longest.seconds / long.seconds, 12, detail)
    other = took[middle]["openpyxl"]
    detail = f"{long.megabytes:.0f} MB, {other.megabytes:.0f} MB"
    yield Line(f"{middle:,} rows : openpyxl, peak memory", long.megabytes / other.megabytes, 0.5, detail)


def python(code: str, *arguments: str) -> list[str]:
    """Return the command that runs some code."""
    return [sys.executable, "-c", code, *arguments]


def lint(*arguments: str) -> list[str]:
    """Return the command that lints with all rules and without configuration."""
    return python(LINT, "lint", "--profile", "strict", "--no-config", "--as-of", AS_OF, *arguments)


def in_turns(commands: Mapping[str, list[str]], runs: int) -> Mapping[str, Run]:
    """Run the commands in turns, after one turn that does not count; return the median of each."""
    taken: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(runs + 1 if runs > 1 else 1):
        for name, command in commands.items():
            run = timed(command)
            if turn or runs == 1:
                taken[name].append(run)
    return {name: Run(*map(median, zip(*found, strict=True))) for name, found in taken.items()}


def timed(command: list[str]) -> Run:
    """Run a command and measure it; its output goes nowhere."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{command[:3]} ended with {process.returncode}")
    return Run(seconds, used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10))


def ratio(one: Run, other: Run) -> float:
    """Return the ratio of their times."""
    return one.seconds / other.seconds


def ms(took: Mapping[str, Run], *names: str) -> str:
    """Return the times of some commands, for the last column."""
    return ", ".join(f"{name} {1000 * took[name].seconds:,.0f} ms" for name in names)


def prepare() -> None:
    """Prepare the language packs, as the build of the wheel does."""
    sys.path.insert(0, str(ROOT))
    from kpi_sheets import prepare as packs

    packs.prepare()


def make(paths: Sequence[str], size: int) -> None:
    """Write workbooks in a process of its own, so that this one stays small."""
    subprocess.run([sys.executable, __file__, "--make", str(size)], input="\n".join(paths), text=True, check=True)


def _make(path: str, number: int, size: int) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "KPIs"
    sheet.append(HEADER)
    for at in range(size):
        name = f"{METRICS[at % len(METRICS)]} in area {number % PLACES + at // len(METRICS)}"
        words = (f"K-{at + 1}", name, "Sales", "Head of sales", "%", "month")
        sheet.append([*words, 90 + at % 9, 88 + at % 7, 80, "Growth", "CRM", "see the manual"])
    book.save(path)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        for place, line in enumerate(sys.stdin.read().splitlines()):
            _make(line, place, int(sys.argv[2]))
    else:
        main(sys.argv[1:])
