"""No target.

What: neither the statement nor the target column nor a band says how much is wanted. A change without an amount
("omzet verhogen", "reduce churn") gets the question *by how much?*
Why: without a target nobody can say whether the KPI is met.
How to fix: write the number and its unit: "€ 10.000 omzet per maand", "Churn from 8% to 5% by 31 Dec 2027".
Leaves alone: an absolute ("geen klachten", "100%", "alle"), a number word or multiplier ("verdubbelen"), and a yes/no
milestone. Numbers in names, dates and definitions do not count as a target.
"""

from collections.abc import Iterator

from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "M201"
NAME = "no-target"
INTRO = True
SEVERITY = Severity.ERROR
FIX = "sentence"
COLUMNS = ("target", "low", "high")
MESSAGE = {
    "en": "no target: how much is enough? Fill in a number",
    "nl": "geen norm: hoeveel is genoeg? Vul een getal in",
}
VARIANTS = {
    "by_how_much": {
        "en": '"{change}" by how much? Write the number that is aimed for',
        "nl": '"{change}" met hoeveel? Schrijf het getal op dat u wilt halen',
    },
    "column": {
        "en": "{failing} of the {kpis} KPIs have no target and there is no column for it; add a column Target",
        "nl": "{failing} van de {kpis} KPI's hebben geen norm en er is geen kolom voor; voeg een kolom Norm toe",
    },
}
BAD = {
    "en": ("More revenue", "Reduce churn by Q4 2027", "Percentage of complaints resolved within 48 hours"),
    "nl": ("Meer omzet", "Verzuim lager dan vorig jaar", "Percentage klachten opgelost binnen 48 uur"),
}
GOOD = {
    "en": (
        "Zero incidents per month",
        "Double the number of leads in 2027",
        {"name": "Revenue", "target": 10000},
    ),
    "nl": (
        "Geen klachten in 2027",
        "95% van de klachten opgelost binnen 48 uur",
        {"name": "Omzet", "target": 10000},
    ),
}


def check(_kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report a row that says nowhere how much is wanted."""
    if context.evidence.has_target:
        return
    change = context.statement.change
    if change:
        yield Hit(("target", *context.sentence), {"change": change.text}, "by_how_much", span=change.span)
    else:
        yield Hit(("target", *context.sentence))
