"""The monthly report: one page about one workbook, to send, to print or to put on a wiki.

page = build(book, linted, language, settings)     how the KPIs stand and what the linter found → what the page says
as_html.render(page)                               → one HTML file that needs nothing else; wants jinja2
as_markdown.render(page)                           → the same without charts
"""

from kpi_sheets.report.page.content import Page, build

__all__ = ["Page", "build"]
