"""KPIs in Excel workbooks: read them, lint them, compute their status.

    kpi_sheets.lint("kpis.xlsx")                       → list[Finding]
    kpi_sheets.status("kpis.xlsx")                     → list[Standing]
    kpi_sheets.refresh("kpis.xlsx")                    → Refreshed
    kpi_sheets.check("10 new customers per month")     → Judged

They are documented in `kpi_sheets.library`, and imported when they are first used.
"""

from __future__ import annotations

import sys
from types import ModuleType

TYPE_CHECKING = False  # as type checkers know it; to import typing takes longer than all the rest
if TYPE_CHECKING:
    from collections.abc import Callable

    from kpi_sheets.library import Finding, Judged, Refreshed, Standing, check, lint, refresh, status
    from kpi_sheets.model import KpiSheetsError

__all__ = ["Finding", "Judged", "KpiSheetsError", "Refreshed", "Standing", "check", "lint", "refresh", "status"]


class _Name:
    """A name that is looked up in the library when it is used.

    `lint` and `status` are also rooms of this package. Whoever imports a room has its name bound here; this descriptor
    keeps the name for the function.
    """

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, _package: ModuleType | None, _owner: type | None = None) -> object:
        from kpi_sheets import library

        return getattr(library, self._name)

    def __set__(self, _package: ModuleType, _room: object) -> None:
        """Leave the name to the function."""


class _Package(ModuleType):
    check, lint, refresh, status = _Name(), _Name(), _Name(), _Name()
    Finding, Judged, KpiSheetsError, Refreshed, Standing = _Name(), _Name(), _Name(), _Name(), _Name()

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        """Travel as a module does: a function that is sent to another machine takes what it uses along by name."""
        return __import__, (self.__name__,)


sys.modules[__name__].__class__ = _Package
