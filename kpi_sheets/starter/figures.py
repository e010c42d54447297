"""What the charts plot, on a hidden sheet: the last twelve figures of a KPI, a row each.

Plotted is the distance to the target, in the KPI's unit (without a target: to the mean), so that the frame of a chart
fills whatever the size of the numbers: an automatic axis would start at 0 and flatten the line. A missing figure is
#N/A, which is not drawn; "" would be drawn as a zero.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from kpi_sheets.model import column_letter
from kpi_sheets.starter.canvas import Canvas, Live, Value
from kpi_sheets.starter.layout import CHARTS
from kpi_sheets.starter.plan import Item, Plan
from kpi_sheets.status.trend import TRIAL_POINTS
from kpi_sheets.status.xmr import FACTOR, limits

POINTS = 12
CODE, TARGET, BASE, MEAN, REACH = range(1, 6)
DATES, VALUES, MOVES = 6, 6 + POINTS, 6 + 2 * POINTS
ACTUAL, AIM, LOWER, UPPER = (MOVES + POINTS * number for number in range(1, 5))
NEAR_ROW = 2  # the KPI that is chosen; the rows of the register follow
MISSING = "#N/A"


@dataclass(frozen=True, slots=True)
class Curve:
    """What a chart shows of a KPI: twelve dates and values, oldest first, None where there is none; target and limits.

    `reach` is the distance from the mean to each of the limits.
    """

    dates: tuple[dt.date | None, ...]
    values: tuple[float | None, ...]
    target: float | None
    mean: float | None
    reach: float | None

    @property
    def base(self) -> float:
        """What distances are measured from."""
        return next((number for number in (self.target, self.mean) if number is not None), 0)


def curve(item: Item | None) -> Curve:
    """Return the curve of a KPI, or one without points."""
    history = item.history[-POINTS:] if item else ()
    blank = (None,) * (POINTS - len(history))
    values = [value for _, value in history]
    target = item["target"] if item else None
    return Curve(
        (*blank, *(end for end, _ in history)),
        (*blank, *values),
        target if isinstance(target, int | float) else None,
        sum(values) / len(values) if values else None,
        limits(values).upper - limits(values).mean if len(values) >= TRIAL_POINTS else None,
    )


def or_blank(value: Value) -> Value:
    """Return what a formula gives for a value: "" for None."""
    return "" if value is None else value


def write(canvas: Canvas, plan: Plan, kpi_cell: str, chosen: Item | None) -> None:
    """Write the row of the chosen KPI, then those of the register."""
    heads = {CODE: "id", TARGET: "target", BASE: "base", MEAN: "mean", REACH: "reach"}
    heads |= {DATES: "dates", VALUES: "values", MOVES: "moves"}
    heads |= {ACTUAL: "actual", AIM: "target line", LOWER: "lower", UPPER: "upper"}
    for column, head in heads.items():
        canvas.put(1, column, head)
    ids, names, targets = (plan.ranges.column(key) for key in ("id", "name", "target"))
    match = f"MATCH({kpi_cell},{names},0)"
    code = Live(f'IFERROR(INDEX({ids},{match})&"","")', chosen["id"] if chosen else "")
    _row(canvas, plan, NEAR_ROW, code, f"INDEX({targets},{match})", chosen)
    for row, item in enumerate(plan.items, start=NEAR_ROW + 1):
        own = Live(f'{plan.ranges.cell("id", item.number)}&""', item["id"])
        _row(canvas, plan, row, own, plan.ranges.cell("target", item.number), item)


def block(column: int, row: int) -> str:
    """Return the twelve cells of a row from a column."""
    first, last = column_letter(column), column_letter(column + POINTS - 1)
    return f"{CHARTS}!${first}${row}:${last}${row}"


def _row(canvas: Canvas, plan: Plan, row: int, code: Live, target: str, item: Item | None) -> None:
    shown = curve(item)
    values = block(VALUES, row)
    moves = f"${column_letter(MOVES)}${row}:${column_letter(MOVES + POINTS - 2)}${row}"
    reach = f'IF(COUNT({values})<{TRIAL_POINTS},"",{FACTOR}*AVERAGE({moves}))'
    for column, formula, value in (
        (CODE, code.formula, code.value),
        (TARGET, f'IF($A{row}="","",IF(ISNUMBER({target}),{target},""))', shown.target),
        (BASE, f'IF($B{row}<>"",$B{row},IF($D{row}="",0,$D{row}))', shown.base),
        (MEAN, f'IF(COUNT({values})=0,"",AVERAGE({values}))', shown.mean),
        (REACH, reach, shown.reach),
    ):
        canvas.put(row, column, Live(formula, or_blank(value)))
    _figures(canvas, plan, row, shown)
    _lines(canvas, row, shown, blank=not plan.items)


def _figures(canvas: Canvas, plan: Plan, row: int, shown: Curve) -> None:
    ids, dates, values = (plan.ranges.figures(key) for key in ("id", "measured_through", "actual"))
    code = f"$A{row}"
    for number in range(POINTS):
        when = f"{column_letter(DATES + number)}{row}"
        nth = f'SUMPRODUCT(LARGE(({ids}={code})*({values}<>"")*{dates},{POINTS - number}))'
        date = f'IF({code}="","",IFERROR(1/(1/{nth}),""))'
        value = f'IF({when}="","",SUMIFS({values},{ids},{code},{dates},{when}))'
        canvas.put(row, DATES + number, Live(date, or_blank(shown.dates[number])))
        canvas.put(row, VALUES + number, Live(value, or_blank(shown.values[number])))
    for number, (here, following) in enumerate(pairwise(shown.values)):
        one, two = (f"{column_letter(VALUES + number + step)}{row}" for step in (0, 1))
        moved = "" if here is None or following is None else abs(following - here)
        canvas.put(row, MOVES + number, Live(f'IF(OR({one}="",{two}=""),"",ABS({two}-{one}))', moved))


def _lines(canvas: Canvas, row: int, shown: Curve, *, blank: bool) -> None:
    """Write the four lines of a chart, each as twelve distances; with `blank` a chart of no KPI has "" for each."""
    none, missing = ('""', "") if blank else ("NA()", MISSING)
    for number in range(POINTS):
        value = f"{column_letter(VALUES + number)}{row}"
        for column, given, formula, point in (
            (ACTUAL, value, f"{value}-$C{row}", shown.values[number]),
            (AIM, f"$B{row}", "0", shown.target),
            (LOWER, f"$E{row}", f"$D{row}-$E{row}-$C{row}", _limit(shown, -1)),
            (UPPER, f"$E{row}", f"$D{row}+$E{row}-$C{row}", _limit(shown, 1)),
        ):
            distance = missing if point is None else point - shown.base
            live = Live(f'IF($A{row}="",{none},IF({given}="",NA(),{formula}))', distance)
            canvas.put(row, column + number, live)


def _limit(shown: Curve, sign: int) -> float | None:
    return None if shown.mean is None or shown.reach is None else shown.mean + sign * shown.reach
