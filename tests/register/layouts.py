"""One sheet or more for every layout KPI tables come in, and what should be read from it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from tests.register.sheets import FakeSheet, percent, sheet


class Expected(NamedTuple):
    """A KPI: its name, target and actual, and how many figures its history holds."""

    name: str
    target: float | None
    actual: float | None
    figures: int = 0


class Layout(NamedTuple):
    sheets: tuple[FakeSheet, ...]
    layout: str
    kpis: tuple[Expected, ...]


def day(year: int, month: int, number: int = 1) -> dt.datetime:
    return dt.datetime(year, month, number)


LAYOUTS = {
    "row per KPI": Layout(
        (sheet(("KPI", "Norm", "Realisatie", "Eigenaar"), ("Verzuim", 4.5, 5.1, "HR"), ("Omzet", 100, 90, "CFO")),),
        "rows",
        (Expected("Verzuim", 4.5, 5.1), Expected("Omzet", 100, 90)),
    ),
    "with a column a month": Layout(
        (
            sheet(
                ("KPI", "Target", "Jan-24", "Feb-24", "Mar-24", "Apr-24"),
                ("Calls", 100, 90, 95, 97, None),
                ("Complaints", "max 5", 4, 6, 5, 3),
            ),
        ),
        "rows",
        (Expected("Calls", 100, 97, 3), Expected("Complaints", 5, 3, 4)),
    ),
    "with a column a quarter": Layout(
        (sheet(("Metric", "Unit", "Target", "Q1'25", "Q2'25"), ("Margin", "%", 14, 11, 13), ("Sales", "€", 9, 2, 3)),),
        "rows",
        (Expected("Margin", 14, 13, 2), Expected("Sales", 9, 3, 2)),
    ),
    "with dates as headers": Layout(
        (
            sheet(
                ("KPI", "Target", day(2026, 1), day(2026, 2), day(2026, 3)),
                ("Calls", 100, 90, 95, 97),
                ("Uptime", percent(0.99), percent(0.98), percent(0.97), percent(0.995)),
            ),
        ),
        "rows",
        (Expected("Calls", 100, 97, 3), Expected("Uptime", 99, 99.5, 3)),
    ),
    "groups per period": Layout(
        (
            sheet(
                (None, "Jan", None, None, "Feb", None, None),
                ("Measures", "Goal", "Forecast", "Actual", "Goal", "Forecast", "Actual"),
                ("New customers", 50, 48, 47, 55, 49, 52),
                ("Churn rate", percent(0.05), 5, percent(0.06), percent(0.04), 4, percent(0.045)),
                name="Scorecard 2026",
                merges="B1:D1 E1:G1",
            ),
        ),
        "rows",
        (Expected("New customers", 55, 52, 2), Expected("Churn rate", 4, 4.5, 2)),
    ),
    "a target and an actual per year": Layout(
        (
            sheet(
                ("Programma Veiligheid",),
                (),
                ("Indicator", "Eenheid", "Realisatie 2024", "Streefwaarde 2025", "Streefwaarde 2026"),
                ("Misdrijven", "per 1.000 inwoners", "5,2 (*)", 4.8, 4.5),
                ("Tevredenheid", "rapportcijfer", 7.1, "n.b.", 7.5),
            ),
        ),
        "rows",
        (Expected("Misdrijven", 4.8, 5.2, 3), Expected("Tevredenheid", None, 7.1, 2)),
    ),
    "a row per scenario": Layout(
        (
            sheet(
                ("KPI", None, "Jan", "Feb", "Mar"),
                ("Sales", "Target", 10, 20, 30),
                (None, "Actual", 9, 18, None),
                ("Costs", "Target", 5, 5, 5),
                (None, "Actual", 4, 6, None),
                name="2026",
            ),
        ),
        "rows",
        (Expected("Sales", 20, 18, 3), Expected("Costs", 5, 6, 3)),
    ),
    "tidy": Layout(
        (
            sheet(
                ("Afdeling", "KPI", "Maand", "Jaar", "Waarde", "Norm"),
                ("HR", "Verzuim", "jan", 2026, 5.1, 4.5),
                ("HR", "Verloop", "jan", 2026, 1.1, 1.0),
                ("HR", "Verzuim", "feb", 2026, 5.0, 4.4),
                ("HR", "Verloop", "feb", 2026, 1.2, 1.0),
            ),
        ),
        "tidy",
        (Expected("Verzuim", 4.4, 5.0, 2), Expected("Verloop", 1.0, 1.2, 2)),
    ),
    "periods down, KPIs across": Layout(
        (
            sheet(
                ("Maand", "Omzet", "Klachten"), ("januari", 100, 4), ("februari", 11, 3), ("maart", 120, 5), name="2026"
            ),
        ),
        "periods",
        (Expected("Omzet", None, 120, 3), Expected("Klachten", None, 5, 3)),
    ),
    "targets, periods down": Layout(
        (
            sheet(
                ("Quarter", "Shop", "Works"), ("Q1 2026", 9, 4), ("Q2 2026", 11, 3), ("Q3 2026", 12, 5), name="Targets"
            ),
        ),
        "periods",
        (Expected("Shop", 12, None, 3), Expected("Works", 5, None, 3)),
    ),
    "periods down, one KPI": Layout(
        (
            sheet(
                ("Sales of the webshop",),
                ("Month", "Target", "Actual", "Variance"),
                (day(2026, 1), 100, 90, -10),
                (day(2026, 2), 105, 110, 5),
                (day(2026, 3), 110, None, None),
            ),
        ),
        "periods",
        (Expected("Sales of the webshop", 105, 110, 3),),
    ),
    "periods down, KPIs under merged parents": Layout(
        (
            sheet(
                (None, "SALES", None, "COSTS", None),
                ("Month", "Target", "Actual", "Target", "Actual"),
                ("January", 100, 90, 50, 55),
                ("February", 105, 110, 50, 45),
                ("March", 105, 100, 50, 40),
                name="2026",
                merges="B1:C1 D1:E1",
            ),
        ),
        "periods",
        (Expected("SALES", 105, 100, 3), Expected("COSTS", 50, 40, 3)),
    ),
    "fields down, KPIs across": Layout(
        (
            sheet(
                ("Field", "KPI 1", "KPI 2"),
                ("Name", "Revenue", "Churn"),
                ("Target", "€ 10", "5%"),
                ("Owner", "CFO", "CSO"),
                ("Frequency", "Monthly", "Quarterly"),
                ("Actual", 9, "6%"),
            ),
        ),
        "fields",
        (Expected("Revenue", 10, 9), Expected("Churn", 5, 6)),
    ),
    "a form for one KPI": Layout(
        (
            sheet(
                ("KPI name", "Customer satisfaction"),
                ("Owner", "Head of support"),
                ("Target", "≥ 8"),
                ("Unit", "score"),
                ("Baseline", 7.4),
                ("Deadline", day(2026, 12, 31)),
            ),
        ),
        "fields",
        (Expected("Customer satisfaction", 8, None),),
    ),
    "the same table per department": Layout(
        (
            sheet(("KPI", "Target", "Actual"), ("Leads", 10, 8), ("Deals", 5, 4), name="Marketing"),
            sheet(("KPI", "Target", "Actual"), ("Hires", 3, 2), ("Exits", 1, 0), name="HR"),
        ),
        "rows",
        (Expected("Leads", 10, 8), Expected("Deals", 5, 4), Expected("Hires", 3, 2), Expected("Exits", 1, 0)),
    ),
    "measurements on their own sheet": Layout(
        (
            sheet(("ID", "KPI", "Target"), ("M-1", "Visits", 1000), ("M-2", "Leads", 50), name="KPIs"),
            sheet(
                ("KPI id", "Period end", "Value", "Note"),
                ("M-1", day(2026, 1, 31), 900, None),
                ("M-1", day(2026, 2, 28), 950, "sale"),
                ("M-2", day(2026, 1, 31), 40, None),
                name="Measurements",
            ),
        ),
        "rows",
        (Expected("Visits", 1000, 950, 2), Expected("Leads", 50, 40, 1)),
    ),
}  # fmt: skip
