"""Score the statement parser on labelled statements.

    python benchmarks/statements.py FILE [--half open|shut] [--language nl] [--misses]

FILE holds a JSON object a line: `text`, `lang`, and any of the labels `specific`, `measurable`,
`time_bound`; it may
have `hard` (true for statements written to be hard) and the slots `value`, `unit`, `comparator`, `cadence`,
`deadline`. A violation (a label that is false) is the positive class. The halves are drawn by a checksum of
`id` or,
without one, of the text.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import statistics
import time
import zlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpi_sheets.language import available, load
from kpi_sheets.statement import Statement, labels, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

AS_OF = dt.date(2026, 1, 15)
LABELS = ("specific", "measurable", "time_bound")
SLOTS = ("value", "unit", "comparator", "cadence", "deadline")


def main() -> None:
    """Print the scores, the misses and the time a statement takes."""
    options = _options()
    rows = list(_rows(options.file, options.half, options.language))
    parsed, seconds = _parse(rows)
    for title, chosen in _parts(rows):
        _print_labels(title, [(row, parsed[at]) for at, row in enumerate(rows) if row in chosen])
    _print_slots(list(zip(rows, parsed, strict=True)))
    if options.misses:
        _print_misses(list(zip(rows, parsed, strict=True)))
    spent = sorted(seconds)
    if spent:
        print(f"{len(spent)} statements: median {1e3 * statistics.median(spent):.3f} ms,", end=" ")
        print(f"p99 {1e3 * spent[int(len(spent) * 0.99)]:.3f} ms")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", choices=["open", "shut"])
    parser.add_argument("--language", choices=available())
    parser.add_argument("--misses", action="store_true", help="list what was judged wrongly")
    return parser.parse_args()


def _rows(file: Path, half: str | None, language: str | None) -> Iterator[dict[str, Any]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        is_open = zlib.crc32(str(row.get("id", row["text"])).encode()) % 2 == 0
        if row["lang"] not in available() or (language and row["lang"] != language):
            continue
        if half is None or is_open == (half == "open"):
            yield row


def _parse(rows: list[dict[str, Any]]) -> tuple[list[Statement], list[float]]:
    parsed, seconds = [], []
    for row in rows:
        parse(f"{row['text']} ", load(row["lang"]), AS_OF)  # patterns are compiled when the first text asks for them
    for row in rows:
        began = time.perf_counter()
        parsed.append(parse(row["text"], load(row["lang"]), AS_OF))
        seconds.append(time.perf_counter() - began)
    return parsed, seconds


def _parts(rows: list[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for code in sorted({row["lang"] for row in rows}):
        chosen = [row for row in rows if row["lang"] == code]
        yield code, chosen
        hard = [row for row in chosen if row.get("hard")]
        if hard and len(hard) < len(chosen):
            yield f"{code} hard", hard
            yield f"{code} rest", [row for row in chosen if not row.get("hard")]


def _print_labels(title: str, pairs: list[tuple[dict[str, Any], Statement]]) -> None:
    for label in LABELS:
        counts = Counter(
            (not row[label], not getattr(labels(statement), label)) for row, statement in pairs if label in row
        )
        precision, recall = _ratios(counts[True, True], counts[False, True], counts[True, False])
        f1 = 2 * precision * recall / (precision + recall or 1)
        print(f"{title:8} {label:10} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}", end="  ")
        print(f"({counts[True, True]} hit, {counts[False, True]} false, {counts[True, False]} missed)")


def _ratios(hits: int, false: int, missed: int) -> tuple[float, float]:
    return hits / (hits + false or 1), hits / (hits + missed or 1)


def _slots(statement: Statement) -> dict[str, Any]:
    quantity = statement.target.quantity if statement.target else None
    cadence, deadline = statement.cadence, statement.deadline
    return {
        "value": quantity.value if quantity else None,
        "unit": quantity.unit if quantity else None,
        "comparator": statement.comparator.value if statement.comparator else None,
        "cadence": cadence.period.value if cadence and cadence.period else None,
        "deadline": deadline.date.isoformat() if deadline and deadline.date else None,
    }


def _print_slots(pairs: list[tuple[dict[str, Any], Statement]]) -> None:
    for slot in SLOTS:
        known = [(row[slot], _slots(statement)[slot]) for row, statement in pairs if slot in row]
        if known:
            hits = sum(want == got is not None for want, got in known)
            false = sum(got is not None and want != got for want, got in known)
            missed = sum(want is not None and want != got for want, got in known)
            precision, recall = _ratios(hits, false, missed)
            print(f"slot {slot:10} P {precision:.3f} R {recall:.3f}")


def _print_misses(pairs: list[tuple[dict[str, Any], Statement]]) -> None:
    for row, statement in pairs:
        wrong = [label for label in LABELS if label in row and row[label] != getattr(labels(statement), label)]
        slots = [slot for slot in SLOTS if slot in row and row[slot] != _slots(statement)[slot]]
        if wrong or slots:
            marks = [("false alarm " if row[label] else "missed ") + label for label in wrong]
            marks += [f"{slot}: {row[slot]!r}, read {_slots(statement)[slot]!r}" for slot in slots]
            print(f"{row['lang']} {'hard ' if row.get('hard') else ''}{row['text']}\n     {'; '.join(marks)}")


if __name__ == "__main__":
    main()
