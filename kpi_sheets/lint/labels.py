"""The three labels of a statement, from the codes that it gets."""

from __future__ import annotations

from collections.abc import Iterable

LABEL_CODES = {
    "specific": ("S101", "S102", "S103", "S105", "S107"),
    "measurable": ("M201",),
    "time_bound": ("T501", "T502"),
}


def labels(codes: Iterable[str]) -> dict[str, bool]:
    """Return {"specific": …, "measurable": …, "time_bound": …}: true when none of the label's codes is there."""
    found = set(codes)
    return {label: found.isdisjoint(deciding) for label, deciding in LABEL_CODES.items()}
