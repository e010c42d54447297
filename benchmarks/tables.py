"""How well KPI tables are found: `python benchmarks/tables.py GOLD.jsonl`.

GOLD has a line per workbook: file, kind, kpi_table (sheet, header_rows, columns by concept with `at` and
`header`), kpi_rows. Workbook paths are relative to the gold file. A gold concept is right when the column
carries one of the keys in EQUAL. Concepts no field of ours stands for (totals, resources) are not counted.
Hidden sheets are read only for a gold table that stands on one.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kpi_sheets.register import load_default, read_tables
from kpi_sheets.workbook import WorkbookError, read

if TYPE_CHECKING:
    from kpi_sheets.model import Table

THRESHOLDS = ("low", "high", "amber_limit", "green_from", "amber_from", "target")
PERIODS = ("period", "frequency", "measured_through")
EQUAL: dict[str, tuple[str, ...]] = {
    "name": ("name", "statement"),
    "target": ("target",),
    "period_target": ("target",),
    "actual": ("actual",),
    "unit": ("unit",),
    "owner": ("owner",),
    "frequency": PERIODS,
    "period": PERIODS,
    "deadline": ("deadline",),
    "definition": ("definition",),
    "formula": ("formula",),
    "numerator": ("formula",),
    "denominator": ("formula",),
    "baseline": ("baseline",),
    "direction": ("direction",),
    "status": ("status",),
    **dict.fromkeys(("threshold", "threshold_green", "threshold_yellow", "minimum", "maximum"), THRESHOLDS),
}
# Concepts that are not counted, but whose column may carry these keys without being wrong.
HARMLESS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "objective": ("goal",),
    "goal": ("goal",),
    "category": ("category", "team", "segment"),
    "group": ("category", "team", "segment", "goal"),
    "department": ("team",),
    "entity": ("segment", "team"),
    "segment": ("segment", "team"),
    "source": ("source",),
    "reference": ("source", "comment"),
    "remarks": ("comment",),
    "initiative": ("comment",),
    "weight": ("weight",),
    "weighted": ("score",),
    "variance": ("variance",),
    "achievement": ("attainment",),
    "purpose": ("used_for", "goal"),
    "interpretation": ("definition", "comment"),
    "tags": ("category",),
    "score": ("actual",),
    "period_values": ("actual",),
    "total": ("actual",),
    **dict.fromkeys(("status_sit", "status_uat", "status_prod"), ("status", "state")),
}


class Score(NamedTuple):
    """The outcome for one workbook. `columns` and `right` count gold columns that are counted and that are
    right."""

    sheet: bool
    headers: bool
    columns: int
    right: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]
    kpis: int | None
    gold_kpis: int | None
    false_tables: int

    @property
    def kpis_right(self) -> bool | None:
        """Whether the number of KPIs is within 10 %; None when the gold gives none."""
        if self.gold_kpis is None or self.kpis is None:
            return None
        return abs(self.kpis - self.gold_kpis) <= 0.1 * self.gold_kpis


def main(argv: list[str]) -> int:
    """Print a line per workbook and the totals."""
    path = Path(argv[0])
    totals: dict[str, list[Score]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        try:
            score, seconds, language = judge(path.parent / gold["file"], gold)
        except WorkbookError as error:
            print(f"{Path(gold['file']).name[:44]:44} {error}")
            continue
        totals.setdefault(gold["kind"], []).append(score)
        print(render(gold, score, seconds, language))
    for kind, scores in totals.items():
        print(summary(kind, scores))
    return 0


def judge(path: Path, gold: dict[str, Any]) -> tuple[Score, tuple[float, float], str]:
    """Read one workbook and hold it against its gold."""
    started = time.perf_counter()
    book = read(path)
    read_at = time.perf_counter()
    table = gold["kpi_table"]
    hidden = any(sheet["name"] == table["sheet"] and sheet["state"] != "visible" for sheet in gold["sheets"])
    tables = read_tables(book, load_default(), hidden=hidden)
    seconds = (read_at - started, time.perf_counter() - read_at)
    on_sheet = [found for found in tables if found.sheet == table["sheet"]]
    rows = tuple(table["header_rows"])
    match = next((found for found in on_sheet if found.header_rows == rows), on_sheet[0] if on_sheet else None)
    return compare(gold, tables, on_sheet, match), seconds, match.language if match else "-"


def compare(gold: dict[str, Any], tables: tuple[Table, ...], on_sheet: list[Table], match: Table | None) -> Score:
    """Hold the table that was found on the gold sheet against the gold."""
    right, wrong, missed = _columns(gold["kpi_table"]["columns"], match)
    kpis = None if gold["kpi_rows"] is None else sum(map(_kpi_rows, on_sheet))
    return Score(
        sheet=match is not None,
        headers=match is not None and match.header_rows == tuple(gold["kpi_table"]["header_rows"]),
        columns=right + len(wrong) + len(missed),
        right=right,
        wrong=tuple(wrong) + tuple(_harmful(gold["kpi_table"]["columns"], match)),
        missed=tuple(missed),
        kpis=kpis,
        gold_kpis=gold["kpi_rows"],
        false_tables=_false_tables(tables, match, gold["kpi_table"]["sheet"]),
    )


def _kpi_rows(table: Table) -> int:
    """Return the rows that hold KPIs, as the gold counts them: one for each measurement of a tidy table."""
    rows = {entry.cell.row for kpi in table.kpis for entry in kpi.history if entry.cell}
    return max(len(table.kpis), len(rows) if "measured_through" in table.columns else 0)


def _columns(columns: dict[str, Any], match: Table | None) -> tuple[int, list[str], list[str]]:
    right, wrong, missed = 0, [], []
    for concept, place in _one_formula(columns).items():
        keys = EQUAL.get(concept)
        letters = _letters(place["at"])
        if keys is None or not letters:
            continue
        carried = _keys_at(match, letters)
        if set(keys) & set(carried):
            right += 1
        elif carried:
            wrong.append(f"{concept}@{place['at']}→{','.join(carried)}")
        else:
            missed.append(f"{concept}@{place['at']}")
    return right, wrong, missed


def _one_formula(columns: dict[str, Any]) -> dict[str, Any]:
    """Count a numerator and a denominator as one column: either holds the formula."""
    if {"numerator", "denominator"} <= columns.keys():
        return {concept: place for concept, place in columns.items() if concept != "denominator"}
    return columns


def _harmful(columns: dict[str, Any], match: Table | None) -> list[str]:
    """Return the uncounted gold columns that carry a key which says something else."""
    found = []
    for concept, place in columns.items():
        if concept in EQUAL:
            continue
        carried = set(_keys_at(match, _letters(place["at"]))) - set(HARMLESS.get(concept, ()))
        carried &= set(EQUAL)
        if carried:
            found.append(f"{concept}@{place['at']}→{','.join(sorted(carried))}")
    return found


def _letters(at: str) -> list[str]:
    """Return the column letters of a gold place: "B", "B:D", "B,E,H.."; none for "row20"."""
    if re.match(r"row|\?", at):
        return []
    letters = []
    for part in at.replace(".", "").split(","):
        first, _, last = part.partition(":")
        letters += [_letter(number) for number in range(_number(first), _number(last or first) + 1)]
    return letters


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letter(number: int) -> str:
    from kpi_sheets.model import column_letter

    return column_letter(number)


def _keys_at(match: Table | None, letters: list[str]) -> list[str]:
    return [key for key, letter in match.columns.items() if letter in letters] if match else []


def _false_tables(tables: tuple[Table, ...], match: Table | None, sheet: str) -> int:
    """Count the tables on other sheets that don't look like the gold table."""
    like = set(match.columns) if match else set()
    return sum(found.sheet != sheet and set(found.columns) != like for found in tables)


def render(gold: dict[str, Any], score: Score, seconds: tuple[float, float], language: str) -> str:
    """Return the line for one workbook."""
    notes = [f"wrong {', '.join(score.wrong)}"] * bool(score.wrong)
    notes += [f"missed {', '.join(score.missed)}"] * bool(score.missed)
    marks = f"{'S' if score.sheet else '-'}{'H' if score.headers else '-'}"
    kpis = f"{score.kpis}/{score.gold_kpis}{'' if score.kpis_right in (True, None) else ' !'}"
    timing = f"{seconds[0] * 1000:.0f}+{seconds[1] * 1000:.0f} ms"
    name = Path(gold["file"]).name[:44]
    columns = f"{score.right}/{score.columns}"
    return (
        f"{name:44} {gold['kind']:9} {language}/{gold['language']} {marks} {columns} kpis {kpis:12} "
        f"false {score.false_tables} {timing:14} {'; '.join(notes)}"
    )


def summary(kind: str, scores: list[Score]) -> str:
    """Return the totals of one kind of workbook."""
    count = Counter(
        sheets=sum(score.sheet for score in scores),
        headers=sum(score.headers for score in scores),
        columns=sum(score.columns for score in scores),
        right=sum(score.right for score in scores),
        wrong=sum(len(score.wrong) for score in scores),
        counted=sum(score.kpis_right is not None for score in scores),
        kpis=sum(bool(score.kpis_right) for score in scores),
        false=sum(score.false_tables for score in scores),
    )
    return (
        f"{kind}: sheet {count['sheets']}/{len(scores)}, header rows {count['headers']}/{len(scores)}, "
        f"columns right {count['right']}/{count['columns']}, wrong mappings {count['wrong']}, "
        f"number of KPIs {count['kpis']}/{count['counted']}, false tables {count['false']}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
