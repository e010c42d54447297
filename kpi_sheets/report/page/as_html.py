"""The page as one HTML file: style and charts inside, no script, nothing that is fetched."""

from __future__ import annotations

from kpi_sheets.model import KpiSheetsError
from kpi_sheets.report.page import chart, track
from kpi_sheets.report.page.content import Page
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


class MissingExtraError(KpiSheetsError):
    """A library that only this report wants is not installed."""


def render(page: Page) -> str:
    """Return the file's text. Raises MissingExtraError without jinja2."""
    frames = {"chart": chart, "track": track}
    return _environment().get_template("page.html.j2").render(page=page, say=page.wording.say, frames=frames)


def _environment() -> Environment:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise MissingExtraError(
            "the HTML report needs jinja2; install it with: pip install 'kpi-sheets[report]' (or use --format md)"
        ) from error
    return Environment(
        loader=PackageLoader("kpi_sheets.report.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
