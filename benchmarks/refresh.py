"""Time and memory of writing one status column into a workbook, beside openpyxl's load and save.

    python benchmarks/refresh.py [rows …]     default 1000 20000 200000; openpyxl runs up to 20,000 rows

Each run is a process of its own, so that memory is its own peak. Bars: at 20,000 rows at most 0.25 of openpyxl's time
and at most 80 MB; from 1,000 to 200,000 rows the time per row doesn't grow. The last line tells how both grow.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SIZES = (1_000, 20_000, 200_000)
LONGEST_FOR_OPENPYXL = 20_000
RUNS = 3
COLUMN = 13
STATUSES = ("Op schema", "Let op", "Achter")
HEADERS = ("ID", "KPI", "Team", "Owner", "Unit", "Period", "Target", "Actual", "Baseline", "Weight", "Comment", "Score")


def main(arguments: list[str]) -> None:
    """Print a line for every size and writer: seconds (the best of three) and megabytes."""
    sizes = [int(argument) for argument in arguments] or list(SIZES)
    with tempfile.TemporaryDirectory() as folder:
        found = [_measured(Path(folder) / f"{rows}.xlsx", rows) for rows in sizes]
    if len(sizes) > 1:
        seconds, megabytes = (last / first for first, last in zip(found[0], found[-1], strict=True))
        print(
            f"{sizes[-1] / sizes[0]:.0f} times the rows: {seconds:.0f} times the time, {megabytes:.1f} times the memory"
        )


def make(path: Path, rows: int) -> None:
    """Write a register of 12 columns: texts, numbers and a formula."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("KPIs")
    sheet.append(HEADERS)
    for row in range(2, rows + 2):
        words = (f"K-{row}", f"KPI {row}", "Sales", "Head of sales", "%", "month")
        sheet.append([*words, row * 1.5, row * 1.25 + 0.1, row, 1, f"note {row % 50}", f"=H{row}/G{row}"])
    book.save(path)


def run_patch(path: Path, rows: int) -> None:
    """Write the column with the patch."""
    from kpi_sheets.workbook.patch import Edit, patch

    edits = [Edit("KPIs", row, COLUMN, _value(row)) for row in range(1, rows + 2)]
    patch(path, edits, path.with_suffix(".patch.xlsx"))


def run_openpyxl(path: Path, rows: int) -> None:
    """Write the column by loading and saving the whole workbook."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    for row in range(1, rows + 2):
        book["KPIs"].cell(row, COLUMN).value = _value(row)
    book.save(path.with_suffix(".openpyxl.xlsx"))


def _value(row: int) -> str:
    return "Status" if row == 1 else STATUSES[row % len(STATUSES)]


def _measured(path: Path, rows: int) -> tuple[float, float]:
    """Print the line of a size; return the patch's seconds and megabytes."""
    make(path, rows)
    seconds, megabytes = _best("patch", path, rows)
    line = f"{rows:>7,} rows   patch {seconds:6.2f} s {megabytes:4.0f} MB {1e6 * seconds / rows:5.0f} µs a row"
    if rows <= LONGEST_FOR_OPENPYXL:
        theirs, size = _best("openpyxl", path, rows)
        line += f"   openpyxl {theirs:6.2f} s {size:4.0f} MB   ratio {seconds / theirs:.2f}"
    print(line, flush=True)
    return seconds, megabytes


def _best(writer: str, path: Path, rows: int) -> tuple[float, float]:
    command = [sys.executable, __file__, "--one", writer, str(path), str(rows)]
    results = [
        subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout for _ in range(RUNS)
    ]
    figures = [tuple(map(float, re.findall(r"[\d.]+", result))) for result in results]
    return min(seconds for seconds, _ in figures), max(size for _, size in figures)


def _one(writer: str, path: Path, rows: int) -> None:
    """Run one writer in this process and print its seconds and peak megabytes."""
    sys.path.insert(0, str(ROOT))
    start = time.perf_counter()
    {"patch": run_patch, "openpyxl": run_openpyxl}[writer](path, rows)
    seconds = time.perf_counter() - start
    per_megabyte = 1 << 20 if sys.platform == "darwin" else 1 << 10
    print(f"{seconds:.3f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / per_megabyte:.1f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _one(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        main(sys.argv[1:])
