"""Descriptions of edits that more than one rule proposes."""

from __future__ import annotations

from enum import StrEnum

from kpi_sheets.language import Pack
from kpi_sheets.lint.evidence import cell_of
from kpi_sheets.model import Fix, Kpi


def choose(kpi: Kpi, key: str, choice: StrEnum | str, pack: Pack, *, safe: bool = False) -> Fix | None:
    """Return the edit that puts another choice into a list's cell, in the language's own word for it.

    None where nothing is filled in, or a formula stands.
    """
    cell = cell_of(kpi, key)
    if cell is None or cell.formula:
        return None
    words = pack.table("headers")["values"][key][str(choice)]
    return Fix(kpi.sheet, cell.address, cell.value, words[0], safe)
