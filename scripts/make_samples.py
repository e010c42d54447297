"""Make the workbooks in sample_workbooks/: a clean register and a practice one, in Dutch and in English.

    python scripts/make_samples.py [FOLDER]

The clean ones are what a register should look like; the practice ones hold rows that are wrong on purpose, each in its
own way, so that the linter has something to say.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

NAVY, INK, MUTED, RULE, INPUT = "12395B", "1F2933", "52606D", "E4E7EB", "FFF8E1"
TITLE_ROW, NOTE_ROW, HEADER_ROW = 1, 2, 4
DATE = "dd-mm-yyyy"


class Column(NamedTuple):
    """A column of the register: its header, its width in characters, and the list it offers."""

    header: str
    width: float
    choices: tuple[str, ...] = ()


class Sample(NamedTuple):
    """One workbook. A row holds a value a column; numbers that are percentages stand in percent points."""

    file: str
    sheet: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]


DUTCH = (
    Column("ID", 9),
    Column("KPI", 24),
    Column("Formulering", 36),
    Column("Team", 11),
    Column("Doel", 18),
    Column("Eigenaar", 15),
    Column("Berekening", 28),
    Column("Eenheid", 11),
    Column("Richting", 9.5, ("hoger", "lager", "tussen")),
    Column("Optelwijze", 12, ("optellen", "gemiddelde", "laatste stand")),
    Column("Periode", 10, ("dag", "week", "maand", "kwartaal", "halfjaar", "jaar", "eenmalig")),
    Column("Start", 13),
    Column("Einddatum", 13),
    Column("Nulmeting", 12),
    Column("Norm", 9.5),
    Column("Bron", 19),
    Column("Realisatie", 12),
    Column("Gemeten t/m", 13),
)
ENGLISH = (
    Column("ID", 9),
    Column("KPI", 24),
    Column("Statement", 36),
    Column("Team", 11),
    Column("Goal", 18),
    Column("Owner", 15),
    Column("Formula", 28),
    Column("Unit", 11),
    Column("Direction", 9.5, ("higher", "lower", "band")),
    Column("Accumulation", 15, ("sum", "average", "last")),
    Column("Period", 10, ("day", "week", "month", "quarter", "half year", "year", "once")),
    Column("Start", 13),
    Column("Deadline", 13),
    Column("Baseline", 12),
    Column("Target", 9.5),
    Column("Data source", 19),
    Column("Actual", 12),
    Column("Measured through", 13),
)
OCTOBER, Q3, H2, NEXT_YEAR = dt.date(2026, 10, 31), dt.date(2026, 9, 30), dt.date(2026, 7, 1), dt.date(2027, 12, 31)

# fmt: off
DUTCH_ROWS = (
    ("MKT-01", "Organische websitebezoekers", "10.000 bezoekers per maand op de website via organisch verkeer", "Marketing", "Meer vaste klanten", "Hoofd marketing", "aantal unieke bezoekers met kanaal organisch", "bezoekers", "hoger", "optellen", "maand", None, None, 7800, 10000, "Webstatistieken", 9650, OCTOBER),
    ("MKT-03", "Kosten per lead", "Maximaal € 45 advertentiekosten per lead, gemeten per maand", "Marketing", "Winstgevend groeien", "Hoofd marketing", "advertentiekosten ÷ aantal nieuwe leads", "€", "lager", "gemiddelde", "maand", None, None, 61, 45, "Advertentierapport", 43, OCTOBER),
    ("SAL-01", "Nieuwe klanten", "50 nieuwe klanten per kwartaal", "Sales", "Meer vaste klanten", "Hoofd verkoop", "aantal klanten met een eerste factuur in het kwartaal", "klanten", "hoger", "optellen", "kwartaal", None, None, 38, 50, "CRM", 47, Q3),
    ("SAL-03", "Omzet via organisch verkeer", "€ 10.000 omzet per maand via organisch verkeer", "Sales", "Winstgevend groeien", "Hoofd verkoop", "som van de orderbedragen met kanaal organisch", "€", "hoger", "optellen", "maand", None, None, 7200, 10000, "Webwinkel", 10480, OCTOBER),
    ("HR-01", "Medewerkerstevredenheid", "90% van de medewerkers geeft een 7 of hoger in de kwartaalenquête", "HR", "Een fijne werkgever", "Hoofd HR", "medewerkers met score ≥ 7 ÷ respondenten × 100", "%", "hoger", "laatste stand", "kwartaal", None, None, 82, 90, "Enquête", 88, Q3),
    ("HR-02", "Ziekteverzuim", "Ziekteverzuim van 5,8% naar maximaal 4,5% van de werkdagen vóór 31 december 2027", "HR", "Een fijne werkgever", "Hoofd HR", "verzuimde werkdagen ÷ beschikbare werkdagen × 100", "%", "lager", "laatste stand", "eenmalig", H2, NEXT_YEAR, 5.8, 4.5, "Verzuimregistratie", 5.4, OCTOBER),
    ("FIN-02", "Betaaltermijn debiteuren", "Gemiddeld maximaal 35 dagen tussen factuur en betaling, per maand", "Finance", "Gezonde kasstroom", "Controller", "openstaande debiteuren ÷ omzet × dagen in de periode", "dagen", "lager", "gemiddelde", "maand", None, None, 44, 35, "Boekhouding", 37, OCTOBER),
    ("SUP-01", "Responstijd", "Gemiddelde responstijd < 2 uur per week", "Support", "Snel geholpen klanten", "Hoofd support", "gemiddelde tijd tussen melding en eerste antwoord", "uur", "lager", "gemiddelde", "week", None, None, 3.1, 2, "Ticketsysteem", 1.8, dt.date(2026, 11, 15)),
    ("IT-01", "Beschikbaarheid webshop", "99,8% beschikbaarheid van de webshop per maand", "IT", "Altijd open", "Hoofd IT", "minuten bereikbaar ÷ minuten in de maand × 100", "%", "hoger", "gemiddelde", "maand", None, None, 99.2, 99.8, "Monitoring", 99.9, OCTOBER),
)
ENGLISH_ROWS = (
    ("MKT-01", "Organic website visitors", "10,000 visitors per month on the website from organic search", "Marketing", "More regular customers", "Head of marketing", "number of unique visitors, channel = organic", "visitors", "higher", "sum", "month", None, None, 7800, 10000, "Web statistics", 9650, OCTOBER),
    ("MKT-03", "Cost per lead", "At most € 45 advertising cost per lead, measured per month", "Marketing", "Profitable growth", "Head of marketing", "ad spend ÷ number of new leads", "€", "lower", "average", "month", None, None, 61, 45, "Ad report", 43, OCTOBER),
    ("SAL-01", "New customers", "50 new customers per quarter", "Sales", "More regular customers", "Head of sales", "number of customers with a first invoice in the quarter", "customers", "higher", "sum", "quarter", None, None, 38, 50, "CRM", 47, Q3),
    ("SAL-03", "Revenue from organic traffic", "€ 10,000 revenue per month from organic traffic", "Sales", "Profitable growth", "Head of sales", "sum of order amounts, channel = organic", "€", "higher", "sum", "month", None, None, 7200, 10000, "Web shop", 10480, OCTOBER),
    ("HR-01", "Employee satisfaction", "90% of employees score 7 or higher in the quarterly survey", "HR", "A pleasant employer", "Head of HR", "employees scoring ≥ 7 ÷ respondents × 100", "%", "higher", "last", "quarter", None, None, 82, 90, "Survey", 88, Q3),
    ("HR-02", "Sickness absence", "Sickness absence down from 5.8% to at most 4.5% of working days by 31 December 2027", "HR", "A pleasant employer", "Head of HR", "working days lost ÷ available working days × 100", "%", "lower", "last", "once", H2, NEXT_YEAR, 5.8, 4.5, "Absence register", 5.4, OCTOBER),
    ("FIN-02", "Days sales outstanding", "On average at most 35 days between invoice and payment, per month", "Finance", "Healthy cash flow", "Controller", "receivables ÷ revenue × days in the period", "days", "lower", "average", "month", None, None, 44, 35, "Ledger", 37, OCTOBER),
    ("SUP-01", "Response time", "Average response time < 2 hours per week", "Support", "Customers helped fast", "Head of support", "average time between report and first answer", "hours", "lower", "average", "week", None, None, 3.1, 2, "Ticket system", 1.8, dt.date(2026, 11, 15)),
    ("IT-01", "Web shop availability", "99.8% availability of the web shop per month", "IT", "Always open", "Head of IT", "minutes reachable ÷ minutes in the month × 100", "%", "higher", "average", "month", None, None, 99.2, 99.8, "Monitoring", 99.9, OCTOBER),
)
DUTCH_PRACTICE = (
    ("OEF-01", "Klanttevredenheid", "Klanttevredenheid verbeteren", "Support", "Blije klanten", "Hoofd support", None, None, None, None, None, None, None, None, None, None, None, None),
    ("OEF-02", "Reactiesnelheid", "Zo snel mogelijk reageren op klachten", "Support", "Blije klanten", "Hoofd support", None, None, None, None, None, None, None, None, None, None, None, None),
    ("OEF-03", "Omzet", "Meer omzet", "Sales", None, "Hoofd verkoop", None, "€", "hoger", "optellen", "maand", None, None, None, None, "Webwinkel", None, None),
    ("OEF-04", "Responstijd", "Gemiddelde responstijd < 2 uur", "Support", "Blije klanten", None, None, "uur", "hoger", "gemiddelde", None, None, None, 3.1, 2, "Ticketsysteem", 1.8, OCTOBER),
    ("OEF-05", "Storingen", "30 min responstijd en 4 uur herstel in 98% van de gevallen, per maand", "IT", "Altijd open", "Hoofd IT", None, None, None, None, "maand", None, None, None, None, "Monitoring", None, None),
    ("OEF-06", "Nieuwe klanten", "50 nieuwe klanten per kwartaal", "Sales", "Meer vaste klanten", "Hoofd verkoop", None, "klanten", "hoger", "optellen", "kwartaal", None, None, 38, 60, "CRM", 47, Q3),
    ("OEF-07", "Bezettingsgraad", "Bezettingsgraad van 90% per maand", "Operations", "Volle agenda's", "Planner", "geplande uren ÷ beschikbare uren × 100", "%", "hoger", "gemiddelde", "maand", None, None, 84, 90, "Planning", 0.92, OCTOBER),
    ("OEF-08", "Ziekteverzuim", "Ziekteverzuim maximaal 6,5% per kwartaal", "HR", "Een fijne werkgever", "Hoofd HR", "verzuimde werkdagen ÷ beschikbare werkdagen × 100", "%", "lager", "gemiddelde", "kwartaal", None, None, 5.8, 6.5, "Verzuimregistratie", 5.9, Q3),
    ("OEF-09", "Besparing", "5% kostenbesparing op inkoop binnen 6 maanden", "Finance", "Winstgevend groeien", "Controller", "besparing ÷ inkoop × 100", "%", "hoger", "laatste stand", "eenmalig", None, None, 0, 5, "Boekhouding", 2.1, OCTOBER),
    ("OEF-10", "Volgers", "5.000 volgers per jaar erbij", "Marketing", "Meer vaste klanten", "Hoofd marketing", None, "volgers", "hoger", "optellen", "jaar", None, None, None, "5.000", "Advertentierapport", 3100, OCTOBER),
)
ENGLISH_PRACTICE = (
    ("PRA-01", "Customer satisfaction", "Improve customer satisfaction", "Support", "Happy customers", "Head of support", None, None, None, None, None, None, None, None, None, None, None, None),
    ("PRA-02", "Speed of response", "Respond as quickly as possible", "Support", "Happy customers", "Head of support", None, None, None, None, None, None, None, None, None, None, None, None),
    ("PRA-03", "Revenue", "More revenue", "Sales", None, "Head of sales", None, "€", "higher", "sum", "month", None, None, None, None, "Web shop", None, None),
    ("PRA-04", "Response time", "Average response time < 2 hours", "Support", "Happy customers", None, None, "hours", "higher", "average", None, None, None, 3.1, 2, "Ticket system", 1.8, OCTOBER),
    ("PRA-05", "Incidents", "30 min response time and 4 hours repair time in 98% of cases, per month", "IT", "Always open", "Head of IT", None, None, None, None, "month", None, None, None, None, "Monitoring", None, None),
    ("PRA-06", "New customers", "50 new customers per quarter", "Sales", "More regular customers", "Head of sales", None, "customers", "higher", "sum", "quarter", None, None, 38, 60, "CRM", 47, Q3),
    ("PRA-07", "Utilisation", "Utilisation of 90% per month", "Operations", "Full calendars", "Planner", "planned hours ÷ available hours × 100", "%", "higher", "average", "month", None, None, 84, 90, "Planning", 0.92, OCTOBER),
    ("PRA-08", "Sickness absence", "Sickness absence at most 6.5% per quarter", "HR", "A pleasant employer", "Head of HR", "working days lost ÷ available working days × 100", "%", "lower", "average", "quarter", None, None, 5.8, 6.5, "Absence register", 5.9, Q3),
    ("PRA-09", "Saving", "5% cost saving on purchasing within 6 months", "Finance", "Profitable growth", "Controller", "saving ÷ purchasing × 100", "%", "higher", "last", "once", None, None, 0, 5, "Ledger", 2.1, OCTOBER),
    ("PRA-10", "Followers", "5,000 more followers per year", "Marketing", "More regular customers", "Head of marketing", None, "followers", "higher", "sum", "year", None, None, None, "5,000", "Ad report", 3100, OCTOBER),
)
# fmt: on

SAMPLES = (
    Sample(
        "register-nl.xlsx",
        "KPI's",
        "KPI's",
        "Elke regel is één KPI: wat u meet, hoeveel u wilt, en wanneer.",
        DUTCH,
        DUTCH_ROWS,
    ),
    Sample(
        "register-en.xlsx",
        "KPIs",
        "KPIs",
        "Each row is one KPI: what you measure, how much you want, and when.",
        ENGLISH,
        ENGLISH_ROWS,
    ),
    Sample(
        "oefenen-nl.xlsx",
        "Oefenen",
        "Oefenen: wat is hier mis?",
        "Elke regel heeft met opzet een gebrek. Controleer de werkmap en verbeter ze.",
        DUTCH,
        DUTCH_PRACTICE,
    ),
    Sample(
        "practice-en.xlsx",
        "Practice",
        "Practice: what is wrong here?",
        "Each row is wrong on purpose. Check the workbook and mend them.",
        ENGLISH,
        ENGLISH_PRACTICE,
    ),
)


def build(sample: Sample) -> Workbook:
    """Return the workbook of one sample."""
    book = Workbook()
    sheet = book.active
    sheet.title = sample.sheet
    _write_title(sheet, sample)
    _write_register(sheet, sample)
    _offer_choices(sheet, sample)
    _print_on_one_page_wide(sheet)
    return book


def _write_title(sheet: Worksheet, sample: Sample) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.cell(TITLE_ROW, 1, sample.title).font = Font(name="Calibri", size=18, bold=True, color=NAVY)
    sheet.cell(NOTE_ROW, 1, sample.note).font = Font(name="Calibri", size=11, color=MUTED)
    sheet.row_dimensions[TITLE_ROW].height = 28


def _write_register(sheet: Worksheet, sample: Sample) -> None:
    line = Border(bottom=Side(style="thin", color=RULE))
    for number, column in enumerate(sample.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        head = sheet.cell(HEADER_ROW, number, column.header)
        head.font = Font(name="Calibri", bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor=NAVY)
        head.alignment = _alignment(next((row[number - 1] for row in sample.rows if row[number - 1] is not None), None))
    sheet.row_dimensions[HEADER_ROW].height = 31
    for index, row in enumerate(sample.rows, start=HEADER_ROW + 1):
        sheet.row_dimensions[index].height = 45
        for number, value in enumerate(row, start=1):
            cell = sheet.cell(index, number, value)
            cell.font = Font(name="Calibri", color=INK)
            cell.alignment = _alignment(value)
            cell.border = line
            cell.number_format = DATE if isinstance(value, dt.date) else "#,##0.##" if _is_large(value) else "General"
    end = f"{get_column_letter(len(sample.columns))}{HEADER_ROW + len(sample.rows)}"
    table = Table(displayName="KPIs", ref=f"A{HEADER_ROW}:{end}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    blank = PatternFill("solid", bgColor=INPUT)
    rows = f"A{HEADER_ROW + 1}:{end}"
    sheet.conditional_formatting.add(rows, FormulaRule(formula=[f"LEN(A{HEADER_ROW + 1})=0"], fill=blank))


def _alignment(value: object) -> Alignment:
    """Numbers stand right, text left, with air between the two."""
    side = "left" if value is None or isinstance(value, str) else "right"
    return Alignment(horizontal=side, vertical="center", wrap_text=True, indent=1)


def _is_large(value: object) -> bool:
    return isinstance(value, int) and value >= 1000


def _offer_choices(sheet: Worksheet, sample: Sample) -> None:
    for number, column in enumerate(sample.columns, start=1):
        if column.choices:
            letter = get_column_letter(number)
            choices = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
            choices.add(f"{letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + len(sample.rows)}")
            sheet.add_data_validation(choices)


def _print_on_one_page_wide(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.3
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def main(folder: Path) -> None:
    """Write every sample into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for sample in SAMPLES:
        build(sample).save(folder / sample.file)
        print(folder / sample.file)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "sample_workbooks")
