"""What the tests share: where things stand, and which programs they need."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORPUS = Path(os.environ.get("KPI_SHEETS_CORPUS", ROOT.parent / "shared" / "corpus"))
ALL_TESTS = "KPI_SHEETS_ALL_TESTS"  # set where every program is installed: there a missing one is a failure


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(program): skip the test where this program is not installed")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("needs"):
        program = marker.args[0]
        if shutil.which(program) is None:
            missing(program)


def missing(what: str) -> None:
    """Leave the test, since it can't do without this; a failure where everything should be there."""
    message = f"{what} is not installed"
    pytest.fail(message) if os.environ.get(ALL_TESTS) else pytest.skip(message)
