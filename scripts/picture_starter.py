"""Make the pictures of the starter workbook in docs/pictures, as LibreOffice prints it.

    python scripts/picture_starter.py     needs soffice and pdftoppm

One picture a sheet; the check sheet is that of the practice workbook, for of a good one it has nothing to say.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops, ImageOps

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
AS_OF = "2026-11-24"
MARGIN = 14
TALLEST = 1.5  # of a picture's width: the measurements go on for pages


class Shot(NamedTuple):
    """A picture: its name, the page of the printed workbook, and its resolution in dots an inch."""

    name: str
    page: int
    dots: int


BOOK = (
    Shot("starter-start", 1, 72),
    Shot("starter-register", 2, 110),
    Shot("starter-measurements", 3, 60),
    Shot("starter-dashboard", 9, 105),
    Shot("starter-charts", 10, 90),
    Shot("starter-lists", 12, 72),
)
PRACTICE = (Shot("starter-check", 6, 72),)


def main() -> None:
    """Make all of them anew."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for shots, options in ((BOOK, ()), (PRACTICE, ("--practice",))):
            pdf = _printed(folder, *options)
            for shot in shots:
                _save(_page(folder, pdf, shot), shot.name)


def _printed(folder: Path, *options: str) -> Path:
    book = folder / "kpis.xlsx"
    command = [sys.executable, "-m", "kpi_sheets", "new", str(book), "--language", "en", "--as-of", AS_OF, "--force"]
    subprocess.run([*command, *options], cwd=ROOT, check=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(book)]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    return book.with_suffix(".pdf")


def _page(folder: Path, pdf: Path, shot: Shot) -> Image.Image:
    page = str(shot.page)
    out = folder / shot.name
    command = ["pdftoppm", "-png", "-singlefile", "-r", str(shot.dots), "-f", page, "-l", page, str(pdf), str(out)]
    subprocess.run(command, check=True, timeout=60)
    return _trimmed(Image.open(out.with_suffix(".png")).convert("RGB"))


def _trimmed(page: Image.Image) -> Image.Image:
    """Cut the paper's margins off, and the page number at the foot."""
    page = page.crop((0, 0, page.width, page.height - round(page.height * 0.06)))
    box = ImageChops.difference(page, Image.new("RGB", page.size, "white")).getbbox() or (0, 0, *page.size)
    left, top, right, bottom = box
    bottom = min(bottom, top + round((right - left) * TALLEST))
    return ImageOps.expand(page.crop((left, top, right, bottom)), MARGIN, "white")


def _save(picture: Image.Image, name: str) -> None:
    small = picture.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small.save(PICTURES / f"{name}.png", optimize=True)
    print(f"{name}.png {picture.width} × {picture.height}")


if __name__ == "__main__":
    main()
