"""`kpi-sheets new` on the command line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kpi_sheets.cli import new
from kpi_sheets.cli.by_click import cli
from kpi_sheets.pipeline.files import Reading, read_workbook
from kpi_sheets.pipeline.new import NewWorkbookError, save
from kpi_sheets.register import load_default
from kpi_sheets.starter import Order, languages, teams
from kpi_sheets.workbook import read

AS_OF = ("--as-of", "2026-11-24")


def run(*words: str, answers: str = "") -> Result:
    return CliRunner().invoke(cli, ["new", *words], input=answers, env={"LANG": "C", "LC_ALL": "", "LC_MESSAGES": ""})


def kpis(path: Path) -> list[str]:
    return [kpi.text("id") for table in read_workbook(str(path), Reading(load_default())).tables for kpi in table.kpis]


def title(path: Path) -> object:
    return read(path).sheets[0].rows[2][2].value


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kpis.xlsx"


def test_it_offers_what_there_is() -> None:
    assert set(new.LANGUAGES) == set(languages())
    assert teams() == new.TEAMS


def test_several_teams_in_a_language(file: Path) -> None:
    result = run(str(file), "--language", "nl", "--team", "hr", "--team", "marketing", *AS_OF)
    assert result.exit_code == 0, result.output
    assert kpis(file) == ["MKT-01", "MKT-02", "MKT-03", "HR-01", "HR-02", "HR-03"]
    assert title(file) == "KPI's van Onze organisatie"


def test_a_file_is_never_overwritten_unless_told_so(file: Path) -> None:
    file.write_text("mine")
    result = run(str(file), "--team", "it", *AS_OF)
    assert result.exit_code == 2
    assert "exists already; choose another name, or overwrite it with --force" in result.output.replace("\n", " ")
    with pytest.raises(NewWorkbookError, match="exists already"):
        save(Order("en", ("it",), dt.date(2026, 11, 24)), file)
    assert file.read_text() == "mine"
    assert run(str(file), "--team", "it", "--force", *AS_OF).exit_code == 0
    assert kpis(file) == ["IT-01", "IT-02", "IT-03"]


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    result = run(str(tmp_path / "nowhere" / "kpis.xlsx"), "--team", "it", *AS_OF)
    assert "can't be written (No such file or directory)" in str(result.exception)


@pytest.mark.parametrize(
    ("name", "day", "said"),
    [
        ("kpis.ods", "2026-11-24", "a workbook is made as .xlsx; call it kpis.xlsx"),
        ("kpis", "2026-11-24", "a workbook is made as .xlsx; call it kpis.xlsx"),
        ("kpis.xlsx", "1066-10-14", "choose a date from 1920 to 9989"),
    ],
)
def test_what_can_not_be_made_is_said_so(name: str, day: str, said: str, tmp_path: Path) -> None:
    result = run(str(tmp_path / name), "--team", "it", "--as-of", day)
    assert said in str(result.exception)
    assert not (tmp_path / name).exists()


def test_in_a_terminal_it_asks(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new, "in_a_terminal", lambda: True)
    result = run(str(file), *AS_OF, answers="de\nsales, hrm\nsales, it\nMuster GmbH\n")
    assert result.exit_code == 0, result.output
    assert 'there is no team "hrm"' in result.output
    assert kpis(file)[0::3] == ["SAL-01", "IT-01"]
    assert title(file) == "KPIs: Muster GmbH"


def test_enter_takes_the_defaults(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new, "in_a_terminal", lambda: True)
    assert run(str(file), *AS_OF, answers="\n\n\n").exit_code == 0
    assert len(kpis(file)) == 3 * len(teams())
    assert title(file) == "KPIs of Our organisation"


def test_with_options_it_asks_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new, "in_a_terminal", lambda: True)
    assert run(str(file), "--empty", *AS_OF).exit_code == 0
    assert kpis(file) == []


def test_practice_is_for_practice(file: Path) -> None:
    assert run(str(file), "--practice", "--language", "fr", *AS_OF).exit_code == 0
    assert len(kpis(file)) == 10
    assert run(str(file), "--practice", "--empty").exit_code == 2


@pytest.mark.parametrize(
    ("environment", "language"),
    [({"LANG": "nl_BE.UTF-8"}, "nl"), ({"LC_ALL": "fr_FR", "LANG": "nl_NL"}, "fr"), ({"LANG": "C"}, "en"), ({}, "en")],
)
def test_the_usual_language_is_the_machines(environment: dict[str, str], language: str) -> None:
    assert new.usual_language(environment) == language


def test_teams_are_named_with_commas() -> None:
    assert new.chosen_teams("HR, it") == ("hr", "it")
    assert new.chosen_teams("all") == new.chosen_teams("") == new.TEAMS
    with pytest.raises(click.UsageError):
        new.chosen_teams("hr, gardening")
