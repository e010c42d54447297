"""Run the rules over KPIs and turn what they hit into findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kpi_sheets.language import Pack, available, load
from kpi_sheets.lint.context import Context
from kpi_sheets.lint.fold import at_header, column_of, crowds
from kpi_sheets.lint.labels import LABEL_CODES
from kpi_sheets.lint.request import Request
from kpi_sheets.lint.rule import Hit, Placed, Rule
from kpi_sheets.lint.suggest import suggestion
from kpi_sheets.model import Field, Finding, Kpi, Problem, Severity, Table

DEFAULT_LANGUAGE = "en"
SENTENCE_CODES = frozenset(code for codes in LABEL_CODES.values() for code in codes)


def lint_line(text: str, language: str, request: Request) -> tuple[Context, tuple[Finding, ...]]:
    """Judge one line of text by the rules that one line can decide.

    Returns the context (with the statement as it was understood) and the findings in the order of the rules.
    Raises LanguageError for a language without a pack.
    """
    kpi = Kpi({"statement": Field(text)}, language=language)
    context = Context(kpi, load(language), request)
    rules = tuple(rule for rule in request.rules if rule.one_line)
    return context, tuple(_finding(rule, hit, kpi, None, request) for rule, hit in _judge(context, rules))


def lint_tables(tables: Iterable[Table], request: Request) -> Iterator[Finding]:
    """Judge the tables of a workbook; what several tables of the same make lack is told at the first of them."""
    folding = {rule.code for rule in request.rules if rule.columns or "most" in rule.variants}
    told: set[tuple[str, ...]] = set()
    for table in tables:
        make = tuple(str(cell.value) for cell in table.headers.values())
        for finding in lint_table(table, request):
            lack = (finding.code, *make)
            if finding.kpi or finding.code not in folding or lack not in told:
                yield finding
            if not finding.kpi:
                told.add(lack)


def lint_table(table: Table, request: Request) -> tuple[Finding, ...]:
    """Judge every KPI of a table; the findings about its header come first, then row by row in the rules' order."""
    problems = _problems_by_row(table.problems)
    found: list[tuple[Kpi, Rule, Hit]] = []
    failing: Counter[str] = Counter()
    rules = [rule for rule in request.rules if rule.judges_kpis]
    for kpi in table.kpis:
        full = kpi._replace(fields=dict(kpi.fields))  # of a long table, they are made when they are looked at
        context = Context(full, pack_for(kpi.language), request, table, problems.get(kpi.row, ()))
        hits = _judge(context, rules)
        found += [(kpi, rule, hit) for rule, hit in hits]
        failing.update({rule.code for rule, _ in hits})
    at_headers = ((rule, at_header(rule, table, failing[rule.code])) for rule in request.rules)
    for_all = {rule.code: _table_finding(rule, hit, table, request) for rule, hit in at_headers if hit}
    by_row = [(rule, _finding(rule, hit, kpi, table, request)) for kpi, rule, hit in found if rule.code not in for_all]
    crowded = crowds(by_row, table)
    for_crowds = (_table_finding(rule, hit, table, request) for rule, hit in crowded.values())
    whole = (
        _table_finding(rule, hit, table, request) for rule in request.rules for hit in rule.check_table(table, request)
    )
    rows = (finding for rule, finding in by_row if (rule.code, column_of(finding)) not in crowded)
    findings = (*for_all.values(), *whole, *for_crowds, *rows)
    return tuple(finding for finding in findings if _is_wanted(finding, request))


def lint_together(placed: Sequence[Placed], request: Request) -> Iterator[tuple[str, Finding]]:
    """Hold KPIs against each other, of one workbook or of several; yield each finding with its workbook's path."""
    for rule in request.rules:
        for place, hit in rule.check_all(placed, request) if rule.check_all else ():
            finding = _placed_finding(rule, hit, place, request)
            if _is_wanted(finding, request):
                yield place.book, finding


def _placed_finding(rule: Rule, hit: Hit, place: Placed, request: Request) -> Finding:
    if not hit.at:
        return _table_finding(rule, hit, place.table, request)
    return _finding(rule, hit, place.kpi, place.table, request)


def _is_wanted(finding: Finding, request: Request) -> bool:
    return request.advice or finding.severity is not Severity.INFO


def _judge(context: Context, rules: Iterable[Rule]) -> list[tuple[Rule, Hit]]:
    """Run the rules over one KPI. The first hit about its sentence carries the sentence to consider instead."""
    kpi = context.kpi
    if kpi.language not in available():
        return [(rule, hit) for rule in rules if not rule.reads_words for hit in rule.check(kpi, context)]
    found = [(rule, hit) for rule in rules for hit in rule.check(kpi, context)]
    for number, (rule, hit) in enumerate(found):
        if rule.code in SENTENCE_CODES:
            found[number] = (rule, hit._replace(suggestion=suggestion(context)))
            break
    return found


def pack_for(language: str) -> Pack:
    """Return the language's pack, or the English one for a language that has only its column headers here."""
    return load(language if language in available() else DEFAULT_LANGUAGE)


def _problems_by_row(problems: Iterable[Problem]) -> Mapping[int, tuple[Problem, ...]]:
    rows: dict[int, list[Problem]] = {}
    for problem in problems:
        rows.setdefault(problem.row, []).append(problem)
    return {row: tuple(found) for row, found in rows.items()}


def _table_finding(rule: Rule, hit: Hit, table: Table, request: Request) -> Finding:
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=hit.severity or rule.severity,
        message=_message(rule, hit, table.language, request),
        sheet=hit.sheet or table.sheet,
        cell=hit.cell or _first_header(table),
        suggestion=hit.suggestion,
        fix=hit.fix,
    )


def _message(rule: Rule, hit: Hit, language: str, request: Request) -> str:
    asked = language if request.messages == "auto" else request.messages
    pack = pack_for(asked)
    decimal = pack.table("pack")["numbers"]["decimal"]
    values = {
        name: _Written(value, decimal) if isinstance(value, float) else value for name, value in hit.values.items()
    }
    return rule.text(hit.variant, asked, pack.table("messages")).format_map(values)


class _Written:
    """A number that is written the way the message's language does: 5,8 in Dutch."""

    def __init__(self, value: float, decimal: str) -> None:
        self._value, self._decimal = value, decimal

    def __format__(self, spec: str) -> str:
        return format(self._value, spec).replace(".", self._decimal)


def _finding(rule: Rule, hit: Hit, kpi: Kpi, table: Table | None, request: Request) -> Finding:
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=hit.severity or rule.severity,
        message=_message(rule, hit, kpi.language, request),
        sheet=kpi.sheet,
        cell=_address(hit, kpi, table),
        kpi=kpi.name,
        suggestion=hit.suggestion,
        span=hit.span,
        fix=hit.fix,
    )


def _address(hit: Hit, kpi: Kpi, table: Table | None) -> str:
    """The cell that is meant: one that is filled, else the blank one in the column where the answer belongs."""
    if hit.cell:
        return hit.cell
    for key in hit.at:
        if address := kpi.cell(key):
            return address
        if table and key in table.columns:
            return f"{table.columns[key]}{kpi.row}"
    return kpi.cell("name", "statement") or (_first_header(table) if table else "")


def _first_header(table: Table) -> str:
    header = next(iter(table.headers.values()), None)
    return header.address if header else f"A{table.header_rows[-1]}"
