"""Make what can be made of the language packs beforehand; the build of the wheel does, see hatch_build.py."""

from __future__ import annotations

from pathlib import Path

from kpi_sheets.language import available, load, prepared
from kpi_sheets.language.pack import HOME
from kpi_sheets.register import schema
from kpi_sheets.statement import lexicon


def prepare() -> None:
    """Write it beside the packs."""
    for table in Path(HOME).glob("*/*.toml"):
        prepared.write_table(str(table))
    for code in available():
        lexicon.prepare(load(code))
    schema.prepare()
