"""What one line of text says, each part with the place it stands."""

from __future__ import annotations

import datetime as dt

from kpi_sheets.model import Comparator, Period, Quantity, Span
from kpi_sheets.typed import NamedTuple


class Slot(NamedTuple):
    """A stretch of the statement: its place and the words themselves."""

    span: Span
    text: str


class Amount(NamedTuple):
    """A quantity in the statement. `quantity.comparator` is None when the text states none."""

    span: Span
    text: str
    quantity: Quantity


class Cadence(NamedTuple):
    """How often, or over which recurring period: "per maand", "maandomzet", "elk kwartaal".

    `period` is None for a recurring occasion without a calendar length ("per sprint").
    """

    span: Span
    text: str
    period: Period | None


class Deadline(NamedTuple):
    """By when: `date` is the last day, or None for an occasion without a date ("bij go-live").

    `relative` is true for a duration that runs from a start ("binnen 6 maanden"); its date is then
    counted from the
    start in the same statement, and None when there is none.
    """

    span: Span
    text: str
    date: dt.date | None
    relative: bool = False


class Start(NamedTuple):
    """From when: a start is no deadline."""

    span: Span
    text: str
    date: dt.date | None


class Statement(NamedTuple):
    """What a statement says. Evidence only: the rules decide what is a defect."""

    text: str
    language: str

    # how much
    amounts: tuple[Amount, ...] = ()  # every wanted quantity, in order; the first is the target
    absolute: Slot | None = None  # a target without digits: "geen", "alle", "verdubbelen"
    milestone: Slot | None = None  # a yes/no deliverable: "ISO 27001-certificaat behaald"
    baseline: Slot | None = None  # what it is compared with or comes from: "t.o.v. 2025", "van 60"
    baseline_amount: Amount | None = None  # the baseline as a number: "van 5,8% naar 4,5%"
    comparator: Comparator | None = None  # the target's comparator, also where words state it: "minimaal", "of hoger"

    # when
    deadline: Deadline | None = None
    cadence: Cadence | None = None
    start: Start | None = None
    duration: Slot | None = None  # belongs to the metric: "binnen 24 uur" in "95% opgelost binnen 24 uur"
    vague_time: Slot | None = None  # "op termijn", "soon"

    # what
    head: Slot | None = None  # the metric or countable noun that is measured
    scope: tuple[Slot, ...] = ()  # channel or segment: "via social media"
    vague: tuple[Slot, ...] = ()  # judging words, indefinite amounts and hedges where a criterion should stand
    topic: Slot | None = None  # a topic or quality with nothing countable named
    measures: tuple[Slot, ...] = ()  # two or more when the line carries more than one measure
    placeholder: Slot | None = None  # "TBD", "n.t.b.", "KPI 1"

    # how it is put
    change: Slot | None = None  # "verhogen", "meer", "lager dan": a direction without an amount
    goal: Slot | None = None  # "we willen", "streven naar"
    activity: Slot | None = None  # "implementeren", "launch" as the head
    relative_target: Slot | None = None  # an amount relative to a base ("10% hoger", "+20%")

    @property
    def target(self) -> Amount | None:
        """The quantity that is wanted, or None."""
        return self.amounts[0] if self.amounts else None

    @property
    def has_target(self) -> bool:
        """True when a reader can decide met or not met."""
        return bool(self.amounts) or self.absolute is not None or self.milestone is not None

    @property
    def has_time(self) -> bool:
        """True when it gives a deadline or a period."""
        return self.deadline is not None or self.cadence is not None

    @property
    def names_metric(self) -> bool:
        """True when something is named that can be counted or computed."""
        return self.head is not None or self.milestone is not None

    @property
    def subjectless(self) -> bool:
        """True when nothing at all is named, not even a topic, and no vague word or placeholder stands in its place."""
        return not (self.names_metric or self.topic or self.vague or self.placeholder or self.measures)
