"""The package as a library: what the commands say, as values."""

from __future__ import annotations

import datetime as dt
import json
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest

import kpi_sheets
from tests.books import AS_OF, row, run, save
from tests.conftest import ROOT

TODAY = dt.date.fromisoformat(AS_OF)
SAMPLE = ROOT / "sample_workbooks" / "oefenen-nl.xlsx"
STATUS_COLUMNS = ("KPI", "Target", "Actual", "Period", "Status", "Why")
lint = partial(kpi_sheets.lint, as_of=TODAY)


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import kpi_sheets; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert [name for name in loaded if name.startswith("kpi_sheets")] == ["kpi_sheets"]
    assert not loaded & {"typing", "re", "datetime", "importlib", "click"}


def test_the_functions_keep_their_names_whoever_imports_the_rooms() -> None:
    import kpi_sheets.lint.engine
    import kpi_sheets.status.score
    from kpi_sheets.status import label

    assert label.__module__.startswith("kpi_sheets.status.")
    assert kpi_sheets.lint.__module__ == kpi_sheets.status.__module__ == "kpi_sheets.library"
    assert pickle.loads(pickle.dumps(kpi_sheets.lint)) is kpi_sheets.lint
    assert pickle.loads(pickle.dumps(kpi_sheets)) is kpi_sheets
    assert set(kpi_sheets.__all__) <= set(dir(kpi_sheets.library)) | {"library"}


def test_lint_says_what_the_command_says() -> None:
    (told,) = json.loads(run("--format", "json", SAMPLE).stdout)["workbooks"]
    found = lint(SAMPLE)
    assert [(one["code"], one["cell"], one["message"]) for one in told["findings"]] == [
        (finding.code, finding.cell, finding.message) for finding in found
    ]
    assert found


def test_bytes_are_read_as_a_file_is(tmp_path: Path) -> None:
    book = save(tmp_path / "book.xlsx", [row(1, Target=None)])
    assert lint(book.read_bytes()) == lint(book) == lint(str(book)) != []
    assert kpi_sheets.status(book.read_bytes(), as_of=TODAY) == kpi_sheets.status(book, as_of=TODAY)


def test_arguments_choose_as_options_do(tmp_path: Path) -> None:
    book = save(tmp_path / "book.xlsx", [row(1, Target=None, Owner=None)])
    assert {finding.code for finding in lint(book, select=["M201"])} == {"M201"}
    assert "M201" not in {finding.code for finding in lint(book, ignore=["M2"])}
    assert lint(book, messages="nl")[0].message != lint(book, messages="en")[0].message
    with pytest.raises(kpi_sheets.KpiSheetsError, match="there is no rule"):
        lint(book, select=["M999"])


def test_the_nearest_configuration_counts_for_a_file_and_a_named_one_for_bytes(tmp_path: Path) -> None:
    book = save(tmp_path / "book.xlsx", [row(1, Target=None)])
    config = tmp_path / "kpi-sheets.toml"
    config.write_text('ignore = ["M201"]\n')
    assert "M201" not in {finding.code for finding in lint(book)}
    assert "M201" in {finding.code for finding in lint(book.read_bytes())}
    assert "M201" not in {finding.code for finding in lint(book.read_bytes(), config=config)}
    config.unlink()
    assert "M201" in {finding.code for finding in lint(book)}, "nothing is kept from the call before"


def test_status_and_refresh(tmp_path: Path) -> None:
    book = save(tmp_path / "book.xlsx", [("Number of orders", 10, 8, "month", None, None)], STATUS_COLUMNS)
    (standing,) = kpi_sheets.status(book, as_of=TODAY)
    assert kpi_sheets.refresh(book, as_of=TODAY, check=True).changed
    assert kpi_sheets.refresh(book, as_of=TODAY, output=tmp_path / "new.xlsx").changed
    assert kpi_sheets.refresh(book, as_of=TODAY).changed
    assert not kpi_sheets.refresh(book, as_of=TODAY).changed
    assert book.read_bytes() == (tmp_path / "new.xlsx").read_bytes()
    assert standing.why


def test_check() -> None:
    judged = kpi_sheets.check("Customer satisfaction must improve", as_of=TODAY)
    assert judged.labels == {"specific": False, "measurable": False, "time_bound": False}
    assert {finding.code for finding in judged.findings} >= {"M201", "T501"}
    assert all(kpi_sheets.check("10 nieuwe klanten per maand", as_of=TODAY).labels.values())


@pytest.mark.parametrize(
    "value",
    [
        lint(SAMPLE),
        kpi_sheets.status(SAMPLE, as_of=TODAY),
        kpi_sheets.check("10 nieuwe klanten per maand", as_of=TODAY),
        kpi_sheets.refresh(SAMPLE, as_of=TODAY, check=True),
    ],
    ids=["lint", "status", "check", "refresh"],
)
def test_results_can_be_pickled(value: object) -> None:
    assert value
    assert pickle.loads(pickle.dumps(value)) == value


@pytest.mark.parametrize("call", [kpi_sheets.lint, kpi_sheets.status, kpi_sheets.refresh])
def test_what_can_not_be_read_is_an_error_of_one_line(call, tmp_path: Path) -> None:
    (tmp_path / "no.xlsx").write_text("KPI;Target")
    with pytest.raises(kpi_sheets.KpiSheetsError, match=r"no\.xlsx: is a text file") as caught:
        call(tmp_path / "no.xlsx")
    assert "\n" not in str(caught.value)


def test_it_runs_in_processes() -> None:
    books = sorted((ROOT / "sample_workbooks").glob("*.xlsx"))
    with ProcessPoolExecutor(2) as pool:
        assert list(pool.map(lint, books)) == [lint(book) for book in books]
