"""The options that say how workbooks are read, and what they come to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from click.core import ParameterSource

from kpi_sheets.cli.options import READING, add, as_of_option, language_option
from kpi_sheets.lint.settings import Asked
from kpi_sheets.pipeline.options import LintOptions
from kpi_sheets.pipeline.readings import Readings


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how workbooks are read."""
    return add((*READING, language_option("workbook"), as_of_option), command)


def readings(ctx: click.Context) -> Readings:
    """Return how each workbook is read and judged: by its configuration, and by these options on top of it."""
    return Readings(asked(ctx))


def asked(ctx: click.Context) -> LintOptions:
    """Return what these options ask for, free of click."""
    said = ctx.params
    language = None if ctx.get_parameter_source("language") is ParameterSource.DEFAULT else said["language"]
    return LintOptions(
        as_of=said["as_of"],
        asked=Asked(language=language, schema=said["schema"]),
        config=said["config"] or "",
        use_config=not said["no_config"],
        hidden=said["hidden"],
    )
