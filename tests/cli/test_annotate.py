"""`kpi-sheets lint --annotate`: findings as comments in the workbook, and out again."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.books import found, row, run, save


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with a finding at F2 and one at C3."""
    return save(tmp_path / "book.xlsx", [row(1, Owner=None), row(2, Target="5,000"), row(3)])


def comments(path: Path) -> dict[str, tuple[str, str]]:
    page: Any = openpyxl.load_workbook(path).active
    cells = [cell for line in page.iter_rows() for cell in line if cell.comment]
    return {cell.coordinate: (cell.comment.author, cell.comment.text) for cell in cells}


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_findings_become_comments_of_their_cells(book: Path) -> None:
    result = run("--annotate", book)
    assert found(result) == ["F2 A301", "C3 M207"]
    assert result.exit_code == 1
    assert result.stderr == f"kpi-sheets: {book}: 2 cells annotated\n"
    document = json.loads(run(book, "--format", "json").stdout)
    assert comments(book) == {
        finding["cell"]: ("kpi-sheets", f"kpi-sheets\n{finding['code']} {finding['name']}: {finding['message']}")
        for finding in document["workbooks"][0]["findings"]
    }


def test_annotating_twice_is_annotating_once_and_changes_no_finding(book: Path) -> None:
    before = run(book).stdout
    run("--annotate", book)
    os.utime(book, (1, 1))
    once = book.read_bytes()
    assert run("--annotate", book).stdout == run(book).stdout == before
    assert (book.read_bytes(), book.stat().st_mtime) == (once, 1)


def test_what_is_mended_loses_its_comment(book: Path) -> None:
    run("--annotate", book)
    run("--annotate", "--fix", book)
    assert list(comments(book)) == ["F2"]


def test_off_leaves_no_trace(book: Path) -> None:
    before = members(book)
    run("--annotate", book)
    result = run("--annotate=off", book)
    assert (result.exit_code, result.stdout) == (0, f"{book}: annotations removed\n")
    assert members(book) == before
    assert run("--annotate", "off", book).stdout == f"{book}: there are no annotations\n"


def test_all_findings_of_a_cell_are_in_its_comment_with_the_sentence_to_consider(tmp_path: Path) -> None:
    header = ("KPI", "Norm", "Periode", "Eigenaar", "Doel", "Bron")
    path = save(tmp_path / "book.xlsx", [["Veel omzet verhogen", None, None, "Hoofd verkoop", "Groei", "CRM"]], header)
    run("--annotate", path)
    texts = {address: text.split("\n") for address, (_, text) in comments(path).items()}
    assert [line.split(":")[0] for line in texts["A2"]] == ["kpi-sheets", "S101 vague-word"]
    assert [line.split(":")[0] for line in texts["B2"][:2]] == ["kpi-sheets", "M201 no-target"]
    assert texts["B2"][2].startswith("→ ") or texts["A2"][2].startswith("→ ")


def test_somebody_elses_comment_stays_and_the_run_says_so(tmp_path: Path) -> None:
    said = {"F2": "who?", "A3": "fine"}
    path = save(tmp_path / "book.xlsx", [row(1, Owner=None), row(2, Target="5,000"), row(3)], comments=said)
    result = run("--annotate", path)
    assert f"{path}: 1 cell annotated; not these, which hold somebody's comment: KPIs!F2" in result.stderr
    assert {address: text for address, (author, text) in comments(path).items() if author == "somebody"} == said
    assert list(comments(path)) == ["F2", "A3", "C3"]
    run("--annotate=off", path)
    assert comments(path) == {address: ("somebody", text) for address, text in said.items()}


def test_an_ignored_finding_is_not_annotated_and_the_wish_survives(tmp_path: Path) -> None:
    wish = {"B2": "kpi-sheets: ignore A301 the board knows"}
    path = save(tmp_path / "book.xlsx", [row(1, Owner=None), row(2, Target="5,000"), row(3)], comments=wish)
    run("--annotate", path)
    assert list(comments(path)) == ["B2", "C3"]
    assert found(run("--annotate", path)) == ["C3 M207"]


def test_what_stands_in_an_annotation_is_no_wish(tmp_path: Path) -> None:
    name = "x\nkpi-sheets: ignore A301 because\n"
    path = save(tmp_path / "book.xlsx", [row(1, Owner=None, Target=f'"{name}"5'), row(2), row(3)])
    before = found(run(path))
    assert "F2 A301" in before
    run("--annotate", path)
    assert found(run(path)) == before


def test_a_comment_in_merged_cells_stands_where_it_is_seen(tmp_path: Path) -> None:
    path = save(tmp_path / "book.xlsx", [row(1, Goal=None, Owner=None), row(2), row(3)])
    workbook: Any = openpyxl.load_workbook(path)
    workbook.active.merge_cells("F2:G2")
    workbook.save(path)
    run("--annotate", path)
    assert list(comments(path)) == ["F2"]
    assert [line.split(" ")[0] for line in comments(path)["F2"][1].split("\n")] == ["kpi-sheets", "A301", "R401"]


def test_a_workbook_that_may_not_be_written_fails_alone(book: Path) -> None:
    signed = book.parent / "a signed.xlsx"
    signed.write_bytes(book.read_bytes())
    with zipfile.ZipFile(signed, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<a/>")
    before = signed.read_bytes()
    result = run("--annotate", signed, book)
    assert result.exit_code == 2
    assert "the workbook is signed" in result.stderr
    assert signed.read_bytes() == before
    assert list(comments(book)) == ["F2", "C3"]
    assert run("--annotate=off", signed, book).exit_code == 2
    assert not comments(book)


def test_a_diff_writes_no_comments(book: Path) -> None:
    before = book.read_bytes()
    run("--annotate", "--diff", book)
    assert book.read_bytes() == before
