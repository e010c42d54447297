"""What to lint with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from kpi_sheets.lint.rule import Rule
from kpi_sheets.model import Kpi
from kpi_sheets.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from kpi_sheets.lint.judged import Judged


class Request(NamedTuple):
    """What to lint with: the rules in order, the as-of date, the language of the messages ("auto": the KPI's own).

    Findings of the severity "info" are left out unless `advice` is true. `options` replaces what rules declare in
    their OPTIONS, by code and name. `judge` tells how a KPI stands on a day; without it the rules that ask are silent.
    `fiscal_year_start` is the month (1…12) from which "the end of Q3" in a sentence is counted.
    """

    rules: tuple[Rule, ...]
    as_of: dt.date
    messages: str = "auto"
    advice: bool = True
    options: Mapping[str, Mapping[str, Any]] = {}
    judge: Callable[[Kpi, dt.date], Judged] | None = None
    fiscal_year_start: int = 1

    def option(self, code: str, name: str, default: Any) -> Any:
        """Return what the configuration says of a rule's option, else its default."""
        return self.options.get(code, {}).get(name, default)
