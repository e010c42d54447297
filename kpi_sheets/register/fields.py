"""The fields of a KPI, kept small: a field and its cell are made when they are looked at.

A long table has a dozen fields a row, nearly all of them plain cells. What its rows have in common, which field stands
in which column with which number format, is kept once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from kpi_sheets.model import Cell, Field, Kpi, Source
from kpi_sheets.typed import Any

MOST_SHAPES = 1_000  # rows of so many kinds share what they have in common

_Place = tuple[Source | None, int, str]  # of a field: its source (None: kept as it is), column (0: no cell), format
_new = tuple.__new__  # skips the keyword handling of Field(…), half of what a field costs


def kept_small(kpi: Kpi) -> Kpi:
    """Return a KPI that stands in a row, its fields kept small."""
    return kpi._replace(fields=_Fields(kpi.fields, kpi.row))


class _Fields(Mapping[str, Field]):
    __slots__ = ("_kept", "_places", "_row")

    def __init__(self, fields: Mapping[str, Field], row: int) -> None:
        shape: list[tuple[str, _Place]] = []
        kept: list[object] = []
        for key, field in fields.items():
            value, cell, source = field
            if cell is None:
                shape.append((key, (source, 0, "")))
                kept += (value, None)
            elif cell.row == row and cell.formula is None and cell.comment is None:
                shape.append((key, (source, cell.column, cell.number_format)))
                kept += (value, cell.value)
            else:
                shape.append((key, (None, 0, "")))
                kept += (field, None)
        self._row = row
        self._places = _places(tuple(shape))
        self._kept: tuple[Any, ...] = tuple(kept)

    def __getitem__(self, key: str) -> Field:
        return self._field(*self._places[key])

    def get(self, key: str, default: Any = None) -> Any:
        place = self._places.get(key)
        return self._field(*place) if place else default

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __repr__(self) -> str:
        return repr(dict(self))

    def _field(self, at: int, source: Source | None, column: int, number_format: str) -> Field:
        value = self._kept[at]
        if source is None:
            whole: Field = value
            return whole
        cell = _new(Cell, (self._row, column, self._kept[at + 1], number_format, None, None)) if column else None
        return _new(Field, (value, cell, source))


@lru_cache(MOST_SHAPES)
def _places(shape: tuple[tuple[str, _Place], ...]) -> Mapping[str, tuple[int, Source | None, int, str]]:
    """Return by key where the two parts of a field are kept, its value and its cell's, and what its cell is like."""
    return {key: (2 * number, *place) for number, (key, place) in enumerate(shape)}
