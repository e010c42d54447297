"""The two programs in which each case of the add-in runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlwings as xw

from tests.addin.engine import opened
from tests.addin.openpyxl_book import OpenBook
from tests.conftest import ALL_TESTS

Open = Callable[[Path], xw.Book]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    from tests.addin.office import Office, module

    try:
        module()
    except ImportError:
        message = "python3-uno is not installed"
        pytest.fail(message) if os.environ.get(ALL_TESTS) else pytest.skip(message)
    program = Office(tmp_path_factory.mktemp("office"), "--headless")
    yield program
    program.close()


@pytest.fixture(params=["openpyxl", pytest.param("libreoffice", marks=pytest.mark.needs("soffice"))])
def program(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def open_book(program: str, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Open a workbook in a program, as xlwings sees it; `impl.backend.save(path)` stores it."""
    if program == "openpyxl":
        yield lambda path: opened(OpenBook(path))
        return
    from kpi_sheets.addin.libreoffice.calc import CalcBook
    from tests.addin.office import save

    office, documents = request.getfixturevalue("office"), []

    def open_in_office(path: Path) -> xw.Book:
        documents.append(office.open(path))
        backend = CalcBook(documents[-1])
        backend.save = lambda target: save(backend.document, target)
        return opened(backend)

    yield open_in_office
    for document in documents:
        document.close(True)
