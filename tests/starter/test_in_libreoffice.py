"""LibreOffice opens the new workbooks, calculates the same values, and follows a figure that is typed.

One start of the program serves for all of them.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import shutil
import subprocess
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from kpi_sheets.model import Cell, column_letter
from kpi_sheets.pipeline.files import Reading, read_workbook
from kpi_sheets.pipeline.refresh import Wish, refresh
from kpi_sheets.pipeline.standing import standing
from kpi_sheets.register import load_default
from kpi_sheets.starter import Plan, near, ranking, teams
from kpi_sheets.starter.dashboard import Places
from kpi_sheets.starter.figures import VALUES
from kpi_sheets.starter.texts import texts
from kpi_sheets.workbook import read
from tests.conftest import missing
from tests.starter.books import ALL, AS_OF, LANGUAGES, made, order

pytestmark = [pytest.mark.needs("soffice"), pytest.mark.needs("pdftotext")]
PYTHON = "/usr/bin/python3"  # the one that LibreOffice brings its bridge for
SCRIPT = Path(__file__).with_name("office_script.py")
TYPED_ROW = 6 + 24 * 12
TYPED_DAY, TYPED = dt.date(2026, 11, 23), 13
# each language with all teams, and each team by itself
COVERED = tuple((language, ALL) for language in LANGUAGES) + tuple(zip(cycle(LANGUAGES), teams()))
LISTS = ("direction", "accumulation", "period", "used_for")
SUSPECT = ("###", "#N/A", "#NAME?", "#REF!", "#VALUE!", "Err:")


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What LibreOffice says of every workbook, by its name: "nl-hr", "en-all", …, "typed"."""
    if subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode:
        missing("python3-uno")
    folder = tmp_path_factory.mktemp("office")
    jobs = {f"{language}-{team}": _job(folder, language, team) for language, team in COVERED}
    jobs["typed"] = _typed(folder)
    jobs["chosen"] = _chosen(folder)
    jobs["deleted"] = _deleted(folder)
    (folder / "jobs.json").write_text(json.dumps(list(jobs.values())))
    run = [PYTHON, str(SCRIPT), str(folder / "jobs.json")]
    done = subprocess.run(run, capture_output=True, encoding="utf-8", timeout=540, check=True)
    return {name: {**job, **answer} for (name, job), answer in zip(jobs.items(), json.loads(done.stdout), strict=True)}


def _job(folder: Path, language: str, team: str) -> dict[str, Any]:
    path = folder / f"{language}-{team}.xlsx"
    path.write_bytes(made(order(language, team)))
    whole = team == ALL
    asked = [f"=INDEX(list_{key};{at})" for key in LISTS for at in range(1, 1 + len(texts(language).words(key)))]
    asked += ["=COUNTA(list_name)", "=COUNTA(list_team_shown)"]
    return {"path": str(path), "ask": asked if whole else [], "save": {"pdf": f"{path}.pdf"} if whole else {}}


def _typed(folder: Path) -> dict[str, Any]:
    path = folder / "typed.xlsx"
    path.write_bytes(made(order("nl", ALL)))
    day = (TYPED_DAY - dt.date(1899, 12, 30)).days
    line = {"A": "CARE-01", "B": day, "C": TYPED}
    cells = {f"Metingen!{letter}{TYPED_ROW}": value for letter, value in line.items()}
    return {"path": str(path), "type": cells, "save": {"xlsx": str(folder / "saved.xlsx")}}


def _chosen(folder: Path) -> dict[str, Any]:
    """Another team, another order and another KPI than a new dashboard shows."""
    path = folder / "chosen.xlsx"
    path.write_bytes(made(order("nl", ALL)))
    at = Places.of(Plan(order("nl", ALL)))
    cells = {ranking.team_cell(at.ranking): "HR", near.kpi_cell(at.near): "Nieuwe klanten"}
    cells[ranking.order_cell(at.ranking)] = texts("nl")["dashboard"]["orders"][2]
    return {"path": str(path), "type": {f"Dashboard!{cell.replace('$', '')}": value for cell, value in cells.items()}}


def _deleted(folder: Path) -> dict[str, Any]:
    """The first rows of every table are gone, the last ones of the register too, and a team."""
    path = folder / "deleted.xlsx"
    path.write_bytes(made(order("nl", ALL)))
    rows = {"KPI's": [6, 7, 8, 28, 29], "Metingen": [6, 7, 100], "Lijsten": [6]}
    return {"path": str(path), "delete": rows, "ask": ["=COUNTA(list_name)", "=COUNTA(list_team_shown)"]}


def formulas(path: str) -> Iterator[tuple[str, Cell]]:
    """The cells with a formula, as the file stores them."""
    for sheet in read(path).sheets:
        for row in sheet.rows.values():
            yield from ((f"{sheet.name}!{cell.address}", cell) for cell in row.values() if cell.formula is not None)


def is_same(stored: object, calculated: object) -> bool:
    if isinstance(stored, dt.date):
        stored = (stored - dt.date(1899, 12, 30)).days
    if isinstance(stored, int | float) and isinstance(calculated, int | float):
        return math.isclose(stored, calculated, rel_tol=1e-9, abs_tol=1e-9)
    return (stored or "") == (calculated or "")


@pytest.mark.parametrize(("language", "team"), COVERED)
def test_every_stored_value_is_what_libreoffice_calculates(
    language: str, team: str, answers: dict[str, dict[str, Any]]
) -> None:
    answer = answers[f"{language}-{team}"]
    stored = dict(formulas(answer["path"]))
    assert len(stored) > 1000
    unlike = {
        place: (cell.value, answer["cells"][place])
        for place, cell in stored.items()
        if not is_same(cell.value, answer["cells"][place])
    }
    assert unlike == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_drop_downs_offer_what_the_schema_allows(language: str, answers: dict[str, dict[str, Any]]) -> None:
    says = texts(language)
    words = [word for key in LISTS for word in says.words(key).values()]
    kpis = 24
    assert answers[f"{language}-{ALL}"]["asked"] == [*words, kpis, len(teams()) + 1]
    columns = {column.key: column for column in says.table.columns}
    for key in LISTS:
        for entry, word in says.words(key).items():
            known = [name.casefold() for name in (*columns[key].values[entry][language], entry)]
            assert word.casefold() in known


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_printed_is_cut_to_signs_or_an_error(language: str, answers: dict[str, dict[str, Any]]) -> None:
    pdf = answers[f"{language}-{ALL}"]["save"]["pdf"]
    printed = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert [sign for sign in SUSPECT if sign in printed] == []
    assert printed.count("\f") == 12  # start, register, six of measurements, two of the dashboard, check, lists


def test_a_figure_that_is_typed_shows_at_once_and_changes_the_status_at_the_refresh(
    answers: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    before, after = answers[f"nl-{ALL}"]["cells"], answers["typed"]["cells"]
    changed = {place for place, value in after.items() if place.startswith("Dashboard!") and value != before[place]}
    assert TYPED in {after[place] for place in changed}
    assert 19.5 in {before[place] for place in changed}
    saved = shutil.copyfile(answers["typed"]["save"]["xlsx"], tmp_path / "saved.xlsx")
    assert status_of("CARE-01", str(saved)) == "Achter"
    result = refresh(str(saved), Reading(load_default()), Wish(AS_OF))
    assert (result.error, result.changed, result.kpis) == ("", True, 24)
    assert status_of("CARE-01", str(saved)) == "Op schema"


def test_the_dashboard_follows_its_drop_downs(answers: dict[str, dict[str, Any]]) -> None:
    at = Places.of(Plan(order("nl", ALL)))
    shown = answers["chosen"]["cells"]
    top = at.ranking + len(ranking.HEAD_HEIGHTS)
    names = [shown[f"Dashboard!C{top + 2 * number}"] for number in range(4)]
    assert names == ["Doorlooptijd vacatures", "Medewerkerstevredenheid", "Ziekteverzuim", ""]
    assert [shown[f"_charts!{column_letter(VALUES + number)}2"] for number in (0, 11)] == [38, 43]
    assert not any(isinstance(value, dict) for value in shown.values())  # an error comes as one


def test_rows_may_be_deleted(answers: dict[str, dict[str, Any]]) -> None:
    cells = answers["deleted"]["cells"]
    assert {place.partition("!")[0] for place, value in cells.items() if isinstance(value, dict)} <= {"_charts"}
    assert cells["Dashboard!A3"].startswith("Cijfers voor 19 van 19 KPI's")
    assert cells["Dashboard!A10"] == "Sales"
    assert answers["deleted"]["asked"] == [19, 8]


def status_of(code: str, path: str) -> str:
    """The status that stands in the register, whatever the figures say."""
    (table,) = read_workbook(path, Reading(load_default())).tables
    (kpi,) = (kpi for kpi in table.kpis if kpi.text("id") == code)
    assert standing(kpi, AS_OF).result.code == 1
    return kpi.shown("status")
