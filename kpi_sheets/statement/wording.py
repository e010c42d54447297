"""How it is put: vague words, changes without an amount, wishes, activities, placeholders."""

from __future__ import annotations

from kpi_sheets.statement.kinds import LETTER, pattern
from kpi_sheets.statement.naming import is_bare, is_name_part, quoted
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpi_sheets.statement.amounts import Found
    from kpi_sheets.statement.draft import Draft
    from kpi_sheets.statement.slots import Slot

_PLACEHOLDER = pattern("placeholder", needs="placeholder")
_EXAMPLE_NAME = pattern(
    "^(?:open)?(?:acronym|plain|target|numbered|word|known|metric) dash? (?:number|code)(?:close)?$"
)
_JUDGING = pattern("judging", needs="judging")
# of judging words the phrases: "as low as possible"
_LOOSE = pattern("amount|hedge|judging", needs="amount hedge judging")
_GRADED = pattern("plain (?=metric)", needs="plain")  # "hoge" says something else in "hoge snelheidslijn"
_COLON = LETTER["colon"]
_REMARK = pattern("masked open judging$", needs="open")  # "daily (immediate)" is a remark on the frequency


def find_placeholder(draft: Draft) -> Slot | None:
    """Return "TBD", "n.t.b.", or the name of a KPI that is none ("KPI 1")."""
    for match in draft.take(_PLACEHOLDER):
        return draft.slot(*match.span())
    if draft.tokens and draft.tokens[0].key == "kpi" and _EXAMPLE_NAME.search(draft.kinds):
        return draft.slot(0, len(draft.tokens))
    return None


def find_vague(draft: Draft, amounts: Sequence[Found]) -> tuple[Slot, ...]:
    """Return judging words, indefinite amounts and hedges that nothing settles."""
    if _is_perceived(draft, amounts):
        return ()
    return tuple(sorted({*_loose(draft, amounts), *_judging(draft, amounts), *_graded(draft, amounts)}))


def _loose(draft: Draft, amounts: Sequence[Found]) -> Iterator[Slot]:
    """Hedges, indefinite amounts and judging phrases, which a floor, cap or end value behind them settles."""
    for match in _LOOSE.finditer(draft.kinds):
        judging = draft.kinds[match.start()] == LETTER["judging"]
        if judging and (" " not in draft.tokens[match.start()].key or _is_coded(draft, match.end())):
            continue
        if not any(item.start > match.start() and _is_firm(draft, item, match.end()) for item in amounts):
            yield draft.slot(*match.span())


def _judging(draft: Draft, amounts: Sequence[Found]) -> Iterator[Slot]:
    """Judging words, which an amount in brackets or behind a colon settles ("high coverage (> 80%)")."""
    bare, quote = is_bare(draft, amounts), range(*quoted(draft))
    for match in _JUDGING.finditer(draft.kinds):
        at, end = match.span()
        if " " in draft.tokens[at].key or _REMARK.search(draft.kinds, 0, end):
            continue
        if at in quote or is_name_part(draft, at, bare=bare) or (amounts and draft.kinds[end : end + 1] == _COLON):
            continue
        if not any(_settles(draft, at, item) for item in amounts):
            yield draft.slot(at, end)


def _graded(draft: Draft, amounts: Sequence[Found]) -> Iterator[Slot]:
    """Adjectives of size before a metric, in languages where they are plain elsewhere: "hoge bezetting"."""
    for match in _GRADED.finditer(draft.kinds):
        grading = draft.tokens[match.start()].key in draft.lexicon.sets["grading"]
        if grading and not any(_settles(draft, match.start(), item) for item in amounts):
            yield draft.slot(*match.span())


def _is_coded(draft: Draft, at: int) -> bool:
    """True for the "2F" of "op niveau 2F", a level that has a name."""
    return at < len(draft.tokens) and draft.tokens[at].kind in ("code", "number")


def _is_perceived(draft: Draft, amounts: Sequence[Found]) -> bool:
    """True for a share of people who feel something ("85% of children feel safe"): a survey counts them."""
    if not any(item.amount.quantity.unit == "%" and not item.relative for item in amounts):
        return False
    return any(token.key in draft.lexicon.sets["perceiving"] for token in draft.tokens)


def _is_firm(draft: Draft, item: Found, end: int) -> bool:
    """True for a floor, cap or end value; a comma right behind the hedge says none ("where possible, 80%")."""
    return item.amount.quantity.comparator is not None or (
        item.start > end + (draft.tokens[end].kind == "comma")
        and draft.tokens[item.start - 1].kind in ("to", "until", "comma", "open", "colon")
    )


def _settles(draft: Draft, at: int, item: Found) -> bool:
    """True for "fast (< 2 hours)"; a number of things doesn't say what is meant ("innovative solutions: ≥ 3")."""
    if not 0 < item.start - at <= 6:
        return False
    if item.amount.quantity.unit is None and draft.tokens[at].key not in draft.lexicon.sets["grading"]:
        return False
    return item.amount.quantity.comparator is not None and draft.tokens[item.start - 1].kind in (
        "open",
        "colon",
    )


def first_of(draft: Draft, kind: str) -> Slot | None:
    """Return the first token of a kind."""
    at = draft.kinds.find(LETTER[kind])
    return draft.slot(at, at + 1) if at >= 0 else None
