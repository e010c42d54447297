"""Find what a workbook is read and judged by: the configuration that is nearest to it, and its workbook schema."""

from __future__ import annotations

import os
from collections.abc import Iterator

from kpi_sheets.lint.config import OWN_FILE, SHARED_FILE, Config, ConfigError, load
from kpi_sheets.lint.settings import Settings, settle
from kpi_sheets.pipeline.options import LintOptions
from kpi_sheets.register import WorkbookSchema, load_default
from kpi_sheets.register import load as load_schema

NONE = Config()


class Configs:
    """The settings of the workbooks of a run; each file is read once, each folder looked at once."""

    def __init__(self, options: LintOptions) -> None:
        self._options = options
        self._found: dict[str, Config] = {}
        self._named = self._load_named(options.config) if options.config else None

    def settings(self, path: str) -> Settings:
        """Return the settings for a workbook. Raises ConfigError for a configuration that isn't valid."""
        return settle(self.nearest(path), self._options.asked, path)

    def nearest(self, path: str) -> Config:
        """Return the configuration of a workbook: one file, nothing is merged over folders. Raises ConfigError."""
        if self._named:
            return self._named
        if not self._options.use_config:
            return NONE
        place = os.path.realpath(path)
        return self._of_folder(place if os.path.isdir(place) else os.path.dirname(place))

    def _of_folder(self, folder: str) -> Config:
        """Return the configuration of a folder, or of the nearest one above that has any."""
        if folder not in self._found:
            here = next(_configs_in(folder), None)
            parent = os.path.dirname(folder)
            self._found[folder] = here or (self._of_folder(parent) if parent != folder else NONE)
        return self._found[folder]

    def _load_named(self, file: str) -> Config:
        from pathlib import Path

        config = load(str(Path(file)))
        if config is None:
            raise ConfigError(f"{file}: has no [tool.kpi-sheets]")
        return config


class Schemas:
    """The workbook schemas of a run, each read once."""

    def __init__(self) -> None:
        self._read: dict[str, WorkbookSchema] = {}

    def named(self, file: str) -> WorkbookSchema:
        """Return the schema in a file, or for "" the one that comes with us. Raises SchemaError."""
        if file not in self._read:
            self._read[file] = load_schema(file) if file else load_default()
        return self._read[file]


def _configs_in(folder: str) -> Iterator[Config]:
    for name in (OWN_FILE, SHARED_FILE):
        file = os.path.join(folder, name)
        if os.path.isfile(file):
            config = load(file)
            if config:
                yield config
