"""Findings as SARIF 2.1.0, for code scanning and whatever else reads it.

A region is a row and a column (`startLine` 7, `startColumn` 3 is C7); a logical location names sheet and cell. Offsets
in a region count cells, so a viewer of text has nothing to underline, but every consumer can tell findings apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath
from urllib.parse import quote

from kpi_sheets.lint.rule import Rule, load_rule
from kpi_sheets.model import Finding, Fix, LintedWorkbook, Severity, Suppressed
from kpi_sheets.report.escape import for_json, for_sarif, sheet_reference
from kpi_sheets.report.fingerprint import marked
from kpi_sheets.workbook.address import place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
KINDS = {"ignored": "inSource", "baseline": "external"}
FINGERPRINT = "kpiIdentity/v1"
Json = dict[str, object]


def render(results: Iterable[LintedWorkbook], _colour: bool = False) -> Iterator[str]:
    """Yield the log result by result; what is known only at the end, the rules and the notifications, comes last."""
    run = _Run()
    yield f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{"results": ['
    separator = "\n"
    for result in results:
        for entry in run.results(result):
            yield separator + for_json(entry)
            separator = ",\n"
    yield f"\n], {for_json(run.rest())[1:-1]}}}]}}\n"


class _Run:
    """One run's results, and what they refer to by number: the rules, and the sheets and cells."""

    def __init__(self) -> None:
        self._rules: dict[str, int] = {}
        self._places: dict[tuple[str, str], int] = {}
        self._parents: list[int | None] = []
        self._unread: list[str] = []

    def results(self, linted: LintedWorkbook) -> Iterator[Json]:
        if linted.error:
            self._unread.append(linted.error)
        waived = (None,) * len(linted.findings) + linted.suppressed
        for (finding, mark), suppressed in zip(marked(linted), waived, strict=True):
            yield self._result(linted.path, finding, mark, suppressed)

    def rest(self) -> Json:
        notes = [{"level": "error", "message": {"text": for_sarif(text)}} for text in self._unread]
        driver = {
            "name": "kpi-sheets",
            "version": _version(),
            "rules": [_rule(load_rule(code)) for code in self._rules],
        }
        return {
            "tool": {"driver": driver},
            "logicalLocations": self._logical_locations(),
            "invocations": [{"executionSuccessful": not notes, "toolExecutionNotifications": notes}],
        }

    def _result(self, path: str, finding: Finding, mark: str, suppressed: Suppressed | None) -> Json:
        hint = f" → {finding.suggestion}" if finding.suggestion else ""
        subject = f"{finding.kpi}: " if finding.kpi else ""
        result: Json = {
            "ruleId": finding.code,
            "ruleIndex": self._rules.setdefault(finding.code, len(self._rules)),
            "level": LEVELS[finding.severity],
            "message": {"text": for_sarif(f"{subject}{finding.message}{hint}")},
            "locations": [self._location(path, finding)],
            "partialFingerprints": {FINGERPRINT: mark},
        }
        if suppressed:
            result["suppressions"] = [{"kind": KINDS[suppressed.kind], "justification": suppressed.reason}]
        if finding.fix:
            result["fixes"] = [_fix(path, finding.fix, finding.message)]
        return result

    def _location(self, path: str, finding: Finding) -> Json:
        physical: Json = {"artifactLocation": {"uri": uri(path)}}
        if finding.cell:
            physical["region"] = _region(finding.cell)
        return {"physicalLocation": physical, "logicalLocations": [{"index": self._index(finding)}]}

    def _index(self, finding: Finding) -> int:
        """Workbooks share the entries of sheets with the same name: no two entries may be equal."""
        sheet = self._numbered((finding.sheet, ""), None)
        return self._numbered((finding.sheet, finding.cell), sheet) if finding.cell else sheet

    def _numbered(self, key: tuple[str, str], parent: int | None) -> int:
        if key not in self._places:
            self._places[key] = len(self._places)
            self._parents.append(parent)
        return self._places[key]

    def _logical_locations(self) -> list[Json]:
        found: list[Json] = []
        for (sheet, cell), parent in zip(self._places, self._parents, strict=True):
            full = sheet_reference(sheet, cell)
            place: Json = {"name": cell or sheet, "fullyQualifiedName": full, "kind": "cell" if cell else "sheet"}
            found.append(place if parent is None else {**place, "parentIndex": parent})
        return found


def uri(path: str) -> str:
    """Return the URI of a file: relative for a relative path, "file:///…" for an absolute one."""
    pure = PurePath(path)
    return Path(path).as_uri() if pure.is_absolute() else quote(pure.as_posix())


def _version() -> str:
    try:
        return version("kpi-sheets")
    except PackageNotFoundError:  # run from a checkout that isn't installed
        return "unknown"


def _region(cell: str) -> Json:
    row, column = place(cell)
    return {"startLine": row, "startColumn": column, "endLine": row, "endColumn": column + 1}


def _fix(path: str, fix: Fix, why: str) -> Json:
    replacement = {"deletedRegion": _region(fix.cell), "insertedContent": {"text": str(fix.new)}}
    change = {"artifactLocation": {"uri": uri(path)}, "replacements": [replacement]}
    return {"description": {"text": why}, "artifactChanges": [change]}


def _rule(rule: Rule) -> Json:
    title, _, body = rule.documentation.strip().partition("\n")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": body.strip() or title},
        "help": {"text": rule.documentation.strip()},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }
