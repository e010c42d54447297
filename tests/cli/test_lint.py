"""`kpi-sheets lint`, through the real command line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from openpyxl import Workbook

from kpi_sheets.cli.by_click import cli
from tests.conftest import CORPUS, ROOT

SAMPLES = ROOT / "sample_workbooks"


def lint(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["lint", "--as-of", "2026-11-24", *map(str, arguments)])


@pytest.fixture
def book(tmp_path: Path) -> Path:
    workbook = Workbook()
    workbook.active.title = "Q3 doelen"
    workbook.active.append(["KPI", "Norm", "Periode", "Eigenaar", "Doel", "Bron"])
    workbook.active.append(["Aantal nieuwe klanten", 50, "kwartaal", "Hoofd verkoop", "Groei", "CRM"])
    workbook.active.append(["Kwaliteit verbeteren", None, "maand", "Hoofd inkoop", "Groei", "ERP"])
    workbook.save(tmp_path / "kpis.xlsx")
    return tmp_path / "kpis.xlsx"


def test_a_finding_names_its_cell(book: Path) -> None:
    result = lint(book)
    assert result.exit_code == 1
    assert f"{book}:'Q3 doelen'!B3: M201 no-target " in result.stdout
    assert f"{book}:'Q3 doelen'!A3: S102 abstract-topic " in result.stdout
    assert "!A2" not in result.stdout
    assert result.stdout.splitlines()[-1] == "1 workbook, 2 KPIs: 2 errors"


def test_messages_follow_the_workbook_or_the_wish(book: Path) -> None:
    assert "is een onderwerp, geen maat" in lint(book).stdout
    assert "is a topic, not a measure" in lint(book, "--messages", "en").stdout


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        (
            ("Kennzahl", "Zielwert", "Ausgangswert", "Einheit", "Richtung", "Zeitraum", "Verantwortlich", "Ziel"),
            ("Reaktionszeit", 6.5, 5.8, "Stunden", "niedriger", "irgendwie", "Leiter Service", "Zufriedene Kunden"),
            [
                "der Zielwert 6,5 ist schlechter als",
                '"irgendwie" steht nicht in der Liste',
                "es steht nicht dabei, woher",
            ],
        ),
        (
            (
                "Indicateur",
                "Cible",
                "Valeur de départ",
                "Unité",
                "Sens",
                "Période",
                "Responsable",
                "Objectif stratégique",
            ),
            ("Délai de réponse", 6.5, 5.8, "heures", "plus bas", "autrement", "Chef du service", "Clients satisfaits"),
            ["la cible 6,5 est moins bonne que", '"autrement" n\'est pas dans la liste', "rien ne dit d'où viennent"],
        ),
    ],
    ids=["de", "fr"],
)
def test_a_sheet_is_told_in_its_own_language(
    tmp_path: Path, header: Sequence[str], row: Sequence[object], said: list[str]
) -> None:
    workbook = Workbook()
    for line in (header, row, (f"{row[0]} B", *row[1:])):
        workbook.active.append(line)
    workbook.save(tmp_path / "kpis.xlsx")
    shown = lint(tmp_path).stdout
    assert [text for text in said if text not in shown] == []


def test_numbers_are_written_the_way_of_the_message() -> None:
    practice = SAMPLES / "oefenen-nl.xlsx"
    assert "slechter dan de nulmeting 5,8;" in lint(practice).stdout
    assert "worse than the baseline 5.8;" in lint(practice, "--messages", "en").stdout


def test_json_is_what_its_schema_says(book: Path) -> None:
    schema = json.loads((ROOT / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))
    document = json.loads(lint(book, SAMPLES, "--format", "json").stdout)
    Draft202012Validator(schema).validate(document)
    assert document["summary"]["workbooks"] == 5
    first = document["workbooks"][0]
    assert first["tables"] == [
        {
            "sheet": "Q3 doelen",
            "header_rows": [1],
            "columns": {"name": "A", "target": "B", "period": "C", "owner": "D", "goal": "E", "source": "F"},
            "kpis": 2,
        }
    ]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 1),
        (["--exit-zero"], 0),
        (["--ignore", "M201,abstract-topic"], 0),
        (["--select", "T"], 0),
        (["--profile", "intro"], 1),
        (["--select", "no-such-rule"], 2),
    ],
)
def test_the_exit_code_follows_the_options(book: Path, options: list[str], code: int) -> None:
    result = lint(book, *options)
    assert (result.exit_code if result.exception is None or isinstance(result.exception, SystemExit) else 2) == code


def test_warnings_fail_when_asked(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["KPI", "Target", "Unit", "Period", "Owner", "Goal"])
    workbook.active.append(["Number of orders", 50, "orders", "month", "Head of sales", "Growth"])
    workbook.save(tmp_path / "kpis.xlsx")
    assert lint(tmp_path).exit_code == 0
    assert lint(tmp_path, "--fail-on", "warning").exit_code == 1


def test_a_missing_column_is_one_finding_at_the_header(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["KPI", "Target", "Period"])
    for number in range(30):
        workbook.active.append([f"Number of orders in region {number}", number, "month"])
    workbook.save(tmp_path / "kpis.xlsx")
    findings = json.loads(lint(tmp_path, "--format", "json").stdout)["workbooks"][0]["findings"]
    assert [(finding["code"], finding["cell"]) for finding in findings] == [
        ("A301", "A1"),
        ("M209", "A1"),
        ("R401", "A1"),
    ]


def test_one_bad_workbook_does_not_stop_the_rest(book: Path) -> None:
    (book.parent / "broken.xlsx").write_bytes(b"PK\x03\x04 no more")
    (book.parent / "~$kpis.xlsx").write_bytes(b"locked")
    result = lint(book.parent)
    assert result.exit_code == 2
    assert "M201 no-target" in result.stdout
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == [str(book.parent / "broken.xlsx")]


def test_a_workbook_without_kpis_gets_one_clear_sentence(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["Dear colleagues,"])
    workbook.save(tmp_path / "letter.xlsx")
    result = lint(tmp_path / "letter.xlsx")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, f"{tmp_path / 'letter.xlsx'}: no KPI table found")


def test_hidden_sheets_are_read_on_request_and_named_otherwise(tmp_path: Path) -> None:
    workbook = Workbook()
    hidden = workbook.create_sheet("Targets")
    hidden.append(["KPI", "Target", "Period", "Owner"])
    hidden.append(["Number of orders", 50, "month", "Head of sales"])
    hidden.sheet_state = "hidden"
    workbook.save(tmp_path / "kpis.xlsx")
    assert "hidden and not read: Targets; --hidden reads them too" in lint(tmp_path).stdout
    assert "1 KPI:" in lint(tmp_path, "--hidden").stdout


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real workbooks are not here")
def test_real_workbooks_end_without_an_accident() -> None:
    document = json.loads(lint(CORPUS / "workbooks", "--format", "json").stdout)
    assert document["summary"]["workbooks"] == 28
    assert sum(bool(workbook["tables"]) for workbook in document["workbooks"]) >= 25


def test_a_column_that_is_blank_throughout_is_one_finding_too(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["KPI", "Target", "Period", "Owner", "Goal", "Data source"])
    for number in range(30):
        workbook.active.append(
            [f"Number of orders in region {number}", number, "month", None, f"Growth {number}", "CRM"]
        )
    workbook.save(tmp_path / "kpis.xlsx")
    (finding,) = json.loads(lint(tmp_path, "--format", "json").stdout)["workbooks"][0]["findings"]
    assert (finding["code"], finding["cell"]) == ("A301", "D1")
    assert finding["message"] == 'the column "Owner" is blank for all 30 KPIs'
