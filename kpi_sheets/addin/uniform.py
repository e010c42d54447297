"""Find out what differs within a range by asking for the whole, then for halves: few questions where cells agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kpi_sheets.workbook import Range

DEFAULT_FORMAT = "General"


def formats(rows: Sequence[int], ask: Callable[[int, int], object]) -> Iterator[tuple[int, str]]:
    """Yield each row with its number format; `ask(first, last)` gives the one of all rows between, or no text.

    Blank rows in between count for the answer, so they can cost a question, never a wrong one.
    """
    left = [(0, len(rows) - 1)] if rows else []
    while left:
        start, end = left.pop()
        answer = ask(rows[start], rows[end])
        if isinstance(answer, str) or start == end:
            found = answer if isinstance(answer, str) else DEFAULT_FORMAT
            yield from ((rows[number], found) for number in range(start, end + 1))
        else:
            middle = (start + end) // 2
            left += [(start, middle), (middle + 1, end)]


def merges(whole: Range, is_merged: Callable[[Range], object], area: Callable[[int, int], Range]) -> tuple[Range, ...]:
    """Return the merged areas within a range, from the top left.

    `is_merged` gives False for a range that has no merged cell; `area` the merged area that a cell lies in.
    """
    found: set[Range] = set()
    left = [whole]
    while left:
        part = left.pop()
        if any(_covers(known, part) for known in found) or is_merged(part) is False:
            continue
        if part.first_row == part.last_row and part.first_column == part.last_column:
            found.add(area(part.first_row, part.first_column))
        else:
            left += _halves(part)
    return tuple(sorted(found))


def _covers(outer: Range, inner: Range) -> bool:
    return outer.holds(inner.first_row, inner.first_column) and outer.holds(inner.last_row, inner.last_column)


def _halves(part: Range) -> tuple[Range, Range]:
    top, left, bottom, right = part
    if bottom - top >= right - left:
        middle = (top + bottom) // 2
        return Range(top, left, middle, right), Range(middle + 1, left, bottom, right)
    middle = (left + right) // 2
    return Range(top, left, bottom, middle), Range(top, middle + 1, bottom, right)
