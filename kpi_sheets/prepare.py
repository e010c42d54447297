"""Make what can be made of the language packs beforehand; the build of the wheel does so, see hatch_build.py."""

from __future__ import annotations

from pathlib import Path

from kpi_sheets.language import Pack, available, load, pack
from kpi_sheets.register import schema
from kpi_sheets.statement import lexicon


def prepare() -> None:
    """Write it beside the packs, and beside the code that reads workbooks."""
    for table in Path(pack.HOME).glob("*/*.toml"):
        pack.prepare(Pack(table.parent.name, str(table.parent)), table.stem)
    for code in available():
        lexicon.prepare(load(code))
    schema.prepare()
