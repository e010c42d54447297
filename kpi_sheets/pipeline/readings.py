"""How each workbook of a run is read and judged: by its configuration, with the command line on top."""

from __future__ import annotations

from kpi_sheets.lint.settings import schema_for
from kpi_sheets.pipeline.configs import Configs, Schemas
from kpi_sheets.pipeline.files import Reading
from kpi_sheets.pipeline.options import LintOptions
from kpi_sheets.pipeline.standing import Judging, judging


class Readings:
    """The readings of a run; each configuration and each workbook schema is read once."""

    def __init__(self, options: LintOptions) -> None:
        self._options = options
        self._configs = Configs(options)
        self._schemas = Schemas()

    def of(self, path: str) -> tuple[Reading, Judging]:
        """Return how to read a workbook, and how to judge its KPIs.

        Raises ConfigError and SchemaError for a configuration or a workbook schema that isn't valid.
        """
        config, asked = self._configs.nearest(path), self._options.asked
        schema = self._schemas.named(asked.schema or schema_for(config, path))
        reading = Reading(schema, asked.language or config.language or "auto", self._options.hidden)
        return reading, judging(config.thresholds, config.fiscal_year_start)
