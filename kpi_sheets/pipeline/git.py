"""Ask git for an earlier version of a file. No shell, no textconv, no path that could pass for an option."""

from __future__ import annotations

import subprocess
from functools import lru_cache
from pathlib import Path

from kpi_sheets.model import KpiSheetsError

TIMEOUT = 60  # seconds


class GitError(KpiSheetsError):
    """There is no git, no repository, or no such revision."""


def earlier(path: str, revision: str) -> bytes | None:
    """Return a file as it was in a revision, None when it was not there.

    Raises GitError when the file lies in no repository or the repository has no such revision.
    """
    file = Path(path).resolve()
    commit = _commit(file.parent, revision)
    name = f"{commit}:./{file.name}"
    if _git(file.parent, "cat-file", "-e", name).returncode:
        return None
    shown = _git(file.parent, "cat-file", "blob", name)
    if shown.returncode:
        raise GitError(f"{path}: git can't give it as it was in {revision}: {_last_line(shown.stderr)}")
    return shown.stdout


@lru_cache
def _commit(folder: Path, revision: str) -> str:
    if _git(folder, "rev-parse", "--is-inside-work-tree").returncode:
        raise GitError(f"{folder}: --changed-since needs a git repository, and this folder is in none")
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode:
        raise GitError(f'there is no revision "{revision}" in the git repository of {folder}; try HEAD or main')
    return found.stdout.decode("ascii").strip()


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)  # noqa: S603  no shell
    except FileNotFoundError as error:
        raise GitError("--changed-since needs git, and it is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise GitError(f"git did not answer within {TIMEOUT} seconds") from error


def _last_line(output: bytes) -> str:
    return next(reversed(output.decode("utf-8", errors="replace").splitlines()), "no reason given")
