"""Prepare the language packs for the wheel; see kpi_sheets/language/prepared.py."""

from __future__ import annotations

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PreparePacks(BuildHookInterface[Any]):
    """Write what is prepared beside the packs: into the wheel, and into the checkout that is installed as editable."""

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        """Run before the files of the wheel are gathered."""
        sys.path.insert(0, self.root)
        from kpi_sheets.prepare import prepare

        prepare()
