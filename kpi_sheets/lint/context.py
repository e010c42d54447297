"""What a rule may look at besides the KPI itself."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from kpi_sheets.language import Pack
from kpi_sheets.lint.evidence import Evidence, gather
from kpi_sheets.lint.request import Request
from kpi_sheets.model import Kpi, Problem, Table
from kpi_sheets.statement import parse
from kpi_sheets.statement.slots import Slot, Statement
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi_sheets.lint.judged import Judged

SIGNS = frozenset({"#", "%", "$", "€", "£", "ø", "nr", "nr.", "no."})  # a statistic in one sign


class Context:
    """The surroundings of one KPI. `table` is None for a line of text that stands alone."""

    def __init__(
        self, kpi: Kpi, pack: Pack, request: Request, table: Table | None = None, problems: tuple[Problem, ...] = ()
    ) -> None:
        self.kpi = kpi
        self.pack = pack
        self.request = request
        self.table = table
        self.problems = problems

    @property
    def as_of(self) -> dt.date:
        """The day on which the KPI is judged."""
        return self.request.as_of

    @cached_property
    def judged(self) -> Judged | None:
        """How the KPI stands on that day; computed when the first rule asks for it, None where nobody can tell."""
        return self.request.judge(self.kpi, self.as_of) if self.request.judge else None

    @cached_property
    def evidence(self) -> Evidence:
        """What the row says in all; parsed once, when the first rule asks for it."""
        return gather(self.kpi, self.pack, self.as_of, self.request.fiscal_year_start)

    @property
    def statement(self) -> Statement:
        """The KPI's sentence as it was understood."""
        return self.evidence.statement

    @property
    def vague_time(self) -> Slot | None:
        """A time that nobody can put in a calendar, where something is wanted; in a bare name it tells a kind apart."""
        said = self.statement
        wanted = said.has_target or said.change or said.goal or said.activity or said.vague or said.topic
        return said.vague_time if wanted else None

    @property
    def sentence(self) -> tuple[str, str]:
        """The fields that can hold the sentence, the one that does first: where a finding about it belongs."""
        return ("statement", "name") if self.evidence.key == "statement" else ("name", "statement")

    @property
    def defines(self) -> bool:
        """True when the row says how its figure is computed, so that its words need not."""
        return bool(self.kpi.text("formula") or self.kpi.text("definition"))

    @property
    def is_statistic(self) -> bool:
        """True for a line that opens with a statistic, so that what follows is counted: "% of hours spent on"."""
        first = self.statement.text.split(maxsplit=1)[0].lower() if self.statement.text.strip() else ""
        return first in SIGNS or first in self.pack.table("pack")["sets"]["statistic"]

    @cached_property
    def unit_names_subject(self) -> bool:
        """True when the row's unit is a thing that can be counted ("klanten") or a metric, and so names the subject."""
        unit = self.kpi.text("unit")
        return bool(unit) and parse(unit, self.pack, self.as_of).head is not None

    @property
    def needs_unit(self) -> bool:
        """True when the target follows a metric that is counted in time, money or matter ("Doorlooptijd 5")."""
        target = self.statement.target
        before = self.statement.text[: target.span.start].rstrip(" :=≥≤<>").lower() if target else ""
        return bool(before) and any(_ends_in(before, entry) for entry in self.pack.words("unit_needed"))


def _ends_in(text: str, entry: str) -> bool:
    """True when the text ends in a word, or (an entry such as "-tijd") in a word with this tail."""
    if entry.startswith("-"):
        return text.endswith(entry[1:])
    return text.endswith(entry) and not text.removesuffix(entry)[-1:].isalpha()
