"""Known findings that don't count: kept by KPI, not by cell, so that sorted or inserted rows change nothing.

    {"version": 1, "workbooks": {"kpis.xlsx": {"id sal-01": {"M201": 1}}}}

A number is how many findings of the rule were known of the KPI; more than that are new.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from kpi_sheets.lint.subjects import Subjects
from kpi_sheets.model import Finding, KpiSheetsError, LintedWorkbook, Suppressed, Table

VERSION = 1
REASON = "known when the baseline was written"

Known = Mapping[str, Mapping[str, int]]  # KPI → code → how many


class BaselineError(KpiSheetsError):
    """A baseline file that can't be read."""


def load(file: str) -> Mapping[str, Known]:
    """Return the known findings by workbook. Raises BaselineError when the file isn't a baseline."""
    try:
        document = json.loads(Path(file).read_text(encoding="utf-8-sig"))
        return {
            str(path): {
                str(kpi): {str(code): int(number) for code, number in found.items()} for kpi, found in kpis.items()
            }
            for path, kpis in document["workbooks"].items()
        }
    except OSError as error:
        raise BaselineError(f"{file}: can't be read: {error.strerror}; --write-baseline makes one") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BaselineError(f"{file}: is no baseline; make one anew with --write-baseline") from error


def text(results: Iterable[LintedWorkbook], file: str) -> str:
    """Return a baseline with all findings of these workbooks: sorted, the same for the same findings."""
    workbooks = {key(result.path, file): _known(result) for result in results if result.findings}
    document = {"version": VERSION, "workbooks": workbooks}
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def apply(
    findings: Iterable[Finding], tables: Iterable[Table], known: Known
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """Part the findings that are new from those that are in the baseline."""
    new: list[Finding] = []
    old: list[Suppressed] = []
    for finding, subject, number in Subjects(tables).numbered(findings):
        if number <= known.get(subject, {}).get(finding.code, 0):
            old.append(Suppressed(finding, "baseline", REASON))
        else:
            new.append(finding)
    return tuple(new), tuple(old)


def key(path: str, file: str) -> str:
    """Return how a baseline calls a workbook: its path from the baseline's folder, with slashes."""
    folder, workbook = Path(file).resolve().parent, Path(path).resolve()
    if workbook.is_relative_to(folder):
        return workbook.relative_to(folder).as_posix()
    return Path(path).as_posix()


def _known(result: LintedWorkbook) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for finding, subject, _ in Subjects(result.tables).numbered(result.findings):
        counts.setdefault(subject, Counter())[finding.code] += 1
    return {subject: dict(found) for subject, found in counts.items()}
