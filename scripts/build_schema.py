"""Write schemas/kpi-register.workbook.json from the language folders: `python scripts/build_schema.py`.

The fields stand here; what people call them stands in kpi_sheets/language/<code>/headers.toml, and what our own
verdicts are called, which are no headers, in status.toml beside it.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LANGUAGES = ROOT / "kpi_sheets" / "language"
TARGET = ROOT / "schemas" / "kpi-register.workbook.json"

INPUT = {
    "id": "text",
    "name": "text",
    "statement": "text",
    "team": "list",
    "category": "text",
    "goal": "text",
    "owner": "text",
    "definition": "text",
    "formula": "text",
    "unit": "text",
    "direction": "list",
    "accumulation": "list",
    "period": "list",
    "frequency": "list",
    "start": "date",
    "deadline": "date",
    "baseline": "quantity",
    "target": "quantity",
    "low": "quantity",
    "high": "quantity",
    "amber_limit": "quantity",
    "green_from": "number",
    "amber_from": "number",
    "weight": "number",
    "source": "text",
    "segment": "text",
    "used_for": "list",
    "state": "list",
    "accepted_until": "date",
    "accepted_reason": "text",
    "profile": "numbers",
    "comment": "text",
    "lint_ignore": "text",
    "variance": "quantity",
}
ENTRY = {"actual": "quantity", "measured_through": "date"}
OUTPUT = {
    "attainment": "number",
    "progress": "number",
    "expected": "number",
    "pace": "number",
    "status": "text",
    "code": "number",
    "trend": "number",
    "trend_basis": "text",
    "forecast": "number",
    "needed": "number",
    "score": "number",
    "freshness": "text",
    "assurance": "text",
    "why": "text",
    "as_of": "date",
}
SPELLED_AS = {"frequency": "period"}  # a field that takes the same list as another
MEASUREMENTS = {"id": "id", "measured_through": "measured_through", "actual": "actual", "comment": "comment"}
JSON_TYPES = {
    "text": {"type": ["string", "number", "boolean"]},
    "list": {"type": "string"},
    "number": {"type": "number"},
    "quantity": {"type": "number"},
    "date": {"type": "string", "format": "date"},
    "numbers": {"type": "array"},
}
ROW_LIMITS = {"weight": {"type": "number", "minimum": 0}}


def main() -> None:
    """Write the default workbook schema."""
    TARGET.write_text(render(load_packs()), encoding="utf-8")


def render(packs: dict[str, dict[str, Any]]) -> str:
    """Return the default workbook schema as JSON text."""
    return json.dumps(build(packs), ensure_ascii=False, indent=1) + "\n"


def load_packs() -> dict[str, dict[str, Any]]:
    """Return the contents of every headers.toml by language code, in alphabetical order, with the verdicts."""
    paths = sorted(LANGUAGES.glob("*/headers.toml"))
    packs = {path.parent.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths}
    for path in paths:
        status = path.with_name("status.toml")
        if status.exists():
            packs[path.parent.name]["words"]["verdict"] = verdicts(tomllib.loads(status.read_text(encoding="utf-8")))
    return packs


def verdicts(status: dict[str, Any]) -> list[str]:
    """Return the words that a refresh writes into status columns."""
    return [word for part in ("status", "freshness", "assurance") for word in status[part].values()]


def build(packs: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the default workbook schema."""
    fields = [(INPUT, "input"), (ENTRY, "entry"), (OUTPUT, "output")]
    columns = [column(packs, key, kind, role) for group, role in fields for key, kind in group.items()]
    by_key = {entry["key"]: entry for entry in columns}
    return {
        "$schema": "workbook-schema.schema.json",
        "name": "kpi-register",
        "version": "1",
        "languages": list(packs),
        "tables": [
            {"kind": "kpis", "columns": columns, "row": row_schema()},
            {"kind": "measurements", "columns": [by_key[key] for key in MEASUREMENTS.values()]},
        ],
        "words": words(packs),
    }


def column(packs: dict[str, dict[str, Any]], key: str, kind: str, role: str) -> dict[str, Any]:
    """Return one column of the register."""
    entry: dict[str, Any] = {"key": key, "type": kind, "role": role}
    for part in ("headers", "hints"):
        names = {code: pack[part][key] for code, pack in packs.items() if pack[part].get(key)}
        if names:
            entry[part] = names
    values = spellings(packs, SPELLED_AS.get(key, key))
    if values:
        entry["values"] = values
    return entry


def spellings(packs: dict[str, dict[str, Any]], key: str) -> dict[str, dict[str, list[str]]]:
    """Return how each value of a list is spelled, by language: {"higher": {"en": ["higher", …]}}."""
    found: dict[str, dict[str, list[str]]] = {}
    for code, pack in packs.items():
        for value, names in pack["values"].get(key, {}).items():
            found.setdefault(value, {})[code] = names
    return found


def words(packs: dict[str, dict[str, Any]]) -> dict[str, dict[str, list[str]]]:
    """Return the other words that steer the reading, by purpose and language."""
    purposes = sorted({purpose for pack in packs.values() for purpose in pack["words"]})
    return {
        purpose: {code: pack["words"][purpose] for code, pack in packs.items() if purpose in pack["words"]}
        for purpose in purposes
    }


def row_schema() -> dict[str, Any]:
    """Return the JSON Schema of a row. It forgives: a KPI has a name, the rules judge the rest."""
    properties = {key: JSON_TYPES[kind] for key, kind in {**INPUT, **ENTRY}.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["name"],
        "properties": {**properties, **ROW_LIMITS},
    }


if __name__ == "__main__":
    main()
