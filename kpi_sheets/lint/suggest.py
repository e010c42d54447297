"""Put a KPI the way a good one is put, from what its sentence and its row say; what is missing stands between ‹ ›.

"Klanttevredenheid verbeteren" → "Klanttevredenheidsscore van ‹nulmeting› naar ‹norm› vóór ‹datum›".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from kpi_sheets.language import Pack
from kpi_sheets.lint.context import Context
from kpi_sheets.lint.evidence import as_quantity, written_target
from kpi_sheets.model import Kpi, Period, Span
from kpi_sheets.statement.quantity import render_quantity
from kpi_sheets.statement.slots import Statement
from kpi_sheets.typed import Any

MOST_WORDS = 6  # a longer rest of a sentence is no name for what is measured
EDGES = " ,;:.-–—()"


def suggestion(context: Context) -> str | None:
    """Return the sentence to consider, in the statement's language.

    None where one sentence can't say it (two measures, a placeholder) and where the language has no patterns.
    """
    texts, statement, kpi = context.pack.table("suggestions"), context.statement, context.kpi
    if not texts or statement.placeholder or len(statement.measures) > 1:
        return None
    changes = bool(statement.change and not statement.relative_target) or statement.baseline_amount is not None
    subject = _subject(context, texts)
    return str(texts["change" if changes else "level"]).format(
        subject=subject[:1].upper() + subject[1:],
        baseline=_baseline(context, texts),
        target=_target(context, texts),
        time=_time(statement, kpi, texts, changes),
    )


def _subject(context: Context, texts: Mapping[str, Any]) -> str:
    statement = context.statement
    if statement.topic:
        topic = statement.topic.text
        if _has_scale(topic, context.pack):
            return str(texts["score"]).format(topic=topic)
        capital = context.pack.table("pack").get("capital_nouns", False)
        return str(texts["measure"]).format(topic=topic if capital else topic.lower())
    if statement.head is None and statement.milestone is None:
        return str(texts["unknown"]["subject"])
    named = statement.head or statement.milestone
    rest = _what_is_left(statement)
    return rest if 0 < len(rest.split()) <= MOST_WORDS or named is None else named.text


def _has_scale(topic: str, pack: Pack) -> bool:
    """A quality that people put a score on: "tevredenheid", and "klanttevredenheid" by its tail."""
    word = topic.lower()
    return any(word == entry or (entry[:1] == "-" and word.endswith(entry[1:])) for entry in pack.words("scale"))


def _what_is_left(statement: Statement) -> str:
    """Return the sentence without its amounts, times, goal words and vague words."""
    text = statement.text
    for span in sorted(_taken(statement), reverse=True):
        text = text[: span.start] + " " + text[span.end :]
    return re.sub(r"\s+", " ", text).strip(EDGES)


def _taken(statement: Statement) -> Iterator[Span]:
    single = (
        statement.change,
        statement.goal,
        statement.activity,
        statement.baseline,
        statement.cadence,
        statement.deadline,
        statement.start,
        statement.vague_time,
        statement.relative_target,
    )
    yield from {slot.span for slot in (*single, *statement.vague, *statement.amounts) if slot}


def _target(context: Context, texts: Mapping[str, Any]) -> str:
    statement = context.statement
    slot = statement.target or statement.absolute
    return (slot.text if slot else written_target(context.kpi, context.pack)) or str(texts["unknown"]["target"])


def _baseline(context: Context, texts: Mapping[str, Any]) -> str:
    stated, filled = context.statement.baseline_amount, as_quantity(context.kpi, "baseline")
    if stated:
        return stated.text
    return render_quantity(filled, context.pack) if filled else str(texts["unknown"]["baseline"])


def _time(statement: Statement, kpi: Kpi, texts: Mapping[str, Any], changes: bool) -> str:
    stated = statement.deadline or statement.cadence
    if stated:
        return stated.text
    deadline, period = kpi.value("deadline"), kpi.value("period") or kpi.value("frequency")
    if isinstance(deadline, dt.date):
        date = str(texts["date"]).format(day=deadline.day, month=deadline.month, year=deadline.year)
        return str(texts["by"]).format(date=date)
    if isinstance(period, Period) and period is not Period.ONCE:
        return str(texts["per"][period.value])
    return str(texts["by"]).format(date=texts["unknown"]["date"]) if changes else str(texts["unknown"]["time"])
