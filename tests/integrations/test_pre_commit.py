"""In real use: the hooks, installed from this repository by pre-commit and by prek, and the README's first command."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.blocks import blocks
from tests.integrations.repos import AUTHOR, is_checkout, online, repository, run

pytestmark = [online, pytest.mark.skipif(not is_checkout(), reason="hooks are installed from a git repository")]

CONFIG = """
repos:
  - repo: {source}
    rev: {rev}
    hooks:
      - id: kpi-sheets-lint
        args: [--as-of, "2026-11-24"]
      - id: kpi-sheets-fix
        stages: [manual]
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The project as it stands, committed in a repository of its own: a hook is installed from a commit."""
    folder = tmp_path_factory.mktemp("source")
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    run("git", "init", "-q", cwd=folder)
    run("git", "add", "-A", cwd=folder)
    run("git", *AUTHOR, "commit", "-qm", "as it stands", cwd=folder)
    return folder, run("git", "rev-parse", "HEAD", cwd=folder).stdout.strip()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the programs keep what they install, so that it is installed once."""
    return str(tmp_path_factory.mktemp("home"))


@pytest.fixture(params=["pre_commit", "prek"])
def repo(request: pytest.FixtureRequest, tmp_path: Path, source: tuple[Path, str], home: str):
    """A repository that has the hooks, and the program that runs them."""
    config = CONFIG.format(source=source[0], rev=source[1])
    folder = repository(tmp_path / "repo", {".pre-commit-config.yaml": config})
    program = [sys.executable, "-m", request.param]
    environment = {"PRE_COMMIT_HOME": home, "PREK_HOME": f"{home}/prek"}
    return folder, lambda *arguments: run(*program, *arguments, cwd=folder, **environment)


def test_a_commit_with_a_bad_workbook_fails_and_one_with_a_good_one_passes(repo) -> None:
    folder, hooks = repo
    bad = hooks("run", "kpi-sheets-lint", "--all-files")
    assert bad.returncode == 1, bad.stdout + bad.stderr
    assert "bad.XLSX:KPIs!" in bad.stdout
    assert "M201 no-target" in bad.stdout
    assert "~$" not in bad.stdout
    run("git", "rm", "-q", "-f", "bad.XLSX", cwd=folder)
    good = hooks("run", "kpi-sheets-lint", "--all-files")
    assert good.returncode == 0, good.stdout + good.stderr
    skipped = hooks("run", "kpi-sheets-lint", "--files", "notes.md")
    assert skipped.returncode == 0
    assert "no files to check" in skipped.stdout


def test_a_fix_is_made_in_the_working_copy(repo) -> None:
    from tests.books import row, save

    folder, hooks = repo
    save(folder / "bad.XLSX", [row(1, Target="10"), row(2)])
    run("git", "add", "-A", cwd=folder)
    fixed = hooks("run", "kpi-sheets-fix", "--hook-stage", "manual", "--files", "bad.XLSX")
    assert fixed.returncode == 1
    assert "files were modified by this hook" in fixed.stdout
    run("git", "add", "-A", cwd=folder)
    assert hooks("run", "kpi-sheets-lint", "--all-files").returncode == 0


def test_try_repo(tmp_path: Path, source: tuple[Path, str], home: str) -> None:
    folder = repository(tmp_path / "repo")
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(source[0]), "kpi-sheets-refresh-check"]
    tried = run(*command, "--all-files", "--verbose", cwd=folder, PRE_COMMIT_HOME=home)
    assert tried.returncode == 0, tried.stdout + tried.stderr
    assert "good.xlsx: 2 KPIs, up to date" in tried.stdout


def test_the_first_command_of_the_readme(source: tuple[Path, str]) -> None:
    (block,) = (block for block in blocks(ROOT / "README.md") if "lint the samples" in block.remarks)
    done = run("bash", "-c", block.text, cwd=source[0])
    assert done.returncode == 1, done.stderr
    assert "4 workbooks, 38 KPIs" in done.stdout
