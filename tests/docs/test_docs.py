"""Every command in the docs is run, and shows what the docs say that it shows."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ALL_TESTS, ROOT
from tests.docs.blocks import COMMANDS, Block, blocks
from tests.programs import with_our_command

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
WITH_COMMANDS = [page for page in PAGES if any(block.is_run for block in blocks(page))]


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=name_of)
def test_commands(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sample_workbooks", tmp_path / "sample_workbooks")
    environment = {**os.environ, **with_our_command(tmp_path), "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    environment |= {
        f"GIT_{who}_{what}": "tests@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    environment.pop("GITHUB_ACTIONS", None)
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    for block in blocks(page):
        if block.file:
            target = tmp_path / block.file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8")
        elif block.is_run and is_possible(block):
            play(block, tmp_path, environment)


def is_possible(block: Block) -> bool:
    """True when what the block needs is here; where all tests are to run, it has to be."""
    needed = filter(None, (block.remark("needs") or "").split(", "))
    return bool(os.environ.get(ALL_TESTS)) or (
        block.remark("online") is None and all(importlib.util.find_spec(module) for module in needed)
    )


def play(block: Block, folder: Path, environment: dict[str, str]) -> None:
    """Run the commands of a block; only the last may end with another code than 0, and only with the one it says."""
    commands = block.commands()
    for number, (command, shown) in enumerate(commands, 1):
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        said = done.stdout + done.stderr
        assert done.returncode == (int(block.remark("exit") or 0) if number == len(commands) else 0), (
            f"{command}\n{said}"
        )
        assert [line for line in shown if not is_said(line, said)] == [], f"{command}\n{said}"


def is_said(shown: str, said: str) -> bool:
    """True when a line is shown; "…" within it stands for anything."""
    pattern = ".*".join(map(re.escape, shown.rstrip().split("…")))
    return any(re.fullmatch(pattern, line.rstrip()) for line in said.splitlines())


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_what_is_not_run_says_why(page: Path) -> None:
    for block in blocks(page):
        assert block.remark("not run") != "", block.text
        assert block.language in COMMANDS or not re.search(
            r"^(\$ |kpi-sheets \w|pip install)", block.text, re.MULTILINE
        ), f"mark the commands as sh or console: {block.text}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[\w-]*)?\)", page.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_the_page_of_the_commands_is_what_they_say() -> None:
    spec = importlib.util.spec_from_file_location("make_commands_doc", ROOT / "scripts" / "make_commands_doc.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.TARGET.read_text(encoding="utf-8") == script.page(), "run: python scripts/make_commands_doc.py"
