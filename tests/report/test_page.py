"""The monthly report as HTML and as Markdown: what it says, and that no workbook can make it say more."""

from __future__ import annotations

import json
import os
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import report as benchmark
from kpi_sheets.language import available, load
from tests.books import complaint, save
from tests.conftest import CORPUS, ROOT
from tests.report.pages import AS_OF, LONG, Parts, every_shape, hostile, page, report

SAMPLE = ROOT / "sample_workbooks" / "register-nl.xlsx"
PRACTICE = ROOT / "sample_workbooks" / "practice-en.xlsx"
LANGUAGES = [code for code in available() if load(code).table("report")]
REAL = [path for path in sorted((CORPUS / "workbooks").glob("*.xls*")) if path.stat().st_size < 400_000]
COORDINATES = {"x", "y", "cx", "cy", "points", "x1", "x2", "width", "height"}
TAGS = frozenset(
    re.findall(
        r"\w+",
        """a b body circle desc details div figcaption figure h1 h2 h3 head header html i li line main meta p path
    polygon polyline rect section small span style summary svg symbol table tbody td text th thead title tr ul use""",
    )
)


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return every_shape(tmp_path_factory.mktemp("shapes") / "kpis.xlsx")


@pytest.fixture(scope="module")
def attack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile(tmp_path_factory.mktemp("hostile") / "kpis.xlsx")


def markdown(path: Path, *arguments: object) -> str:
    return page(path, "--format", "md", *arguments)


def test_the_title_is_a_message_about_the_worst(shapes: Path) -> None:
    assert "<h1>2 of 7 KPIs off track: start with Result</h1>" in page(shapes)
    assert "<h1>Let op bij 4 van 9 KPI&#39;s: begin bij Nieuwe klanten</h1>" in page(SAMPLE)


def test_the_worst_stand_on_top_each_with_its_reason(shapes: Path) -> None:
    lines = markdown(shapes).split("## ")[2].splitlines()[4:-1]
    assert [line.split(" | ")[1] for line in lines] == [
        "Result", "Revenue", "Number of outages", "Share of time in service",
        "Share of sick leave", "Share of rooms in use", "Cost per lead"]  # fmt: skip
    assert lines[1].endswith(
        "| 815,123 of 1,250,000; 1,041,096 expected by 31 Oct → off track &#40;9 figures added up&#41; |"
    )


def test_a_team_shows_its_coverage_and_its_counts_beside_its_score(shapes: Path) -> None:
    line = next(line for line in markdown(shapes).splitlines() if line.startswith("- **HR**"))
    assert line == "- **HR**: 2 of 2 on track · weighted score 100% · figures for 2 of 2 · ● 2 ▲ 0 ■ 0 ○ 0"


def test_what_is_late_says_since_when(shapes: Path) -> None:
    lines = markdown(shapes).split("## ")[3].splitlines()
    assert [line.split(" | ")[:4] for line in lines if "| IT |" in line] == [
        ["| Share of time in service", "IT", "31 Aug 2026", "10 Oct 2026"], ["| Number of outages", "IT", "never", "–"]
    ]  # fmt: skip


def test_every_finding_is_there_in_the_language_of_the_page() -> None:
    linted = json.loads(_run("lint", "--format", "json", "--as-of", AS_OF, str(PRACTICE)).stdout)
    assert len(markdown(PRACTICE).split("## ")[4].splitlines()) - 5 == len(linted["workbooks"][0]["findings"])
    assert "hoeveel is genoeg?" in markdown(PRACTICE, "--messages", "nl")


def test_a_chart_tells_in_words_what_it_shows(shapes: Path) -> None:
    told = re.findall(r"<desc .*?>(.*?)</desc>", page(shapes))
    assert (
        "10 figures from Jan 26 (5.75%) to Oct 26 (5.22%), between 5.19% and 5.78%. Target 4.5%. Baseline 5.8%. "
        "Amber between 4.5% and 4.63%. Forecast 4.407% on 31 Dec 2027." in told
    )
    assert "One figure: 43. Target 45. Baseline 61. Amber between 45 and 50." in told
    assert any("Target between 75% and 85%. Natural limits 72.8" in text for text in told)


def test_every_figure_stands_in_a_table_as_well(shapes: Path) -> None:
    cells = Parts(page(shapes)).cells
    at = cells.index("€ 115,123")
    assert cells[at - 18 : at + 1 : 2] == [
        "€ 80,000", "€ 90,000", "€ 100,000", "–", "€ 90,000", "€ 100,000", "€ 80,000", "€ 60,000", "€ 100,000",
        "€ 115,123"]  # fmt: skip
    assert cells[at - 1] == "Oct 26"


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_page_is_the_same_whatever_the_hash_seed_and_the_locale(shapes: Path, form: str) -> None:
    arguments = ("report", str(shapes), "--as-of", AS_OF, "--format", form)
    first = _run(*arguments, PYTHONHASHSEED="1", LC_ALL="C")
    assert first.stdout == _run(*arguments, PYTHONHASHSEED="2", LC_ALL="C.UTF-8").stdout
    assert (first.returncode, first.stderr) == (0, "")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_says_the_same_with_the_same_words(code: str, shapes: Path) -> None:
    texts, english = load(code).table("report"), load("en").table("report")
    assert {part: list(words) for part, words in texts.items()} == {
        part: list(words) for part, words in english.items()
    }
    for part, words in english.items():
        for name, text in words.items():
            assert _placeholders(texts[part][name]) == _placeholders(text), (part, name)
    assert f'<html lang="{code}">' in page(shapes, "--messages", code)


def test_dutch_english_german_and_french_have_a_report() -> None:
    assert {"nl", "en", "de", "fr"} <= set(LANGUAGES)


def test_a_language_of_which_only_the_headers_are_known_gets_the_english_page(tmp_path: Path) -> None:
    rows = [("Quantidade de pedidos", "Maria", 10), ("Taxa de cancelamento", "José", 5)]
    path = save(tmp_path / "metas.xlsx", rows, ("Indicador", "Responsável", "Meta"))
    assert json.loads(_run("lint", "--format", "json", str(path)).stdout)["workbooks"][0]["language"] == "pt"
    assert '<html lang="en">' in page(path)


def test_a_unit_is_written_as_in_the_sheet_and_a_percentage_as_in_the_language(tmp_path: Path) -> None:
    header = ("KPI", "Ziel", "Einheit", "Zeitraum", "Istwert")
    rows = [("Dauer der Stellenbesetzung", 42, "Tage", "Monat", 45), ("Krankenstand", 4.5, "%", "Monat", 5.1)]
    text = markdown(save(tmp_path / "kpis.xlsx", rows, header), "--messages", "de")
    assert "| 45 Tage | ≥ 42 Tage |" in text
    assert "| 5,1 % | ≤ 4,5 % |" in text.replace("\u00a0", " ")


def test_no_text_becomes_markup_or_a_target_of_a_link(attack: Path) -> None:
    parts = Parts(page(attack))
    assert set(parts.tags) <= TAGS
    assert all(value.startswith("#") for name, value in parts.attributes if name == "href")
    assert not [name for name, _ in parts.attributes if name.startswith("on") or name in ("src", "action", "srcdoc")]


def test_no_cell_starts_a_formula_where_the_page_is_opened_in_a_spreadsheet(attack: Path) -> None:
    cells = [cell.strip() for cell in Parts(page(attack)).cells]
    assert any("=cmd" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_cell_that_is_full_does_not_fill_the_page(attack: Path) -> None:
    text = page(attack)
    assert LONG[:100] in text
    assert LONG[:401] not in text
    assert len(text) < 100_000


def test_markdown_shows_every_attack_as_text(attack: Path) -> None:
    text = markdown(attack)
    shown = re.sub(r"&#\d+;", "", text)
    assert not re.search(r"[<>`]|\]\(|https:|\{\{|javascript:", shown)
    assert all(line.count("|") == lines[0].count("|") for lines in _tables(text) for line in lines)


def test_a_workbook_without_kpis_has_a_page_that_says_so(tmp_path: Path) -> None:
    path = save(tmp_path / "notes.xlsx", [], ["Groceries"])
    assert "<h1>No KPIs found</h1>" in page(path)
    assert "There are no KPIs in this workbook" in markdown(path)


def test_the_ending_of_the_file_chooses_the_format(tmp_path: Path) -> None:
    assert report(SAMPLE, "-o", tmp_path / "a.md").exit_code == 0
    assert report(SAMPLE, "-o", tmp_path / "b.html").exit_code == 0
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("# Let op bij 4 van 9")
    assert (tmp_path / "b.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_workbook_itself_is_never_overwritten(tmp_path: Path) -> None:
    path = every_shape(tmp_path / "kpis.xlsx")
    before = path.read_bytes()
    result = report(path, "-o", tmp_path / "." / "kpis.xlsx")
    assert (result.exit_code, path.read_bytes()) == (2, before)
    assert "is the workbook itself" in result.stderr


def test_what_can_not_be_read_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK no more")
    assert "broken.xlsx" in complaint(report(tmp_path / "broken.xlsx"))
    assert "there is no such file" in complaint(report(tmp_path / "nowhere.xlsx"))


def test_without_its_extra_it_says_how_to_get_it_and_markdown_still_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    assert "pip install 'kpi-sheets[report]'" in complaint(report(SAMPLE))
    assert markdown(SAMPLE).startswith("# Let op")


def test_500_kpis_of_24_months_take_no_10_seconds_and_no_15_megabytes(tmp_path: Path) -> None:
    benchmark.make(tmp_path / "kpis.xlsx", 500, 24)
    made = benchmark.measure(tmp_path / "kpis.xlsx", tmp_path / "report.html")
    assert made.kpis == 500
    assert made.processor_seconds < 10
    assert made.megabytes < 15


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real workbooks are not here")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_workbooks_all_have_a_page(path: Path) -> None:
    parts = Parts(page(path))
    assert set(parts.tags) <= TAGS
    assert not re.search(
        r"\b(nan|inf|None)\b", " ".join(value for name, value in parts.attributes if name in COORDINATES)
    )


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kpi_sheets", *arguments],
        capture_output=True, encoding="utf-8", cwd=ROOT, env={**os.environ, **environment}, timeout=60, check=False,
    )  # fmt: skip


def _placeholders(text: str | list[str]) -> set[str] | int:
    if not isinstance(text, str):
        return len(text)
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _tables(text: str) -> list[list[str]]:
    return [block.splitlines() for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)]
