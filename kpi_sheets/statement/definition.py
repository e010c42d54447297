"""Numbers inside the definition of what is measured: "% klachten opgelost binnen 48 uur" has no target."""

from __future__ import annotations

from kpi_sheets.statement.kinds import LETTER, letters, pattern
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi_sheets.statement.draft import Draft

_LED = pattern("(?:article|code|quote|open|close|dash|number stop){0,4} ")
_TIMED = pattern("before? any_number (?:(?:dash|to|until|and) any_number)? time_unit after?", needs="unit day calendar")
_COUNTED = pattern("before? currency? any_number (?:time_unit|measure|currency|noun|after)")
_ANY = pattern("before? currency? any_number (?:slash any_number)?")
_TARGET = pattern("plain any_number|. (?:before any_number|any_number time_unit)")  # "gemiddeld maximaal 35 dagen"
_PERCENT_BEHIND = pattern("open percent close$", needs="percent")  # "patients treated within 18 weeks (%)"
_COMMA = LETTER["comma"]
_ENDS = letters("colon", "target", "stop")
_SKIPPED = letters("article", "code", "quote", "open", "close", "dash", "pronoun", "acronym", "goal", "change")


def mask_definition(draft: Draft) -> bool:
    """Take out numbers that define a share or a count; True when the statement begins with one."""
    led = False
    start = 0
    for at in range(len(draft.kinds) + 1):
        if at == len(draft.kinds) or (draft.kinds[at] in _ENDS and not _is_described(draft, at)):
            if _begins_with_statistic(draft, start, at) or _PERCENT_BEHIND.search(draft.kinds, start, at):
                led = True
                _mask(draft, start, at)
            start = at + 1
    return led


def _is_described(draft: Draft, at: int) -> bool:
    """True for a norm that is part of the definition: "binnen de wettelijke norm"."""
    return (
        draft.tokens[at].kind == "target"
        and at > 1
        and draft.kinds[at - 1] not in _LABELS
        and (
            LETTER["article"] in draft.kinds[max(0, at - 3) : at]
            or LETTER["masked"] in draft.kinds[max(0, at - 3) : at]
        )
    )


_LABELS = letters("comma", "colon", "stop", "open", "close")


def _begins_with_statistic(draft: Draft, start: int, end: int) -> bool:
    statistics = draft.lexicon.sets["statistic"]
    for at in range(start, min(end, start + 5)):
        token = draft.tokens[at]
        if token.kind == "percent" or token.key.partition(" ")[0] in statistics:
            if _TARGET.match(draft.kinds, at):  # what is wanted, not what is counted
                return False
            return at == start or draft.tokens[at - 1].kind not in (
                "number",
                "word_number",
                "target",
                "masked",
            )
        if draft.kinds[at] not in _SKIPPED:
            return False
    return False


def _mask(draft: Draft, start: int, end: int) -> None:
    times = list(_TIMED.finditer(draft.kinds, start, end))
    if times and not draft.is_timed(start, end):
        for match in times:
            draft.mask(*match.span())
    relative = draft.lexicon.sets["relative"]
    for at in range(start, end):
        article = draft.kinds[at] == LETTER["article"] and draft.kinds[at - 1 : at] != _COMMA  # German "der", "die"
        if draft.tokens[at].key in relative and not article:
            wanted = _ANY if draft.tokens[at].key in draft.lexicon.sets["having"] else _COUNTED
            for match in wanted.finditer(draft.kinds, at, end):
                if match.end() >= len(draft.kinds) or draft.tokens[match.end()].kind != "percent":
                    draft.mask(*match.span())
