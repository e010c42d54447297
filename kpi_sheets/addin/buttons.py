"""The buttons as a person meets them: whatever happens ends in one sentence."""

from __future__ import annotations

import datetime as dt

from kpi_sheets.addin import log
from kpi_sheets.addin.surface import LiveBook
from kpi_sheets.addin.words import say
from kpi_sheets.model import KpiSheetsError


def refresh(book: LiveBook, as_of: dt.date | None = None) -> str:
    """Fill the status columns of an open workbook as of a day, today by default; return what the status bar says."""
    return press("refresh", book, as_of)[0]


def check(book: LiveBook, as_of: dt.date | None = None) -> str:
    """List the findings about an open workbook on a sheet of its own; return what the status bar says."""
    return press("check", book, as_of)[0]


def next_finding(book: LiveBook, as_of: dt.date | None = None) -> str:
    """Go to the next finding in an open workbook; return what the status bar says."""
    return press("next", book, as_of)[0]


def press(action: str, book: LiveBook, as_of: dt.date | None = None) -> tuple[str, bool]:
    """Do "refresh", "check" or "next"; return the sentence that was shown, and whether all went well."""
    try:
        from kpi_sheets.addin.actions import ACTIONS  # what fails to load is told as well

        sentence, done = ACTIONS[action](book, as_of or dt.datetime.now().astimezone().date()), True
    except KpiSheetsError as error:
        sentence, done = str(error), False
        if error.__cause__:
            log.traceback()
    except Exception:  # noqa: BLE001  a person at a button can do nothing with a traceback
        sentence, done = say("en", "unexpected", log=log.traceback()), False
    tell(book, sentence, alarm=not done)
    return sentence, done


def tell(book: LiveBook, sentence: str, *, alarm: bool = False) -> None:
    """Show a sentence in the status bar, and in a window when it is about something that went wrong."""
    book.app.status_bar = f"kpi-sheets: {sentence}"
    if alarm:
        book.app.alert(sentence)
