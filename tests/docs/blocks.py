"""The fenced blocks of a page, and what the comment above each says about it.

<!-- not run: why -->     a command that a test can't run
<!-- online -->           one that installs something: run where KPI_SHEETS_ALL_TESTS is set
<!-- needs: dask -->      one that needs these modules, and is skipped without them
<!-- exit 1 -->           its last command ends with this code
<!-- file: NAME -->       no command, but a file that the next ones need
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

FENCE = re.compile(r"((?:^<!--.*?-->\n)*)^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = ("sh", "console", "python")


class Block(NamedTuple):
    """A fenced block: its language, its text, and the comments above it."""

    language: str
    text: str
    remarks: tuple[str, ...]

    def remark(self, name: str) -> str | None:
        """Return what a comment says after its name, None when there is none of that name."""
        found = (remark.removeprefix(name).lstrip(": ") for remark in self.remarks if remark.startswith(name))
        return next(found, None)

    @property
    def file(self) -> str:
        """The name of the file that it is, "" for another block."""
        return self.remark("file") or ""

    @property
    def is_run(self) -> bool:
        """True for commands and programs that a test can run."""
        return self.language in COMMANDS and not self.file and self.remark("not run") is None

    def commands(self) -> list[tuple[str, list[str]]]:
        """Return each command with the output that is shown below it; a line "…" stands for lines left out."""
        if self.language == "sh":
            return [(self.text.rstrip(), [])]
        if self.language == "python":
            return [(f"python - <<'END_OF_PYTHON'\n{self.text}END_OF_PYTHON", [])]
        found: list[tuple[str, list[str]]] = []
        for line in self.text.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif line.strip() and line != "…":
                found[-1][1].append(line)
        return found


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, from top to bottom."""
    found = FENCE.findall(page.read_text(encoding="utf-8"))
    return [Block(language, text, tuple(re.findall(r"<!-- (.*?) -->", remarks))) for remarks, language, text in found]
