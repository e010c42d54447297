"""What a KPI's figures say on a day: every status column, as pure functions.

    measure = from_kpi(kpi)                  a row of a register → typed inputs
    result = judge(measure, as_of)           → all columns; the as-of date is a parameter, there is no clock
    explain(result, language.load("nl"))     → "30 van 50; op 24-11 verwacht 29,9 → op schema"
    teams(results)                           → a score per team, with its coverage and its reds

`verdict.DECISIONS` is the order in which a status is decided; each column has a module of its own name.
"""

from kpi_sheets.status.explain import coverage, explain, headline, label
from kpi_sheets.status.fields import from_kpi
from kpi_sheets.status.judge import Result, judge
from kpi_sheets.status.measure import PRESETS, Defect, Measure, Point, Reason, Settings, Thresholds
from kpi_sheets.status.shape import Shape
from kpi_sheets.status.team import Team, teams
from kpi_sheets.status.trend import Trend
from kpi_sheets.status.verdict import CODES, code

__all__ = [
    "CODES",
    "PRESETS",
    "Defect",
    "Measure",
    "Point",
    "Reason",
    "Result",
    "Settings",
    "Shape",
    "Team",
    "Thresholds",
    "Trend",
    "code",
    "coverage",
    "explain",
    "from_kpi",
    "headline",
    "judge",
    "label",
    "teams",
]
