"""How people write: one folder of data per language, and its loader.

A folder `<code>/` holds
  pack.toml      how numbers, dates, units, periods, deadlines and comparisons are written
  headers.toml   what people call the columns of a KPI sheet, and the words they fill in
  status.toml    what a status is called, and the sentences that explain one
  report.toml    the words of the monthly report
  messages.toml  the linter's messages (English and Dutch ones stand with their rule)
  words/*.txt    the open vocabulary, one word or phrase a line, a file a class
Adding such a folder adds a language; nothing else lists them.
"""

from kpi_sheets.language.detect import detect
from kpi_sheets.language.pack import LanguageError, Pack, available, having, load

__all__ = ["LanguageError", "Pack", "available", "detect", "having", "load"]
