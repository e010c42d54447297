"""What the charts plot, on a hidden sheet: the last twelve figures of a KPI, a row each.

Plotted is the distance to the target, in the KPI's unit (without a target: to the mean), so that the frame of a chart
fills whatever the size of the numbers: an automatic axis would start at 0 and flatten the line. A missing figure is
#N/A, which is not drawn; "" would be drawn as a zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    """What a chart shows of a KPI: twelve dates and values, oldest first, "" where there is none; target and limits."""

    dates: tuple[Value, ...]
    values: tuple[Value, ...]
    target: Value
    mean: Value
    reach: Value

    @property
    def base(self) -> Value:
        """What distances are measured from."""
        return self.target if self.target != "" else (0 if self.mean == "" else self.mean)


def curve(item: Item | None) -> Curve:
    """Return the curve of a KPI, or one without points."""
    history = item.history[-POINTS:] if item else ()
    blank: tuple[Value, ...] = ("",) * (POINTS - len(history))
    values = [value for _, value in history]
    target = item["target"] if item else None
    mean = sum(values) / len(values) if values else ""
    reach = limits(values).upper - limits(values).mean if len(values) >= TRIAL_POINTS else ""
    return Curve(
        (*blank, *(end for end, _ in history)),
        (*blank, *values),
        target if isinstance(target, int | float) else "",
        mean,
        reach,
    )


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
        own = Live(f'{plan.ranges.cell("id", item.row)}&""', item["id"])
        _row(canvas, plan, row, own, plan.ranges.cell("target", item.row), item)


def block(column: int, row: int) -> str:
    """Return the twelve cells of a row from a column."""
    first, last = column_letter(column), column_letter(column + POINTS - 1)
    return f"{CHARTS}!${first}${row}:${last}${row}"


def _row(canvas: Canvas, plan: Plan, row: int, code: Live, target: str, item: Item | None) -> None:
    shown = curve(item)
    values = block(VALUES, row)
    moves = f"${column_letter(MOVES)}${row}:${column_letter(MOVES + POINTS - 2)}${row}"
    canvas.put(row, CODE, code)
    canvas.put(row, TARGET, Live(f'IF($A{row}="","",IF(ISNUMBER({target}),{target},""))', shown.target))
    canvas.put(row, BASE, Live(f'IF($B{row}<>"",$B{row},IF($D{row}="",0,$D{row}))', shown.base))
    canvas.put(row, MEAN, Live(f'IF(COUNT({values})=0,"",AVERAGE({values}))', shown.mean))
    reach = f'IF(COUNT({values})<{TRIAL_POINTS},"",{FACTOR}*AVERAGE({moves}))'
    canvas.put(row, REACH, Live(reach, shown.reach))
    _figures(canvas, plan, row, shown)
    _lines(canvas, row, shown, MISSING if item else "")


def _figures(canvas: Canvas, plan: Plan, row: int, shown: Curve) -> None:
    ids, dates, values = (plan.ranges.figures(key) for key in ("id", "measured_through", "actual"))
    code = f"$A{row}"
    for number in range(POINTS):
        when = f"{column_letter(DATES + number)}{row}"
        nth = f'SUMPRODUCT(LARGE(({ids}={code})*({values}<>"")*{dates},{POINTS - number}))'
        date = Live(f'IF({code}="","",IFERROR(1/(1/{nth}),""))', shown.dates[number])
        value = Live(f'IF({when}="","",SUMIFS({values},{ids},{code},{dates},{when}))', shown.values[number])
        canvas.put(row, DATES + number, date)
        canvas.put(row, VALUES + number, value)
    for number in range(POINTS - 1):
        here, next_ = (f"{column_letter(VALUES + number + step)}{row}" for step in (0, 1))
        move = Live(f'IF(OR({here}="",{next_}=""),"",ABS({next_}-{here}))', _move(shown.values, number))
        canvas.put(row, MOVES + number, move)


def _move(values: Sequence[Value], number: int) -> Value:
    here, following = values[number : number + 2]
    if isinstance(here, int | float) and isinstance(following, int | float):
        return abs(following - here)
    return ""


def _lines(canvas: Canvas, row: int, shown: Curve, missing: str) -> None:
    """Write the four lines of a chart."""
    for number in range(POINTS):
        value = f"{column_letter(VALUES + number)}{row}"
        canvas.put(row, ACTUAL + number, _point(row, value, f"{value}-$C{row}", shown.values[number], shown.base, missing))
        canvas.put(row, AIM + number, _point(row, f"$B{row}", "0", shown.target, shown.target, missing))
        for column, sign in ((LOWER, -1), (UPPER, 1)):
            end = shown.mean + sign * shown.reach if isinstance(shown.reach, float) else ""  # type: ignore[operator]
            formula = f"$D{row}{'+' if sign > 0 else '-'}$E{row}-$C{row}"
            canvas.put(row, column + number, _point(row, f"$E{row}", formula, end, shown.base, missing))


def _point(row: int, given: str, formula: str, value: Value, base: Value, missing: str) -> Live:
    numbers = isinstance(value, int | float) and isinstance(base, int | float)
    at: Value = value - base if numbers else missing  # type: ignore[operator]
    return Live(f'IF($A{row}="","",IF({given}="",NA(),{formula}))', at)
