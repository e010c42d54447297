"""What a line that ignores rules means, in every language, and that what is written is read back."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_sheets.lint.engine import pack_for
from kpi_sheets.lint.suppress import read
from tests.books import found, run, save

AS_OF, DAY = dt.date(2026, 11, 24), dt.date(2027, 6, 30)
UNTIL = {
    "en": ("until 2027-06-30", "until 30 June 2027", "until June 30, 2027", "by 30/06/2027", "30-06-2027"),
    "nl": ("tot 2027-06-30", "tot 30 juni 2027", "t/m 30-06-2027", "uiterlijk 30-6-2027", "tot eind juni 2027"),
    "de": ("bis 30.06.2027", "bis 30. Juni 2027", "bis zum 30. Juni 2027", "bis Ende Juni 2027", "2027-06-30"),
    "fr": ("jusqu'au 30/06/2027", "jusqu’au 30 juin 2027", "jusqu'à fin juin 2027", "avant le 30 juin 2027"),
    "es": ("hasta el 30/06/2027", "hasta el 30 de junio de 2027", "2027-06-30"),
}
SHEETS = {
    "en": ("KPI", "Target", "Unit", "Period", "Owner", "Goal", "Source", "Ignore rules"),
    "nl": ("KPI", "Norm", "Eenheid", "Periode", "Eigenaar", "Doel", "Bron", "Regels negeren"),
    "de": ("Kennzahl", "Zielwert", "Einheit", "Zeitraum", "Verantwortlich", "Ziel", "Datenquelle", "Regeln ignorieren"),
    "fr": ("Indicateur", "Cible", "Unité", "Période", "Responsable", "But", "Source de données", "Règles à ignorer"),
    "es": ("Indicador", "Meta", "Unidad", "Periodo", "Responsable", "Objetivo", "Fuente", "Reglas ignoradas"),
}
ROWS = {
    "en": ("Number of orders", "orders", "month", "Head of sales", "Growth"),
    "nl": ("Aantal bestellingen", "bestellingen", "maand", "Hoofd verkoop", "Groei"),
    "de": ("Anzahl der Bestellungen", "Bestellungen", "Monat", "Leiter Vertrieb", "Wachstum"),
    "fr": ("Nombre de commandes", "commandes", "mois", "Chef des ventes", "Croissance"),
    "es": ("Número de pedidos", "pedidos", "mes", "Jefe de ventas", "Crecimiento"),
}


@pytest.mark.parametrize(("language", "until"), [(code, text) for code, texts in UNTIL.items() for text in texts])
def test_a_last_day_is_read_the_way_the_language_writes_it(language: str, until: str) -> None:
    found = read(f"M203, T5: as agreed: no figure; {until}", pack_for(language), AS_OF)
    assert (found.words, found.reason, found.until) == (("M203", "T5"), "as agreed: no figure", DAY)
    assert found.holds(AS_OF)


@settings(deadline=None)  # the first case loads a language
@given(st.text(st.characters(exclude_characters=";"), min_size=1), st.sampled_from(sorted(UNTIL)))
def test_any_reason_on_one_line_is_read_back(text: str, language: str) -> None:
    reason = " ".join(text.split())
    if reason:
        found = read(f"A301, T5: {reason}; 2027-06-30", pack_for(language), AS_OF)
        assert (found.words, found.reason, found.until) == (("A301", "T5"), reason, DAY)


@pytest.mark.parametrize("language", SHEETS)
@pytest.mark.parametrize("number", [0, 1])
def test_what_is_written_into_a_sheet_holds_there(tmp_path: Path, language: str, number: int) -> None:
    name, unit, period, owner, goal = ROWS[language]
    rows = [[f"{name} {place}", 10, unit, period, person, goal, "CRM", None]
            for place, person in (("Delft", owner), ("Breda", None), ("Gouda", owner))]  # fmt: skip
    path = save(tmp_path / "book.xlsx", rows, SHEETS[language])
    assert found(run(path)) == ["E3 A301"]
    reason = f"said the board:\n no owner yet; {UNTIL[language][number]}"
    assert "written for 1 KPI" in run("--add-ignore", "no-owner", "--reason", reason, path).stdout
    once = path.read_bytes()
    (book,) = json.loads(run(path, "--format", "json").stdout)["workbooks"]
    assert book["findings"] == []
    assert [(entry["code"], entry["reason"]) for entry in book["suppressed"]] == [
        ("A301", "said the board: no owner yet")
    ]
    assert "written for 0 KPIs" in run("--add-ignore", "no-owner", "--reason", reason, path).stdout
    assert path.read_bytes() == once
