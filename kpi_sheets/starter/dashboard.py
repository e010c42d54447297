"""The dashboard, on 48 narrow columns: a title that is a message, counts, a card per team, the list, one KPI close up,
what is late, and a chart per KPI on the pages after it. Every number is a formula."""

from __future__ import annotations

from openpyxl.worksheet.pagebreak import Break

from kpi_sheets.model import column_letter
from kpi_sheets.starter import cards, gallery, near, overdue, ranking
from kpi_sheets.starter.canvas import Canvas, Live, spoken
from kpi_sheets.starter.counts import by_code, total, with_data
from kpi_sheets.starter.layout import BOARD, UNSEEN, working
from kpi_sheets.starter.plan import Plan
from kpi_sheets.starter.style import BAR, HIDDEN, MUTED, NAVY, SIGN, TEXT, WHITE, Style
from kpi_sheets.starter.working import NAME, URGENCY, worst_first
from kpi_sheets.typed import NamedTuple

COLUMN_WIDTH = 2.9
FIT_BENEATH = 6  # charts that fit on the first page, beneath a list that is as short
LIGHT = "D9E2EC"  # on navy


class Places(NamedTuple):
    """The first rows of the parts that stand at no fixed place."""

    teams: int
    ranking: int
    near: int
    overdue: int
    gallery: int

    @classmethod
    def of(cls, plan: Plan) -> Places:
        """Return where the parts of a plan's dashboard stand."""
        teams = 9
        ranks = teams + cards.rows(plan)
        close = ranks + ranking.rows(plan)
        late = close + near.ROWS
        return cls(teams, ranks, close, late, late + overdue.ROWS)


def write(canvas: Canvas, plan: Plan) -> None:
    """Write all of the dashboard but its charts."""
    at = Places.of(plan)
    canvas.widths([COLUMN_WIDTH] * BOARD)
    _title(canvas, plan)
    _counts(canvas, plan)
    cards.write(canvas, plan, at.teams)
    ranking.write(canvas, plan, at.ranking)
    near.write(canvas, plan, at.near)
    overdue.write(canvas, plan, at.overdue)
    gallery.write(canvas, plan, at.gallery)
    canvas.sheet.print_area = f"A1:{column_letter(BOARD)}{at.gallery + gallery.rows(plan)}"
    if len(plan.items) > FIT_BENEATH:
        canvas.sheet.row_breaks.append(Break(id=at.gallery - 1))


def _title(canvas: Canvas, plan: Plan) -> None:
    says = plan.texts["dashboard"]
    for row, height in ((1, 22), (2, 30), (3, 22), (4, 10)):
        canvas.height(row, height)
    small = Style(size=11, colour=LIGHT, fill=NAVY, indent=1)
    canvas.put(1, 1, plan.organisation, small._replace(bold=True), width=34)
    canvas.fill(1, BOARD, 1, small)
    canvas.put(1, 35, says["as_of"], small._replace(align="right"), width=8)
    canvas.put(1, 43, _as_of(plan), small._replace(align="right", format=plan.texts["date_format"]), width=5)
    title = Style(size=18, bold=True, colour=WHITE, fill=NAVY, indent=1, shrink=True)
    canvas.put(2, 1, _message(plan), title, width=BOARD)
    coverage = spoken(says["coverage"], {"with_data": with_data(plan), "total": total(plan)})
    canvas.put(3, 1, coverage, small, width=BOARD)


def _message(plan: Plan) -> Live:
    """Return the sentence that the title is."""
    says, everything, behind = plan.texts["dashboard"], total(plan), by_code(plan, -1)
    names, keys = working(NAME), working(URGENCY)
    first = f"INDEX({names},MATCH(MIN({keys}),{keys},0))"
    worst = Live(first, worst_first(plan)[0]["name"] if plan.items else "")
    late = spoken(says["behind"], {"behind": behind, "total": everything, "worst": worst})
    fine = spoken(says["fine"], {"total": everything})
    blank = spoken(says["blank"], {})
    shown = blank if not everything.value else (late if behind.value else fine)
    tests = f"IF({everything.formula}=0,{blank.formula},IF({behind.formula}=0,{fine.formula},{late.formula}))"
    return Live(tests, shown.value)


def _as_of(plan: Plan) -> Live:
    dates = plan.ranges.column("as_of")
    judged = any(item["as_of"] for item in plan.items)
    return Live(f'IF(COUNT({dates})=0,"",MAX({dates}))', plan.order.as_of if judged else "")


def _counts(canvas: Canvas, plan: Plan) -> None:
    """Write how many KPIs have which colour, and the bar that shows it."""
    status, says = plan.texts.status["status"], plan.texts["dashboard"]
    labels = {1: status["on_track"], 0: status["at_risk"], -1: status["off_track"], None: says["unjudged"]}
    for row, height in ((5, 16), (6, 26), (7, 10), (8, 10)):
        canvas.height(row, height)
    ends: list[str] = []
    for number, (code, label) in enumerate(labels.items()):
        count = by_code(plan, code)
        canvas.put(5, 1 + number * 12, label, Style(size=11, colour=MUTED), width=12)
        shown = Live(f'"{SIGN[code]} "&{count.formula}', f"{SIGN[code]} {count.value}")
        canvas.put(6, 1 + number * 12, shown, Style(size=20, bold=True, colour=TEXT[code]), width=12)
        helper = f"${column_letter(UNSEEN + number)}$7"
        ends.append(helper)
        canvas.put(7, UNSEEN + number, count, HIDDEN)
    canvas.fill(7, 1, BOARD, Style(fill=BAR[None]))
    all_ = f"MAX(1,SUM({ends[0]}:{ends[-1]}))"
    rules = {
        f"COLUMN()<=ROUND({BOARD}*SUM({ends[0]}:{end})/{all_},0)": (BAR[code], "")
        for code, end in zip(labels, ends, strict=True)
    }
    canvas.colour(f"A7:{column_letter(BOARD)}7", rules)
