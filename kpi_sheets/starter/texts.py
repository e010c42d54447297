"""What the workbook says, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kpi_sheets.language import Pack, available, load
from kpi_sheets.register import TableSchema, WorkbookSchema, load_default
from kpi_sheets.typed import Any

NAME = "starter"


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have texts for a new workbook."""
    return tuple(code for code in available() if load(code).table(NAME))


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language: its own of `starter.toml`, and the headers and list words of the schema."""

    pack: Pack
    schema: WorkbookSchema

    def __getitem__(self, section: str) -> Any:
        return self.pack.table(NAME)[section]

    def header(self, key: str) -> str:
        """Return what a column is called."""
        column = self.table.column(key)
        return column.header(self.pack.code) if column else key

    def words(self, key: str) -> Mapping[str, str]:
        """Return the word to choose for each entry of a list column: {"higher": "hoger", …}."""
        column = self.table.column(key)
        entries = column.values if column else {}
        spelled = self["words"].get(key, {})
        return {
            entry: spelled.get(entry) or _readable(names.get(self.pack.code, (entry,)))
            for entry, names in entries.items()
        }

    @property
    def table(self) -> TableSchema:
        """The schema's table of KPIs."""
        return next(table for table in self.schema.tables if table.kind == "kpis")

    @property
    def status(self) -> Mapping[str, Any]:
        """What statuses and trends are called."""
        return self.pack.table("status")


def _readable(names: tuple[str, ...]) -> str:
    return next((name for name in names if "_" not in name), names[0])


@lru_cache
def texts(language: str) -> Texts:
    """Return the texts of a language. Raises LanguageError for one without a pack."""
    return Texts(load(language), load_default())
