"""How often the linter is right on workbooks of other people: findings that a person looked at, one by one.

    python benchmarks/findings.py FOLDER             the share of right ones among those in findings.tsv
    python benchmarks/findings.py FOLDER --sample 20 findings that nobody has looked at yet, to be labelled

A label names its workbook by the first twelve digits of the file's SHA-256 and its sheet by number, so that the file
holds nothing of the workbooks themselves. The rules run as of a fixed day, under the standard profile.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kpi_sheets.model import Finding
from kpi_sheets.pipeline.files import workbooks
from kpi_sheets.pipeline.lint import Linter
from kpi_sheets.pipeline.options import LintOptions
from kpi_sheets.workbook import read

AS_OF = dt.date(2026, 11, 24)
LABELS = Path(__file__).with_name("findings.tsv")


class Place(NamedTuple):
    """Where a finding stands, and its code."""

    workbook: str
    sheet: int
    cell: str
    code: str


class Label(NamedTuple):
    """What a person says of a finding: "right" or "wrong", and why."""

    verdict: str
    reason: str


def labels() -> dict[Place, Label]:
    """Return the labelled findings."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {
            Place(row["workbook"], int(row["sheet"]), row["cell"], row["code"]): Label(row["verdict"], row["reason"])
            for row in rows
        }


def findings(folder: str) -> Iterator[tuple[Place, Finding]]:
    """Yield the findings of the workbooks in a folder, each with its place."""
    for result in Linter(LintOptions(AS_OF, use_config=False)).lint(list(workbooks([folder]))):
        if result.error:
            continue
        digest = hashlib.sha256(Path(result.path).read_bytes()).hexdigest()[:12]
        numbers = {sheet.name: number for number, sheet in enumerate(read(result.path).sheets, start=1)}
        for finding in result.findings:
            yield Place(digest, numbers[finding.sheet], finding.cell, finding.code), finding


def report(folder: str) -> None:
    """Print how many labelled findings are right, by rule; and how many there are in all."""
    known, found = labels(), dict(findings(folder))
    counts = Counter((place.code, known[place].verdict) for place in found if place in known)
    for code in sorted({code for code, _ in counts}):
        print(f"{code}  right {counts[code, 'right']:3}  wrong {counts[code, 'wrong']:3}")
    right = sum(number for (_, verdict), number in counts.items() if verdict == "right")
    looked_at = sum(counts.values())
    share = right / looked_at if looked_at else 0.0
    print(f"{right} of {looked_at} looked at are right ({share:.1%}); {len(found)} findings in all")
    print(f"{len(known.keys() - found.keys())} labelled findings are gone: they were wrong, or the rules changed")


def sample(folder: str, number: int, seed: int) -> None:
    """Print findings that have no label yet, to be judged by a person."""
    known = labels()
    unseen = [(place, finding) for place, finding in findings(folder) if place not in known]
    for place, finding in random.Random(seed).sample(unseen, min(number, len(unseen))):
        print(*place, f"{finding.kpi[:60]!r}: {finding.message[:150]}", sep="\t")


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Hold the findings on real workbooks against what a person says of them."
    )
    parser.add_argument("folder")
    parser.add_argument("--sample", type=int, default=0, help="print so many findings without a label")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.sample:
        sample(asked.folder, asked.sample, asked.seed)
    else:
        report(asked.folder)


if __name__ == "__main__":
    main()
