"""Read the digits of a number as the writer's language means them."""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[\s']")
_GROUPED = {separator: re.compile(rf"[1-9]\d{{0,2}}(?:{re.escape(separator)}\d{{3}})+") for separator in ",."}


def read_number(digits: str, decimal: str) -> float | None:
    """Return the value of digits with separators; `decimal` ("," or ".") is the language's decimal mark.

    The language decides only where the digits leave a doubt: "10.000" is ten thousand in Dutch and ten in
    English, but "1,250,000" and "10.5" mean the same everywhere. None for what is no number, such as
    "1.2.3".
    """
    if digits.isdecimal():
        return float(digits)
    digits = _BLANKS.sub("", digits)
    marks = [character for character in digits if character in ",."]
    if not marks:
        return float(digits)
    last = marks[-1]
    whole, _, rest = digits.rpartition(last)
    if len(set(marks)) == 2:
        other = "," if last == "." else "."
        return _value(whole.replace(other, ""), rest) if _GROUPED[other].fullmatch(whole) else None
    if len(marks) > 1:
        return float(digits.replace(last, "")) if _GROUPED[last].fullmatch(digits) else None
    if last != decimal and _GROUPED[last].fullmatch(digits):
        return float(digits.replace(last, ""))
    return _value(whole, rest)


def write_number(value: float, decimal: str, group: str) -> str:
    """Return the shortest digits that `read_number` reads back as the value.

    They are grouped from five digits on, and where four could be taken for a year: 1.990.
    """
    whole, _, rest = _without_exponent(repr(value)).removesuffix(".0").partition(".")
    digits = whole.lstrip("-")
    if len(digits) > 4 or (len(digits) == 4 and digits.startswith(("19", "20", "21"))):
        whole = f"{int(whole):,}".replace(",", group)
    return f"{whole}{decimal}{rest}" if rest.strip("0") else whole


def _without_exponent(shortest: str) -> str:
    if not shortest.strip("-.0123456789"):
        return shortest
    from decimal import Decimal  # 1e+16 and 1e-05 are seldom what a KPI holds

    return format(Decimal(shortest), "f")


def _value(whole: str, rest: str) -> float:
    return float(f"{whole or 0}.{rest or 0}")
