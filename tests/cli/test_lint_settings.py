"""`kpi-sheets lint`, through the real command line: configuration, suppression, baselines, changes, fixes."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from tests.books import HEADER, complaint, found, row, run, save
from tests.conftest import ROOT


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return save(tmp_path / "book.xlsx", [row(1), row(2, Owner=None), row(3, Target="5,000"), row(4, Goal=None)])


ALL = ["F3 A301", "C4 M207", "G5 R401"]


def configure(folder: Path, text: str, name: str = "kpi-sheets.toml") -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


# --- configuration


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ALL),
        ('select = ["A"]', ["F3 A301", "C4 A307"]),
        ('select = ["no-goal"]\nextend-select = ["M207"]', ["C4 M207", "G5 R401"]),
        ('ignore = ["M2"]\nextend-ignore = ["no-owner"]', ["G5 R401"]),
        ('profile = "intro"', ["F3 A301", "G5 R401"]),
        ('[severity]\nA301 = "info"', ["C4 M207", "G5 R401"]),
        ('[per-file-ignores]\n"b*.xlsx" = ["A301"]', ["C4 M207", "G5 R401"]),
        ('[per-file-ignores]\n"c*.xlsx" = ["A301"]', ALL),
        ('[per-sheet-ignores]\n"KPI?" = ["A", "M"]', ["G5 R401"]),
    ],
)
def test_a_configuration_chooses_the_rules(book: Path, text: str, expected: list[str]) -> None:
    configure(book.parent, text)
    assert found(run(book)) == expected
    assert found(run("--no-config", book)) == ALL


def test_the_command_line_wins(book: Path) -> None:
    configure(book.parent, 'select = ["A301"]\nignore = ["R401"]\nfail-on = "info"')
    assert found(run("--select", "R401,A301", book)) == ["F3 A301", "G5 R401"]
    assert found(run("--ignore", "A301", book)) == []
    assert found(run("--profile", "standard", book)) == ["F3 A301", "C4 M207"]
    assert found(run("--extend-select", "M207", book)) == ["F3 A301", "C4 M207"]


def test_severity_and_fail_on_decide_the_exit_code(book: Path) -> None:
    assert run(book).exit_code == 1
    configure(book.parent, '[severity]\nA301 = "warning"')
    assert run(book).exit_code == 0
    assert run("--fail-on", "warning", book).exit_code == 1
    configure(book.parent, 'fail-on = "warning"\n[severity]\nno-owner = "warning"')
    assert run(book).exit_code == 1
    assert run("--exit-zero", book).exit_code == 0


def test_the_nearest_configuration_counts_and_nothing_is_merged(tmp_path: Path) -> None:
    near, far = tmp_path / "a" / "b", tmp_path / "a"
    configure(far, '[tool.kpi-sheets]\nselect = ["A301"]', "pyproject.toml")
    configure(near, '[project]\nname = "other"', "pyproject.toml")
    one, two = (save(folder / "book.xlsx", [row(1, Owner=None, Goal=None), row(2)]) for folder in (far, near))
    assert found(run(one)) == found(run(two)) == ["F2 A301"]
    configure(near, 'ignore = ["A301"]')
    assert found(run(two)) == ["G2 R401"]
    assert len(found(run(tmp_path))) == 2
    named = configure(tmp_path, 'select = ["M"]', "mine.toml")
    assert found(run("--config", named, tmp_path)) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('selct = ["A"]', 'unknown key "selct"; did you mean "select"?'),
        ("fiscal_year_start = 4", 'unknown key "fiscal_year_start"; did you mean "fiscal-year-start"?'),
        ("[thresholds]\ngren = 1", 'unknown key "thresholds.gren"; did you mean "green"?'),
        ('select = ["M999"]', 'select: there is no rule "M999"'),
        ('[severity]\nM201 = "fatal"', "severity.M201: 'fatal' is not one of"),
        ("[rules.A301]\nmost = 3", 'unknown key "rules.A301.most"; there is nothing to set here'),
        ('language = "xx"', "language: 'xx' is not one of auto"),
        ("[thresholds]\ngreen = 0.8\namber = 0.9", "thresholds: amber (0.9) lies above green (0.8)"),
        ('thresholds = "okrs"', "thresholds: 'okrs' is not one of ['default', 'okr']"),
        ("fiscal-year-start = 13", "fiscal-year-start: 13 is greater than the maximum of 12"),
        ("select = [", "not valid TOML"),
    ],
)
def test_a_mistake_is_one_line_with_file_and_key(book: Path, text: str, message: str) -> None:
    file = configure(book.parent, text)
    said = complaint(run(book))
    assert said.startswith(f"{file}: ")
    assert message in said
    assert "\n" not in said


def test_settings_and_files_are_shown(book: Path) -> None:
    configure(book.parent, 'select = ["A301"]\nfiscal-year-start = 4\n[thresholds]\ngreen = 0.7')
    shown = run("--show-settings", book).stdout
    assert f"# from {book.parent / 'kpi-sheets.toml'}" in shown
    assert 'select = ["A301"]' in shown
    assert "fiscal-year-start = 4" in shown
    assert "green = 0.7" in shown
    (book.parent / "~$book.xlsx").touch()
    assert run("--show-files", book.parent).stdout.splitlines() == [str(book)]


def test_a_schema_is_chosen_by_glob(book: Path) -> None:
    own = {
        "name": "own",
        "tables": [{"kind": "kpis", "columns": [{"key": "name", "headers": {"en": ["Data source"]}}]}],
    }
    (book.parent / "own.json").write_text(json.dumps(own), encoding="utf-8")
    configure(book.parent, '[schema]\n"other/*.xlsx" = "own.json"')
    assert found(run(book)) == ALL
    configure(book.parent, '[schema]\n"*.xlsx" = "own.json"')
    columns = json.loads(run("--format", "json", book).stdout)["workbooks"][0]["tables"]
    assert [table["columns"] for table in columns] in ([{"name": "H"}], [])


# --- suppression


IGNORES = [
    ("A301: agreed with the board", []),
    ("A301: agreed with the board; until 2027-06-30", []),
    ("A301: agreed; until June 30, 2027", []),
    ("A301: agreed; until 2026-11-24", []),
    ("no-owner: agreed", []),
    ("A: agreed", []),
    ("a301 agreed with the board", []),
    ("A301: agreed; until 2026-11-23", ["F2 A301", "K2 W611"]),
    ("A301: agreed; until 2027-02-30", ["F2 A301", "K2 W611"]),
    ("A301", ["F2 A301", "K2 W612"]),
    ("A301; until 2027-06-30", ["F2 A301", "K2 W612"]),
    ("A999: agreed", ["F2 A301", "K2 W613"]),
    ("A301, M201: agreed", ["K2 W610"]),
    ("A301: agreed\nM201: and this; until 2027-06-30", ["K2 W610"]),
]


@pytest.mark.parametrize(("text", "expected"), IGNORES)
def test_the_column_ignores(tmp_path: Path, text: str, expected: list[str]) -> None:
    path = save(tmp_path / "book.xlsx", [row(1, text, Owner=None), row(2), row(3)])
    assert sorted(found(run(path))) == sorted(expected)


@pytest.mark.parametrize(("text", "expected"), [case for case in IGNORES if "\n" not in case[0]])
def test_a_comment_ignores(tmp_path: Path, text: str, expected: list[str]) -> None:
    comments = {"F2": f"somebody:\nkpi-sheets: ignore {text}\nand more"}  # F2 is blank
    path = save(tmp_path / "book.xlsx", [row(1, Owner=None), row(2), row(3)], comments=comments)
    assert sorted(found(run(path))) == sorted(place.replace("K2", "F2") for place in expected)


def test_dutch_is_understood(tmp_path: Path) -> None:
    header = ("KPI", "Norm", "Eenheid", "Periode", "Eigenaar", "Doel", "Bron", "Regels negeren")
    good = ["Aantal orders", 10, "orders", "maand", "Hoofd verkoop", "Groei", "CRM"]
    bad = ["Aantal klachten", 10, "klachten", "maand", None, "Groei", "CRM"]
    for until, number in (("tot 30-6-2027", 0), ("tot 30 juni 2027", 0), ("t/m 30-06-2027", 0), ("tot 1-6-2026", 2)):
        path = save(tmp_path / "book.xlsx", [[*good, None], [*bad, f"A301: zoals afgesproken; {until}"]], header)
        assert len(found(run(path))) == number, until


def test_a_comment_at_a_header_ignores_what_stands_there(tmp_path: Path) -> None:
    header = tuple(name for name in HEADER if name != "Owner")
    rows = [[value for name, value in zip(HEADER, row(number), strict=True) if name != "Owner"] for number in (1, 2)]
    path = save(tmp_path / "book.xlsx", rows, header)
    (place,) = found(run(path))
    cell, code = place.split()
    assert code == "A301"
    path = save(tmp_path / "book.xlsx", rows, header, comments={cell: "kpi-sheets: ignore A301 owners come in May"})
    assert found(run(path)) == []


def test_ignores_are_written_into_the_column(book: Path) -> None:
    result = run("--add-ignore", "A301,R401", "--reason", "agreed; until 2027-06-30", book)
    assert "written for 2 KPIs" in result.stdout
    assert found(run(book)) == ["C4 M207"]
    cells = [cell.value for cell in openpyxl.load_workbook(book).active["K"]]
    assert cells == [HEADER[-1], None, "A301: agreed; until 2027-06-30", None, "R401: agreed; until 2027-06-30"]
    assert run("--add-ignore", "A301", book).exit_code == 2


def test_without_the_column_nothing_is_written(tmp_path: Path) -> None:
    path = save(tmp_path / "book.xlsx", [row(1, Owner=None)[:-1], row(2)[:-1]], HEADER[:-1])
    assert 'there is no column "Ignore rules"' in complaint(run("--add-ignore", "A301", "--reason", "x", path))


# --- baselines


def test_a_baseline_survives_sorted_and_inserted_rows(tmp_path: Path) -> None:
    path, file = tmp_path / "book.xlsx", tmp_path / "known.json"
    rows = [row(1, Owner=None), row(2, Target="5,000"), row(3), row(4, ID=None, Goal=None)]
    save(path, rows)
    assert run("--write-baseline", file, path).exit_code == 0
    written = file.read_text(encoding="utf-8")
    assert json.loads(written)["workbooks"]["book.xlsx"] == {
        "id k1": {"A301": 1},
        "id k2": {"M207": 1},
        "kpis / - / number of orders from venlo": {"R401": 1},
    }
    save(path, [row(8), *reversed(rows), row(9, Owner=None)])
    assert found(run("--baseline", file, path)) == ["F7 A301"]
    configure(tmp_path, 'baseline = "known.json"')
    assert found(run(path)) == ["F7 A301"]
    assert run("--write-baseline", file, save(path, rows)).exit_code == 0
    assert file.read_text(encoding="utf-8") == written
    assert run(path).exit_code == 0


@pytest.mark.parametrize(
    "text", ["", "[]", '{"workbooks": {"a": {"b": 3}}}', '{"workbooks": {"a": {"b": {"c": "x"}}}}']
)
def test_what_is_no_baseline_is_one_line(book: Path, text: str) -> None:
    file = book.parent / "known.json"
    file.write_text(text, encoding="utf-8")
    assert "is no baseline" in complaint(run("--baseline", file, book))
    assert "can't be read" in complaint(run("--baseline", book.parent / "none.json", book))


# --- changes


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    save(tmp_path / "book.xlsx", [row(1, Owner=None), row(2, Goal=None), row(3)])
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "first")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


@pytest.mark.needs("git")
def test_only_new_and_changed_kpis_are_judged(repository: Path) -> None:
    path = repository / "book.xlsx"
    since = ("--changed-since", "HEAD", path)
    assert found(run(*since)) == []
    save(path, [row(9), row(3), row(2, Goal=None), row(1, Owner=None)])
    assert found(run(*since)) == []
    save(path, [row(4, Owner=None), row(3), row(2, Goal=None, Target=99), row(1, Owner=None)])
    assert found(run(*since)) == ["F2 A301", "G4 R401"]


@pytest.mark.needs("git")
def test_a_workbook_that_was_not_there_is_all_new(repository: Path) -> None:
    path = save(repository / "new.xlsx", [row(1, Owner=None), row(2)])
    assert found(run("--changed-since", "HEAD", path)) == ["F2 A301"]
    (repository / "sub").mkdir()
    inside = save(repository / "sub" / "it's [new].xlsx", [row(1, Owner=None), row(2)])
    assert found(run("--changed-since", "HEAD", inside)) == ["F2 A301"]


@pytest.mark.needs("git")
@pytest.mark.parametrize("revision", ["nowhere", "--output=owned", "HEAD:book.xlsx"])
def test_a_revision_that_is_none_is_one_line(repository: Path, revision: str) -> None:
    result = run(f"--changed-since={revision}", repository / "book.xlsx")
    assert f'there is no revision "{revision}"' in complaint(result)
    assert not (repository / "owned").exists()


@pytest.mark.needs("git")
def test_without_a_repository_it_says_so(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(book.parent.parent))
    assert "needs a git repository" in complaint(run("--changed-since", "HEAD", book))


# --- fixes


def test_a_diff_changes_nothing(book: Path) -> None:
    before = book.read_bytes()
    result = run("--diff", "--fix", book)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1:] == ['- "5,000"', "+ 5000"]
    assert book.read_bytes() == before


def test_fixing_twice_is_fixing_once(book: Path) -> None:
    before = cells(book)
    result = run("--fix", book)
    assert "1 fixed" in result.stderr
    assert found(result) == ["F3 A301", "G5 R401"]
    once = book.read_bytes()
    assert cells(book) == {**before, "C4": 5000}
    assert "fixed" not in run("--fix", book).stderr
    assert book.read_bytes() == once


def test_an_ignored_finding_is_not_fixed(tmp_path: Path) -> None:
    path = save(tmp_path / "book.xlsx", [row(1, "M207: imported so", Target="5,000"), row(2)])
    before = path.read_bytes()
    run("--fix", path)
    assert path.read_bytes() == before


def cells(path: Path) -> dict[str, object]:
    return {cell.coordinate: cell.value for line in openpyxl.load_workbook(path).active for cell in line}


def test_a_cell_formatted_as_text_becomes_a_number(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    workbook.active["C4"].number_format = "@"
    workbook.save(book)
    run("--fix", book)
    cell = openpyxl.load_workbook(book).active["C4"]
    assert (cell.value, cell.data_type, cell.number_format) == (5000, "n", "General")


def test_an_unsafe_fix_is_applied_only_when_asked_for(tmp_path: Path) -> None:
    header = ("Indicador", "Meta", "Unidade", "Frequência", "Responsável", "Objetivo", "Fonte")
    rows = [[f"Número de pedidos por mês em {place}", number, "pedidos", "mensal", "Vendas", "Crescer", "CRM"]
            for place, number in (("Lisboa", "5.000"), ("Porto", 10), ("Braga", 12))]  # fmt: skip
    path = save(tmp_path / "book.xlsx", rows, header)
    assert "(only with --unsafe-fixes)" in run("--diff", path).stdout
    run("--fix", path)
    assert cells(path)["B2"] == "5.000"
    run("--unsafe-fixes", path)
    assert cells(path)["B2"] == 5000


def test_the_documented_configuration_is_the_schema() -> None:
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    block = text.split("```toml\n")[1].split("```")[0].replace('schema = "our-workbook.json"', "")
    documented = tomllib.loads(block)["tool"]["kpi-sheets"]
    schema = json.loads((ROOT / "schemas" / "config.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(documented)
    assert documented.keys() == schema["properties"].keys()
    for key, value in documented.items():
        assert schema["properties"][key].get("default", value) == value
