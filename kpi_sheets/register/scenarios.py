"""Tables in which each KPI takes a row per scenario: "Sales | Target | 10 | 20" above "Sales | Actual | 9 | 18"."""

from __future__ import annotations

from kpi_sheets.register.figures import figures_in
from kpi_sheets.register.grid import Grid, text_of
from kpi_sheets.register.kpis import Built, TableContext, build
from kpi_sheets.register.rows import Row, body
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpi_sheets.model import Cell
    from kpi_sheets.register.columns import Layout
    from kpi_sheets.register.find import Region
    from kpi_sheets.register.lexicon import Lexicon

SAMPLE = 40  # rows that tell whether a column holds scenarios
SCENARIOS = ("target", "actual", "forecast", "baseline", "variance", "attainment")
NEARLY_ALL = 0.9  # share of its cells that name a scenario


def scenario_column(grid: Grid, region: Region, lexicon: Lexicon) -> int | None:
    """Return the column whose cells say what each row's figures are, or None."""
    layout = region.candidate.layout
    if not layout.series or layout.naming is None:
        return None
    rows = [grid.spanned(number) for number in body(grid, region)[:SAMPLE]]
    timed = {entry.header.column for entry in layout.series}
    beside = {column for row in rows for column in row} - timed - {layout.naming.header.column}
    for column in sorted(beside):
        texts = [text_of(row.get(column)) for row in rows if column in row]
        keys = [_scenario(text, lexicon) for text in texts]
        named = [key for key in keys if key]
        if {"target", "actual"} <= set(named) and len(named) >= NEARLY_ALL * len(texts):
            return column
    return None


def build_scenarios(grid: Grid, region: Region, column: int, context: TableContext) -> list[Built]:
    """Return one KPI for the rows of each name."""
    layout = _without(region.candidate.layout, column)
    return [_build(group, column, layout, context) for group in _groups(grid, region, column, context.lexicon)]


def scenario_words(grid: Grid, region: Region, column: int, lexicon: Lexicon) -> dict[str, str]:
    """Return the word that a column uses for each scenario, by key."""
    texts = [text_of(grid.cell(number, column)) for number in body(grid, region)]
    return {key: text for text in reversed(texts) if (key := _scenario(text, lexicon))}


def _scenario(text: str, lexicon: Lexicon) -> str | None:
    names = lexicon.vocabulary.is_name(text)
    return next((name.key for name in names if name.key in SCENARIOS), None)


def _without(layout: Layout, column: int) -> Layout:
    fields = {key: mapped for key, mapped in layout.fields.items() if mapped.header.column != column}
    return layout._replace(fields=fields)


def _groups(grid: Grid, region: Region, column: int, lexicon: Lexicon) -> Iterator[list[Mapping[int, Cell]]]:
    """Yield the rows of each KPI: a name holds until the next, and a scenario that comes again starts another."""
    naming = region.candidate.layout.naming
    group: list[Mapping[int, Cell]] = []
    seen: set[str | None] = set()
    for number in body(grid, region):
        cells = grid.spanned(number)
        name = cells.get(naming.header.column) if naming is not None else None
        scenario = _scenario(text_of(cells.get(column)), lexicon)
        if scenario is None or lexicon.is_total(text_of(name)):
            continue
        renamed = name is not None and bool(group) and name.value != group[0][name.column].value
        if group and (renamed or scenario in seen):
            yield group
            group, seen = [], set()
        if name is not None or group:
            group.append(cells)
            seen.add(scenario)
    if group:
        yield group


def _build(group: list[Mapping[int, Cell]], column: int, layout: Layout, context: TableContext) -> Built:
    figures = [
        (series._replace(key=scenario, said=True), cell)
        for cells in group
        if (scenario := _scenario(text_of(cells.get(column)), context.lexicon))
        for series, cell in figures_in(cells, layout.series)
    ]
    first = group[0]
    found = {key: first[mapped.header.column] for key, mapped in layout.fields.items() if mapped.header.column in first}
    number = min(cell.row for cell in first.values())
    return build(Row(number, found, first), layout, context, figures)
