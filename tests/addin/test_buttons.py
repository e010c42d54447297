"""The buttons, each case in a program that calculates (LibreOffice) and in one that doesn't (openpyxl)."""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path

import pytest
import xlwings as xw
from click.testing import CliRunner
from openpyxl import load_workbook

from kpi_sheets import addin
from kpi_sheets.addin import live
from kpi_sheets.addin.excel import calling
from kpi_sheets.cli.by_click import cli
from kpi_sheets.model import Cell, OutOfRangeDate
from kpi_sheets.workbook import Book, place, read
from tests.addin.conftest import Open
from tests.addin.workbooks import AS_OF, HEADER, OCTOBER, many, register, varied
from tests.conftest import ROOT

SAMPLES = sorted((ROOT / "sample_workbooks").glob("*.xlsx"))
FIRST_STATUS = place(f"{chr(ord('A') + HEADER.index('Status'))}1")[1]
SECONDS = 5.0  # for ten thousand rows
SLACK = 3  # times the seconds: the machine of a test may be slow, and busy with other things


def saved(book: xw.Book, tmp_path: Path) -> Book:
    book.impl.backend.save(tmp_path / "saved.xlsx")
    return read(tmp_path / "saved.xlsx")


def refreshed_by_command(path: Path, *options: str) -> Book:
    result = CliRunner().invoke(cli, ["refresh", str(path), "--as-of", str(AS_OF), *options])
    assert result.exit_code == 0, result.output
    return read(path)


def linted_by_command(path: Path) -> list[dict[str, str]]:
    """The findings of the command line."""
    result = CliRunner().invoke(cli, ["lint", str(path), "--as-of", str(AS_OF), "--format", "jsonl"])
    return [json.loads(line) for line in result.stdout.splitlines()]


def filled(book: Book, sheet: str) -> dict[str, Cell]:
    page = next(found for found in book.sheets if found.name == sheet)
    return {
        cell.address: cell
        for row in page.rows.values()
        for cell in row.values()
        if cell.value is not None or cell.formula or cell.comment
    }


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_button_writes_what_the_command_writes(sample: Path, open_book: Open, tmp_path: Path) -> None:
    live_copy, copy = (Path(shutil.copy(sample, tmp_path / name)) for name in ("live.xlsx", "file.xlsx"))
    book = open_book(live_copy)
    assert re.match(r"\d+ KPI", addin.refresh(book, AS_OF))
    by_button, by_command = saved(book, tmp_path), refreshed_by_command(copy, "--add-columns")
    for sheet in by_command.sheets:
        wanted, got = filled(by_command, sheet.name), filled(by_button, sheet.name)
        assert wanted.keys() == got.keys()
        assert [pair for key in wanted if not same(*(pair := (wanted[key].value, got[key].value)))] == []
        assert {table.range for table in sheet.tables} <= {
            table.range for found in by_button.sheets for table in found.tables
        }


def test_new_columns_look_like_the_table(open_book: Open, tmp_path: Path) -> None:
    book = open_book(Path(shutil.copy(ROOT / "sample_workbooks" / "register-nl.xlsx", tmp_path)))
    addin.refresh(book, AS_OF)
    assert book.app.impl.calls["copy"] == 5
    assert book.app.cut_copy_mode is False
    book.impl.backend.save(tmp_path / "saved.xlsx")
    page = load_workbook(tmp_path / "saved.xlsx").active
    old, new = page["R4"], page["S4"]
    assert (new.fill.fgColor.rgb, new.font.b, new.value) == (old.fill.fgColor.rgb, old.font.b, "Status")
    assert (page["S5"].font.name, page["S5"].alignment.vertical) == (
        page["P5"].font.name,
        page["P5"].alignment.vertical,
    )
    codes = [page[f"{column}5"].number_format.rpartition("]")[2].replace("\\", "") for column in "TUV"]
    assert codes == ["General", "0%", "dd-mm-yyyy"]


def test_columns_that_are_there_get_the_same_values(open_book: Open, tmp_path: Path) -> None:
    book = open_book(varied(tmp_path / "live.xlsx"))
    assert addin.refresh(book, AS_OF) == "6 KPIs updated, 1 behind"
    by_button, by_command = saved(book, tmp_path), refreshed_by_command(varied(tmp_path / "file.xlsx"))
    wanted, got = filled(by_command, "KPI's & meer"), filled(by_button, "KPI's & meer")
    assert wanted.keys() == got.keys()
    for address in (
        address for address in wanted if wanted[address].column >= FIRST_STATUS and wanted[address].row > 3
    ):
        assert same(wanted[address].value, got[address].value), address
        assert ("%" in wanted[address].number_format) == ("%" in got[address].number_format), address
    assert book.app.status_bar == "kpi-sheets: 6 KPIs updated, 1 behind"


def test_a_table_of_plain_cells_gets_its_columns_beside_it(open_book: Open, tmp_path: Path) -> None:
    rows = [(f"Number of orders from region {row}", 10, row, "month", OCTOBER, "Sales") for row in range(8, 12)]
    rows[2:2] = [()]  # a blank row between two KPIs
    live_copy, copy = (register(tmp_path / name, rows, header=HEADER[:6]) for name in ("live.xlsx", "file.xlsx"))
    book = open_book(live_copy)
    assert addin.refresh(book, AS_OF) == "4 KPIs updated, 1 behind"
    assert book.app.impl.calls["value ="] == 5
    wanted, got = refreshed_by_command(copy, "--add-columns"), saved(book, tmp_path)
    assert [cell.value for cell in filled(got, "KPIs").values()] == [
        cell.value for cell in filled(wanted, "KPIs").values()
    ]


def same(one: object, other: object) -> bool:
    if isinstance(one, float | int) and isinstance(other, float | int):
        return one == pytest.approx(other, rel=1e-12)
    return one == other


def test_cells_arrive_as_the_reader_of_files_gives_them(open_book: Open, tmp_path: Path) -> None:
    path = varied(tmp_path / "live.xlsx")
    from_file, arrived = read(path), live.read(open_book(path))
    assert [(sheet.name, sheet.visibility) for sheet in arrived.sheets] == [
        (sheet.name, sheet.visibility) for sheet in from_file.sheets
    ]
    assert arrived.sheets[0].merges == from_file.sheets[0].merges
    wanted, got = filled(from_file, "KPI's & meer"), filled(arrived, "KPI's & meer")
    assert wanted.keys() == got.keys()
    for address, cell in wanted.items():
        assert (type(cell.value), cell.value) == (type(got[address].value), got[address].value), address
        assert cell.comment == got[address].comment, address
        assert ("%" in cell.number_format, "€" in cell.number_format) == (
            "%" in got[address].number_format,
            "€" in got[address].number_format,
        )
    assert not any(isinstance(cell.value, OutOfRangeDate) for cell in got.values())


def test_a_second_click_writes_nothing(open_book: Open, tmp_path: Path) -> None:
    book = open_book(many(tmp_path / "kpis.xlsx", 3))
    addin.refresh(book, AS_OF)
    book.app.impl.calls.clear()
    assert addin.refresh(book, AS_OF) == "3 KPIs updated, 3 behind"
    assert not [call for call in book.app.impl.calls if call.endswith("=")]


def test_the_number_of_calls_does_not_depend_on_the_rows(open_book: Open, tmp_path: Path) -> None:
    counts = []
    for number in (20, 400):
        book = open_book(many(tmp_path / f"{number}.xlsx", number))
        assert addin.refresh(book, AS_OF).startswith(f"{number} KPIs updated")
        counts.append(dict(book.app.impl.calls))
    assert counts[0] == counts[1]
    assert counts[0]["value"] == 1
    assert counts[0]["value ="] <= len(HEADER)


@pytest.mark.parametrize("program", [pytest.param("libreoffice", marks=pytest.mark.needs("soffice"))], indirect=True)
def test_ten_thousand_rows_take_seconds(open_book: Open, tmp_path: Path) -> None:
    book = open_book(many(tmp_path / "many.xlsx", 10_000))
    started = time.process_time()  # LibreOffice adds the same few calls for any number of rows
    assert addin.refresh(book, AS_OF).startswith("10000 KPIs updated")
    assert time.process_time() - started <= SLACK * SECONDS
    assert sum(book.app.impl.calls.values()) <= 5 * len(HEADER)


@pytest.mark.parametrize("program", [pytest.param("libreoffice", marks=pytest.mark.needs("soffice"))], indirect=True)
def test_a_formula_counts_with_what_it_comes_to(open_book: Open, tmp_path: Path) -> None:
    rows = [("Number of orders", "=5*2", "=B2+1", "month", OCTOBER, "Sales"), ("Number of returns", 4, "=1/0", "month")]
    book = open_book(register(tmp_path / "kpis.xlsx", rows))
    addin.refresh(book, AS_OF)
    status = filled(saved(book, tmp_path), "KPIs")
    assert (status["G2"].value, status["I2"].value, status["B2"].formula) == ("Achieved", 1.1, "5*2")
    assert (status["C3"].value, status["G3"].value) == ("#DIV/0!", "Definition error")


def test_a_formula_of_a_person_stays(open_book: Open, tmp_path: Path) -> None:
    path = many(tmp_path / "kpis.xlsx", 3)
    workbook = load_workbook(path)
    workbook["KPIs"]["G3"] = '=IF(C3>=B3,"fine","not fine")'
    workbook.save(path)
    book = open_book(path)
    assert addin.refresh(book, AS_OF) == "3 KPIs updated, 3 behind; formulas left alone: KPIs!G3"
    status = filled(saved(book, tmp_path), "KPIs")
    assert (status["G2"].value, status["G4"].value) == ("Off track", "Off track")
    assert status["G3"].formula is not None


def test_check_lists_what_lint_finds_with_links(open_book: Open, tmp_path: Path) -> None:
    path = varied(tmp_path / "live.xlsx")
    book = open_book(path)
    summary = addin.check(book, AS_OF)
    sheet = book.sheets["Check"]
    shown = [line for line in sheet.used_range.options(ndim=2).value[3:] if line[2]]
    wanted = linted_by_command(path)
    assert [line[2:5:2] for line in shown] == [
        [f"{entry['code']} {entry['name']}", entry["message"]] for entry in wanted
    ]
    assert summary in sheet.range((1, 1)).value
    assert (sheet.range((3, 3)).color, sheet.range((3, 3)).column_width) == (
        (228, 231, 235),
        pytest.approx(30, abs=0.1),
    )
    links = [line[0] for line in _rows(sheet.used_range.formula)[3 : 3 + len(shown)]]
    targets = [re.search(r"#'KPI''s & meer'!([A-Z]+\d+)", link) for link in links]
    assert [target and target[1] for target in targets] == [entry["cell"] for entry in wanted]


def _rows(raw: object) -> list[list[str]]:
    return [list(row) for row in raw]  # type: ignore[attr-defined]


def test_check_again_replaces_its_sheet_and_spares_one_of_a_person(open_book: Open, tmp_path: Path) -> None:
    path = varied(tmp_path / "live.xlsx")
    workbook = load_workbook(path)
    workbook.create_sheet("Check")["A1"] = "my own notes"
    workbook.save(path)
    book = open_book(path)
    first = addin.check(book, AS_OF)
    assert addin.check(book, AS_OF) == first
    assert [sheet.name for sheet in book.sheets][-2:] == ["Check", "Check (KPI)"]
    assert book.sheets["Check"].range((1, 1)).value == "my own notes"


def test_the_check_sheet_is_no_table_to_the_linter(open_book: Open, tmp_path: Path) -> None:
    path = varied(tmp_path / "live.xlsx")
    before = [(entry["sheet"], entry["cell"], entry["code"]) for entry in linted_by_command(path)]
    book = open_book(path)
    addin.check(book, AS_OF)
    book.impl.backend.save(tmp_path / "saved.xlsx")
    after = linted_by_command(tmp_path / "saved.xlsx")
    assert [(entry["sheet"], entry["cell"], entry["code"]) for entry in after] == before


def test_next_finding_goes_round(open_book: Open, tmp_path: Path) -> None:
    book = open_book(varied(tmp_path / "live.xlsx"))
    places = list(dict.fromkeys(entry["cell"] for entry in linted_by_command(tmp_path / "live.xlsx")))
    gone = []
    for _ in (*places, "again"):
        addin.next_finding(book, AS_OF)
        gone.append(book.selection.address.replace("$", ""))
    assert gone == [*places, places[0]]


def test_texts_are_never_formulas(open_book: Open, tmp_path: Path) -> None:
    rows = [
        ('=HYPERLINK("http://x")', None, None, None, None, None),
        ("'quoted", None),
        ("+1-1", None),
        ("@SUM(1)", None),
    ]
    path = register(tmp_path / "kpis.xlsx", [], sheet='O\'Brien "x" & =é')
    workbook = load_workbook(path)
    for number, row in enumerate(rows, 2):
        cell = workbook.active.cell(number, 1, row[0])
        cell.data_type = "s"
    workbook.save(path)
    book = open_book(path)
    addin.check(book, AS_OF)
    addin.refresh(book, AS_OF)
    check = saved(book, tmp_path).sheets[-1]
    assert {row[0] for row in rows[:2]} <= {cell.value for line in check.rows.values() for cell in line.values()}
    formulas = [cell.formula for line in check.rows.values() for cell in line.values() if cell.formula]
    assert formulas
    assert all(formula.startswith('HYPERLINK("#\'O\'\'Brien ""x"" & =é\'!') for formula in formulas)


def test_merged_cells_are_refused_in_one_sentence(open_book: Open, tmp_path: Path) -> None:
    path = many(tmp_path / "kpis.xlsx", 3)
    workbook = load_workbook(path)
    workbook["KPIs"].merge_cells("G2:G3")
    workbook.save(path)
    book = open_book(path)
    sentence = addin.refresh(book, AS_OF)
    assert sentence == "KPIs: the merged cells G2:G3 stand where a status belongs; unmerge them"
    assert book.app.impl.alerts == [sentence]
    assert not any(call.endswith("=") for call in book.app.impl.calls)


@pytest.mark.parametrize("program", [pytest.param("libreoffice", marks=pytest.mark.needs("soffice"))], indirect=True)
def test_a_protected_sheet_is_named(open_book: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    book = open_book(many(tmp_path / "kpis.xlsx", 3))
    book.impl.backend.document.Sheets.getByName("KPIs").protect("")
    assert addin.refresh(book, AS_OF).startswith("KPIs: nothing can be written here; take off the protection")
    assert "Traceback" in (tmp_path / ".kpi-sheets" / "kpi-sheets.log").read_text(encoding="utf-8")


def test_without_a_table_it_says_so(open_book: Open, tmp_path: Path) -> None:
    book = open_book(register(tmp_path / "kpis.xlsx", []))
    assert addin.refresh(book, AS_OF).startswith("no KPI table found")


def test_our_own_mistake_is_one_sentence_and_a_log(
    open_book: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(live, "read", lambda book: 1 / 0)
    sentence = addin.refresh(open_book(many(tmp_path / "kpis.xlsx", 2)), AS_OF)
    log = tmp_path / ".kpi-sheets" / "kpi-sheets.log"
    assert str(log) in sentence
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    assert "Traceback" not in sentence


class Front(list[xw.Book]):
    """The open workbooks of a program; the last one is in front."""

    active = property(lambda self: self[-1])


def test_live_refreshes_the_workbook_in_front(open_book: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    books = Front(open_book(many(tmp_path / f"{name}.xlsx", 2)) for name in ("behind", "front"))
    monkeypatch.setattr(calling, "_apps", lambda: [type("App", (), {"books": books})])
    result = CliRunner().invoke(cli, ["refresh", "--live", "--as-of", str(AS_OF)])
    assert (result.exit_code, result.stdout) == (0, f"{books[1].name}: 2 KPIs updated, 2 behind\n")
    values = [book.sheets["KPIs"].range((2, 7)).value for book in books]
    assert [value or None for value in values] == [None, "Off track"]
    assert CliRunner().invoke(cli, ["refresh", "--live", str(tmp_path / "front.xlsx")]).exit_code == 2


def test_a_configuration_beside_the_workbook_counts(open_book: Open, tmp_path: Path) -> None:
    path = varied(tmp_path / "live.xlsx")
    (tmp_path / "kpi-sheets.toml").write_text('select = ["T501"]\n', encoding="utf-8")
    assert addin.check(open_book(path), AS_OF) == "6 KPIs checked: 1 error, 0 warnings"
    (tmp_path / "kpi-sheets.toml").write_text('select = ["nothing"]\n', encoding="utf-8")
    assert "kpi-sheets.toml" in addin.check(open_book(path), AS_OF)
