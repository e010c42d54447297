"""What a KPI is judged by: its numbers and dates, and the settings of a run."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from kpi_sheets.model import Accumulation, Direction, Period
from kpi_sheets.typed import NamedTuple


class Thresholds(NamedTuple):
    """The lowest scores that are green and amber, as ratios (1.00 = the target)."""

    green: float
    amber: float


PRESETS = MappingProxyType({"default": Thresholds(1.00, 0.90), "okr": Thresholds(0.70, 0.40)})


class Reason(StrEnum):
    """Why a KPI can't be judged as it is defined."""

    FORMULA_ERROR = "formula_error"  # a cell holds #DIV/0!, #REF!, …
    NOT_CALCULATED = "not_calculated"  # a formula that no program has calculated
    UNREADABLE = "unreadable"  # a cell that isn't of its column's type
    BAND_REVERSED = "band_reversed"
    DATES_MISSING = "dates_missing"
    DATES_REVERSED = "dates_reversed"
    MEASURED_IN_FUTURE = "measured_in_future"
    PERCENT_MIXED = "percent_mixed"
    UNITS_DIFFER = "units_differ"
    WRONG_SIDE = "wrong_side"
    BAD_PROFILE = "bad_profile"
    BAD_WEIGHT = "bad_weight"


class Defect(NamedTuple):
    """A definition error: the reason, and the field (its key) and cell it concerns where there is one."""

    reason: Reason
    field: str = ""
    cell: str = ""


class Point(NamedTuple):
    """One measurement of the history: the last day of its period, and the value in the KPI's unit."""

    end: dt.date
    value: float


@dataclass(frozen=True, slots=True)
class Measure:
    """One KPI, ready to be judged. None stands for blank, and blank is never 0.

    `target`, `actual`, `baseline`, `low`, `high` and `amber_limit` are in the KPI's unit, a percentage in percent
    points. A `direction` of BAND is judged by `low` and `high`, every other one by `target`. A blank `period` holds
    the figure for good; `frequency` (how often it is measured) falls back on the period, then on a month.
    `measured_through` is the last day the actual covers; blank means that its period is complete. `profile` is
    twelve monthly weights from January. `green` and `amber` are ratios and fall back on the settings. `inferred`
    names the fields that were blank and concluded from others. `defect` is an error met while the fields were read.
    `percent_cells` is true when the cells' own number formats say percent, so that their scale is beyond doubt.
    `year_start` is the month (1…12) in which the year of a yearly, half-yearly or quarterly period begins. `together`
    is the number of figures that the actual was made from, 0 where it stands in a cell of its own.
    """

    target: float | None = None
    actual: float | None = None
    baseline: float | None = None
    low: float | None = None
    high: float | None = None
    direction: Direction = Direction.HIGHER
    accumulation: Accumulation = Accumulation.LAST
    period: Period | None = None
    frequency: Period | None = None
    start: dt.date | None = None
    deadline: dt.date | None = None
    measured_through: dt.date | None = None
    green: float | None = None
    amber: float | None = None
    amber_limit: float | None = None
    weight: float = 1.0
    profile: tuple[float, ...] | None = None
    accepted_until: dt.date | None = None
    history: tuple[Point, ...] = ()
    unit: str | None = None
    name: str = ""
    team: str = ""
    inferred: tuple[str, ...] = ()
    defect: Defect | None = None
    percent_cells: bool = False
    year_start: int = 1
    together: int = 0

    @property
    def has_target(self) -> bool:
        """True when there is something to hold the actual against."""
        if self.direction is Direction.BAND:
            return self.low is not None and self.high is not None
        return self.target is not None

    @property
    def measured_every(self) -> Period:
        """How often a figure is due: the frequency, else the period, else (and for a once-KPI) a month."""
        if self.frequency is not None:
            return self.frequency
        return Period.MONTH if self.period in (None, Period.ONCE) else self.period


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run judges.

    `early` is the share of the time (0…1) before which an accumulating KPI or a trajectory gets no verdict. `grace`
    is the number of days a figure may be late, `short_grace` the same for figures due every week or day. `lapse` is
    the number of missed figures after which the last one no longer counts.
    """

    thresholds: Thresholds = PRESETS["default"]
    early: float = 0.20
    grace: int = 10
    short_grace: int = 3
    lapse: int = 2

    def grace_for(self, frequency: Period) -> int:
        """Return how many days after a period's end its figure is due."""
        return self.short_grace if frequency in (Period.DAY, Period.WEEK) else self.grace
