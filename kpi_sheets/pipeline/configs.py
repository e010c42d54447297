"""Find the configuration that is nearest to a workbook: one file, nothing merged over folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kpi_sheets.lint.config import OWN_FILE, SHARED_FILE, Config, ConfigError, load
from kpi_sheets.lint.settings import Settings, settle
from kpi_sheets.pipeline.options import LintOptions

NONE = Config()


class Configs:
    """The settings of the workbooks of a run; each file is read once, each folder looked at once."""

    def __init__(self, options: LintOptions) -> None:
        self._options = options
        self._found: dict[Path, Config] = {}
        self._named = self._load_named(options.config) if options.config else None

    def settings(self, path: str) -> Settings:
        """Return the settings for a workbook. Raises ConfigError for a configuration that isn't valid."""
        return settle(self._config(path), self._options.asked, path)

    def _config(self, path: str) -> Config:
        if self._named:
            return self._named
        if not self._options.use_config:
            return NONE
        place = Path(path).resolve()
        return self._nearest(place if place.is_dir() else place.parent)

    def _nearest(self, folder: Path) -> Config:
        """Return the configuration of a folder, or of the nearest one above that has any."""
        if folder not in self._found:
            here = next(_configs_in(folder), None)
            above = NONE if folder.parent == folder else None
            self._found[folder] = here or above or self._nearest(folder.parent)
        return self._found[folder]

    def _load_named(self, file: str) -> Config:
        config = load(Path(file))
        if config is None:
            raise ConfigError(f"{file}: has no [tool.kpi-sheets]")
        return config


def _configs_in(folder: Path) -> Iterator[Config]:
    for name in (OWN_FILE, SHARED_FILE):
        file = folder / name
        if file.is_file():
            config = load(file)
            if config:
                yield config
