"""A rule: one file under `rules/`, found by its name, and what the engine knows of it."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from kpi_sheets.lint import rules
from kpi_sheets.model import Fix, Kpi, Severity, Span, Table
from kpi_sheets.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from kpi_sheets.lint.context import Context
    from kpi_sheets.lint.request import Request

ONE_LINE_GROUPS = "SMT"  # the groups with rules that a single line of text can decide

Texts = Mapping[str, str]

BLANK_COLUMN: Texts = {
    "en": 'the column "{header}" is blank for all {kpis} KPIs',
    "nl": 'de kolom "{header}" is bij alle {kpis} KPI\'s leeg',
}


class Hit(NamedTuple):
    """What a rule found in one KPI.

    `at` names the fields whose cell is meant, the best one first; `values` fills the message's {braces}; `variant`
    chooses one of the rule's VARIANTS instead of its MESSAGE; `severity` replaces the rule's own. `cell`, on `sheet`
    where that is another than the table's, is the place when it is not a field's; a hit without `at` is about a table.
    """

    at: tuple[str, ...]
    values: Mapping[str, object] = {}
    variant: str = ""
    span: Span | None = None
    suggestion: str | None = None
    severity: Severity | None = None
    cell: str = ""
    fix: Fix | None = None
    sheet: str = ""


class Placed(NamedTuple):
    """A KPI where it stands: its table, and the path of its workbook."""

    kpi: Kpi
    table: Table
    book: str = ""

    def place(self, other: Placed, *keys: str) -> str:
        """Return the cell of the first of these fields, as another KPI's finding names it: "KPIs!A2".

        The path of the workbook stands before it when the other one is in another workbook.
        """
        cell = f"{self.kpi.sheet}!{self.kpi.cell(*keys)}"
        return cell if self.book == other.book else f"{self.book}: {cell}"


Check = Callable[[Kpi, "Context"], Iterable[Hit]]
TableCheck = Callable[[Table, "Request"], Iterable[Hit]]
AllCheck = Callable[[Sequence[Placed], "Request"], Iterable[tuple[Placed, Hit]]]


class Rule(NamedTuple):
    """One rule as its file declares it.

    The file holds CODE, NAME, SEVERITY, MESSAGE (a text for "en" and "nl"), BAD and GOOD examples, a docstring that
    is its documentation, and `check(kpi, context)`, `check_table(table, request)` or `check_all(placed, request)`, for
    what a row, a table, or all KPIs of a workbook (or of several) show. It may hold

    - VARIANTS: more messages; "most" stands for those of most rows, "crowd" for many in one column;
    - OPTIONS: what the configuration may set, with its default;
    - COLUMNS: the columns that can hold the evidence; where a table has none of them, the rows' findings become one at
      the header, with the variant "column";
    - INTRO = True: among the rules of the intro profile;
    - FIX: what it has to offer at best: a "safe" fix, an "unsafe" one, or a "sentence" to consider;
    - ONE_LINE = False: a single line of text can't decide it;
    - READS_WORDS: it judges words, so that it is left out where only the headers of a language are known; true for
      the S rules.
    """

    code: str
    name: str
    severity: Severity
    message: Texts
    variants: Mapping[str, Texts]
    columns: tuple[str, ...]
    intro: bool
    one_line: bool
    reads_words: bool
    documentation: str
    bad: Mapping[str, tuple[Any, ...]]
    good: Mapping[str, tuple[Any, ...]]
    options: Mapping[str, Any]
    fix: str
    check: Check
    check_table: TableCheck
    check_all: AllCheck | None  # None for a rule that doesn't compare KPIs

    @property
    def judges_kpis(self) -> bool:
        """True for a rule that looks at one KPI at a time."""
        return self.check is not _nothing

    def text(self, variant: str, language: str, translated: Texts) -> str:
        """Return the message's template; `translated` holds the texts of languages that the rule's file has not."""
        if variant == "blank":
            texts, key = BLANK_COLUMN, variant
        else:
            texts = self.variants[variant] if variant else self.message
            key = f"{self.code}.{variant}" if variant else self.code
        return texts.get(language) or translated.get(key) or texts["en"]


@lru_cache
def rule_files() -> Mapping[str, str]:
    """Return each rule's code and the module that holds it, in the order of the codes."""
    found = {}
    for folder, _, files in os.walk(rules.__path__[0]):
        group = os.path.basename(folder)
        for file in files:
            if file.endswith(".py") and file[1:4].isdigit() and file[4] == "_":
                found[file[:4].upper()] = f"{rules.__name__}.{group}.{file[:-3]}"
    return dict(sorted(found.items()))


@lru_cache
def load_rule(code: str) -> Rule:
    """Return the rule with this code. Raises KeyError for a code that no file has."""
    module = importlib.import_module(rule_files()[code])
    return Rule(
        code=module.CODE,
        name=module.NAME,
        severity=module.SEVERITY,
        message=module.MESSAGE,
        variants=getattr(module, "VARIANTS", {}),
        columns=getattr(module, "COLUMNS", ()),
        intro=getattr(module, "INTRO", False),
        one_line=getattr(module, "ONE_LINE", code[0] in ONE_LINE_GROUPS),
        reads_words=getattr(module, "READS_WORDS", code[0] == "S"),
        documentation=module.__doc__ or "",
        bad=module.BAD,
        good=module.GOOD,
        options=getattr(module, "OPTIONS", {}),
        fix=getattr(module, "FIX", ""),
        check=getattr(module, "check", _nothing),
        check_table=getattr(module, "check_table", _nothing),
        check_all=getattr(module, "check_all", None),
    )


def _nothing(_subject: object, _surroundings: object) -> Iterable[Hit]:
    return ()
