"""A workbook that is open in LibreOffice Calc, with the members that the add-in uses.

Whole blocks go over the bridge at once: 15,000 cells take 0.1 s so, and over a minute one by one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from kpi_sheets.addin.surface import Place
from kpi_sheets.addin.values import LOGICAL
from kpi_sheets.model import column_letter
from kpi_sheets.typed import Any
from kpi_sheets.workbook.dates import EPOCH_1900

Uno = Any  # an object behind the bridge; it has no types that Python knows

GENERAL = "General"
ISO_DATE = "yyyy-mm-dd"
ERROR_RESULTS = 4  # com.sun.star.sheet.FormulaResult.ERROR
CONTENTS = 1 | 2 | 4 | 16  # com.sun.star.sheet.CellFlags: numbers, dates, texts, formulas
COMMENTS = 8
LOGICAL_TYPE = 1024  # com.sun.star.util.NumberFormat.LOGICAL
SEVERAL = "AMBIGUOUS_VALUE"  # com.sun.star.beans.PropertyState, of cells that differ
EXCEL_SYNTAX = 3  # com.sun.star.sheet.AddressConvention.XL_A1
CHARACTER = 200  # hundredths of a millimetre that a digit is wide
ERROR_NAMES = {502: "#VALUE!", 503: "#NUM!", 519: "#VALUE!", 521: "#NULL!", 524: "#REF!", 525: "#NAME?",
               532: "#DIV/0!", 32767: "#N/A"}  # fmt: skip
OTHER_ERROR = "#VALUE!"  # what Excel calls the rest: a formula that can't be read, a circle


class CalcBook:
    """One open document."""

    def __init__(self, document: Uno) -> None:
        self.document = document
        self.app = CalcApp(document)
        self.sheets = CalcSheets(document)

    @property
    def name(self) -> str:
        return str(self.document.Title)

    @property
    def fullname(self) -> str:
        """The path, or only the name of a document that was never saved."""
        import uno  # LibreOffice's own module, which only its Python has

        return str(uno.fileUrlToSystemPath(self.document.URL)) if self.document.URL else self.name

    @property
    def selection(self) -> CalcRange | None:
        """The selected cells; None for a chart, or for several ranges."""
        chosen = self.document.CurrentSelection
        if not hasattr(chosen, "RangeAddress"):
            return None
        return CalcRange(CalcSheet(self.document, chosen.Spreadsheet), chosen)


class CalcApp:
    """The window that shows a document."""

    def __init__(self, document: Uno) -> None:
        self._document = document
        self._said = ""
        self.cut_copy_mode = False

    @property
    def status_bar(self) -> str:
        return self._said

    @status_bar.setter
    def status_bar(self, text: str) -> None:
        self._said = text
        self._document.CurrentController.StatusIndicator.start(text, 0)

    def alert(self, prompt: str) -> None:
        """Show a sentence in a window with one button."""
        window = self._document.CurrentController.Frame.ContainerWindow
        window.Toolkit.createMessageBox(window, _enum("awt.MessageBoxType", "WARNINGBOX"), 1, "KPI", prompt).execute()


class CalcSheets:
    """The sheets of a document, in order."""

    def __init__(self, document: Uno) -> None:
        self._document = document

    def __len__(self) -> int:
        return int(self._document.Sheets.Count)

    def __iter__(self) -> Iterator[CalcSheet]:
        return (self[name] for name in self._document.Sheets.ElementNames)

    def __getitem__(self, name: str) -> CalcSheet:
        return CalcSheet(self._document, self._document.Sheets.getByName(name))

    def add(self, name: str, *, after: CalcSheet) -> CalcSheet:
        """Add a sheet right of another one."""
        self._document.Sheets.insertNewByName(name, after.uno.RangeAddress.Sheet + 1)
        return self[name]


class CalcSheet:
    """One sheet."""

    def __init__(self, document: Uno, sheet: Uno) -> None:
        self.document = document
        self.uno = sheet
        self.copied: Uno = None

    @property
    def name(self) -> str:
        return str(self.uno.Name)

    @property
    def visible(self) -> bool:
        return bool(self.uno.IsVisible)

    @property
    def used_range(self) -> CalcRange:
        cursor = self.uno.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return CalcRange(self, cursor)

    @property
    def tables(self) -> list[CalcTable]:
        """The tables of an Excel file, which are database ranges here."""
        ranges = self.document.DatabaseRanges
        here = self.uno.RangeAddress.Sheet
        found = (CalcTable(self, ranges.getByName(name)) for name in ranges.ElementNames)
        return [table for table in found if table.uno.DataArea.Sheet == here]

    @property
    def notes(self) -> list[CalcNote]:
        return [CalcNote(self, note) for note in self.uno.Annotations]

    @property
    def comments(self) -> list[CalcNote]:
        """None: comments that can be answered arrive here as notes."""
        return []

    def range(self, first: Place, last: Place | None = None) -> CalcRange:
        """Return the cells between two places, rows and columns from 1."""
        (top, left), (bottom, right) = first, last or first
        return CalcRange(self, self.uno.getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1))

    def activate(self) -> None:
        self.document.CurrentController.setActiveSheet(self.uno)


class CalcTable:
    """A database range, as an Excel table."""

    def __init__(self, sheet: CalcSheet, table: Uno) -> None:
        self._sheet = sheet
        self.uno = table
        self.name = str(table.Name)
        self.show_headers = bool(table.ContainsHeader)
        self.show_totals = bool(table.TotalsRow)

    @property
    def range(self) -> CalcRange:
        area = self.uno.DataArea
        first, last = (area.StartRow + 1, area.StartColumn + 1), (area.EndRow + 1, area.EndColumn + 1)
        return self._sheet.range(first, last)

    def resize(self, range: CalcRange) -> None:  # noqa: A002  xlwings' name
        self.uno.setDataArea(range.uno.RangeAddress)


class CalcNote:
    """A comment at a cell."""

    def __init__(self, sheet: CalcSheet, note: Uno) -> None:
        self.text = str(note.String)
        self.location = sheet.range((note.Position.Row + 1, note.Position.Column + 1))


class CalcRange:
    """A block of cells."""

    def __init__(self, sheet: CalcSheet, cells: Uno) -> None:
        self.sheet = sheet
        self.uno = cells
        address = cells.RangeAddress
        self.row, self.column = address.StartRow + 1, address.StartColumn + 1
        self.shape = (address.EndRow - address.StartRow + 1, address.EndColumn - address.StartColumn + 1)

    @property
    def address(self) -> str:
        first = f"${column_letter(self.column)}${self.row}"
        height, width = self.shape
        return (
            first
            if height == width == 1
            else f"{first}:${column_letter(self.column + width - 1)}${self.row + height - 1}"
        )

    def options(self, *, ndim: int, err_to_str: bool) -> CalcRange:  # noqa: ARG002  always rows, errors always named
        return self

    @property
    def value(self) -> list[list[Any]]:
        """Rows of values; a date is a serial number, an error its name."""
        rows = [list(row) for row in self.uno.getDataArray()]
        for area in self.uno.queryFormulaCells(ERROR_RESULTS).RangeAddresses:
            for row in range(area.StartRow, area.EndRow + 1):
                for column in range(area.StartColumn, area.EndColumn + 1):
                    number = self.sheet.uno.getCellByPosition(column, row).getError()
                    rows[row + 1 - self.row][column + 1 - self.column] = ERROR_NAMES.get(number, OTHER_ERROR)
        return rows

    @value.setter
    def value(self, rows: Sequence[Sequence[Any]]) -> None:
        self.uno.setDataArray(tuple(tuple(_given(entry) for entry in row) for row in rows))
        if any(isinstance(entry, dt.date) for row in rows for entry in row) and self.number_format == GENERAL:
            self.number_format = ISO_DATE

    @property
    def formula(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(row) for row in self.uno.getFormulaArray())

    @formula.setter
    def formula(self, rows: Sequence[Sequence[str]]) -> None:
        """Write formulas as Excel writes them in English; each goes through the parser of LibreOffice."""
        parser = self.sheet.document.createInstance("com.sun.star.sheet.FormulaParser")
        parser.CompileEnglish, parser.FormulaConvention = True, EXCEL_SYNTAX
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                cell = self.uno.getCellByPosition(place, number)
                cell.setTokens(parser.parseFormula(text.removeprefix("="), cell.CellAddress))

    @property
    def number_format(self) -> str | None:
        """The format's code in English; None where the cells have several."""
        if self.uno.getPropertyState("NumberFormat").value == SEVERAL:
            return None
        return self._code(self.uno.NumberFormat)

    @number_format.setter
    def number_format(self, code: str) -> None:
        if code == GENERAL:  # as a format of its own it would leave dates as they are
            self.uno.setPropertyToDefault("NumberFormat")
            return
        formats, english = self.sheet.document.NumberFormats, _english()
        key = formats.queryKey(code, english, True)
        self.uno.NumberFormat = key if key >= 0 else formats.addNew(code, english)

    @property
    def column_width(self) -> float:
        """The width in characters of the usual size."""
        return float(self.uno.Columns.getByIndex(0).Width / CHARACTER)

    @column_width.setter
    def column_width(self, characters: float) -> None:
        self.uno.Columns.Width = int(characters * CHARACTER)

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The background; None where there is none."""
        colour = self.uno.CellBackColor
        return None if colour < 0 else (colour >> 16, colour >> 8 & 255, colour & 255)

    @color.setter
    def color(self, colour: tuple[int, int, int]) -> None:
        red, green, blue = colour
        self.uno.CellBackColor = red << 16 | green << 8 | blue

    @property
    def merge_cells(self) -> bool:
        return bool(self.uno.IsMerged)

    @property
    def merge_area(self) -> CalcRange:
        cursor = self.sheet.uno.createCursorByRange(self.uno)
        cursor.collapseToMergedArea()
        return CalcRange(self.sheet, cursor)

    def clear_contents(self) -> None:
        self.uno.clearContents(CONTENTS)

    def copy(self) -> None:
        self.sheet.copied = self.uno

    def paste(self, paste: str) -> None:  # noqa: ARG002  formats are all that is asked for
        """Take the formats of the cells that were copied; what else comes along is taken out again."""
        first = self.uno.getCellByPosition(0, 0).CellAddress
        self.sheet.uno.copyRange(first, self.sheet.copied.RangeAddress)
        self.uno.clearContents(CONTENTS | COMMENTS)
        self.uno.setPropertyToDefault("Validation")

    def select(self) -> None:
        self.sheet.document.CurrentController.select(self.uno)

    def _code(self, key: int) -> str:
        formats = self.sheet.document.NumberFormats
        shown = formats.getByKey(key)
        if shown.Type & LOGICAL_TYPE:
            return LOGICAL
        if key == formats.getStandardIndex(shown.Locale):
            return GENERAL
        if shown.Locale.Language not in ("", "en"):  # the letters of a code are those of its language: JJJJ, TT
            shown = formats.getByKey(formats.addNewConverted(shown.FormatString, shown.Locale, _english()))
        return str(shown.FormatString)


def _given(value: Any) -> str | float:
    """Return a value as the bridge takes it. A text is never a formula here; its apostrophe was for Excel."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.removeprefix("'")
    if isinstance(value, dt.date):
        stamp = value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)
        return (stamp - EPOCH_1900) / dt.timedelta(days=1)
    return float(value)


def _english() -> Uno:
    import uno

    locale = uno.createUnoStruct("com.sun.star.lang.Locale")
    locale.Language, locale.Country = "en", "US"
    return locale


def _enum(kind: str, name: str) -> Uno:
    import uno

    return uno.Enum(f"com.sun.star.{kind}", name)
