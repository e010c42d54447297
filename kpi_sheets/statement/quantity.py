"""The value of a cell as a quantity, and a quantity as text."""

from __future__ import annotations

from kpi_sheets.model import Comparator, Quantity
from kpi_sheets.statement.amounts import Found, find_amounts, find_ratios
from kpi_sheets.statement.draft import Draft
from kpi_sheets.statement.kinds import pattern
from kpi_sheets.statement.lexicon import lexicon
from kpi_sheets.statement.names import mask_standards
from kpi_sheets.statement.numbers import write_number
from kpi_sheets.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi_sheets.language import Pack

SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.MORE_THAN: ">",
    Comparator.AT_MOST: "≤",
    Comparator.LESS_THAN: "<",
    Comparator.EQUAL: "=",
}


_RANGE = pattern("number dash year|year dash number(?!percent)")


def read_quantity(text: str, pack: Pack) -> Quantity | None:
    """Return the first quantity a cell states, or None when it states none ("n.v.t.", "TBD", "Q3").

    The language decides what its digits mean ("10.000"); a footnote mark behind it is left out ("7,2 (*)").
    """
    draft = Draft(text, lexicon(pack))
    mask_standards(draft)
    for match in _RANGE.finditer(draft.kinds):
        draft.retag(match.start(), "number")
        draft.retag(match.end() - 1, "number")
    found = find_amounts(draft, list(find_ratios(draft))) or _years_as_numbers(draft)
    return found[0].amount.quantity if found else None


def _years_as_numbers(draft: Draft) -> list[Found]:
    """Where a cell holds no other amount, 1990 in "0–1990" is no year."""
    for at, token in enumerate(draft.tokens):
        if token.kind == "year" and token.key.isdigit():
            draft.retag(at, "number")
    return find_amounts(draft, ())


def render_quantity(quantity: Quantity, pack: Pack) -> str:
    """Return a quantity as the language writes it; `read_quantity` reads it back."""
    sign = SIGNS[quantity.comparator] + " " if quantity.comparator else ""
    number = _number(quantity.value, pack)
    if quantity.high is not None:
        number += f"–{_number(quantity.high, pack)}"
    return sign + with_unit(number, quantity, pack)


def _number(value: float, pack: Pack) -> str:
    data = pack.table("pack")["numbers"]
    return write_number(value, data["decimal"], data["group"])


def with_unit(number: str, quantity: Quantity, pack: Pack) -> str:
    """Return a number that is written already with the quantity's unit before or behind it."""
    units = pack.table("pack")["units"]
    unit = quantity.unit
    if unit is None:
        return number
    if unit == "%":
        return f"{number}%"
    if unit in units["currency"]:
        return f"{units['currency'][unit][0]} {number}"
    if unit in units["time"]:
        one = quantity.value == 1 and quantity.high is None
        name = units["time"][unit][0 if one else 1]
        return f"{number} {name.capitalize() if pack.table('pack').get('capital_nouns') else name}"
    if unit == "times":
        return f"{number} {pack.table('pack')['numbers']['signs']['times'][0]}"
    return f"{number} {units['measure'][unit][0] if unit in units['measure'] else unit}"
