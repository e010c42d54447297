"""An activity instead of its result.

What: the line says what people will do ("CRM implementeren", "Launch website"), not what must come of it.
Why: the work can be finished without any effect; a KPI tells whether the goal is met.
How to fix: measure the effect: "90% van de verkopers legt wekelijks elk gesprek vast".
Leaves alone: milestones on purpose (the row is used for a project), metrics of an activity ("aantal lanceringen", "TB
testing coverage"), and rows with a definition or a formula.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity, Span
from kpi_sheets.statement import Statement

CODE = "S104"
NAME = "activity-not-result"
SEVERITY = Severity.WARNING
MESSAGE = {
    "en": '"{activity}" is work to be done; measure what must come of it',
    "nl": '"{activity}" is werk dat gedaan wordt; meet wat het moet opleveren',
}
BAD = {
    "en": ("Launch new website", "Implement a CRM system by 1 July 2027"),
    "nl": ("Nieuwe website lanceren", "Implementatie CRM-systeem in 2027"),
}
GOOD = {
    "en": ("10,000 visitors per month on the new website", "90% of sales staff log every call each week"),
    "nl": (
        "90% van de verkopers legt wekelijks elk gesprek vast",
        "10.000 bezoekers per maand op de website",
    ),
}


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report a sentence that opens or ends with an activity and measures nothing."""
    statement = context.statement
    if statement.activity is None or kpi.text("used_for") == "project" or context.defines or context.is_statistic:
        return
    measured = statement.head or statement.amounts or statement.vague or statement.topic
    if not measured and _is_what_is_done(statement, statement.activity.span):
        yield Hit(context.sentence, {"activity": statement.activity.text}, span=statement.activity.span)


def _is_what_is_done(statement: Statement, activity: Span) -> bool:
    """True for an activity at the front, or at the end but for a date; one in the middle tells which thing is meant."""
    times = (slot.span.start for slot in (statement.deadline, statement.cadence, statement.start) if slot)
    end = min((start for start in times if start >= activity.end), default=len(statement.text))
    return activity.start == 0 or not statement.text[activity.end : end].strip(" .,;!")
