"""The status table as text, JSON, Markdown or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence

from kpi_sheets.language import load
from kpi_sheets.report.as_text import BOLD, RESET
from kpi_sheets.report.escape import for_csv, for_json, for_markdown, for_terminal
from kpi_sheets.status import Team, coverage, headline
from kpi_sheets.status.standing import Standing, StandingBook

SIGNS = {1: "●", 0: "▲", -1: "■", None: "○"}
COLOURS = {1: "\x1b[32m", 0: "\x1b[33m", -1: "\x1b[31m", None: "\x1b[2m"}
BEFORE_STATUS = ("attainment", "progress", "expected", "pace")
AFTER_TREND = ("forecast", "needed", "score")


def as_text(books: Sequence[StandingBook], colour: bool) -> Iterator[str]:
    """Yield the lines for a person: the KPIs worst first, each with its sentence, then the teams."""
    for book in books:
        if not book.error:
            yield f"{for_terminal(book.path)}  ({book.as_of.isoformat()})\n"
            yield from (_line(standing, colour) for standing in book.worst_first)
            yield from (f"  {_team(team, book.language)}\n" for team in book.teams)


def _line(standing: Standing, colour: bool) -> str:
    code = standing.result.code
    status = f"{SIGNS[code]} {standing.status}"
    shown = f"{COLOURS[code]}{status}{RESET}" if colour else status
    name = for_terminal(standing.kpi.name)
    return f"  {shown}  {BOLD + name + RESET if colour else name}: {for_terminal(standing.why)}\n"


def _team(team: Team, language: str) -> str:
    """ "Sales: 1 van 3 op schema, 97% (3 van 4), ■ 1"; the score never stands without its coverage and its reds."""
    pack = load(language)
    score = "–" if team.score is None else f"{team.score:.0%}"
    name = for_terminal(team.name) or "–"
    return f"{name}: {headline(team, pack)}, {score} ({coverage(team, pack)}), ■ {team.off_track}"


def as_json(books: Sequence[StandingBook], _colour: bool) -> Iterator[str]:
    """Yield one JSON document, as schemas/status.schema.json describes it."""
    as_of = books[0].as_of.isoformat() if books else None
    workbooks = [
        {
            "path": book.path,
            "kpis": [_kpi(standing) for standing in book.worst_first],
            "teams": [_team_json(team) for team in book.teams],
        }
        for book in books
        if not book.error
    ]
    yield for_json({"as_of": as_of, "workbooks": workbooks}, indent=1) + "\n"


def _kpi(standing: Standing) -> dict[str, object]:
    kpi, result = standing.kpi, standing.result
    return {
        "sheet": kpi.sheet,
        "row": kpi.row,
        "id": kpi.text("id") or None,
        "name": kpi.name,
        **{name: getattr(result, name) for name in BEFORE_STATUS},
        "status": result.status.value,
        "code": result.code,
        "trend": result.trend.code if result.trend else None,
        **{name: getattr(result, name) for name in AFTER_TREND},
        "freshness": result.freshness.value if result.freshness else None,
        "assurance": result.assurance.value if result.assurance else None,
        "why": standing.why,
    }


def _team_json(team: Team) -> dict[str, object]:
    return team._asdict()


def as_markdown(books: Sequence[StandingBook], _colour: bool) -> Iterator[str]:
    """Yield a Markdown table a workbook."""
    for book in books:
        if not book.error:
            yield f"### {for_markdown(book.path)} ({book.as_of.isoformat()})\n\n| | KPI | |\n|---|---|---|\n"
            for standing in book.worst_first:
                status = f"{SIGNS[standing.result.code]} {for_markdown(standing.status)}"
                yield f"| {status} | {for_markdown(standing.kpi.name)} | {for_markdown(standing.why)} |\n"
            yield "\n" + "".join(f"- {for_markdown(_team(team, book.language))}\n" for team in book.teams) + "\n"


def as_csv(books: Sequence[StandingBook], _colour: bool) -> Iterator[str]:
    """Yield a header and a row for each KPI; no text in it starts a formula."""
    rows = [{"path": book.path, **_kpi(standing)} for book in books for standing in book.worst_first]
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({key: for_csv(value) if isinstance(value, str) else value for key, value in row.items()})
    yield out.getvalue()


FORMATS: dict[str, Callable[[Sequence[StandingBook], bool], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
    "csv": as_csv,
}
