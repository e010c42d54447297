"""Findings that a workbook says to ignore: in a column of its own, or in a comment.

    M203, T501: agreed with the board; until 2027-06-30     a line in the "Ignore rules" column
    kpi-sheets: ignore M203 agreed with the board           a line in the comment of a cell of the KPI's row

Both take codes, beginnings of codes or names, a reason, and a last day in any way the language writes a date. A
comment in a header cell speaks of the findings at that cell. One without a reason, or past its day, has no effect.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kpi_sheets.language import Pack
from kpi_sheets.lint.engine import pack_for
from kpi_sheets.lint.select import UnknownRuleError, codes
from kpi_sheets.lint.subjects import Subjects
from kpi_sheets.model import Cell, Finding, Kpi, Suppressed, Table
from kpi_sheets.statement import parse
from kpi_sheets.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Protocol

    class SheetLike(Protocol):
        """A sheet of cells by row and column, and its rows with a comment."""

        @property
        def name(self) -> str: ...
        @property
        def rows(self) -> Mapping[int, Mapping[int, Cell]]: ...
        @property
        def commented(self) -> Collection[int]: ...


FIELD = "lint_ignore"
MARKER = r"(?im)^[ \t]*kpi-sheets:[ \t]*ignore\b[ \t]*(.*)$"
_ITEM = r"[A-Za-z][\w-]*"
_RULES = rf"(?s)\s*({_ITEM}(?:\s*,\s*{_ITEM}|\s+[A-Za-z]\d{{3}}\b)*)\s*:?\s*(.*)"
_YEAR = r"\b(?:19|20)\d\d\b"
_LONGEST_DATE = 6  # words of "up to and including 30 June 2027"; a longer part is more of the reason


class Suppression(NamedTuple):
    """One wish to ignore rules: their words as written, the reason, and the last day on which it holds.

    `cell` is where it stands; `unreadable` is a last day that is none ("until 31 Feb 2027").
    """

    words: tuple[str, ...]
    reason: str
    until: dt.date | None
    cell: str
    unreadable: str = ""

    def is_expired(self, as_of: dt.date) -> bool:
        """True after its last day."""
        return self.until is not None and as_of > self.until

    def holds(self, as_of: dt.date) -> bool:
        """True when it has a reason and its last day, if any, is known and not past."""
        return bool(self.reason) and not self.unreadable and not self.is_expired(as_of)

    def codes(self) -> frozenset[str]:
        """The codes it means; words that no rule has mean nothing."""
        return frozenset(code for word in self.words for code in _codes_of(word))

    def unknown(self) -> tuple[str, ...]:
        """The words that no rule has."""
        return tuple(word for word in self.words if not _codes_of(word))


def apply(
    findings: Iterable[Finding], tables: Sequence[Table], as_of: dt.date
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """Part the findings that count from those that the workbook says to ignore, each with the reason."""
    if not any(map(_speaks, tables)):
        return tuple(findings), ()
    judge = _Judge(tuple(tables), as_of)
    kept: list[Finding] = []
    ignored: list[Suppressed] = []
    for finding in findings:
        reason = judge.reason(finding)
        if reason:
            ignored.append(Suppressed(finding, "ignored", reason))
        else:
            kept.append(finding)
    return tuple(kept), tuple(ignored)


def suppressions(kpi: Kpi, as_of: dt.date) -> tuple[Suppression, ...]:
    """Return what a KPI's column and comments say to ignore; `as_of` settles a date without a year."""
    entry = kpi.fields.get(FIELD)
    if entry is None and not kpi.remarks:
        return ()
    pack = pack_for(kpi.language)
    lines = kpi.shown(FIELD).splitlines() if entry else ()
    column = tuple(read(line, pack, as_of, kpi.cell(FIELD)) for line in lines if line.strip())
    return column + tuple(_in_comments(kpi.remarks, pack, as_of))


def read(text: str, pack: Pack, as_of: dt.date, cell: str = "") -> Suppression:
    """Read one line: rules, reason, and a last day after the last semicolon."""
    match = re.match(_RULES, text)
    if match is None:
        return Suppression((text.strip(),), "", None, cell)
    words = tuple(word for word in re.split(r"[,\s]+", match[1]) if word)
    reason, semicolon, last = match[2].strip().rpartition(";")
    last = last.strip().rstrip(".")
    deadline = parse(last, pack, as_of).deadline if last else None
    if deadline and deadline.text == last:
        return Suppression(words, reason.strip(), deadline.date, cell, "" if deadline.date else last)
    if semicolon and re.search(_YEAR, last) and len(last.split()) <= _LONGEST_DATE:
        return Suppression(words, reason.strip(), None, cell, last)
    return Suppression(words, match[2].strip(), None, cell)


def with_remarks(tables: Iterable[Table], sheets: Iterable[SheetLike]) -> tuple[Table, ...]:
    """Return the tables, each KPI with the cells of its row whose comment speaks to the linter."""
    found: dict[tuple[str, int], list[Cell]] = {}
    for sheet in sheets:
        for row in sheet.commented:
            for cell in sheet.rows[row].values():
                if cell.comment and re.search(MARKER, cell.comment):
                    found.setdefault((sheet.name, row), []).append(cell)
    if not found:
        return tuple(tables)
    return tuple(table._replace(kpis=tuple(_with_remarks(kpi, found) for kpi in table.kpis)) for table in tables)


def _speaks(table: Table) -> bool:
    """True when a cell of the table may tell the linter to ignore something: in few tables one does."""
    spoken = any(kpi.remarks or FIELD in kpi.fields for kpi in table.kpis)
    return spoken or any(cell.comment for cell in table.headers.values())


class _Judge:
    """Knows, finding by finding, whether the workbook says to ignore it."""

    def __init__(self, tables: tuple[Table, ...], as_of: dt.date) -> None:
        self._as_of = as_of
        self._subjects = Subjects(tables)
        self._headers = {
            (table.sheet, cell.address): (cell, table.language)
            for table in tables
            for cell in table.headers.values()
            if cell.comment
        }
        self._known: dict[tuple[str, int, str], tuple[Suppression, ...]] = {}

    def reason(self, finding: Finding) -> str:
        """Return why a finding is ignored, "" when it isn't."""
        spoken = self._spoken(finding)
        holding = (entry for entry in spoken if entry.holds(self._as_of) and finding.code in entry.codes())
        return next((entry.reason for entry in holding), "")

    def _spoken(self, finding: Finding) -> tuple[Suppression, ...]:
        header = self._headers.get((finding.sheet, finding.cell))
        if header:
            return tuple(_in_comments((header[0],), pack_for(header[1]), self._as_of))
        kpi = self._subjects.kpi(finding)
        if kpi is None:
            return ()
        key = (kpi.sheet, kpi.row, kpi.name)
        if key not in self._known:
            self._known[key] = suppressions(kpi, self._as_of)
        return self._known[key]


def _in_comments(cells: Iterable[Cell], pack: Pack, as_of: dt.date) -> Iterator[Suppression]:
    for cell in cells:
        for match in re.finditer(MARKER, cell.comment or ""):
            yield read(match[1], pack, as_of, cell.address)


def _with_remarks(kpi: Kpi, found: Mapping[tuple[str, int], list[Cell]]) -> Kpi:
    remarks = found.get((kpi.sheet, kpi.row))
    return kpi._replace(remarks=tuple(remarks)) if remarks else kpi


def _codes_of(word: str) -> frozenset[str]:
    try:
        return codes([word])
    except UnknownRuleError:
        return frozenset()
