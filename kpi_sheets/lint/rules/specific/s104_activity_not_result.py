"""An activity instead of its result.

What: the line says what people will do ("CRM implementeren", "Launch website"), not what must come of it.
Why: the work can be finished without any effect; a KPI tells whether the goal is met.
How to fix: measure the effect: "90% van de verkopers legt wekelijks elk gesprek vast".
Leaves alone: milestones on purpose (the row is used for a project), and metrics of an activity ("aantal lanceringen").
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

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
    """Report a sentence whose head is an activity and that measures nothing."""
    statement = context.statement
    measured = statement.head or statement.amounts or statement.vague
    if statement.activity and not measured and kpi.text("used_for") != "project":
        yield Hit(context.sentence, {"activity": statement.activity.text}, span=statement.activity.span)
