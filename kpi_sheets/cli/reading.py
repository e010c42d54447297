"""The options that say how workbooks are read, and what they come to."""

from __future__ import annotations

from kpi_sheets.cli.options import AS_OF, READING, language
from kpi_sheets.cli.table import Said
from kpi_sheets.lint.settings import Asked
from kpi_sheets.pipeline.options import LintOptions

OPTIONS = (*READING, language("workbook"), AS_OF)


def asked(said: Said) -> LintOptions:
    """Return what these options ask for; it goes on top of the configuration of each workbook."""
    return LintOptions(
        as_of=said["as_of"],
        asked=Asked(language=said.given("language"), schema=said["schema"]),
        config=said["config"] or "",
        use_config=not said["no_config"],
        hidden=said["hidden"],
    )
