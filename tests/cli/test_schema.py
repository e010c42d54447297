"""`kpi-sheets schema`, through the real command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kpi_sheets.cli import main
from kpi_sheets.cli.by_click import cli
from tests.conftest import CORPUS, ROOT

SAMPLE = str(ROOT / "sample_workbooks" / "register-nl.xlsx")


def schema(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["schema", *arguments])


def test_show_prints_the_fields_and_their_names() -> None:
    shown = schema("show", "--language", "nl").stdout
    assert "target            quantity  input   Norm, Streefwaarde" in shown
    assert "Target" in schema("show").stdout


def test_show_prints_how_a_workbook_is_read() -> None:
    shown = schema("show", SAMPLE).stdout.splitlines()
    assert shown[0] == "KPI's: header in row 4, 9 KPIs, language nl"
    assert "    O  target            Norm" in shown
    assert shown[-2] == "  row 12    Responstijd · baseline 3,1 uur · target 2 uur · actual 1,8 uur"


def test_the_document_itself_is_valid(tmp_path: Path) -> None:
    (tmp_path / "copy.json").write_text(schema("show", "--json").stdout, encoding="utf-8")
    result = schema("validate", str(tmp_path / "copy.json"))
    assert (result.exit_code, "valid, 2 table(s)" in result.stdout) == (0, True)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "not valid JSON"),
        ('{"name": "x"}', "tables"),
        ('{"name": "x", "tables": [{"columns": [{"key": "name", "type": "colour"}]}]}', "/tables/0/columns/0/type"),
        ('{"name": "x", "tables": [{"columns": [{"key": "name"}], "row": {"type": 3}}]}', "/tables/0/row"),
    ],
)
def test_an_invalid_document_is_one_line_that_names_the_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, said: str
) -> None:
    file = tmp_path / "my.workbook.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        main(["schema", "validate", str(file)])
    printed = capsys.readouterr().err
    assert end.value.code == 2
    assert said in printed
    assert len(printed.splitlines()) == 1


def test_an_inferred_schema_finds_the_same_kpis(tmp_path: Path) -> None:
    _same_kpis(Path(SAMPLE), tmp_path)


@pytest.mark.parametrize("book", sorted((CORPUS / "workbooks").glob("*.xls[xm]")), ids=lambda path: path.name[:30])
def test_an_inferred_schema_finds_the_same_kpis_in_real_workbooks(book: Path, tmp_path: Path) -> None:
    if not _kpis(book):
        pytest.skip("no KPI table in its visible sheets")
    _same_kpis(book, tmp_path)


@pytest.mark.parametrize("command", [["lint"], ["status"], ["refresh", "--check"]])
def test_a_place_without_a_table_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """The schema of one workbook, tried on another whose sheet begins with a title."""
    columns = [{"key": "name", "headers": {"nl": ["KPI"]}}, {"key": "target", "headers": {"nl": ["Norm"]}}]
    table = {"sheets": ["KPI's"], "header_rows": [1], "columns": columns}
    (tmp_path / "my.workbook.json").write_text(json.dumps({"name": "mine", "tables": [table]}), encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        main([*command, "--no-config", "--schema", str(tmp_path / "my.workbook.json"), SAMPLE])
    printed = capsys.readouterr().err
    assert end.value.code == 2
    assert printed.startswith(
        f"kpi-sheets: {SAMPLE}: KPI's, row 1: the workbook schema has the headers of a table here"
    )
    assert len(printed.splitlines()) == 1


def test_inferring_overwrites_nothing_unasked(tmp_path: Path) -> None:
    output = tmp_path / "my.workbook.json"
    output.write_text("mine", encoding="utf-8")
    result = schema("infer", SAMPLE, "-o", str(output))
    assert (result.exit_code, output.read_text(encoding="utf-8")) == (2, "mine")
    assert schema("infer", SAMPLE, "-o", str(output), "--force").exit_code == 0
    assert json.loads(output.read_text(encoding="utf-8"))["name"] == "register-nl"


def _same_kpis(book: Path, folder: Path) -> None:
    output = folder / "inferred.workbook.json"
    assert schema("infer", str(book), "-o", str(output)).exit_code == 0
    assert schema("validate", str(output)).exit_code == 0
    assert _kpis(book, "--schema", str(output)) == _kpis(book)


def _kpis(book: Path, *options: str) -> list[tuple[str, int]]:
    arguments = ["lint", str(book), "--format", "json", "--select", "W604", "--exit-zero", *options]
    document = json.loads(CliRunner().invoke(cli, arguments).stdout)
    return [(table["sheet"], table["kpis"]) for table in document["workbooks"][0]["tables"] if table["kpis"]]
