"""The button inside Excel and LibreOffice: an open workbook in, status columns and findings out.

    addin.refresh(book)        fill the status columns, as `kpi-sheets refresh` does
    addin.check(book)          list what `kpi-sheets lint` finds, with links to the cells
    addin.next_finding(book)   go to the next of them

`book` is an xlwings Book, or anything with the members in `surface`. All three show a sentence in the status bar and
return it; what goes wrong is said in one sentence, and the traceback goes into a log file. `lite` has the first two for
xlwings Lite, where a workbook tells formulas and formats only to those who wait for them.
"""

from kpi_sheets.addin.buttons import check, next_finding, refresh

__all__ = ["check", "next_finding", "refresh"]
