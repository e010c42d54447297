"""The page as Markdown, for a chat or a wiki: all of it but the charts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpi_sheets.report.escape import for_markdown
from kpi_sheets.report.page.content import Card, Page


def render(page: Page) -> str:
    """Return the text; what stands in the workbook shows as it is, and can't become markup, a link or a mention."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    say = page.wording.say
    counts = " · ".join(f"{count.sign} {count.word} {count.number}" for count in page.counts)
    where = (say("page.as_of", date=page.as_of), say("page.source", file=page.file), page.measured)
    yield f"# {for_markdown(page.title)}\n\n{for_markdown(' · '.join(where))}\n\n{counts}\n"
    if page.cards:
        yield f"## {say('teams.title')}\n"
        yield from map(_team, page.cards)
        yield ""
    yield from _table(
        say("list.title"),
        [say(f"list.{column}") for column in ("status", "kpi", "team", "actual", "target", "trend", "why")],
        [
            (f"{row.sign} {row.status}", row.name, row.team, row.actual, row.target, row.trend, row.why)
            for row in page.rows
        ],
        say("page.none"),
    )
    yield from _table(
        say("late.title"),
        [say("list.kpi"), say("list.team"), say("late.measured"), say("late.due"), say("list.why")],
        [(late.row.name, late.row.team, late.measured, late.due, late.row.why) for late in page.late],
        say("late.none"),
    )
    yield from _table(
        say("findings.title"),
        [say(f"findings.{column}") for column in ("severity", "cell", "message", "rule")],
        [(remark.word, remark.cell, remark.message, remark.rule) for remark in page.remarks],
        say("findings.none"),
    )


def _team(card: Card) -> str:
    counts = " ".join(f"{count.sign} {count.number}" for count in card.counts)
    worst = f" · {for_markdown(card.worst.name)}" if card.worst else ""
    figures = for_markdown(f"{card.headline} · {card.score} · {card.coverage}")
    return f"- **{for_markdown(card.name)}**: {figures} · {counts}{worst}"


def _table(title: str, header: list[str], rows: Iterable[tuple[str, ...]], empty: str) -> Iterator[str]:
    yield f"## {for_markdown(title)}\n"
    lines = [f"| {' | '.join(map(for_markdown, row))} |" for row in rows]
    if lines:
        yield f"| {' | '.join(map(for_markdown, header))} |\n|{'---|' * len(header)}"
        yield from lines
    else:
        yield for_markdown(empty)
    yield ""
