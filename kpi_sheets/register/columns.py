"""Which column is which field: what the headers may mean, weighed by what stands beneath them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kpi_sheets.model import Period
from kpi_sheets.register.headers import HeaderColumn
from kpi_sheets.register.periods import Mark
from kpi_sheets.register.profile import Profile, fit
from kpi_sheets.typed import NamedTuple

# How much a field tells that its table is about KPIs.
EVIDENCE = {
    "name": 2.0, "statement": 1.5, "target": 1.5, "actual": 1.0, "baseline": 1.0, "direction": 1.0,
    "amber_limit": 1.0, "green_from": 1.0, "amber_from": 1.0, "frequency": 0.8, "attainment": 0.8, "low": 0.7,
    "high": 0.7, "formula": 0.7, "unit": 0.6, "owner": 0.6, "definition": 0.5, "deadline": 0.5, "period": 0.5,
    "variance": 0.5, "score": 0.5, "goal": 0.4, "weight": 0.4, "status": 0.4, "accumulation": 0.4,
    "source": 0.3, "trend": 0.3, "forecast": 0.3, "id": 0.3, "measured_through": 0.3, "team": 0.2,
    "category": 0.2, "start": 0.2, "comment": 0.1, "segment": 0.1,
}  # fmt: skip
# Fields that lists of other things (contacts, tasks, invoices) don't have.
CORE = frozenset(
    ("statement", "target", "actual", "baseline", "direction", "amber_limit", "green_from", "amber_from",
     "frequency", "attainment", "formula")
)  # fmt: skip
CONTEXT = ("segment", "category", "team", "definition", "goal")  # what may name a KPI when nothing else does
SERIES_KEYS = frozenset(("actual", "target", "forecast", "variance", "attainment", "status", "low", "high", "trend"))
WEAKEST, WEAKEST_HINT = 0.3, 0.35  # a column whose best reading scores less stays unknown
HIGHEST_RATIO = 2.0  # a threshold above this is no share of the target but a figure
PLAIN = 0.9  # score of a header that names its field in so many words: it does, whatever stands beneath
LONGEST_NAME = 160  # characters, on average, of a column that can name KPIs


class Mapped(NamedTuple):
    """A header column that was recognised: how sure that is, and whether its word was a sure one."""

    header: HeaderColumn
    score: float
    sure: bool
    languages: tuple[str, ...]


class Series(NamedTuple):
    """One column of figures over time; `key` is what they are: actual, target, forecast…

    `said` is true when the header says so ("Jan target"), false for a bare period ("Jan").
    """

    header: HeaderColumn
    mark: Mark
    key: str
    said: bool


class Layout(NamedTuple):
    """The columns of one table: the recognised ones by key, those over time, and the rest."""

    fields: Mapping[str, Mapped]
    series: tuple[Series, ...]
    unknown: tuple[HeaderColumn, ...]
    profiles: Mapping[int, Profile]

    @property
    def naming(self) -> Mapped | None:
        """The column that says which KPI a row is about: its name, or else the statement."""
        return self.fields.get("name") or self.fields.get("statement")

    @property
    def evidence(self) -> float:
        """How much the recognised columns, the name apart, tell that this is a table of KPIs."""
        fields = {key: mapped.score for key, mapped in self.fields.items() if key != "name"}
        timed = {entry.key: 1.0 for entry in self.series if entry.said}
        return sum(EVIDENCE.get(key, 0.1) * score for key, score in {**timed, **fields}.items())


def arrange(headers: Sequence[HeaderColumn], profiles: Mapping[int, Profile]) -> Layout:
    """Give each header column its field, the surest first; `profiles` tells what is beneath, by column."""
    series = _series(headers)
    timed = {entry.header.column for entry in series}
    plain = [header for header in headers if header.column not in timed]
    yearly = _yearly(plain)
    fields = _settle_years(_settle_dates(_assign(plain, profiles)), yearly)
    fields = _settle_colours(fields, profiles)
    series = (*series, *yearly)
    used = {mapped.header.column for mapped in fields.values()} | {entry.header.column for entry in series}
    unknown = tuple(header for header in plain if header.column not in used)
    return Layout(fields, series, unknown, profiles)


def infer_name(layout: Layout, speaks_of_kpis: Callable[[str], bool]) -> Layout:
    """Let the leftmost column of short texts be the name, when no header says which one is.

    An "Indicator description" is the name where there is no other. A column that some header word calls a context (a
    product, a country) will do when nothing else is there.
    """
    described = layout.fields.get("definition")
    if described and speaks_of_kpis(str(described.header.cell.value)):
        return _named(layout, described.header, described.languages)
    context = [(key, mapped) for key, mapped in layout.fields.items() if key in CONTEXT]
    doubtful = [mapped.header for _, mapped in context if not mapped.sure]
    certain = [mapped.header for _, mapped in context if mapped.sure]
    for headers in ((*layout.unknown, *doubtful), certain):
        for header in sorted(headers, key=lambda header: header.column):
            if header.mark is None and _can_name(layout.profiles[header.column]):
                return _named(layout, header)
    return layout


def _can_name(profile: Profile) -> bool:
    return profile.texts >= 0.8 and 2 <= profile.length <= LONGEST_NAME


def _named(layout: Layout, name: HeaderColumn, languages: tuple[str, ...] = ()) -> Layout:
    fields = {key: mapped for key, mapped in layout.fields.items() if mapped.header != name}
    fields["name"] = Mapped(name, 0.3, sure=False, languages=languages)
    return layout._replace(fields=fields, unknown=tuple(other for other in layout.unknown if other != name))


def _settle_colours(fields: dict[str, Mapped], profiles: Mapping[int, Profile]) -> dict[str, Mapped]:
    """A column "Green" with figures in the KPI's own unit is the target, and "Amber" its amber limit."""
    renamed = {"green_from": "target", "amber_from": "amber_limit"}
    return {
        (renamed[key] if _is_in_unit(key, mapped, fields, profiles) else key): mapped for key, mapped in fields.items()
    }


def _is_in_unit(key: str, mapped: Mapped, fields: Mapping[str, Mapped], profiles: Mapping[int, Profile]) -> bool:
    if key not in ("green_from", "amber_from") or ("target" if key == "green_from" else "amber_limit") in fields:
        return False
    profile = profiles[mapped.header.column]
    return profile.magnitude > HIGHEST_RATIO or profile.digits > profile.numbers


def _settle_dates(fields: dict[str, Mapped]) -> dict[str, Mapped]:
    """A column headed "Date" beside figures tells when they were measured, not by when they are due."""
    date = fields.get("deadline")
    if date is None or date.sure or not {"actual", "measured_through"} & fields.keys():
        return fields
    rest = {key: mapped for key, mapped in fields.items() if key != "deadline"}
    return {"measured_through": date, **rest}


def _series(headers: Sequence[HeaderColumn]) -> tuple[Series, ...]:
    """Return the columns that hold a figure per period: two or more of them, or none."""
    found = [
        Series(header, header.mark, key or "actual", key is not None)
        for header in headers
        if header.mark is not None
        for key in (_series_key(header),)
    ]
    return tuple(found) if len(found) > 1 else ()


def _series_key(header: HeaderColumn) -> str | None:
    return next((match.key for match in header.matches if match.key in SERIES_KEYS), None)


def _yearly(headers: Sequence[HeaderColumn]) -> tuple[Series, ...]:
    """Return the targets and figures per year: "Realisatie 2024 | Streefwaarde 2025 | Streefwaarde 2026"."""
    found = [
        Series(header, Mark(Period.YEAR, 0, header.year), header.matches[0].key, said=True)
        for header in headers
        if header.year and header.matches and header.matches[0].key in ("target", "actual")
    ]
    return tuple(found) if len(found) > 1 else ()


def _settle_years(fields: dict[str, Mapped], yearly: Sequence[Series]) -> dict[str, Mapped]:
    """Hold the latest figure against the target of the first year after it; without one, against the last
    target."""
    actual, target = fields.get("actual"), fields.get("target")
    if not yearly or target is None or actual is None or actual.header.year is None:
        return fields
    later = [entry.header for entry in yearly if entry.key == "target" and _year(entry.header) > actual.header.year]
    same = [entry.header for entry in yearly if entry.key == "target" and entry.header.year == actual.header.year]
    nearest = min(same or later, key=lambda header: (_year(header), header.column), default=target.header)
    return {**fields, "target": target._replace(header=nearest)}


def _year(header: HeaderColumn) -> int:
    return header.year or 0


def _assign(headers: Sequence[HeaderColumn], profiles: Mapping[int, Profile]) -> dict[str, Mapped]:
    """Match columns and fields one to one, best score first; on a tie the leftmost column and the later year
    win."""
    readings = sorted(
        (
            (
                match.score * fit(match.key, profiles[header.column]),
                header.year or 0,
                -header.column,
                match,
                header,
            )
            for header in headers
            for match in header.matches
        ),
        key=lambda reading: (-reading[0], -reading[1], -reading[2], reading[3].key),
    )
    fields: dict[str, Mapped] = {}
    used: set[int] = set()
    for score, _, _, match, header in readings:
        weakest = WEAKEST if match.sure else WEAKEST_HINT
        if (
            (score >= weakest or (match.sure and match.score > PLAIN))
            and match.key not in fields
            and header.column not in used
        ):
            fields[match.key] = Mapped(header, score, match.sure, match.languages)
            used.add(header.column)
    return fields
