"""The words all rooms speak: cells, quantities, periods, KPIs, findings.

Values only. Nothing here reads a file, knows a language or judges a KPI.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from kpi_sheets.typed import NamedTuple


class KpiSheetsError(Exception):
    """Bad input: the message is one line for the user (where, what, how to mend it); the exit code is 2.

    ├── workbook.WorkbookError   a workbook that can't be read or written
    ├── language.LanguageError   an unknown language or a broken language pack
    ├── register.SchemaError     a workbook schema that isn't valid
    ├── register.PlaceError      a place in a workbook where its schema has a table and none stands
    ├── lint.UnknownRuleError    a code or a name that no rule has
    ├── lint.ConfigError         a configuration file that isn't valid
    ├── pipeline.NoWorkbookError a path at which there is nothing to lint
    ├── pipeline.NoRoomError     a table to which a status column can't be added
    ├── pipeline.GitError        a revision that git can't give
    ├── report.MissingExtraError a library that only one report wants is not installed
    ├── addin.LiveError          an open workbook that can't be read or written as it is
    └── addin.InstallError, OfficeError, NoExcelError, …   buttons that can't be installed, or find no program
    """


class Direction(StrEnum):
    """Which way a KPI should move."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"


class Accumulation(StrEnum):
    """How the values within one period combine."""

    SUM = "sum"
    AVERAGE = "average"
    LAST = "last"


class Period(StrEnum):
    """The stretch of time a target holds for, shortest first; ONCE runs from start to deadline."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    ONCE = "once"


def last_day(year: int, month: int) -> dt.date:
    """Return the last day of a month (1…12)."""
    return dt.date(year, 12, 31) if month == 12 else dt.date(year, month + 1, 1) - dt.timedelta(days=1)


class Comparator(StrEnum):
    """How an actual is held against a quantity."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"
    EQUAL = "="


class Status(StrEnum):
    """The verdict on a KPI. The codes that icons stand on: +1, 0, -1, and blank for the grey ones."""

    ON_TRACK = "on_track"  # +1
    ACHIEVED = "achieved"  # +1
    AT_RISK = "at_risk"  # 0
    OFF_TRACK = "off_track"  # -1
    MISSED = "missed"  # -1
    TOO_EARLY = "too_early"  # grey, as all that follow
    NOT_STARTED = "not_started"
    NO_DATA = "no_data"
    NO_TARGET = "no_target"
    INVALID = "invalid"
    ACCEPTED = "accepted"


class Freshness(StrEnum):
    """Whether the next figure is overdue."""

    CURRENT = "current"
    STALE = "stale"


class TrendBasis(StrEnum):
    """What a trend stands on: its number of complete periods."""

    PROVISIONAL = "provisional"  # 2 to 5: an arrow, no verdict
    TRIAL = "trial"  # 6 to 11: process limits that still move
    LIMITS = "limits"  # 12 and up


class Assurance(StrEnum):
    """Whether the process, left as it is, meets the target."""

    ALWAYS = "always"
    NEVER = "never"
    VARIES = "varies"


class Severity(StrEnum):
    """How serious a finding is, most serious first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Quantity(NamedTuple):
    """A number as a person wrote it, with what it counts.

    `value` and `high` are in `unit`; a percentage counts in percent points (90 %: value 90.0, unit "%").
    `unit` is "%", an ISO 4217 code ("EUR"), a unit of time in the singular ("hour", "working_day"), or the noun as
    written ("klanten"); None when nothing is named. `high` is the upper end of a range.
    """

    value: float
    unit: str | None = None
    comparator: Comparator | None = None
    high: float | None = None


class ErrorValue(str):
    """An error that a cell holds: `#DIV/0!`, `#REF!`, `#N/A`, `#NAME?`, `#NULL!`, `#NUM!`, `#VALUE!`, …"""

    __slots__ = ()


class OutOfRangeDate(float):
    """A date serial that stands for no calendar day: negative, 29 February 1900 (60), or beyond the year 9999."""

    __slots__ = ()


CellValue = (
    str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | ErrorValue | OutOfRangeDate | None
)


def column_letter(number: int) -> str:
    """Return the letters of a column: 1 → A, 27 → AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Cell(NamedTuple):
    """One cell that holds something. `row` and `column` count from 1; `formula` has no leading "="."""

    row: int
    column: int
    value: CellValue
    number_format: str = "General"
    formula: str | None = None
    comment: str | None = None

    @property
    def address(self) -> str:
        """The cell's address on its sheet, as "C7"."""
        return f"{column_letter(self.column)}{self.row}"

    @property
    def not_calculated(self) -> bool:
        """True for a formula that no program has calculated yet."""
        return self.formula is not None and self.value is None


class Source(StrEnum):
    """Where a field's value comes from."""

    CELL = "cell"  # its own cell in the KPI's row
    DEFAULT = "default"  # stated once for the table: above it, in the sheet name, in the schema
    INFERRED = "inferred"  # concluded from other fields; always shown as such


FieldValue = str | float | bool | dt.date | Quantity | Direction | Accumulation | Period | tuple[float, ...] | None


class Field(NamedTuple):
    """What one KPI says about one thing: the value as its column's type reads it, and the cell it stands in.

    `value` is None when the cell can't be read as its type; `cell` then still holds what stands there.
    """

    value: FieldValue
    cell: Cell | None = None
    source: Source = Source.CELL


class Measurement(NamedTuple):
    """One figure of a KPI's history, in the KPI's unit (percentages in percent points).

    `period_end` is the last day of the stretch it was measured over, None when the sheet names no year ("Jan");
    `label` is the period as the sheet writes it. `target` is the target for that stretch, when it has one of its own.
    """

    period_end: dt.date | None
    value: float | None
    cell: Cell | None = None
    label: str = ""
    target: float | None = None
    target_cell: Cell | None = None


class Kpi(NamedTuple):
    """One KPI of a register: its fields by key (`name`, `target`, `owner`, …; blank cells are absent).

    `history` holds its figures per period in the order of the sheet, the one in `actual` included; `remarks` the cells
    of its row, blank ones too, whose comment speaks to the linter ("kpi-sheets: ignore …").
    """

    fields: Mapping[str, Field]
    sheet: str = ""
    row: int = 0
    language: str = "en"
    history: tuple[Measurement, ...] = ()
    remarks: tuple[Cell, ...] = ()

    def value(self, key: str) -> FieldValue:
        """Return the field's value, or None when it is blank or can't be read."""
        entry = self.fields.get(key)
        return entry.value if entry else None

    def text(self, key: str) -> str:
        """Return the field's value as text, "" when it is blank."""
        entry = self.fields.get(key)
        return "" if entry is None or entry.value is None else str(entry.value)

    def shown(self, key: str) -> str:
        """Return what stands in the field's cell, or its value as text when it has no cell."""
        entry = self.fields.get(key)
        return str(entry.cell.value) if entry and entry.cell else self.text(key)

    def cell(self, *keys: str) -> str:
        """Return the address of the first of these fields that stands in a cell, or "" when none does."""
        for key in keys:
            entry = self.fields.get(key)
            if entry and entry.cell:
                return entry.cell.address
        return ""

    @property
    def name(self) -> str:
        """What the KPI is called, or its statement when it has no name of its own."""
        return self.text("name") or self.text("statement")


class Problem(NamedTuple):
    """Something the register could not read or that breaks the schema; the linter turns it into a finding.

    `kind` is "schema" (a row breaks the schema's JSON Schema), "unreadable" (a value that is not of its column's
    type), "not_in_list" (a list's column holds another word), "two_values" (two quantities where one should stand),
    "missing_word" ("n.b.": read as blank), "formula_error", "not_calculated", "unknown_header" or "missing_column";
    "unknown_kpi" and "duplicate_measurement" are about a history on a sheet of its own; "merged_cells", "blank_row",
    "hidden_row" and "beyond_table" about the shape of a table, their text the places.
    """

    kind: str
    sheet: str
    cell: str
    key: str
    text: str
    row: int = 0


class Table(NamedTuple):
    """One KPI table of a workbook, as it was read.

    `columns` maps a field key to its column letter, `headers` to its header cell; both hold only what the table has.
    `choices` holds, by field, the list that the cells of its column choose from, where the sheet has one. `left_out`
    counts the KPIs of a table that went without them.
    """

    sheet: str
    header_rows: tuple[int, ...]
    columns: Mapping[str, str]
    headers: Mapping[str, Cell]
    kpis: tuple[Kpi, ...]
    language: str
    problems: tuple[Problem, ...] = ()
    defaults: Mapping[str, Field] = {}
    choices: Mapping[str, tuple[str, ...]] = {}
    left_out: int = 0

    @property
    def size(self) -> int:
        """How many KPIs stand in the table."""
        return len(self.kpis) + self.left_out

    def without_kpis(self) -> Table:
        """Return what a report tells of a table: where it stands, and how many KPIs it has."""
        return self._replace(kpis=(), problems=(), left_out=self.size)


class Span(NamedTuple):
    """A stretch of a statement: `text[start:end]`."""

    start: int
    end: int


class Fix(NamedTuple):
    """What would mend a finding: a description of an edit, never the edit itself. The finding's message says why.

    `old` is what stands in the cell, `new` what should. A fix is safe when it can't change what the cell means.
    `number_format` is the format the cell should get ("General"), None to leave it.
    """

    sheet: str
    cell: str
    old: CellValue
    new: str | float | bool | dt.date | None
    safe: bool = False
    number_format: str | None = None


class Finding(NamedTuple):
    """One remark of the linter about one cell (or, for `check`, about one statement)."""

    code: str
    name: str
    severity: Severity
    message: str
    sheet: str = ""
    cell: str = ""
    kpi: str = ""
    suggestion: str | None = None
    span: Span | None = None
    fix: Fix | None = None


class Suppressed(NamedTuple):
    """A finding that doesn't count, and why: `kind` is "ignored" (the workbook says so) or "baseline"."""

    finding: Finding
    kind: str
    reason: str


class LintedWorkbook(NamedTuple):
    """What the linter has to say about one workbook. `error` is set, and all else empty, when it could not be read.

    `unread_sheets` names the hidden sheets that were left alone. `fixed` are findings that were mended in the file. A
    finding as serious as `fail_on`, or more, fails the run. `annotated` counts the cells that got a comment;
    `unannotated` are those, by sheet and address, that have somebody else's.
    """

    path: str
    language: str = ""
    tables: tuple[Table, ...] = ()
    findings: tuple[Finding, ...] = ()
    error: str = ""
    unread_sheets: tuple[str, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    fixed: tuple[Finding, ...] = ()
    fail_on: Severity = Severity.ERROR
    annotated: int = 0
    unannotated: tuple[tuple[str, str], ...] = ()
