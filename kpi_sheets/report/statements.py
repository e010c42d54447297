"""One judged statement as text or as a line of JSON."""

from __future__ import annotations

from collections.abc import Callable

from kpi_sheets.model import Finding, Span
from kpi_sheets.report.as_text import BOLD, COLOURS, RESET
from kpi_sheets.report.escape import for_json, for_terminal
from kpi_sheets.statement.slots import Statement
from kpi_sheets.typed import NamedTuple

GOOD, BAD = "✓", "✗"


class Judged(NamedTuple):
    """A statement as it was understood, its three labels and its findings."""

    statement: Statement
    labels: dict[str, bool]
    findings: tuple[Finding, ...]


def as_text(judged: Judged, colour: bool) -> str:
    """Return the statement with a mark, its labels, and a line for each finding."""
    mark = GOOD if all(judged.labels.values()) else BAD
    text = for_terminal(judged.statement.text)
    heading = f"{mark} {BOLD}{text}{RESET}" if colour else f"{mark} {text}"
    return "\n".join([heading, *(_line(finding, colour) for finding in judged.findings)])


def _line(finding: Finding, colour: bool) -> str:
    rule, message = f"{finding.code} {finding.name}", for_terminal(finding.message)
    hint = f"\n    → {for_terminal(finding.suggestion)}" if finding.suggestion else ""
    return f"  {COLOURS[finding.severity]}{rule}{RESET} {message}{hint}" if colour else f"  {rule} {message}{hint}"


def as_jsonl(judged: Judged, _colour: bool) -> str:
    """Return one line of JSON: text, language, labels, slots, where each part stands, and the findings."""
    statement = judged.statement
    document = {
        "text": statement.text,
        "language": statement.language,
        **judged.labels,
        "slots": {
            "quantity": _quantity(statement),
            "period": _period(statement),
            "deadline": _deadline(statement),
        },
        "spans": [{"slot": name, "start": span.start, "end": span.end} for name, span in spans(statement)],
        "findings": [_finding(finding) for finding in judged.findings],
    }
    return for_json(document)


def explained(judged: Judged, colour: bool) -> str:
    """Return the text format with a line beneath the statement for each part that was understood, underlined."""
    heading, *lines = as_text(judged, colour).split("\n")
    shown = for_terminal(judged.statement.text)
    parts = (f"  {' ' * span.start}{'~' * (span.end - span.start)}  {name}" for name, span in spans(judged.statement))
    return "\n".join([heading, f"  {shown}", *parts, *lines])


def spans(statement: Statement) -> list[tuple[str, Span]]:
    """Return the parts of a statement that were understood, as (name, span), in the order of the text."""
    found: list[tuple[str, Span]] = []
    for name, value in statement._asdict().items():
        slots = (value,) if hasattr(value, "span") or not isinstance(value, tuple) else value
        found += ((name, slot.span) for slot in slots if hasattr(slot, "span"))
    return sorted(found, key=lambda part: (part[1], part[0]))


def _quantity(statement: Statement) -> dict[str, object] | None:
    target = statement.target
    if target is None:
        return None
    comparator = statement.comparator or target.quantity.comparator
    return {
        "text": target.text,
        "value": target.quantity.value,
        "unit": target.quantity.unit,
        "comparator": comparator.value if comparator else None,
    }


def _period(statement: Statement) -> dict[str, object] | None:
    cadence = statement.cadence
    return cadence and {"text": cadence.text, "value": cadence.period.value if cadence.period else None}


def _deadline(statement: Statement) -> dict[str, object] | None:
    deadline = statement.deadline
    return deadline and {"text": deadline.text, "date": deadline.date.isoformat() if deadline.date else None}


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "suggestion": finding.suggestion,
    }


FORMATS: dict[str, Callable[[Judged, bool], str]] = {"text": as_text, "jsonl": as_jsonl}
