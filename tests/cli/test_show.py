"""`kpi-sheets show`: stable text, a KPI a block and a field a line, also as git's textconv."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from kpi_sheets.cli.by_click import cli
from kpi_sheets.workbook.rows import Rows
from tests.books import complaint
from tests.conftest import CORPUS, ROOT

SAMPLE = ROOT / "sample_workbooks" / "register-nl.xlsx"
DOCUMENT = (ROOT / "docs" / "git.md").read_text(encoding="utf-8")


def show(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["show", *map(str, arguments)])


def saved(path: Path, *rows: list[object], sheet: str = "KPIs") -> Path:
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_kpi_is_a_block_and_a_field_a_line() -> None:
    blocks = show(SAMPLE).stdout.split("\n\n")
    assert blocks[0] == "[KPI's]"
    assert blocks[3].splitlines()[:3] == ["SAL-01 Nieuwe klanten", "  ID: SAL-01", "  KPI: Nieuwe klanten"]
    assert blocks[3].splitlines()[-4:] == [
        "  Norm: 50", "  Bron: CRM", "  Realisatie: 47", "  Gemeten t/m: 2026-09-30"]  # fmt: skip


def test_what_is_in_a_cell_is_shown_as_it_is(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "kpis.xlsx",
        ["KPI", "Target", "Unit", "Period", "Owner", "Colour of the folder"],
        ["Share of orders\nin time\u202e", 0.9, "%", "month", "=A1", "green"],
    )
    book = load_workbook(path)
    book.active["B2"].number_format = "0%"
    book.save(path)
    assert show(path).stdout.splitlines()[2:] == [
        "Share of orders in time\\u202e",
        "  KPI: Share of orders in time\\u202e",
        "  Target: 90%",
        "  Unit: %",
        "  Period: month",
        "  Owner: (=A1)",
        "  Colour of the folder: green",
        "",
    ]


def test_figures_of_a_history_are_lines_of_their_kpi(tmp_path: Path) -> None:
    header = ["KPI", "Target", "Unit", *(f"{month} 2026" for month in ("Jan", "Feb", "Mar"))]
    path = saved(
        tmp_path / "kpis.xlsx", header, ["Number of orders", 10, "orders", 8, 9, 11], ["Orders", 5, "x", 1, 2, 3]
    )
    assert show(path).stdout.split("\n\n")[1].splitlines()[-3:] == [
        "  Actual 2026-01-31: 8", "  Actual 2026-02-28: 9", "  Actual 2026-03-31: 11"]  # fmt: skip


def test_a_new_row_above_changes_no_other_block(tmp_path: Path) -> None:
    book = load_workbook(SAMPLE)
    sheet = book.active
    before = show(SAMPLE).stdout
    header = next(row[0].row for row in sheet.iter_rows() if row[0].value == "ID")
    sheet.insert_rows(header + 1)
    for column, text in enumerate(("NEW-01", "Aantal retouren"), 1):
        sheet.cell(header + 1, column, text)
    book.save(tmp_path / "new.xlsx")
    after = show(tmp_path / "new.xlsx").stdout
    assert "NEW-01 Aantal retouren\n" in after
    assert [block for block in after.split("\n\n") if not block.startswith("NEW-01")] == before.split("\n\n")


def test_a_workbook_without_a_kpi_table_is_shown_cell_by_cell(tmp_path: Path) -> None:
    path = saved(tmp_path / "notes.xlsx", ["Groceries", None, 3], sheet="Notes")
    assert show(path).stdout == "[Notes]\n  A1: Groceries\n  C1: 3\n\n"


def test_what_can_not_be_read_is_a_line_and_stops_no_diff(tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK no more")
    result = show(tmp_path / "broken.xlsx")
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 1)
    assert result.stdout.startswith("broken.xlsx: ")


def test_a_file_that_is_not_there_is_an_error() -> None:
    assert "there is no such file" in complaint(show("nowhere.xlsx"))


def test_it_starts_without_the_linter_and_anything_heavy() -> None:
    program = (
        "import sys\nfrom kpi_sheets.cli import main\n"
        f"try:\n    main(['show', {str(SAMPLE)!r}])\nfinally:\n    print(*sys.modules, file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", program]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=True).stderr
    loaded = {".".join(name.split(".")[:2]) for name in told.split()}
    assert not loaded & {
        "openpyxl",
        "jsonschema",
        "jinja2",
        "kpi_sheets.lint",
        "kpi_sheets.pipeline",
        "kpi_sheets.status",
    }


@pytest.mark.needs("git")
def test_git_shows_a_changed_target_as_a_line(tmp_path: Path) -> None:
    git, book = _repository(tmp_path), tmp_path / "kpis.xlsx"
    shutil.copyfile(SAMPLE, book)
    git("add", "."), git("commit", "-qm", "first")
    opened = load_workbook(book)
    (cell,) = [cell for row in opened.active.iter_rows() for cell in row if cell.value == 50]
    cell.value = 60
    opened.save(book)
    shown = re.search(r"```diff\n(.*?)```", DOCUMENT, re.DOTALL)
    assert shown
    assert _without_numbers(git("diff")).endswith(shown[1])
    git("commit", "-qam", "second")
    assert "\n-  Norm: 50\n+  Norm: 60\n" in git("log", "-p", "-1")


@pytest.mark.needs("git")
def test_git_goes_on_past_a_workbook_that_can_not_be_read(tmp_path: Path) -> None:
    git = _repository(tmp_path)
    (tmp_path / "kpis.xlsx").write_bytes(b"PK no more")
    git("add", "."), git("commit", "-qm", "first")
    shutil.copyfile(SAMPLE, tmp_path / "kpis.xlsx")
    assert "\n+SAL-01 Nieuwe klanten\n" in git("diff")


def _repository(folder: Path):  # type: ignore[no-untyped-def]
    """A new repository with the two lines of docs/git.md; returns what runs git in it."""

    def git(*arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=folder, check=True, capture_output=True, encoding="utf-8", timeout=60
        ).stdout

    (configure, attributes) = re.search(r"```sh\n(.*?)\n(.*?)\n```", DOCUMENT).groups()  # type: ignore[union-attr]
    command = f'env PYTHONPATH="{ROOT}" "{sys.executable}" -m kpi_sheets show'
    _, _, name, value = configure.split(maxsplit=3)
    assert value == '"kpi-sheets show"'
    subprocess.run(attributes, shell=True, cwd=folder, check=True)
    git("init", "-q")
    git("config", name, command) if name == "diff.kpi.textconv" else pytest.fail(configure)
    git("config", "user.name", "tester"), git("config", "user.email", "tester@example.org")
    return git


def _without_numbers(diff: str) -> str:
    """Leave out the line numbers of a hunk, as the documentation does."""
    return re.sub(r"@@ [-+,\d ]+ @@", "@@", diff)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real workbooks are not here")
@pytest.mark.parametrize("path", sorted((CORPUS / "workbooks").glob("*.xls*")), ids=lambda path: path.stem)
def test_real_workbooks_all_show_something(path: Path) -> None:
    result = show(path)
    assert (result.exit_code, result.exception) == (0, None)
    assert len(result.stdout.splitlines()) > 2


def test_a_row_is_looked_at_no_more_for_headers_that_nobody_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row makes all its cells when it is looked at."""
    unknown = [f"Colour of folder {letter}" for letter in "abcdefghijklmnopqrstuvwxyzäëïöü"]
    kpis = ([f"Orders {number}", 10, 8, "orders", *"x" * len(unknown)] for number in range(20))
    path = saved(tmp_path / "kpis.xlsx", ["KPI", "Target", "Actual", "Unit", *unknown], *kpis)
    looks: Counter[int] = Counter()
    look = Rows.__getitem__
    monkeypatch.setattr(Rows, "__getitem__", lambda rows, row: looks.update([row]) or look(rows, row))
    assert show(path).stdout.count("Colour of folder") == 20 * len(unknown)
    assert 0 < looks[20] < len(unknown)
