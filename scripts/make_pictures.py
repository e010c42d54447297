"""Make the pictures of the report and of the terminal in docs/pictures, from real runs.

    python scripts/make_pictures.py     needs chromium, pdftoppm and what the extra `dev` installs

The report is about a new starter workbook, the terminal shows the sample workbooks.
"""

from __future__ import annotations

import io
import os
import pty
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
AS_OF = "2026-11-24"
SCREEN, PHONE, GAP = ViewportSize(width=1100, height=1500), ViewportSize(width=360, height=780), 12
COLUMNS = 108
THEME = TerminalTheme(
    (255, 255, 255),
    (31, 41, 51),
    [
        (31, 41, 51),
        (161, 29, 22),
        (12, 102, 97),
        (138, 82, 0),
        (18, 57, 91),
        (90, 60, 120),
        (0, 95, 120),
        (82, 96, 109),
    ],
)
TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 14px 18px; width: max-content; color: {foreground}; background: {background}; }}
pre {{ margin: 0; font: 14px/1.4 "DejaVu Sans Mono", monospace; }}</style><pre>{code}</pre>"""
RUNS = {  # what the picture is called, the command, and how many of its lines are shown
    "terminal-lint": ("lint sample_workbooks/practice-en.xlsx", 16),
    "terminal-status": ("status sample_workbooks/practice-en.xlsx", 30),
    "terminal-show": ("show sample_workbooks/register-en.xlsx", 18),
}


def main() -> None:
    """Make all of them anew."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        _report(browser, Path(folder))
        for name, (command, lines) in RUNS.items():
            _terminal(browser, name, command, lines)
        browser.close()


def _report(browser: Browser, folder: Path) -> None:
    book, page = folder / "kpis.xlsx", folder / "report.html"
    _run("new", str(book), "--language", "en", "--as-of", AS_OF)
    _run("report", str(book), "-o", str(page), "--as-of", AS_OF)
    opened = browser.new_page(viewport=SCREEN)
    opened.goto(page.as_uri())
    _save(Image.open(io.BytesIO(opened.screenshot())), "report")
    _save(_top(opened.locator(".groups").screenshot(), 860), "report-charts")
    opened.pdf(path=folder / "report.pdf", prefer_css_page_size=True)
    subprocess.run(["pdftoppm", "-png", "-r", "60", "-l", "3", folder / "report.pdf", folder / "p"], check=True)
    _save(_beside([Image.open(file) for file in sorted(folder.glob("p-*.png"))]), "report-print")
    opened.set_viewport_size(PHONE)
    _save(_beside([_at(opened, part) for part in ("header", "#list", "#kpi-1")]), "report-phone")


def _at(page: Page, part: str) -> Image.Image:
    page.locator(part).evaluate("part => part.scrollIntoView()")
    return Image.open(io.BytesIO(page.screenshot()))


def _terminal(browser: Browser, name: str, command: str, lines: int) -> None:
    shown = _in_terminal(*command.split(), *() if command.startswith("show") else ("--as-of", AS_OF))
    text = "\n".join([f"$ kpi-sheets {command}", *shown.splitlines()[:lines]])
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    console.print(Text.from_ansi(text))
    page = browser.new_page(viewport={"width": 1000, "height": 100})
    page.set_content(console.export_html(theme=THEME, code_format=TERMINAL, inline_styles=True))
    _save(Image.open(io.BytesIO(page.locator("body").screenshot())), name)


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "kpi_sheets", *arguments], cwd=ROOT, check=True)


def _in_terminal(*arguments: str) -> str:
    """Return what a command prints in a terminal, its colours included."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kpi_sheets", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=theirs):
        os.close(theirs)
        return b"".join(_pieces(ours)).decode().replace("\r\n", "\n")


def _pieces(terminal: int) -> list[bytes]:
    pieces: list[bytes] = []
    while True:
        try:
            piece = os.read(terminal, 1 << 16)
        except OSError:  # on Linux that is how the end of a terminal shows
            return pieces
        if not piece:
            return pieces
        pieces.append(piece)


def _top(data: bytes, height: int) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    return picture.crop((0, 0, picture.width, min(height, picture.height)))


def _beside(pages: Sequence[Image.Image]) -> Image.Image:
    width, height = sum(page.width + GAP for page in pages) + GAP, pages[0].height + 2 * GAP
    sheet = Image.new("RGB", (width, height), (123, 135, 148))
    for number, page in enumerate(pages):
        sheet.paste(page, (GAP + number * (page.width + GAP), GAP))
    return sheet


def _save(picture: Image.Image, name: str) -> None:
    small = picture.convert("RGB").quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small.save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
