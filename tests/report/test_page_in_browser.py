"""The page in a real browser: at every width, without a message or a request, for everyone, and on paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import ROOT, missing
from tests.report.pages import every_shape, hostile, page

AXE = ROOT / "tests" / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (360, 901, 1400)  # a phone, the narrowest window with a table, a screen
BOOKS = ("every shape", "hostile", "sample")

pytestmark = pytest.mark.needs("chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield program
        program.close()


@pytest.fixture(scope="module", params=BOOKS)
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page on disk."""
    folder = tmp_path_factory.mktemp("pages")
    books = {
        "every shape": lambda: every_shape(folder / "kpis.xlsx"),
        "hostile": lambda: hostile(folder / "kpis.xlsx"),
        "sample": lambda: ROOT / "sample_workbooks" / "register-nl.xlsx",
    }
    (folder / "report.html").write_text(page(books[request.param]()), encoding="utf-8")
    return folder / "report.html"


class Visit:
    """A page that was opened at a width: what it said and what it asked for."""

    def __init__(self, browser: Browser, file: Path, width: int = 1400, *, script: bool = True) -> None:
        self.said: list[str] = []
        self.asked: list[str] = []
        self._context = browser.new_context(
            viewport={"width": width, "height": 800}, bypass_csp=script, java_script_enabled=script
        )
        self.page: Page = self._context.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri())

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self._context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_its_width_in_silence(browser: Browser, file: Path, width: int) -> None:
    """No element is wider than the page, and no label of a chart leaves its frame."""
    outside = """() => [...document.querySelectorAll("main *:not(.hidden), svg text")]
        .filter(e => e.checkVisibility() && !e.closest("thead") && e.getBoundingClientRect().width)
        .filter(e => { const box = e.getBoundingClientRect();
                       const frame = (e.closest("svg.chart") || document.body).getBoundingClientRect();
                       return box.left < frame.left - 1 || box.right > frame.right + 1; })
        .map(e => e.outerHTML.slice(0, 200))"""
    with Visit(browser, file, width) as visit:
        assert visit.page.evaluate("document.documentElement.scrollWidth") == width
        assert visit.page.evaluate(outside) == []
        assert (visit.said, visit.asked) == ([], [file.as_uri()])


@pytest.mark.parametrize("width", [360, 1400])
def test_axe_finds_nothing_serious(browser: Browser, file: Path, width: int) -> None:
    if not AXE.is_file():
        missing("axe-core (npm install --prefix tests)")
    with Visit(browser, file, width) as visit:
        visit.page.add_script_tag(path=AXE)
        found = visit.page.evaluate("axe.run().then(result => result.violations)")
    serious = [rule for rule in found if rule["impact"] in ("serious", "critical")]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in serious] == []


def test_it_needs_no_script(browser: Browser, file: Path) -> None:
    with Visit(browser, file, script=False) as visit:
        assert visit.page.locator("h1").is_visible()
        assert visit.page.locator("table.kpis tbody tr").count() == visit.page.locator("figure").count()


def test_the_keyboard_goes_to_the_content_to_a_chart_and_opens_its_table(browser: Browser, file: Path) -> None:
    with Visit(browser, file) as visit:
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.getAttribute('href')") == "#content"
        visit.page.locator("table.kpis a").first.focus()
        visit.page.keyboard.press("Enter")
        assert visit.page.evaluate("document.querySelector('figure:target').id") == "kpi-1"
        for summary in visit.page.locator("figure summary").all()[:1]:
            summary.focus()
            visit.page.keyboard.press("Enter")
            assert visit.page.locator("figure details[open] table").first.is_visible()


@pytest.mark.needs("pdfinfo")
def test_it_prints_on_a4(browser: Browser, file: Path, tmp_path: Path) -> None:
    with Visit(browser, file) as visit:
        visit.page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    told = subprocess.run(["pdfinfo", tmp_path / "report.pdf"], capture_output=True, text=True, check=True).stdout
    size = re.search(r"Page size: +([\d.]+) x ([\d.]+)", told)
    assert size
    assert [round(float(points)) for points in size.groups()] == [595, 842]
    (pages,) = re.findall(r"Pages: +(\d+)", told)
    text = subprocess.run(
        ["pdftotext", tmp_path / "report.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert f"{pages}/{pages}" in text.replace(" ", "")
