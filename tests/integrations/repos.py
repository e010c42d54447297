"""Temporary git repositories with good and bad workbooks in them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.books import row, save
from tests.conftest import ALL_TESTS, ROOT

online = pytest.mark.skipif(
    not os.environ.get(ALL_TESTS),
    reason=f"installs the package and what it needs from PyPI; runs with {ALL_TESTS}=1",
)
AUTHOR = ("-c", "user.name=tests", "-c", "user.email=tests@example.org")


def repository(folder: Path, files: Mapping[str, str] | None = None) -> Path:
    """Make a repository with a good workbook, a bad one, a lock file and a text file under a workbook's name."""
    folder.mkdir(parents=True, exist_ok=True)
    run("git", "init", "-q", "-b", "main", cwd=folder)
    save(folder / "good.xlsx", [row(1), row(2)])
    save(folder / "bad.XLSX", [row(1, Target=None), row(2)])
    (folder / "~$good.xlsx").write_bytes(b"\x04Anna" + bytes(160))
    (folder / "notes.md").write_text("# Notes\n")
    for name, text in (files or {}).items():
        (folder / name).write_text(text)
    run("git", "add", "-A", cwd=folder)
    return folder


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program and return what came of it, its output as text."""
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


def is_checkout() -> bool:
    """True when the project stands in a git repository of its own, as hooks are installed from."""
    return (ROOT / ".git").exists()
