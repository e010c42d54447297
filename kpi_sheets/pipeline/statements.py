"""Judge statements, without a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi_sheets.language import detect
from kpi_sheets.lint.engine import DEFAULT_LANGUAGE, lint_line
from kpi_sheets.lint.labels import LABEL_CODES, labels
from kpi_sheets.lint.request import Request
from kpi_sheets.lint.select import choose
from kpi_sheets.report.statements import Judged


def judge(lines: Sequence[str], request: Request, language: str = "auto") -> Iterator[Judged]:
    """Yield each line as it was understood, with its labels and the findings of the request's rules.

    The labels never depend on which rules are asked for. With the language "auto" each line's own words decide, else
    those of all lines together.
    """
    deciding = choose([code for codes in LABEL_CODES.values() for code in codes])
    shown = {rule.code for rule in request.rules}
    rules = {rule.code: rule for rule in sorted((*request.rules, *deciding), key=lambda rule: rule.code)}
    common = (detect(lines) or DEFAULT_LANGUAGE) if language == "auto" else language
    for line in lines:
        spoken = (detect([line]) or common) if language == "auto" else language
        context, findings = lint_line(line, spoken, request._replace(rules=tuple(rules.values())))
        visible = tuple(finding for finding in findings if finding.code in shown)
        yield Judged(context.statement, labels(finding.code for finding in findings), visible)
